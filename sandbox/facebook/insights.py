"""Insights of posts and Pages: nothing at first, then numbers that only grow; strict of names."""

from collections.abc import Callable

from starlette.responses import Response

from sandbox import audience, posts
from sandbox.audience import Counts
from sandbox.chance import draw
from sandbox.exchange import Call
from sandbox.facebook import access, entities
from sandbox.facebook.people import PLATFORM
from sandbox.meta import errors, fields
from sandbox.meta.params import Params
from sandbox.posts import Post
from sandbox.world import World

# Meta names none; a day is what one may expect.
LAG_MS = 24 * 3600 * 1000
LIFE_MS = 2 * 365 * 24 * 3600 * 1000
_DAY_MS = 24 * 3600 * 1000
# A day of insights ends at midnight in California.
_DAY_END_MS = 8 * 3600 * 1000
_LONGEST_SPAN_D = 93
_PERIODS = {"day": 1, "week": 7, "days_28": 28}
_COUNTRIES = ("IN", "US", "GB", "AE", "SG", "CA", "AU", "NP")

Reading = Callable[[Counts], object]

POST: dict[str, Reading] = {
    "post_media_view": lambda counts: counts.impressions,
    "post_total_media_view_unique": lambda counts: counts.unique_impressions,
    "post_clicks": lambda counts: counts.clicks,
    "post_clicks_by_type": lambda counts: {
        "link clicks": counts.clicks // 2,
        "other clicks": counts.clicks - counts.clicks // 2,
    },
    "post_reactions_like_total": lambda counts: counts.likes - counts.likes // 5,
    "post_reactions_love_total": lambda counts: counts.likes // 5,
    "post_reactions_by_type_total": lambda counts: {
        "like": counts.likes - counts.likes // 5,
        "love": counts.likes // 5,
    },
}
PAGE: dict[str, Reading] = {
    "page_media_view": lambda counts: counts.impressions,
    "page_total_media_view_unique": lambda counts: counts.unique_impressions,
    "page_post_engagements": lambda counts: counts.likes + counts.comments + counts.shares,
    "page_daily_follows": lambda counts: counts.clicks // 12,
    "page_daily_follows_unique": lambda counts: counts.clicks // 12,
    "page_daily_unfollows_unique": lambda counts: counts.clicks // 40,
    "page_views_total": lambda counts: counts.clicks,
    "page_total_actions": lambda counts: counts.clicks // 5,
    "page_video_views": lambda counts: counts.impressions // 4,
}


def of_post(world: World, call: Call) -> Response:
    """GET /{v}/{post}/insights."""
    visit = access.enter(world, call, access.INSIGHTS, access.READ)
    names = _metrics(visit.params, POST)
    if visit.params.text("period", "lifetime") != "lifetime":
        raise errors.invalid("The period must be lifetime for these metrics")
    visit.params.done()
    post = entities.find(world, call.params["post"])
    if post.account != visit.grant.page:
        raise errors.missing(post.id)
    now = world.clock.now_ms()
    if not _is_known(post, now):
        return errors.reply({"data": []})
    counts = audience.of_post(post, now)
    data = [
        {
            **_head(name, "lifetime"),
            "values": [{"value": POST[name](counts)}],
            "id": f"{post.id}/insights/{name}/lifetime",
        }
        for name in names
    ]
    return errors.reply({"data": data})


def of_page(world: World, call: Call) -> Response:
    """GET /{v}/{page}/insights."""
    visit = access.enter(world, call, access.INSIGHTS, access.READ)
    page = visit.grant.page
    names = _metrics(visit.params, {**PAGE, **_STATES})
    period = visit.params.text("period", "day")
    since, until = _span(visit.params, world.clock.now_ms())
    visit.params.done()
    data = [one for name in names if (one := _page_metric(world, page, name, period, since, until))]
    return errors.reply({"data": data})


_STATES: dict[str, Reading] = {
    "page_follows": lambda _counts: 0,
    "page_follows_country": lambda _counts: {},
}
"""What a Page has, rather than what happened on it in a time."""


def _page_metric(
    world: World, page: str, name: str, period: str, since: int, until: int
) -> dict[str, object] | None:
    count = audience.followers(audience.seed_of(world.state, page), page)
    if name == "page_follows_country":
        if period not in ("lifetime", "day"):
            raise errors.invalid("The period must be day or lifetime for page_follows_country")
        values: list[dict[str, object]] = [{"value": _countries(page, count)}]
    elif period not in _PERIODS:
        raise errors.invalid(f"The period must be one of {', '.join(_PERIODS)}")
    else:
        ends = [end for end in _day_ends(since, until) if end <= world.clock.now_ms() - LAG_MS]
        own = posts.of_account(world.state, PLATFORM, page)
        values = [
            {
                "value": count if name == "page_follows" else _between(own, name, end, period),
                "end_time": fields.timestamp(end),
            }
            for end in ends
        ]
    if not values:
        return None
    head = _head(name, period)
    return {**head, "values": values, "id": f"{page}/insights/{name}/{period}"}


def _between(own: list[Post], name: str, end: int, period: str) -> object:
    begin = end - _PERIODS[period] * _DAY_MS
    at_end = audience.add(audience.of_post(post, end) for post in own)
    at_begin = audience.add(audience.of_post(post, begin) for post in own)
    later, earlier = PAGE[name](at_end), PAGE[name](at_begin)
    if isinstance(later, int) and isinstance(earlier, int):
        return max(0, later - earlier)
    return later


def _day_ends(since: int, until: int) -> list[int]:
    first = (since - _DAY_END_MS) // _DAY_MS * _DAY_MS + _DAY_END_MS + _DAY_MS
    return list(range(first, until + 1, _DAY_MS))


def _countries(page: str, count: int) -> dict[str, int]:
    chance = draw("countries", page)
    left, found = count, {}
    for country in _COUNTRIES:
        found[country] = round(left * chance.uniform(0.3, 0.8))
        left -= found[country]
    return {country: number for country, number in found.items() if number}


def _metrics(params: Params, known: dict[str, Reading]) -> list[str]:
    """A removed or unknown name fails the whole call."""
    names = params.names("metric")
    if not names:
        raise errors.refusal(
            3001, "(#3001) No metric was specified to be fetched.", subcode=1504028
        )
    for name in names:
        if name not in known:
            raise errors.invalid("The value must be a valid insights metric")
    return list(dict.fromkeys(names))


def _is_known(post: Post, now: int) -> bool:
    # A Story is gone before the day is over; its numbers are not told here.
    return post.body["kind"] != "story" and LAG_MS <= now - post.created_ms < LIFE_MS


def _span(params: Params, now: int) -> tuple[int, int]:
    """Begin and end in milliseconds; the last two days when nothing is said."""
    now_s = now // 1000
    until = params.number("until", default=now_s, least=0, most=10**11)
    since = params.number("since", default=max(0, until - 2 * 86_400), least=0, most=10**11)
    if not 0 < until - since <= _LONGEST_SPAN_D * 86_400:
        raise errors.invalid(
            f"There cannot be more than {_LONGEST_SPAN_D} days between since and until"
        )
    return since * 1000, until * 1000


def _head(name: str, period: str) -> dict[str, str]:
    title = name.replace("_", " ").capitalize()
    return {"name": name, "period": period, "title": title, "description": f"{title}, in total."}
