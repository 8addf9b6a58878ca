"""The cards of the terminal: plan, approval, publication, numbers, report. Asks nothing."""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cli import draw, output, references

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
    lines = [Text(f"· {line}", style="dim") for line in strategy.get("rationale", [])]
    notes = [Text(f"! {line}", style="yellow") for line in strategy.get("notes", [])]
    return Group(Text(strategy.get("objective", "")), table, *lines, *notes)


def approval(asked: View, *, place: str, account: str, zone: str) -> RenderableType:
    """Everything a person needs to decide on one post."""
    content = asked["content"]
    where = f"{draw.platform(asked['platform'])} · {account}"
    when = draw.when(asked["publish_at"], zone, "as soon as you approve")
    return Panel(
        Group(
            Panel(_post(content), border_style="dim", padding=(1, 2)),
            Text.assemble(("Goes out  ", "dim"), f"{when}, on {where}"),
            *_why(content),
            *_claims(content),
            _safety(content["safety"]),
            Text.assemble(("Written by  ", "dim"), content["provenance"]["author"]),
            *_others(content),
        ),
        title=Text(f"{place} · {draw.platform(asked['platform'])}", style="bold"),
        title_align="left",
        border_style=draw.ACCENT,
        width=min(WIDTH, output.screen().width),
    )


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


def _why(content: View) -> list[RenderableType]:
    why = Text.assemble(("Why this  ", "dim"), content["register"] or "no register")
    if content["expected_ers"] is not None:
        why.append(f" · expected resonance {content['expected_ers']:.1f} of 100")
    found = content["references"]
    if not found:
        why.append(" · no earlier post of yours to learn from")
        return [why]
    why.append(f" · learned from {len(found)} of your posts")
    return [why, Padding(references.table(found), (1, 0, 1, 2))]


def _claims(content: View) -> list[RenderableType]:
    return [
        Text.assemble(("Claim  ", "dim"), f"{one['text']} ", (f"({one['source']})", "dim"))
        for one in content["claims"]
    ]


def _safety(safety: View) -> Text:
    mark = ("✓ passed", "green") if safety["passed"] else ("✗ not passed", "red")
    line = Text.assemble(("Checks  ", "dim"), mark, (f" ({safety['method']})", "dim"))
    for flag in safety["flags"]:
        line.append(f"\n  {flag['severity']}: {flag['message']}", style="yellow")
    return line


def _others(content: View) -> list[RenderableType]:
    others = [v for v in content["variations"] if v["text"] != content["text"]]
    if not others:
        return []
    line = Text.assemble(("Other ways to say it", "dim"))
    for variation in others:
        line.append(f"\n  {variation['register']}: ", style="dim")
        line.append(draw.first_line(variation["text"], 70))
    return [line]


def publication(row: View, zone: str) -> Text:
    """One line: what became of a post, and where it is."""
    word, style = _STATES.get(row["state"], (row["state"], "dim"))
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
    table = _table("post", *names, "as of")
    for number, row in enumerate(publications, start=1):
        snapshot = newest.get(row["id"])
        if snapshot:
            counts = [draw.count(snapshot["values"].get(name)) for name in names]
            table.add_row(str(number), *counts, draw.when(snapshot["as_of"], zone))
    return table


def report(told: View) -> RenderableType:
    parts: list[RenderableType] = [Text(told["headline"], style="bold")]
    parts += [Text(sentence["text"]) for sentence in told["sentences"]]
    for name, label in (("best", "Best"), ("worst", "Least")):
        if told.get(name):
            parts.append(Text.assemble((f"{label}  ", "dim"), told[name]["text"]))
    parts.append(Text.assemble(("Next  ", draw.ACCENT), told["next_step"]))
    return Group(*parts)


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
