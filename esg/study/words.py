"""What a study found, in words: short, exact, and never more than the intervals allow."""

from collections.abc import Sequence
from typing import Literal

from domain.study import Contrast, Estimate, Facts, Figure, Measured, Study, Truth
from esg.study import methods
from esg.study.alternative import WORTH

TRUTHS: dict[Truth, str] = {
    "ers": "ERS",
    "detrended": "ERS above the level of the 20 posts before",
    "reach": "ERS per 1,000 people reached",
}
_OF_ACCOUNTS = ("follower", "author", "user", "account", "screen name", "handle")
_FOLLOWS = 0.7
"""From here on an order is said to follow the ERS."""


def headline(study: Study) -> str:
    """The one sentence to remember."""
    by_chance = contrast(study, "ers", methods.SEED, methods.RANDOM)
    alone = contrast(study, "ers", methods.SEED, methods.SEMANTIC)
    if by_chance is None or alone is None:
        return "Without texts nobody can say whether retrieval helps"
    if by_chance.verdict != "better":
        told = "The chosen posts foretell no better than any five posts"
    elif is_growth(study):
        told = f"What the default formula foretells here is mostly {_moved(study.facts)}"
        similar = contrast(study, "detrended", methods.SEMANTIC, methods.RANDOM)
        told += "; similarity alone foretells more" if _is_better(similar) else ""
    else:
        told = (
            "The chosen posts foretell better than any five posts; weighing in the ERS is "
            f"{_compared(alone, 'similarity alone')}"
        )
    return told if study.facts.order == "time" else f"Leave-one-out: {told[0].lower()}{told[1:]}"


def _moved(facts: Facts) -> str:
    """What the level did over time, as far as that is clear."""
    way = way_of(facts)
    return {"grew": "growth", "fell": "decline"}.get(way, "how posts were doing at the time")


def is_growth(study: Study) -> bool:
    """Whether the formula is no longer better than chance once growth is taken out."""
    level = contrast(study, "detrended", methods.SEED, methods.RANDOM)
    return level is not None and level.verdict != "better"


def _is_better(found: Contrast | None) -> bool:
    return found is not None and found.verdict == "better"


def contrast(
    study: Study, truth: Truth, method: str, other: str, figure: Figure = "spearman"
) -> Contrast | None:
    """How a method compares with another; None where either was not measured."""
    on = study.on(truth)
    score = on.of(method) if on else None
    return score.against[other][figure] if score and other in score.against else None


def said(study: Study) -> tuple[str, ...]:
    """The findings, most important first."""
    on = study.on("ers")
    if on is None:
        return ()
    parts = [
        _seed(study, on) if study.facts.has_texts else _without_texts(on),
        _error(on),
        _growth(study),
        _reach(study),
        _follows(study),
        _alternative(study),
        _spread(study.facts),
    ]
    return tuple(part for part in parts if part)


def _seed(study: Study, on: Measured) -> str:
    score, other = on.of(methods.SEED), on.of(methods.RANDOM)
    if score is None or other is None:
        return ""
    which = "later posts" if study.facts.order == "time" else "posts"
    told = (
        f"The default formula (40 % similarity, 60 % ERS) foretells which of {on.drafts:,} {which} "
        f"do better with a rank correlation of {interval(score.spearman)}; any five posts reach "
        f"{number(other.spearman.value)}. That is "
    )
    names = {
        methods.RANDOM: "any five posts",
        methods.SEMANTIC: "similarity alone",
        methods.MEAN: "the brand's mean so far",
    }
    if study.facts.order != "time":
        del names[methods.MEAN]
    compared = [than(score.against[key]["spearman"], name) for key, name in names.items()]
    return f"{told}{', '.join(compared[:-1])} and {compared[-1]}."


def than(found: Contrast, other: str) -> str:
    """For example "better than similarity alone (by 0.10, 0.02 to 0.19)"."""
    digits = 3 if _is_near_zero(found) else 2
    return f"{_compared(found, other)} (by {_within(found, digits)})"


