"""Instagram's insights: nothing for a day, then numbers that only grow."""

from collections.abc import Callable

from starlette.responses import Response

from sandbox import audience, posts
from sandbox.audience import Counts
from sandbox.exchange import Call
from sandbox.instagram import access, demographics
from sandbox.instagram.containers import Kind
from sandbox.instagram.media import STORY_LIFE_MS, own
from sandbox.instagram.people import PLATFORM
from sandbox.meta import errors
from sandbox.meta.params import Params
from sandbox.posts import Post
from sandbox.world import World

# Meta says up to 48 hours; half of that is the lag one may expect, and is never 0.
LAG_MS = 24 * 3600 * 1000
# A story's numbers can be read for the 24 hours that it is shown, so they come sooner.
STORY_LAG_MS = 3600 * 1000
FEWEST_VIEWERS = 5
"""Of a story; below that, nothing is told."""
# Of a medium Meta keeps them for two years, and says nothing after that.
LIFE_MS = 2 * 365 * 24 * 3600 * 1000
LONGEST_SPAN_S = 30 * 24 * 3600
_DAY_S = 24 * 3600

_FOLLOWS = "follows_and_unfollows"

Reading = Callable[[Counts], int]


def _interactions(counts: Counts) -> int:
    return counts.likes + counts.comments + counts.shares + counts.saves


_COMMON: dict[str, Reading] = {
    "views": lambda counts: counts.impressions,
    "reach": lambda counts: counts.unique_impressions,
    "shares": lambda counts: counts.shares,
    "total_interactions": _interactions,
}
FEED: dict[str, Reading] = {
    **_COMMON,
    "likes": lambda counts: counts.likes,
    "comments": lambda counts: counts.comments,
    "saved": lambda counts: counts.saves,
    "profile_visits": lambda counts: counts.clicks,
    "profile_activity": lambda counts: counts.clicks // 5,
    "follows": lambda counts: counts.clicks // 12,
    "reposts": lambda counts: counts.shares // 3,
}
REELS: dict[str, Reading] = {
    **_COMMON,
    "likes": lambda counts: counts.likes,
    "comments": lambda counts: counts.comments,
    "saved": lambda counts: counts.saves,
    "reposts": lambda counts: counts.shares // 3,
    "ig_reels_avg_watch_time": lambda counts: (
        4_200 + 10 * counts.likes if counts.impressions else 0
    ),
    "ig_reels_video_view_total_time": lambda counts: 4_200 * counts.impressions,
    "reels_skip_rate": lambda counts: 40 if counts.impressions else 0,
    "crossposted_views": lambda counts: counts.impressions,
    "facebook_views": lambda _: 0,
}
STORY: dict[str, Reading] = {
    **_COMMON,
    "replies": lambda counts: counts.comments,
    "navigation": lambda counts: counts.impressions,
    "link_clicks": lambda counts: counts.clicks // 4,
    "profile_visits": lambda counts: counts.clicks,
    "follows": lambda counts: counts.clicks // 12,
}
_BY_KIND: dict[str, dict[str, Reading]] = {Kind.STORY: STORY, Kind.REEL: REELS}
ACCOUNT: dict[str, Reading] = {
    **_COMMON,
    "likes": lambda counts: counts.likes,
    "comments": lambda counts: counts.comments,
    "saves": lambda counts: counts.saves,
    "reposts": lambda counts: counts.shares // 3,
    "accounts_engaged": lambda counts: min(_interactions(counts), counts.unique_impressions),
    "profile_links_taps": lambda counts: counts.clicks // 5,
}


def of_media(world: World, call: Call) -> Response:
    """GET /{v}/{media}/insights."""
    visit = access.enter(world, call, access.INSIGHTS)
    post = own(world, visit, call)
    known = _BY_KIND.get(str(post.body["kind"]), FEED)
    names = _metrics(visit.params, known)
    if visit.params.text("period", "lifetime") != "lifetime":
        raise errors.invalid("period must be lifetime for this metric")
    visit.params.done()
    now = world.clock.now_ms()
    counts = audience.of_post(post, now)
    if post.body["kind"] == Kind.STORY and counts.unique_impressions < FEWEST_VIEWERS:
        raise errors.refusal(10, "(#10) Not enough viewers for the media to show insights")
    if not _is_known(post, now):
        return errors.reply({"data": []})
    data = [
        {
            **_head(name, "lifetime"),
            "values": [{"value": known[name](counts)}],
            "id": f"{post.id}/insights/{name}/lifetime",
        }
        for name in names
    ]
    return errors.reply({"data": data})


