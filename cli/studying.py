"""`esg study`: measures a file on this machine and says what was found. Writes to no brand."""

import asyncio
from pathlib import Path
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli import draw, fitting, output, posts
from cli.api import Api
from config.settings import load_settings
from domain.errors import InvalidError
from domain.platform import Platform
from domain.study import Contrast, Measured, Method, Score, Study
from esg.onnx import build_embedder
from esg.study import methods, words
from esg.study.feeling import feeling
from esg.study.markdown import render
from esg.study.run import Wanted, study
from server.report.study_page import study_page
from worker.clock import system_clock

_STYLES = {"better": "green", "worse": "red", "not better": ""}


def wanted(
    file: Path,
    platform: Platform,
    mapping: dict[str, str | None],
    *,
    leave_one_out: bool,
    seed: int,
) -> Wanted:
    return Wanted(
        name=file.name,
        raw=file.read_bytes(),
        platform=platform,
        mapping=mapping,
        leave_one_out=leave_one_out,
        seed=seed,
    )


class Shown(NamedTuple):
    """How the study is told: as a page, as a document, as JSON or on the terminal."""

    page: Path | None
    document: Path | None
    as_json: bool


def run(what: Wanted, shown: Shown) -> None:
    embedder = build_embedder(load_settings().embedder)
    found = asyncio.run(
        study(what, embedder, now=system_clock(), told=output.note, extra=feeling())
    )
    _tell(found, shown)


def own(api: Api, platform: Platform | None, shown: Shown) -> None:
    """Study the brand's own posts: ordered from a server and waited for."""
    asked = {"platform": platform.value if platform else None}
    ordered = api.post("/api/v1/esg/study", asked)
    output.note("Studying your posts; a thousand of them take less than a minute")
    _tell(Study.model_validate(posts.finished(api, ordered["job_id"])), shown)


def _tell(found: Study, shown: Shown) -> None:
    for path, made in ((shown.page, study_page), (shown.document, render)):
        if path:
            _save(path, made(found))
            output.note(f"Saved as {path}")
    if shown.as_json:
        output.value(found.model_dump(mode="json"))
    else:
        output.show(_whole(found))


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidError(
            f"The study could not be saved as {path} ({error.strerror}). Name another file.",
            code="not_saved",
        ) from error


def _whole(found: Study) -> RenderableType:
    """What to do, what was found in words, then the figures, then what they do not say."""
    parts: list[RenderableType] = [Text("In short, for whoever writes the posts", draw.ACCENT)]
    parts += [Text(text) for text in found.summary]
    parts += [Text(), Text(found.headline, "bold"), Text()]
    parts += [Group(Text(text), Text()) for text in found.said]
    for measured in found.measured:
        parts += [_figures(found, measured), Text()]
    parts += [Text(f"· {text}", "dim") for text in found.limits]
    parts.append(Text("All weights and figures: --json, or as a page with --html OUT", "dim"))
    return Group(*parts)


def _figures(found: Study, measured: Measured) -> RenderableType:
    title = words.TRUTHS[measured.truth]
    rows = [(m, measured.of(m.key)) for m in methods.shown(found)]
    told = [(method, score) for method, score in rows if score]
    return Group(
        Text(f"{title} ({measured.drafts} drafts)", draw.ACCENT),
        fitting.Fitting(_table(told), _stacked(told), least=_table(told)),
    )


def _table(rows: list[tuple[Method, Score]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    titles = ("method", "rank correlation", "than any five", "than similarity", "nDCG@5", "error")
    for title in titles:
        table.add_column(title, no_wrap=True)
    for method, score in rows:
        table.add_row(
            Text(method.title, "bold" if method.key == methods.SEED else ""),
            words.interval(score.spearman),
            _verdict(score, methods.RANDOM),
            _verdict(score, methods.SEMANTIC),
            words.number(score.ndcg.value) if score.ndcg else "–",
            words.number(score.error.value),
        )
    return table


def _stacked(rows: list[tuple[Method, Score]]) -> Table:
    """Each method, and its figure under it in words."""
    grid = Table.grid()
    for method, score in rows:
        grid.add_row(Text(method.title, "bold" if method.key == methods.SEED else ""))
        than = _verdict(score, methods.RANDOM)
        against = [Text.assemble(than, " than any five posts")] if than.plain != "–" else []
        grid.add_row(fitting.facts(words.interval(score.spearman), *against))
    return grid


def _verdict(score: Score, other: str) -> Text:
    found: Contrast | None = score.against.get(other, {}).get("spearman")
    if found is None:
        return Text("–", "dim")
    return Text(words.verdict(found), "" if words.is_slight(found) else _STYLES[found.verdict])