def _compared(found: Contrast, other: str) -> str:
    if is_slight(found):
        return f"not really different from {other}"
    return f"{found.verdict} than {other}"


def verdict(found: Contrast) -> str:
    """The verdict for a table."""
    return "no real difference" if is_slight(found) else found.verdict


def is_slight(found: Contrast) -> bool:
    """Whether it leaves out zero by next to nothing, and is next to nothing itself."""
    return _is_near_zero(found) and abs(found.value) < WORTH


def _is_near_zero(found: Contrast) -> bool:
    """Whether the end towards zero would be told as 0.00."""
    near = {"better": found.low, "worse": found.high}.get(found.verdict)
    return near is not None and number(near) == "0.00"


def _within(found: Estimate, digits: int = 2) -> str:
    value, low, high = (number(v, digits) for v in (found.value, found.low, found.high))
    return f"{value}, {low} to {high}"


def _without_texts(on: Measured) -> str:
    last = on.of(methods.LAST)
    words = (
        "The file has no texts, so similarity has nothing to compare: whether retrieval helps "
        "cannot be said."
    )
    if last is None:
        return words
    return words + (
        f" The mean of the last ten posts foretells which of {on.drafts} do better with a rank "
        f"correlation of {interval(last.spearman)}."
    )


def _error(on: Measured) -> str:
    mean = on.of(methods.MEAN)
    score = on.of(methods.SEED)
    if mean is None or score is None:
        return ""
    gain = score.against[methods.MEAN]["error"]
    return (
        f"As a guess of the ERS itself it is {gain.verdict} than the brand's mean: it is off by "
        f"{score.error.value:.2f} points on average, the mean by {mean.error.value:.2f} "
        f"(a gain of {_within(gain)})."
    )


def _growth(study: Study) -> str:
    on = study.on("detrended")
    score = on.of(methods.SEED) if on else None
    if on is None or score is None:
        return ""
    semantic, chance = (score.against[m]["spearman"] for m in (methods.SEMANTIC, methods.RANDOM))
    return (
        f"{_trend(study.facts)} With growth taken out (each ERS less the mean of the 20 posts "
        f"before it) the default formula has {interval(score.spearman)}: "
        f"{than(chance, 'any five posts')}, {than(semantic, 'similarity alone')}."
    )


def _trend(facts: Facts) -> str:
    within = facts.growth_within
    told = f"rank correlation with time {_within(within)}" if within else ""
    if not (way := way_of(facts)):
        return f"Whether the account's ERS grew or fell over time cannot be told ({told})."
    return f"The account's ERS {way} over time ({told})."


def way_of(facts: Facts) -> Literal["grew", "fell", ""]:
    """Which way the ERS went over time; "" where chance alone may explain it."""
    within = facts.growth_within
    if within is None or within.low <= 0 <= within.high:
        return ""
    return "grew" if within.value > 0 else "fell"


def _reach(study: Study) -> str:
    on = study.on("reach")
    score = on.of(methods.SEED) if on else None
    if on is None or score is None:
        return ""
    chance = score.against[methods.RANDOM]["spearman"]
    return (
        f"Per 1,000 people reached ({on.drafts} drafts) it has {interval(score.spearman)}: "
        f"{than(chance, 'any five posts')}."
    )


def _follows(study: Study) -> str:
    found = study.follows_ers.get(methods.SEED)
    if found is None:
        return ""
    heavy = "mostly follows" if found >= _FOLLOWS else "follows in part"
    return (
        f"Inside the 20 most similar posts its order {heavy} the ERS (rank correlation "
        f"{found:.2f}), since ERS spreads wider than similarity."
    )


