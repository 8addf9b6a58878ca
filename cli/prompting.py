"""How the `prompts` commands look on a terminal. Writes no file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from cli import output
from domain.errors import NotFoundError
from domain.frozen import Frozen
from prompts import loader, release

_MARKS = {
    "released": ("✓ released", "green"),
    "draft": ("• draft", "yellow"),
    "changed": ("✗ changed", "red"),
    "missing": ("✗ missing", "red"),
}
_UNRELEASED = (
    "No version of this prompt is released. If it is new: insta-media prompts verify --lock; if "
    f"it is not, the lock lost it: bring prompts/{release.LOCK} back from the history."
)
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


class Differences(Frozen):
    name: str
    old: int
    new: int
    lines: tuple[str, ...]


@contextmanager
def usage() -> Iterator[None]:
    """A name or number that is not there is wrong usage."""
    try:
        yield
    except NotFoundError as error:
        known = f" Known: {', '.join(loader.names())}." if "called" in error.message else ""
        raise typer.BadParameter(f"{error.message}{known}") from error


def find(name: str, version: int | None) -> loader.Prompt:
    """The prompt as it lies there.

    Raises:
        BadPromptError: The file cannot be read as one.
        NotFoundError: No such prompt or version.
    """
    return loader.load(name, version)


def show_list(*, as_json: bool) -> None:
    found = release.survey()
    newest = {v.name: v for v in found if v.state != "missing"}
    if as_json:
        output.value([_listed(v) | {"newest": newest.get(v.name) is v} for v in found])
        return
    table = _table("prompt", "newest", "state", "role", "answers with", "inputs")
    for name, version in newest.items():
        front = loader.load(name, version.version).front if version.hash else None
        inputs = ", ".join(front.inputs) if front else ""
        kind = front.output.rpartition(".")[2] if front else ""
        table.add_row(
            name, f"v{version.version}", _mark(version), front.role if front else "", kind, inputs
        )
    output.show(table)


def _listed(version: release.Version) -> dict[str, object]:
    return {**version.model_dump(mode="json"), "problems": list(version.problems)}


def show_one(prompt: loader.Prompt, *, as_json: bool) -> None:
    front = prompt.front
    if as_json:
        output.value({**front.model_dump(mode="json"), "hash": prompt.hash, "body": prompt.body})
        return
    settings = f"temperature {front.parameters.temperature}, {front.parameters.max_tokens} tokens"
    output.show(
        Text.assemble((f"{front.name} {prompt.version}", "bold"), (f"  {prompt.hash[:12]}", "dim")),
        Text(f"role {front.role}, {settings}", "dim"),
        Text(f"takes {', '.join(front.inputs)}", "dim"),
        Text(f"gives {front.output}\n", "dim"),
    )
    output.say(prompt.body)


def differences(name: str, old: int | None, new: int | None) -> Differences:
    """What changed; without numbers between the newest version and the one before.

    Raises:
        NotFoundError: No such prompt or version, or there is only one.
    """
    known = loader.versions(name)
    after = new or known[-1]
    earlier = [number for number in known if number < after]
    if old is None and not earlier:
        raise NotFoundError(f"Prompt “{name}” has only version {after}.", code="one_version")
    before = old or earlier[-1]
    return Differences(
        name=name, old=before, new=after, lines=release.difference(name, before, after)
    )


def show_differences(found: Differences, *, as_json: bool) -> None:
    if as_json:
        output.value(found.model_dump(mode="json"))
        return
    for line in found.lines:
        output.show(Text(line, _COLOURS.get(line[:1], "")))
    if not found.lines:
        output.note(f"v{found.old} and v{found.new} are equal.")


def show_new(name: str, path: Path, *, as_json: bool) -> None:
    if as_json:
        output.value({"name": name, "file": str(path)})
        return
    output.say(str(path))
    output.note(
        f"Change its words. Then: insta-media prompts diff {name}; insta-media eval run; "
        "insta-media eval compare; insta-media eval baseline TASK --reason “…”; "
        "insta-media prompts verify --lock"
    )


def show_state(locked: tuple[str, ...], *, as_json: bool) -> bool:
    """Shows every version's state; whether all is in order."""
    found = release.survey()
    fine = all(version.is_fine for version in found)
    if as_json:
        versions = [_listed(version) for version in found]
        output.value({"ok": fine, "locked": list(locked), "versions": versions})
        return fine
    table = _table("version", "state", "hash", "")
    for version in found:
        problems = " ".join(version.problems) or (_UNRELEASED if version.is_new else "")
        table.add_row(version.key, _mark(version), version.hash[:12], problems)
    output.show(table)
    drafts = [version.key for version in found if version.state == "draft"]
    if locked:
        output.note(f"Released: {', '.join(locked)}. Commit prompts/{release.LOCK}.")
    elif drafts:
        output.note(
            f"Not released yet: {', '.join(drafts)}. To do it: insta-media prompts verify --lock"
        )
    return fine


def _mark(version: release.Version) -> Text:
    words, style = _MARKS[version.state]
    if version.state == "draft" and not version.is_fine:
        words, style = "✗ draft", "red"
    return Text(words, style)


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
