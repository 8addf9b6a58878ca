"""English: what happened, whether it gets better, what to do next."""

from domain.digits import whole
from domain.report import PostFigures, Predictions, Trend
from domain.statistics import FEWEST
from domain.times import spoken
from llm.offline.report.en import charts
from llm.offline.report.en.notes import notes
from llm.offline.report.en.speech import between, counted, posts, signed, when
from llm.offline.report.page import TELLING, Page, Words, ages
from llm.offline.sentences import listed, opened

COUNTS = ("likes", "comments", "shares")
FEW = 8
"""Posts below which a difference is called a hint."""


def headline(page: Page) -> str:
    it, title = page.it, page.title
    if not it.out and it.uncounted:
        were, have = ("was", "has") if it.uncounted == 1 else ("were", "have")
        return (
            f"No data yet on {title}: {posts(it.uncounted)} {were} imported, and {have} no counts."
        )
    if not it.out:
        return f"No data yet on {title}: no post is out."
    if not it.measured:
        return f"No data yet on {title}: {posts(it.out)} out, no reactions reported."
    best = page.post(it.best)
    if best is None:
        return _early(page)
    if it.out == 1:
        return f"{opened(title)}: ERS {best.ers:.2f} on {best.platform.title}{_against(best)}."
    share = posts(it.out) if it.settled == it.out else f"{it.settled} of {posts(it.out)}"
    where = best.platform.title
    if it.left_out:
        share = f"the newest {share}"
    return f"{opened(title)}: {share} measured, the best one ERS {best.ers:.2f} on {where}."


def _early(page: Page) -> str:
    if not page.early:
        return f"{opened(page.title)}: {posts(page.it.out)} out, no reactions reported yet."
    read = between(*ages(page.early))
    return f"{opened(page.title)}: first numbers, {read} after posting. Too early to judge."


def _against(post: PostFigures) -> str:
    said = {"hit": "as expected", "above": "above what was expected", "below": "below expectations"}
    return f", {said[post.verdict]}" if post.verdict in said else ""


def total(page: Page) -> str:
    """What came in, only of what the platforms reported."""
    told = {t.name: t for t in page.it.totals}
    of = max((t.n for t in told.values()), default=0)
    parts = [
        counted(told[name].value, name) + ("" if told[name].n == of else f" (of {told[name].n})")
        for name in COUNTS
        if name in told
    ]
    over = f" over {posts(of)}" if of > 1 else ""
    silent = [name for name in COUNTS if name not in told]
    unsaid = f" No data yet on {listed(silent)}." if parts and silent else ""
    at = f"As of {spoken(page.it.as_of, page.zone)}: " if page.it.as_of else ""
    return opened(f"{at}{listed(parts) if parts else 'no counts'}{over}.{unsaid}")


def expected(page: Page) -> str:
    told, later = page.it.predictions, page.judged_from
    if told.n == 1 and not told.waiting:
        return _one_expected(page.compared[0])
    if told.n:
        young = f" {opened(posts(told.waiting))} too young to compare." if told.waiting else ""
        return (
            f"Against what was expected: {told.hits} of {told.n} in the expected range, "
            f"{told.above} above it, {told.below} below; {told.mean_miss:.2f} ERS points away on "
            f"average.{young}{_one_sided(told)}"
        )
    if page.early and later:
        return (
            "They still grow, so I do not compare them yet with what was expected; that makes "
            f"sense from {when(later, page.zone)} on."
        )
    return ""


def _one_sided(told: Predictions) -> str:
    """What it means when expectations miss to the same side."""
    if told.n >= FEWEST and told.below == told.n:
        return " All of them missed downwards: what I expect is too high at present."
    if told.n >= FEWEST and told.above == told.n:
        return " All of them missed upwards: what I expect is too low at present."
    return ""


def _one_expected(post: PostFigures) -> str:
    told = post.expected
    if told is None:
        return ""
    came = {"hit": "within that", "above": "above that", "below": "below that"}[post.verdict]
    return (
        f"Expected was ERS {told.mean:.1f} ({told.low:.1f} to {told.high:.1f}); it came out {came}."
    )


def silent(page: Page) -> str:
    count = len(page.silent)
    return f"{opened(posts(count))} without reactions reported yet: no data, which is not zero."


def registers(page: Page) -> str:
    """Which register did better, when there is something to compare."""
    groups = [g for g in page.it.registers if g.here.n]
    ordered = sorted(groups, key=lambda g: (-(g.here.mean or 0.0), g.key))
    if len(ordered) < 2:
        return ""
    first, last = ordered[0], ordered[-1]
    if (first.here.mean or 0.0) - (last.here.mean or 0.0) < TELLING:
        return ""
    hint = " That is a hint, no more." if min(first.here.n, last.here.n) < FEWEST else ""
    return (
        f"By register: {first.key} averages ERS {first.here.mean:.2f} over {posts(first.here.n)}, "
        f"{last.key} {last.here.mean:.2f} over {posts(last.here.n)}.{hint}"
    )


