"""The cards of the terminal: plan, approval, publication, numbers. Asks nothing."""

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cli import draw, fitting, output, references
from domain import hidden
from domain.content import BY_A_PERSON, BY_HAND
from domain.media import kind_of

WIDTH = 100
_STATES = {
    "published": ("✓ out", "green"),
    "scheduled": ("◷ scheduled", "cyan"),
    "unknown": ("? needs you", "yellow"),
    "missed": ("! needs you", "yellow"),
    "failed": ("✗ failed", "red"),
    "cancelled": ("– cancelled", "dim"),
}

View = dict[str, Any]
Row = tuple[RenderableType, RenderableType]


def heading(text: str) -> RenderableType:
    return Padding(Rule(Text(text, style="bold"), align="left", style="dim"), (1, 0, 0, 0))


def plan(campaign: View, zone: str) -> RenderableType:
    strategy = campaign["strategy"] or {}
    table = _table("post", "where", "language", "when", "about")
    for entry in strategy.get("calendar", []):
        table.add_row(
            str(entry["number"]),
            draw.platform(entry["platform"]),
            entry["language"],
            draw.when(entry["publish_at"], zone),
            entry["topic"],
        )
    lines = [(Text("·"), Text(line, style="dim")) for line in strategy.get("rationale", [])]
    lines += [(Text("!", "yellow"), Text(line)) for line in strategy.get("notes", [])]
    return Group(table, Text(), _grid(lines))


def approval(asked: View, *, place: str, account: str, zone: str) -> RenderableType:
    """Everything a person needs to decide on one post, and nothing of it hidden."""
    # a rich Text drops some control characters unseen
    asked = hidden.everywhere(asked, hidden.visible)
    content = asked["content"]
    where = f"{draw.platform(asked['platform'])} · {account}"
    planned_in = (asked.get("publish_at_local") or {}).get("zone") or zone
    slot = draw.when(asked["publish_at"], planned_in, "As soon as you approve")
    facts = [
        _fact("Goes out", Text(f"{slot}, on {where}")),
        _fact("Why this", _why(content)),
        *([_fact("", references.table(content["references"]))] if content["references"] else []),
        *_media(content),
        *_claims(content),
        _fact("Checks", _safety(content["safety"])),
        *_others(content),
        _fact("Written by", Text(content["provenance"]["author"])),
    ]
    return Panel(
        Group(Panel(_post(content), border_style="dim", padding=(1, 2)), _grid(facts)),
        title=Text(place, style="bold"),
        title_align="left",
        border_style=draw.ACCENT,
        width=min(WIDTH, output.screen().width),
    )


def account(connection: View) -> str:
    """Its name, and whether anything goes out by it."""
    name = str(connection["account_name"])
    if not connection["paused_at"]:
        return name
    return f"{name} (paused by {connection['paused_by']}: nothing goes out there until resumed)"


def _post(content: View) -> Text:
    """As the platform shows it: the tags that the text does not have yet on a line of their own."""
    said = {word.casefold() for word in content["text"].split()}
    tags = [t if t.startswith("#") else f"#{t}" for t in content["hashtags"]]
    line = " ".join(tag for tag in tags if tag.casefold() not in said)
    post = Text(content["text"])
    if line:
        post.append(f"\n\n{line}", style=draw.ACCENT)
    if content.get("first_comment"):
        post.append(f"\n\nFirst comment: {content['first_comment']}", style="dim")
    return post


def _is_by_a_person(content: View) -> bool:
    """What was measured of the draft says nothing of words that somebody put in its place."""
    return str(content["provenance"]["author"]).endswith(BY_A_PERSON)


def _is_by_hand(content: View) -> bool:
    return str(content["provenance"]["author"]) == BY_HAND


def _why(content: View) -> Text:
    found = len(content["references"])
    if _is_by_a_person(content):
        learned = f"; the draft before it learned from {found} of your posts" if found else ""
        return Text(f"A person changed this text, so nothing is expected of it{learned}")
    parts = [content["register"].capitalize() if content["register"] else "No clear register"]
    if content["expected_ers"] is not None:
        parts.append(f"expected resonance {content['expected_ers']:.1f} of 100")
    unlearned = "written by a person" if _is_by_hand(content) else "no earlier post to learn from"
    parts.append(f"learned from {found} of your posts" if found else unlearned)
    return Text(" · ".join(parts))


