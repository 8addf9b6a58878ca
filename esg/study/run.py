"""The study of a history file from its bytes to its findings. Writes nothing, anywhere."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidError
from domain.platform import Platform
from domain.study import Facts, Measured, Method, Point, Spread, Study, Truth
from esg.embedder import Embedder
from esg.history import ParsedHistory, parse_history
from esg.study import methods, words
from esg.study.advice import summary
from esg.study.alternative import Known, alternative
from esg.study.bootstrap import RESAMPLES, Resamples
from esg.study.figures import spearman
from esg.study.foretelling import Chosen, Foreteller, detrended, foretell, gather
from esg.study.judging import Told, measured
from esg.study.posts import FEWEST_DRAFTS, MOST, Kept, StudyPosts, study_posts
from esg.study.spaces import Meaning, Spelling, lexical_drafts

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to study, and how."""

    name: str
    """Of the file, as people know it."""
    raw: bytes
    platform: Platform
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    leave_one_out: bool = False
    seed: int = 1
    most: int = MOST


async def study(
    wanted: Wanted,
    embedder: Embedder,
    *,
    now: datetime,
    told: Progress,
    extra: Mapping[str, tuple[str, Foreteller]] | None = None,
) -> Study:
    """Measure every method on the file.

    Args:
        wanted: The file.
        embedder: The product's.
        now: Later dates are refused.
        told: Hears of progress.
        extra: Further methods by key: the title, and what foretells.

    Raises:
        InvalidError: The file cannot be read, is too short, or has no dates.
    """
    history = await asyncio.to_thread(_read, wanted, now)
    return await study_history(history, wanted, embedder, told=told, extra=extra)


async def study_history(
    history: ParsedHistory,
    wanted: Wanted,
    embedder: Embedder,
    *,
    told: Progress,
    extra: Mapping[str, tuple[str, Foreteller]] | None = None,
) -> Study:
    """As `study`, of posts that were read before. Counts and dates alone tell something, too."""
    has_texts = any(row.text for row in history.rows)
    kept = study_posts(
        history, has_texts=has_texts, leave_one_out=wanted.leave_one_out, most=wanted.most
    )
    posts = kept.posts
    drafts = list(posts.drafts())
    _require_drafts(len(drafts), posts)
    similar, lexical = await _similarity(posts, drafts, embedder, told)
    told("Choosing posts for each draft")
    chosen = await asyncio.to_thread(gather, posts, drafts, similar, wanted.seed)
    facts = _facts(wanted, history, kept, drafts, lexical)
    made = await asyncio.to_thread(_judged, facts, posts, chosen, wanted, extra or {}, told)
    said = {
        "summary": summary(made, history.header),
        "limits": words.limits(made, history.header),
    }
    return made.model_copy(update=said)


def _read(wanted: Wanted, now: datetime) -> ParsedHistory:
    return parse_history(
        wanted.raw,
        platform=wanted.platform,
        now=now,
        mapping=wanted.mapping,
        may_lack_text=True,
    )


def _require_drafts(count: int, posts: StudyPosts) -> None:
    if count >= FEWEST_DRAFTS:
        return
    raise InvalidError(
        f"Of {len(posts.texts)} posts only {count} have enough different posts before them, and "
        f"fewer than {FEWEST_DRAFTS} drafts tell nothing. Posts of one instant or of one text "
        "cannot learn from each other; export a history with dates and texts of their own.",
        code="short_history",
    )


async def _similarity(
    posts: StudyPosts, drafts: list[int], embedder: Embedder, told: Progress
) -> tuple[Callable[[int], NDArray[np.float32]] | None, int]:
    """How alike each post is to a draft, and how many drafts are compared by spelling."""
    if not posts.has_texts:
        return None, 0
    lexical = await asyncio.to_thread(lexical_drafts, posts, drafts, embedder.languages)
    spelled = {row for row, is_lexical in zip(drafts, lexical, strict=True) if is_lexical}
    meaning = None
    if len(spelled) < len(drafts):
        meaning = await Meaning.embedded(
            posts.texts, embedder, lambda done, of: told(f"{done} of {of} different texts embedded")
        )
    spelling = await asyncio.to_thread(Spelling.of, posts.texts) if spelled else None

    def similar(row: int) -> NDArray[np.float32]:
        if row in spelled and spelling:
            return spelling.similarity(row, posts.earlier(row))
        if meaning:
            return meaning.similarity(row)
        raise ValueError("a draft is compared in one of the two spaces")

    return similar, len(spelled)


