"""The posts of a report with their newest numbers, gathered from the rows. Words nothing."""

from datetime import datetime
from typing import NamedTuple, get_args

from domain.connection import ConnectionStatus
from domain.ers import ers_of_counts, reach_normalised_ers
from domain.expectation import Expected, around
from domain.ids import post_id
from domain.measuring import is_overdue, maturity
from domain.metrics import MetricSnapshot
from domain.post import Post
from domain.report import PostFigures, Problem, Scope
from domain.times import spoken, zone
from registers.reader import register_of
from store.published import PublishedPost
from store.unit import Unit

MOST = 200
"""Posts of one report: more is no report but a list, which GET /posts and /publications give."""
MOST_HISTORY = 5_000
SCORED = ("likes", "comments", "shares")
_STATUS_PROBLEMS: dict[ConnectionStatus, Problem] = {
    ConnectionStatus.NEEDS_RECONNECT: "needs_reconnect",
    ConnectionStatus.DISCONNECTED: "disconnected",
}


class Rows(NamedTuple):
    """What the tables hold for a report."""

    found: tuple[PublishedPost, ...]
    out: int
    """Published posts of the scope, those beyond `MOST` too."""
    known: tuple[Post, ...]
    """The brand's history, newest first, one more than `MOST_HISTORY` at most."""
    told_at: dict[str, datetime]
    """Id of a post of the history to when its counts were written."""
    numbers: dict[str, int]
    """Content id to the number by which the conversation speaks of it."""


class Gathered(NamedTuple):
    posts: tuple[PostFigures, ...]
    history: tuple[PostFigures, ...]
    """The brand's posts with a score, those too young to judge among them."""
    is_cut: bool
    """Whether there is more history than this."""
    left_out: int
    """Older posts of the scope beyond `MOST`."""
    uncounted: int
    """Imported posts of the scope of which the file says no counts."""


async def read_rows(unit: Unit, workspace_id: str, scope: Scope) -> Rows:
    """The posts of this scope and the history they are seen against."""
    return Rows(
        found=await unit.published.list(workspace_id, scope, limit=MOST),
        out=await unit.published.count(workspace_id, scope),
        known=await unit.posts.list(workspace_id, scope.brand_id, limit=MOST_HISTORY + 1),
        told_at=await unit.posts.told_at(workspace_id, scope.brand_id, limit=MOST_HISTORY),
        numbers=await _numbers_of(unit, workspace_id, scope),
    )


def gathered(rows: Rows, scope: Scope, zone_name: str, now: datetime) -> Gathered:
    """The rows as figures at that instant.

    Reads every text of a long history: not for the event loop.
    """
    history = [
        of_history(p, zone_name, rows.told_at.get(p.id, now))
        for p in rows.known[:MOST_HISTORY]
        if p.ers is not None
    ]
    numbers = rows.numbers
    posts = [
        of_published(
            p, scope.brand_id, zone_name, now, number=numbers.get(p.publication.content_id, 0)
        )
        for p in rows.found
    ]
    total, uncounted = rows.out, 0
    if scope.kind == "period":
        mine = {p.key for p in posts}
        bare = [p for p in rows.known[:MOST_HISTORY] if p.ers is None and p.id not in mine]
        told = (of_history(p, zone_name, rows.told_at.get(p.id, now)) for p in bare)
        uncounted = sum(_imported_in(p, scope) for p in told)
        posts += (old := [p for p in history if p.key not in mine and _imported_in(p, scope)])
        total += len(old)
        posts = sorted(posts, key=_went_out, reverse=True)[:MOST]
    return Gathered(
        posts=tuple(posts),
        history=tuple(history),
        is_cut=len(rows.known) > MOST_HISTORY,
        left_out=total - len(posts),
        uncounted=uncounted,
    )


async def _numbers_of(unit: Unit, workspace_id: str, scope: Scope) -> dict[str, int]:
    """By which numbers a conversation speaks of its posts: content id to number."""
    if scope.thread_id is None:
        return {}
    contents = await unit.contents.of_thread(workspace_id, scope.thread_id)
    return {content.id: number for number, content in enumerate(contents, start=1)}


def _went_out(post: PostFigures) -> float:
    return post.published_at.timestamp() if post.published_at else 0.0


def _imported_in(post: PostFigures, scope: Scope) -> bool:
    """Whether it came by import and went out in the scope's time; undated, in any open one."""
    if post.source != "imported" or (scope.platform and post.platform is not scope.platform):
        return False
    at = post.published_at
    if at is None:
        return scope.since is None and scope.until is None
    return (scope.since is None or at >= scope.since) and (scope.until is None or at < scope.until)