def _media(content: View) -> list[Row]:
    """What goes with the words, what it shows, and where to look at it before deciding."""
    rows, before = [], ""
    for one in content.get("media") or ():
        label = kind_of(one["content_type"]).value.capitalize()
        # a medium's address is long, and cut it leads nowhere
        told = Text(_size(one), overflow="fold")
        if one.get("alt_text"):
            told.append(f" · {one['alt_text']}", style="dim")
        told.append(f"\n{one['url']}", style="underline")
        rows.append(_fact("" if label == before else label, told))
        before = label
    return rows


def _size(medium: View) -> str:
    """A document's in pages; of what is seen the pixels, and of a video its length."""
    facts = medium.get("facts") or {}
    if pages := facts.get("pages"):
        return f"{pages} page{'s' if pages > 1 else ''}"
    seconds = facts.get("duration_s")
    length = f" · {seconds:.0f} s" if seconds else ""
    return f"{medium['width']} × {medium['height']}{length}"


def _claims(content: View) -> list[Row]:
    if _is_by_a_person(content):
        yours = "a person changed this text: what it claims is yours to check"
        return [_fact("Claims", Text(yours)), *_sourced(content, "Of the draft")]
    return _sourced(content, "Claims")


def _sourced(content: View, label: str) -> list[Row]:
    return [
        _fact("" if number else label, Text.assemble(one["text"], (f" ({one['source']})", "dim")))
        for number, one in enumerate(content["claims"])
    ]


def _safety(safety: View) -> Text:
    mark = ("✓ passed", "green") if safety["passed"] else ("✗ not passed", "red")
    line = Text.assemble(mark, (f", by {safety['method']}", "dim"))
    if given := safety.get("override"):
        line.append(f"\n{given['by']} answers for it: {given['reason']}")
    for flag in safety["flags"]:
        style = "dim" if flag["severity"] == "info" else "yellow"
        line.append(f"\n{flag['severity']}: {flag['message']}", style=style)
    if checked := [step["name"].replace("_", " ") for step in _with(safety, "passed")]:
        line.append(f"\nfine: {', '.join(checked)}", style="dim")
    for reason in dict.fromkeys(step["reason"] for step in _with(safety, "not_run")):
        line.append(f"\nnot asked: {reason}", style="dim")
    return line


def _with(safety: View, result: str) -> list[View]:
    return [step for step in safety.get("steps", ()) if step["result"] == result]


def _others(content: View) -> list[Row]:
    others = [v for v in content["variations"] if v["text"] != content["text"]]
    return [
        _fact(
            "" if number else "Also wrote",
            Text.assemble((f"{one['register']}: ", "dim"), draw.first_line(one["text"], 60)),
        )
        for number, one in enumerate(others)
    ]


def publication(row: View, zone: str) -> Text:
    """One line: what became of a post, and where it is."""
    word, style = _STATES.get(row["state"], (row["state"], "dim"))
    if row["moved"]:
        word = "→ moved to another time"
    line = Text.assemble((word, style), f"  {draw.platform(row['platform'])}")
    if row["published_at"]:
        line.append(f", {draw.when(row['published_at'], zone)}")
    if row["permalink"]:
        line.append(f"\n    {row['permalink']}", style="underline")
    if row["error"]:
        line.append(f"\n    {row['error']['message']}")
    return line


def metrics(snapshots: list[View], publications: list[View], zone: str) -> RenderableType:
    """The newest numbers of each post."""
    newest = {snapshot["publication_id"]: snapshot for snapshot in snapshots}
    names = list(dict.fromkeys(name for s in newest.values() for name in s["values"]))
    table, stacked = _table("post", *names), []
    for number, row in enumerate(publications, start=1):
        if snapshot := newest.get(row["id"]):
            counts = [draw.count(snapshot["values"].get(name)) for name in names]
            table.add_row(str(number), *counts)
            named = (f"{name} {count}" for name, count in zip(names, counts, strict=True))
            stacked.append((Text(str(number)), fitting.facts(*named)))
    as_of = max((s["as_of"] for s in newest.values()), default=None)
    shown = fitting.Fitting(table, _grid(stacked), least=table)
    return Group(shown, Text(f"As of {draw.when(as_of, zone, 'never')}", style="dim"))


def _fact(label: str, told: RenderableType) -> Row:
    return Text(label, style="dim"), told


def _grid(rows: Sequence[Row]) -> Table:
    """Labels to the left, what they stand for with a straight edge to the right."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for row in rows:
        grid.add_row(*row)
    return grid


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
