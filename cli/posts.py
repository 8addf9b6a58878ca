"""`import-posts` and `pull-history`: past posts come in, and what came of them is said."""

import json
import time
from pathlib import Path
from typing import Any

import typer
from rich.table import Table

from cli import draw, output
from cli.api import Api, ProblemError
from domain.errors import InvalidError, UpstreamError
from domain.platform import Platform

SHOWN_REASONS = 10
_SHOWN_TEXT = 60
_POLL_S = 0.5
_TAKEN_NEXT = "Nothing was written. Run it again without --preview to take the posts in."
_NO_TEXT = (
    "Nothing was written, and as it is the whole file would be refused: no column is known to hold "
    'the text. Name it with --mapping \'{"text": "…"}\', or say with '
    "--mapping '{\"text\": null}' that the file has numbers only."
)
Mapping = dict[str, str | None]


def read_mapping(given: str | None) -> dict[str, str | None]:
    """The option's JSON: our field to the file's header, null for what the file does not have.

    Raises:
        typer.BadParameter: Not an object of text to text or null.
    """
    try:
        read = json.loads(given or "{}")
    except ValueError as error:
        raise typer.BadParameter(f"not JSON ({error})", param_hint="--mapping") from error
    if not isinstance(read, dict) or not all(isinstance(v, str | None) for v in read.values()):
        raise typer.BadParameter(
            'give an object such as {"text": "Caption", "likes": null}', param_hint="--mapping"
        )
    return read


def import_posts(api: Api, file: Path, wanted: dict[str, str]) -> dict[str, Any]:
    """The import's result, waited for when the server does it in the background."""
    done = hand_in(api, file, wanted)
    return finished(api, done["job_id"]) if "job_id" in done else done


def hand_in(api: Api, file: Path, wanted: dict[str, str]) -> dict[str, Any]:
    """The import's response: its result, or the id of the job that takes a long file in."""
    output.note(f"Reading {file.name}")
    done: dict[str, Any] = api.upload("/api/v1/posts/import", file, wanted)
    return done


def preview(api: Api, file: Path, wanted: dict[str, str]) -> dict[str, Any]:
    """How the server would read the file; nothing is written."""
    told: dict[str, Any] = api.upload("/api/v1/posts/import/preview", file, wanted)
    return told


def fields(
    platform: Platform,
    *,
    brand: str | None = None,
    mapping: Mapping | None = None,
    timezone: str | None = None,
) -> dict[str, str]:
    """What goes with the file to say how it is read."""
    told = {
        "platform": platform.value,
        "brand_id": brand,
        "mapping": json.dumps(mapping) if mapping else None,
        "timezone": timezone,
    }
    return {name: value for name, value in told.items() if value}


def pull(
    api: Api, platform: Platform, *, connection: str | None, limit: int, brand: str | None
) -> dict[str, Any]:
    """What came of bringing an account's own posts in, waited for however long it takes."""
    output.note(f"Asking {platform.title} for its posts, the newest {limit:,} at most")
    wanted = {"limit": limit, "connection_id": connection, "brand_id": brand}
    try:
        done: dict[str, Any] = api.long(f"/api/v1/platforms/{platform.value}/history", wanted)
    except ProblemError as error:
        if error.code != "which_account":
            raise
        which, _, _ = error.message.partition(" Say which one")
        raise InvalidError(f"{which} Say which one by its id with --connection.") from None
    return finished(api, done["job_id"]) if "job_id" in done else done


def finished(api: Api, job_id: str, words: str = "") -> dict[str, Any]:
    """A job's result, waited for.

    Args:
        words: How far it is, with {done} and {total}; empty: of an import.
    """
    told = -1
    while True:
        job = api.get(f"/api/v1/jobs/{job_id}")
        if job["status"] == "failed":
            raise UpstreamError(str(job.get("error") or "It stopped. Run it again."))
        if job.get("result") is not None:
            result: dict[str, Any] = job["result"]
            return result
        if job.get("done") not in (None, told):
            told = job["done"]
            total = job.get("total")
            told_so = words.format(done=told, total=total) if words else _progress(told, total)
            output.note(told_so)
        time.sleep(_POLL_S)


def _progress(done: int, total: int | None) -> str:
    return f"Read {done:,} of {total:,} posts" if total else f"Read {done:,} posts so far"


def show(done: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        output.value(done)
    else:
        columns = [_columns(done["mapping"])] if done["mapping"] else []
        reasons = _reasons(done["rejected"], done["rejected_total"])
        output.show(_counts(done), *reasons, *columns, *done.get("notes", []))


def show_preview(told: dict[str, Any], *, may_lack_text: bool, as_json: bool) -> None:
    if as_json:
        output.value(told)
        return
    rest = f"Not read: {', '.join(told['unmapped'])}" if told["unmapped"] else ""
    is_good = may_lack_text or "text" in told["mapping"]
    bad = f", {told['rejected_total']:,} of them would be refused" if is_good else ""
    words = [
        f"{told['rows_total']:,} rows{bad}.",
        *_reasons(told["rejected"], told["rejected_total"]),
        *([_columns(told["mapping"])] if told["mapping"] else []),
        *([rest] if rest else []),
        *told["notes"],
        _TAKEN_NEXT if is_good else _NO_TEXT,
    ]
    output.show(_sample(told["sample"]), *words)


def _sample(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("Line", "Date", "Likes", "Comments", "Shares", "ERS", "Text"):
        table.add_column(name, no_wrap=name != "Text")
    for row in rows:
        figures = (row["likes"], row["comments"], row["shares"])
        table.add_row(
            str(row["line"]),
            str(row["published_at"] or "–")[:16].replace("T", " "),
            *("–" if figure is None else f"{figure:,}" for figure in figures),
            draw.number(row["ers"]),
            _cut(row["text"]) or "–",
        )
    return table


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_TEXT else text[: _SHOWN_TEXT - 1].rstrip() + "…"


def check(done: dict[str, Any]) -> None:
    """See that the file was of use.

    Raises:
        InvalidError: Not one of its lines is in the history.
    """
    if done["rejected"] and not done["imported"] + done["updated"] + done["unchanged"]:
        raise InvalidError(
            "Not one line could be taken in. Look at the reasons above; when the columns are named "
            "unusually, say which is which with --mapping."
        )


def _counts(done: dict[str, Any]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name in ("imported", "updated", "unchanged"):
        table.add_row(name.capitalize(), f"{done[name]:,}")
    refused = done["rejected_total"]
    table.add_row("Refused", f"{refused:,}", style="yellow" if refused else "")
    return table


def _reasons(rejected: list[dict[str, Any]], total: int) -> list[str]:
    lines = [f"  {_reason(r)}" for r in rejected[:SHOWN_REASONS]]
    left = total - len(lines)
    of = "them all" if len(rejected) == total else f"the first {len(rejected):,}"
    return [*lines, f"  and {left:,} more; --json lists {of}"] if left > 0 else lines


def _reason(rejected: dict[str, Any]) -> str:
    reason = str(rejected["reason"])
    return reason if reason.startswith("item ") else f"line {rejected['line']}: {reason}"


def _columns(mapping: dict[str, str]) -> str:
    return "Read as: " + ", ".join(f"{ours} = “{theirs}”" for ours, theirs in mapping.items())
