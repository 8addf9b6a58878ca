"""X's analytics of one's own posts, in buckets of time or in one; an hour behind."""

from dataclasses import asdict

from starlette.responses import Response

from sandbox import audience, posts
from sandbox.exchange import Call
from sandbox.world import World
from sandbox.x import access, entity, errors
from sandbox.x.people import PLATFORM
from sandbox.x.posts import MOST_IDS
from sandbox.x.query import Query

LAG_MS = 3600 * 1000
_BUCKETS_MS = {"hourly": 3600 * 1000, "daily": 24 * 3600 * 1000, "weekly": 7 * 24 * 3600 * 1000}
_MOST_BUCKETS = 1000
_NAMES = {
    "impressions": "impressions",
    "likes": "likes",
    "replies": "comments",
    "bookmarks": "saves",
    "url_clicks": "clicks",
}
FIELDS = {*_NAMES, "engagements", "retweets", "quote_tweets", "shares", "follows", "media_views"}


def show(world: World, call: Call) -> Response:
    """GET /2/tweets/analytics."""
    grant = access.enter(world, call, "tweet.read", "users.read")
    query = Query(call, {"ids", "start_time", "end_time", "granularity", "analytics.fields"})
    ids = query.ids("ids", MOST_IDS)
    granularity = query.text("granularity")
    if granularity not in ("total", *_BUCKETS_MS):
        raise errors.invalid("granularity", granularity, "granularity is not known")
    start, end = query.instant_ms("start_time"), query.instant_ms("end_time")
    if start is None or end is None or start >= end:
        raise errors.invalid("start_time", "", "start_time must be before end_time")
    step = _BUCKETS_MS.get(granularity, end - start)
    if (end - start) / step > _MOST_BUCKETS:
        raise errors.invalid("granularity", granularity, "The time is too long for it")
    fields = query.words("analytics.fields", FIELDS)
    found, missing = [], []
    for post_id in ids:
        post = posts.find(world.state, PLATFORM, post_id)
        if post is None or post.deleted_ms is not None or post.account != grant.member:
            missing.append(errors.not_found("tweet", "ids", post_id))
            continue
        buckets = _buckets(world, post, fields, range(start, end, step), end)
        if buckets:
            found.append({"id": post_id, "timestamped_metrics": buckets})
    answer: dict[str, object] = {"data": found} if found else {}
    return errors.reply(answer | ({"errors": missing} if missing else {}))


def _buckets(
    world: World, post: posts.Post, fields: frozenset[str], starts: range, end: int
) -> list[dict[str, object]]:
    """Those that have begun since the post came out and are not too fresh to be told of."""
    known_until = world.clock.now_ms() - LAG_MS
    found: list[dict[str, object]] = []
    for begin in starts:
        over = min(begin + starts.step, end, known_until)
        if over <= max(begin, post.created_ms):
            continue
        before, after = _counts(post, begin), _counts(post, over)
        metrics = {name: after[name] - before[name] for name in sorted(fields)}
        found.append({"timestamp": entity.iso_z(begin), "metrics": metrics})
    return found


def _counts(post: posts.Post, at_ms: int) -> dict[str, int]:
    counts = asdict(audience.of_post(post, at_ms))
    quotes = counts["shares"] // 4
    told = {name: counts[ours] for name, ours in _NAMES.items()}
    parts = ("clicks", "likes", "comments", "shares", "saves")
    return told | {
        "engagements": sum(counts[name] for name in parts),
        "retweets": counts["shares"] - quotes,
        "quote_tweets": quotes,
        "shares": counts["shares"] // 5,
        "follows": counts["likes"] // 40,
        "media_views": counts["impressions"] * 2 // 5,
    }