def _alternative(study: Study) -> str:
    found = study.alternative
    if found is None:
        return ""
    taken_out = ", growth taken out," if found.truth == "detrended" else ""
    told = (
        f"Of the other weights the best on the first {found.chosen_on:,} drafts{taken_out} was "
        f"{found.weights.told}; on the {found.tried_on:,} after them it is "
        f"{than(found.against_seed, 'the default formula')}"
    )
    if found.guard:
        other = "on the ERS itself" if found.truth == "detrended" else "with growth taken out"
        told += f", and {other} {than(found.guard, 'it')}"
    if found.is_reliable:
        return (
            f"{told}. That is a measured alternative: INSTA_ESG__ERS_WEIGHT={found.weights.ers:g} "
            f"with INSTA_ESG__ERS_SCALE={found.weights.scale}."
        )
    if study.facts.order != "time":
        return f"{told}. Without an order of time that is no reason to change the default."
    if found.against_seed.verdict == "better" and found.against_seed.value < WORTH:
        return f"{told}: too little for anybody to notice. Keep the default."
    return f"{told}. No weight is reliably better than the default on this history; keep it."


def _spread(facts: Facts) -> str:
    _, low, middle, high, _ = facts.spread.quartiles
    return (
        f"The ERS of these {facts.used:,} posts: {facts.spread.mean:.1f} on average, half of them "
        f"between {low:.1f} and {high:.1f}, the median {middle:.1f}."
    )


def limits(study: Study, header: Sequence[str]) -> tuple[str, ...]:
    """What the figures do not say, and what was left out."""
    facts = study.facts
    parts = [
        accounts(header),
        _order(facts),
        _spelling(facts),
        _reposts(facts),
        _left_out(facts),
        "An account's own past is all there is here: no draft was written from these posts, so the "
        "figures say whether the chosen posts foretell, not whether learning from them helps.",
        *facts.reading,
    ]
    return tuple(part for part in parts if part)


def _order(facts: Facts) -> str:
    if facts.order == "time":
        return ""
    return (
        "Leave-one-out, not in time: the file has no order that is known, so each post learned "
        "from all others, later ones too. Every figure is likely too good."
    )


def accounts(header: Sequence[str]) -> str:
    named = [name for name in header if any(w in name.casefold() for w in _OF_ACCOUNTS)]
    named = [name for name in named if "engaged" not in name.casefold()]
    if not named:
        return ""
    return (
        f"The column “{named[0][:60]}” suggests posts of several accounts. Then likes tell of the "
        "size of an account at least as much as of its words, and one history of a brand is not "
        "what is studied here."
    )


def _spelling(facts: Facts) -> str:
    if not facts.lexical_drafts:
        return ""
    return (
        f"{facts.lexical_drafts} of {facts.drafts} drafts were compared by spelling (lexical "
        "space), since the embedding model does not read them or most posts before them."
    )


def _reposts(facts: Facts) -> str:
    if not facts.drafts_with_reposts:
        return ""
    return (
        f"{facts.drafts_with_reposts} drafts had been posted before in the same words; those "
        f"{facts.reposts_left_out} posts were kept from them."
    )


def _left_out(facts: Facts) -> str:
    counts = {
        "not readable": facts.rejected,
        "repeats of a row": facts.repeated,
        "without likes, comments and shares": facts.unscored,
        "without a text": facts.textless,
        "without a date": facts.undated,
        "older than the newest that a study looks at": facts.beyond,
    }
    named = [f"{count:,} {why}" for why, count in counts.items() if count]
    return f"Of {facts.rows:,} rows were left out: {', '.join(named)}." if named else ""


def interval(found: Estimate, digits: int = 2) -> str:
    """For example "0.21 (0.05 to 0.36)"."""
    value, low, high = (number(v, digits) for v in (found.value, found.low, found.high))
    return f"{value} ({low} to {high})"


def number(value: float, digits: int = 2) -> str:
    """With a true minus sign, and never −0.00."""
    text = f"{value:.{digits}f}"
    return "0." + "0" * digits if not text.strip("-0.") else text.replace("-", "−")
