"""Scripts of videos, drawn for a terminal as the list that whoever films works through."""

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli import draw, texts

View = dict[str, Any]


def listed(made: View) -> RenderableType:
    """Every script with its scenes, then what was learned, left out and noted."""
    lists = [part for number, item in enumerate(made["items"], 1) for part in _script(number, item)]
    lines = [*made["learned"], *made["unused"], *made["notes"]]
    author = Text(f"Written by the {made['author']}; nothing was kept or published.", style="dim")
    return Group(*lists, *(Text(f"• {line}") for line in lines), author)


def _script(number: int, item: View) -> list[RenderableType]:
    where = f"{draw.platform(item['platform'])}, {item['language']}"
    head = Text.assemble(
        (f"{number}  {item['title']}", "bold"),
        (f"   {item['duration']} seconds, {where}, {item['register']}", "dim"),
    )
    return [head, Text(), _scenes(item), Text(), texts.facts(_told(item)), Text()]


def _scenes(item: View) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    table.add_column("When", no_wrap=True)
    table.add_column("Shot", no_wrap=True)
    table.add_column("What is seen", ratio=3)
    table.add_column("What is said", ratio=2)
    table.add_column("On the screen", ratio=2)
    begins = 0.0
    for scene in item["scenes"]:
        ends = begins + scene["duration"]
        table.add_row(
            f"{begins:g}–{ends:g} s",
            scene["shot"].replace("_", " "),
            Text(_seen(scene)),
            Text(scene["dialogue"] or "–", style="" if scene["dialogue"] else "dim"),
            Text(_shown(item, scene["scene_number"]), style=draw.ACCENT),
        )
        begins = ends
    return table


def _seen(scene: View) -> str:
    """The picture, what has to be there, and how it gives way, where it is not cut."""
    needed = f"\nNeeds: {', '.join(scene['visual_elements'])}." if scene["visual_elements"] else ""
    way = "" if scene["transition"] == "cut" else f"\nThen {scene['transition']}."
    return f"{scene['description']}{needed}{way}"


def _shown(item: View, number: int) -> str:
    shown = [o for o in item["text_overlays"] if o["scene_number"] == number]
    return "\n".join(f"{o['text']} ({o['start_s']:g}–{o['end_s']:g})" for o in shown)


def _told(item: View) -> list[tuple[str, str]]:
    rows = [("Music", one) for one in item["music_suggestions"]]
    if item["call_to_action"]:
        rows.append(("Call", item["call_to_action"]))
    return [*rows, *texts.expected(item), *texts.checked(item)]
