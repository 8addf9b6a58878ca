"""English: what to know about a report's data: what is missing, late, assumed or left out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.digits import whole
from domain.measuring import LAGS, Maturity, settles_after
from domain.platform import Platform
from domain.report import PostFigures
from llm.offline.report.en.speech import age, named, posts
from llm.offline.report.page import Page, ages
from llm.offline.sentences import listed, opened
from llm.tasks.report import ReportNote

_PROBLEMS = {
    "needs_reconnect": "{platform} has to be connected again before it tells more of {posts}.",
    "disconnected": "{platform} is not connected any more, so nothing new comes in on {posts}.",
    "refused": "{platform} refuses to tell the numbers of {posts}: the connection lacks that "
    "right. Connect it again and allow insights.",
    "gone": "{platform} does not find {posts} any more. The last numbers stand.",
    "unreachable": "{platform} did not answer when asked about {posts}. I keep asking.",
}
SCORED = ("likes", "comments", "shares")


def notes(page: Page) -> tuple[ReportNote, ...]:
    return (
        *_problems(page),
        *_silent(page),
        *_early(page),
        *_partial(page),
        *_unexpected(page),
        *_history(page),
    )


def _problems(page: Page) -> Iterator[ReportNote]:
    for problem, said in _PROBLEMS.items():
        troubled = [p for p in page.it.posts if p.problem == problem]
        for platform, numbers in _by_platform(troubled):
            text = said.format(platform=platform.title, posts=named(numbers))
            yield ReportNote(code=problem, text=text, numbers=numbers)


def _silent(page: Page) -> Iterator[ReportNote]:
    waiting = [p for p in page.it.posts if p.maturity is Maturity.NONE and not p.problem]
    for platform, numbers in _by_platform(waiting):
        lag = LAGS.get(platform)
        late = f" It may take up to {age(lag)}." if lag else ""
        text = f"{platform.title} has said nothing of {named(numbers)} yet.{late}"
        yield ReportNote(code="no_data", text=f"{text} No data is not zero.", numbers=numbers)


def _early(page: Page) -> Iterator[ReportNote]:
    for platform, numbers in _by_platform(page.early):
        young = tuple(p for p in page.early if p.platform is platform)
        _, oldest = ages(young)
        text = (
            f"The numbers of {named(numbers)} were read {age(oldest)} after posting at most. On "
            f"{platform.title} I judge from an age of {age(settles_after(platform))}."
        )
        yield ReportNote(code="early", text=text, numbers=numbers)


def _partial(page: Page) -> Iterator[ReportNote]:
    told = [p for p in page.it.posts if p.ers is not None and p.partial]
    groups: defaultdict[tuple[Platform, tuple[str, ...]], list[int]] = defaultdict(list)
    for post in told:
        missing = tuple(name for name in SCORED if name not in post.values)
        groups[post.platform, missing].append(post.number)
    for (platform, missing), numbers in groups.items():
        text = (
            f"{platform.title} does not say the {listed(missing)} of {named(tuple(numbers))}; the "
            "score takes them as 0."
        )
        yield ReportNote(code="partial", text=text, numbers=tuple(numbers))


def _unexpected(page: Page) -> Iterator[ReportNote]:
    blind = tuple(p.number for p in page.it.posts if p.publication_id and p.expected is None)
    if blind:
        text = (
            f"Nothing was expected of {named(blind)}: the brand had no posts to learn from when "
            f"{'it was' if len(blind) == 1 else 'they were'} written."
        )
        yield ReportNote(code="no_prediction", text=text, numbers=blind)


_FACTS: dict[str, str] = {
    "imported": "{posts} behind registers, hours and the comparison came by import: their counts "
    "are the file's.",
    "register_read": "The register of {posts} was read from the text, because nobody told it: "
    "a guess.",
    "no_register": "{posts} without a known register are not in that chart.",
    "no_hour": "Of {posts} only the day is known: not in the chart of hours.",
    "left_out": "{posts} that went out earlier are left out of this report.",
}


def _history(page: Page) -> Iterator[ReportNote]:
    told = page.it.history
    counts = {
        "imported": told.imported,
        "register_read": told.registers_read,
        "no_register": told.without_register,
        "no_hour": told.without_hour,
        "left_out": page.it.left_out,
    }
    for code, count in counts.items():
        if count:
            yield ReportNote(code=code, text=opened(_FACTS[code].format(posts=posts(count))))
    if told.is_cut:
        text = f"Only the newest {whole(told.n)} posts of the history are looked at."
        yield ReportNote(code="history_cut", text=text)


def _by_platform(found: Sequence[PostFigures]) -> Iterator[tuple[Platform, tuple[int, ...]]]:
    groups: defaultdict[Platform, list[int]] = defaultdict(list)
    for post in found:
        groups[post.platform].append(post.number)
    for platform in sorted(groups):
        yield platform, tuple(groups[platform])
