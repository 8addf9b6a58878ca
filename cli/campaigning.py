"""What `eval campaigns` does and how it looks on a terminal. Judges nothing by itself."""

import asyncio
import json
from pathlib import Path

from rich.table import Table
from rich.text import Text

from cli import output
from domain.errors import InvalidError
from evals.campaigns.measuring import Measure, Measured, measured
from evals.campaigns.offenders import offenders
from evals.campaigns.planning import campaigns
from evals.campaigns.running import WrittenPost, written
from evals.campaigns.seeds import FOLDER, industries
from evals.campaigns.sheet import drawn, sheet
from llm.port import Author


def run(author: Author, brands: Path | None) -> tuple[tuple[WrittenPost, ...], Measured]:
    """Every campaign written by this author, and measured.

    Raises:
        InvalidError: `bad_dataset`.
    """
    planned = campaigns(industries((brands or FOLDER).resolve()))
    output.note(f"{len(planned)} brands, {sum(len(c.entries) for c in planned)} posts")
    posts = asyncio.run(written(author, planned))
    return posts, measured(posts)


def write_files(
    posts: tuple[WrittenPost, ...],
    found: Measured,
    *,
    offenders_to: Path,
    read: int,
    sheet_to: Path,
) -> dict[str, str]:
    """The worst offenders, and the reading sheet where one is wanted; where each file is.

    Raises:
        InvalidError: `bad_file`; a file cannot be written.
    """
    said = json.dumps(offenders(found, posts), ensure_ascii=False, indent=1)
    files = {"offenders": (offenders_to, said)}
    if read:
        files["sheet"] = (sheet_to, sheet(drawn(posts, read)))
    for path, text in files.values():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            why = f"{path} cannot be written: {error.strerror}. Name another file."
            raise InvalidError(why, code="bad_file") from error
    return {name: str(path) for name, (path, _) in files.items()}


def show(found: Measured, files: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        rows = [{**m.model_dump(), "missed": m.missed} for m in found.measures]
        output.value({"passed": not found.missed, "measures": rows, "files": files})
        return
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for title in ("measure", "value", "limit", "", "most, or first"):
        table.add_column(title, overflow="fold")
    for measure in found.measures:
        table.add_row(*_cells(measure))
    output.show(table)
    if found.missed:
        output.failure(f"Over the limit: {', '.join(m.name for m in found.missed)}.")
    for name, path in files.items():
        output.note(f"{name}: {path}")


def _cells(measure: Measure) -> list[str | Text]:
    limit = "" if measure.limit is None else _number(measure.limit, measure)
    verdict = Text("missed", "bold red") if measure.missed else Text("ok" if limit else "", "dim")
    return [measure.name, _number(measure.value, measure), limit, verdict, measure.example]


def _number(value: float, measure: Measure) -> str:
    return f"{value:.1%}" if measure.is_share else f"{value:.0f}"