def of_published(
    post: PublishedPost, brand_id: str, zone_name: str, now: datetime, *, number: int = 0
) -> PostFigures:
    """The post with its newest numbers, if the platform has said any."""
    figures = _with_numbers(post, brand_id, zone_name, number)
    late = is_overdue(figures.platform, figures.published_at, figures.maturity, now)
    return figures.model_copy(update={"is_overdue": late})


def _with_numbers(post: PublishedPost, brand_id: str, zone_name: str, number: int) -> PostFigures:
    row, version, snapshot = post.publication, post.version, post.snapshot
    own = row.platform_post_id
    figures = PostFigures(
        key=post_id(brand_id, row.platform.value, own) if own else row.id,
        number=number,
        publication_id=row.id,
        content_id=row.content_id,
        campaign_id=row.campaign_id,
        platform=row.platform,
        account=post.account,
        text=version.text,
        register=version.register,
        language=post.language,
        permalink=row.permalink,
        published_at=row.published_at,
        published_local=spoken(row.published_at, zone_name) if row.published_at else "",
        hour=_hour(row.published_at, zone_name),
        expected=_expected(post),
        problem=_problem(post),
    )
    return figures.model_copy(update=_numbers(post, snapshot)) if snapshot else figures


def _numbers(post: PublishedPost, snapshot: MetricSnapshot) -> dict[str, object]:
    values, at = snapshot.values, post.publication.published_at
    likes, comments, shares = (values.get(name) for name in SCORED)
    return {
        "snapshot_id": snapshot.id,
        "as_of": snapshot.as_of,
        "collected_at": snapshot.collected_at,
        "age_h": (snapshot.as_of - at).total_seconds() / 3600 if at else None,
        "window": snapshot.window,
        "request": snapshot.source,
        "values": values,
        "ers": ers_of_counts(likes, comments, shares),
        "partial": None in (likes, comments, shares),
        "reach_normalised_ers": reach_normalised_ers(likes, comments, shares, values.get("reach")),
        "maturity": maturity(post.publication.platform, at, snapshot.as_of),
    }


def _expected(post: PublishedPost) -> Expected | None:
    """As stored before publishing; the range of an older draft from the posts it learned from."""
    version = post.version
    mean = version.expected_ers
    if mean is None:
        return None
    if version.expected_range:
        low, high = version.expected_range
        return Expected(mean=mean, low=low, high=high)
    return around(mean, [reference.ers for reference in version.references])


def _problem(post: PublishedPost) -> Problem | None:
    """The account's own trouble explains more than the last failed look."""
    if found := _STATUS_PROBLEMS.get(post.account_status):
        return found
    known = post.publication.metrics_problem
    return next((problem for problem in get_args(Problem) if problem == known), None)


def of_history(post: Post, zone_name: str, told_at: datetime) -> PostFigures:
    """A post of the brand's history: a file may hold one that went out an hour before it."""
    counts = {
        name: count
        for name in (*SCORED, "saves", "impressions", "reach")
        if (count := getattr(post, name)) is not None
    }
    told = post.registers[0] if post.registers else ""
    read = None if told else register_of(post.text)
    at = post.published_at
    is_dated_only = post.source == "import" and _is_midnight(post.published_at)
    return PostFigures(
        key=post.id,
        source="imported" if post.source == "import" else "published",
        post_id=post.id,
        platform=post.platform,
        text=post.text,
        register=read.value if read else told,
        is_register_read=read is not None,
        published_at=post.published_at,
        published_local=spoken(post.published_at, zone_name) if post.published_at else "",
        hour=None if is_dated_only else _hour(post.published_at, zone_name),
        window="lifetime",
        age_h=(told_at - at).total_seconds() / 3600 if at else None,
        values=counts,
        ers=post.ers,
        partial=post.partial,
        reach_normalised_ers=reach_normalised_ers(
            post.likes, post.comments, post.shares, post.reach
        ),
        maturity=maturity(post.platform, at, told_at),
    )


def _is_midnight(at: datetime | None) -> bool:
    """A file that has only dates is read as midnight UTC; that says nothing of the hour."""
    return at is not None and (at.hour, at.minute, at.second) == (0, 0, 0)


def _hour(at: datetime | None, zone_name: str) -> int | None:
    return at.astimezone(zone(zone_name)).hour if at else None