def best(page: Page, post: PostFigures) -> str:
    return _of(page, post, "Best")


def worst(page: Page, post: PostFigures) -> str:
    return _of(page, post, "Weakest")


def _of(page: Page, post: PostFigures, word: str) -> str:
    counts = [counted(post.values[name], name) for name in COUNTS if name in post.values]
    line = " ".join(post.text.split())
    short = line if len(line) <= 70 else line[:69].rsplit(" ", 1)[0] + "…"
    quote = f" “{short}”" if short else ""
    from_counts = f" from {listed(counts)}" if counts else ""
    # older posts may have done better: the claim is of these alone
    of = f" of the newest {posts(page.it.out)}" if page.it.left_out else ""
    where = post.platform.title
    return f"{word}{of}: ERS {post.ers:.2f} on {where}{from_counts}{_why(page, post)}.{quote}"


def _why(page: Page, post: PostFigures) -> str:
    """How far it lies from the others, and what it speaks of."""
    apart = page.apart(post)
    if apart is None:
        return ""
    side = "above" if apart >= 0 else "below"
    spoken = f"; it speaks of {post.register}" if post.register else ""
    return f", {abs(apart):.2f} points {side} the average of these {len(page.settled)}{spoken}"


def trend(page: Page) -> str:
    told = page.it.trend
    if told.difference is None or told.low is None or told.high is None:
        if not told.recent.n:
            return "Too early to say: none of these posts has settled numbers yet."
        return (
            f"Too few posts to say: that takes {FEWEST} with settled numbers now and {FEWEST} "
            f"before, on the same platform. So far there are {told.recent.n} and {told.before.n}."
        )
    lead = {
        "better": "It is getting better",
        "worse": "It is getting weaker",
        "no_clear_change": "No clear change",
    }[told.direction]
    hint = " With so few posts this is a first hint." if told.recent.n < FEW else ""
    chance = " Chance alone may explain it." if told.direction == "no_clear_change" else hint
    return (
        f"{lead}: ERS {told.recent.mean:.2f} on average over {_groups(told)}. Within each platform "
        f"that is {signed(told.difference)} points (95 % interval {signed(told.low)} to "
        f"{signed(told.high)}).{chance}"
    )


def _groups(told: Trend) -> str:
    """Which posts are compared: these 7 posts, against 41.09 over the 60 before (all imported)."""
    mean, n, earlier = f"{told.before.mean:.2f}", told.before.n, told.imported_before
    imported = {0: "", n: " (all imported)"}.get(earlier, f" ({whole(earlier)} imported)")
    if told.basis == "halves":
        return f"the later {posts(told.recent.n)}, against {mean} over the {n} earlier{imported}"
    return f"these {posts(told.recent.n)}, against {mean} over the {n} before them{imported}"


def next_step(page: Page) -> str:
    lapsed = page.to_reconnect
    if lapsed:
        return f"Connect {lapsed.platform.title} again: until then its numbers cannot come in."
    if not page.it.out and page.it.uncounted:
        return "Import the file again with its likes, comments or shares, and I can compare posts."
    if not page.it.out:
        return "Approve a draft. I read its numbers once it is out."
    ordered = sorted(page.settled, key=lambda p: (-(p.ers or 0.0), p.number))
    if not ordered:
        return _wait(page)
    if len(ordered) < 2:
        return "One post is too little to compare. Ask me for two more, a funny or a proud one."
    if told := page.favourite:
        return (
            f"Ask me for another {told.key} post: such posts do best so far, ERS "
            f"{told.brand.mean:.2f} on average over {posts(told.brand.n)}."
        )
    first, last = ordered[0], ordered[-1]
    if first.register and last.register and first.register != last.register:
        return (
            f"Ask me for another {first.register} post on {first.platform.title}: the best one "
            f"here was one, the weakest was {last.register}. Two posts are a hint, no more."
        )
    return f"Ask me for another post like the best one on {first.platform.title}."


def _wait(page: Page) -> str:
    later = page.judged_from
    if later is None:
        return "Nothing to do now: the platforms report with delay. No data is not zero."
    if page.tells:
        return f"Nothing to do now. I report here once they settle, on {when(later, page.zone)}."
    return f"Nothing to do now. Ask me again from {when(later, page.zone)} on."


ENGLISH = Words(
    headline=headline,
    total=total,
    expected=expected,
    silent=silent,
    registers=registers,
    best=best,
    worst=worst,
    trend=trend,
    next_step=next_step,
    captions={
        "posts": charts.posts_chart,
        "predictions": charts.predictions,
        "registers": charts.registers,
        "hours": charts.hours,
        "trend": charts.trend,
    },
    notes=notes,
)
