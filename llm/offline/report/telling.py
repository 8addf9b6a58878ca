"""A report from its figures: which sentences, in which order, resting on which rows."""

from collections.abc import Iterable

from domain.analysis import analyse
from domain.ers import ers_of_counts
from domain.expectation import around
from domain.language import HINDI, HINGLISH
from domain.measuring import maturity
from domain.report import PostFigures
from llm.offline.report.en.words import ENGLISH
from llm.offline.report.hi.retyped import hinglish_words
from llm.offline.report.hi.words import HINDI_WORDS
from llm.offline.report.page import Page, Words
from llm.tasks.report import ReportInputs, ReportRow, ReportSentence, ReportText

LANGUAGES: dict[str, Words] = {"en": ENGLISH, HINDI: HINDI_WORDS, HINGLISH: hinglish_words()}


def report(inputs: ReportInputs) -> ReportText:
    """The report in the language asked for, in English where that is not known."""
    words = LANGUAGES.get(inputs.language, ENGLISH)
    analysis = inputs.analysis or analyse([_figures(row) for row in _newest(inputs.rows)], [])
    title = inputs.campaign_name or "This campaign"
    page = Page(title, inputs.timezone, analysis, tells=inputs.tells_when_settled)
    best, worst = page.post(analysis.best), page.post(analysis.worst)
    return ReportText(
        headline=words.headline(page),
        sentences=tuple(s for s in _happened(page, words) if s.text),
        trend=_pointed(words.trend(page), page.settled) if analysis.measured else None,
        best=_pointed(words.best(page, best), [best]) if best else None,
        worst=_pointed(words.worst(page, worst), [worst]) if worst else None,
        next_step=words.next_step(page),
        captions=_captions(page, words),
        notes=words.notes(page),
    )


def _happened(page: Page, words: Words) -> Iterable[ReportSentence]:
    """What came in, how it compares, and what is missing or else which register did better."""
    if not page.it.out:
        return
    told = [p for p in page.it.posts if p.values]
    if told:
        yield _pointed(words.total(page), told)
        yield _pointed(words.expected(page), page.compared or page.early)
    if page.silent:
        yield _pointed(words.silent(page), page.silent)
    else:
        yield _pointed(words.registers(page), [p for p in page.settled if p.register])


def _captions(page: Page, words: Words) -> dict[str, ReportSentence]:
    said = {name: caption(page) for name, caption in words.captions.items()}
    rows = page.settled or page.early
    return {name: _pointed(text, rows) for name, text in said.items() if text}


def _pointed(text: str, posts: Iterable[PostFigures]) -> ReportSentence:
    """The sentence with the rows its numbers come from."""
    rows = list(posts) if text else []
    return ReportSentence(
        text=text,
        snapshot_ids=tuple(p.snapshot_id for p in rows if p.snapshot_id),
        post_ids=tuple(p.post_id for p in rows if p.post_id),
    )


def _newest(rows: tuple[ReportRow, ...]) -> list[ReportRow]:
    """One row per publication: its latest snapshot."""
    latest: dict[str, ReportRow] = {}
    for row in sorted(rows, key=lambda r: (r.as_of, r.snapshot_id)):
        latest[row.publication_id] = row
    return sorted(latest.values(), key=lambda r: r.publication_id)


def _figures(row: ReportRow) -> PostFigures:
    """A row alone, for an author that was given no analysis."""
    values = {name: round(value) for name, value in row.values.items() if value is not None}
    likes, comments, shares = (values.get(n) for n in ("likes", "comments", "shares"))
    at = row.published_at
    return PostFigures(
        key=row.publication_id,
        publication_id=row.publication_id,
        platform=row.platform,
        text=row.text,
        register=row.register,
        permalink=row.permalink,
        published_at=at,
        snapshot_id=row.snapshot_id,
        as_of=row.as_of,
        age_h=(row.as_of - at).total_seconds() / 3600 if at else None,
        values=values,
        ers=ers_of_counts(likes, comments, shares) if row.actual_ers is None else row.actual_ers,
        partial=None in (likes, comments, shares),
        expected=None if row.predicted_ers is None else around(row.predicted_ers, ()),
        maturity=maturity(row.platform, at, row.as_of),
    )