def of_account(world: World, call: Call) -> Response:
    """GET /{v}/{ig}/insights: totals of days, or who the people are."""
    visit = access.enter(world, call, access.INSIGHTS)
    if visit.params.peek("period") == "lifetime":
        return demographics.show(world, visit)
    names = _metrics(visit.params, {**ACCOUNT, _FOLLOWS: _no_reading})
    for name, only in (("period", "day"), ("metric_type", "total_value")):
        if visit.params.required(name) != only:
            raise errors.invalid(f"{name} must be {only} for these metrics")
    breakdown = visit.params.text("breakdown")
    if breakdown and (breakdown != "follow_type" or names != [_FOLLOWS]):
        raise errors.invalid("An invalid breakdown was provided for this metric")
    now = world.clock.now_ms()
    since, until = _span(visit.params, now)
    visit.params.done()
    account = visit.grant.account
    own_posts = posts.of_account(world.state, PLATFORM, account)
    until = min(until, now - LAG_MS)
    if until <= since or not any(post.created_ms < until for post in own_posts):
        return errors.reply({"data": []})
    at_end = audience.add(audience.of_post(post, until) for post in own_posts)
    at_begin = audience.add(audience.of_post(post, since) for post in own_posts)
    data = [
        {
            **_head(name, "day"),
            "total_value": _follows(at_begin, at_end, breakdown)
            if name == _FOLLOWS
            else {"value": max(0, ACCOUNT[name](at_end) - ACCOUNT[name](at_begin))},
            "id": f"{account}/insights/{name}/day",
        }
        for name in names
    ]
    return errors.reply({"data": data})


def _no_reading(_: Counts) -> int:
    return 0


def _follows(at_begin: Counts, at_end: Counts, breakdown: str) -> dict[str, object]:
    """Who came and who left, told apart only when that is asked for."""
    came = at_end.clicks // 12 - at_begin.clicks // 12
    results = [
        {"dimension_values": ["FOLLOWER"], "value": came},
        {"dimension_values": ["NON_FOLLOWER"], "value": came // 4},
    ]
    if not breakdown:
        return {"value": came + came // 4}
    return {"breakdowns": [{"dimension_keys": [breakdown], "results": results}]}


def _metrics(params: Params, known: dict[str, Reading]) -> list[str]:
    """A removed or unknown name fails the whole call."""
    names = params.names("metric")
    if not names:
        raise errors.invalid("The parameter metric is required")
    for number, name in enumerate(names):
        if name not in known:
            choices = ", ".join(sorted(known))
            raise errors.invalid(f"metric[{number}] must be one of the following values: {choices}")
    return list(dict.fromkeys(names))


def _is_known(post: Post, now: int) -> bool:
    age = now - post.created_ms
    if post.body["kind"] == Kind.STORY:
        return STORY_LAG_MS <= age < STORY_LIFE_MS
    return LAG_MS <= age < LIFE_MS


def _span(params: Params, now: int) -> tuple[int, int]:
    """Begin and end in milliseconds; the last day when nothing is said."""
    now_s = now // 1000
    until = params.number("until", default=now_s, least=0, most=10**11)
    since = params.number("since", default=max(0, until - _DAY_S), least=0, most=10**11)
    if not 0 < until - since <= LONGEST_SPAN_S:
        raise errors.invalid("There must be at most 30 days (2592000 s) from since to until")
    return since * 1000, until * 1000


def _head(name: str, period: str) -> dict[str, str]:
    title = name.replace("_", " ").capitalize()
    return {"name": name, "period": period, "title": title, "description": f"{title}, in total."}