def _facts(
    wanted: Wanted, history: ParsedHistory, kept: Kept, drafts: list[int], lexical: int
) -> Facts:
    posts = kept.posts
    reposts = [len(posts.earlier(row)) - len(posts.allowed(row)) for row in drafts]
    time = np.arange(len(posts.ers), dtype=np.float64)[None]
    growth = float(spearman(time, posts.ers, np.ones((1, len(posts.ers))))[0, 0])
    resamples = Resamples.of(len(posts.ers), wanted.seed)
    within = resamples.estimate(growth, spearman(time, posts.ers, resamples.counts)[0])
    least, low, middle, high, most = np.quantile(posts.ers, [0, 0.25, 0.5, 0.75, 1]).tolist()
    return Facts(
        file=wanted.name,
        rows=len(history.rows) + len(history.rejected) + history.repeated,
        used=len(posts.texts),
        rejected=len(history.rejected),
        repeated=history.repeated,
        undated=kept.undated,
        unscored=kept.unscored,
        textless=kept.textless,
        beyond=kept.beyond,
        drafts=len(drafts),
        order="time" if posts.is_timed else "leave-one-out",
        has_texts=posts.has_texts,
        first_at=kept.first_at,
        last_at=kept.last_at,
        lexical_drafts=lexical,
        drafts_with_reposts=sum(count > 0 for count in reposts),
        reposts_left_out=sum(reposts),
        growth=growth if posts.is_timed else 0.0,
        growth_within=within if posts.is_timed else None,
        spread=Spread(
            mean=float(posts.ers.mean()),
            deviation=float(posts.ers.std(ddof=1)),
            quartiles=(least, low, middle, high, most),
        ),
        reading=history.notes,
    )


def _judged(
    facts: Facts,
    posts: StudyPosts,
    chosen: Chosen,
    wanted: Wanted,
    extra: Mapping[str, tuple[str, Foreteller]],
    told: Progress,
) -> Study:
    foretellers = {key: foreteller for key, (_, foreteller) in extra.items()}
    truths: dict[Truth, NDArray[np.float64]] = {"ers": posts.ers, "reach": posts.reach_ers}
    if posts.is_timed:
        truths = {"ers": posts.ers, "detrended": detrended(posts), "reach": posts.reach_ers}
    known: Known = {}
    results: list[Measured] = []
    for truth, values in truths.items():
        came = values[chosen.drafts]
        has = ~np.isnan(came)
        if has.sum() < FEWEST_DRAFTS:
            continue
        told(f"Resampling: {words.TRUTHS[truth]}")
        has_level = truth != "detrended"
        foretold = foretell(posts, chosen, values, foretellers, has_level=has_level)
        known[truth] = {key: rows[:, has] for key, rows in foretold.items()}, came[has]
        results.append(measured(truth, *known[truth], wanted.seed, is_timed=posts.is_timed))
    on_ers = known["ers"]
    other = alternative(known, wanted.seed, is_timed=posts.is_timed)
    shown = methods.SEED if methods.SEED in on_ers[0] else methods.MEAN
    points = zip(on_ers[0][shown][0].tolist(), on_ers[1].tolist(), strict=True)
    made = Study(
        facts=facts,
        seed=wanted.seed,
        resamples=RESAMPLES,
        methods=_methods(on_ers[0], extra),
        measured=tuple(results),
        follows_ers=chosen.follows_ers,
        alternative=other,
        points=tuple(Point(foretold=x, came=y) for x, y in points),
        headline="",
        said=(),
        limits=(),
    )
    return made.model_copy(update={"headline": words.headline(made), "said": words.said(made)})


def _methods(told: Told, extra: Mapping[str, tuple[str, Foreteller]]) -> tuple[Method, ...]:
    known = [*methods.PLAIN, *methods.RANKED]
    known += [Method(key=key, title=title) for key, (title, _) in extra.items()]
    return tuple(method for method in known if method.key in told)
