"""YouTube's Analytics reports: totals, by day, by video, by country, by age and gender. With lag.

https://developers.google.com/youtube/analytics/channel_reports
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from starlette.responses import Response

from sandbox import audience
from sandbox.chance import draw
from sandbox.exchange import Call, RefusalError
from sandbox.world import World
from sandbox.youtube import access, errors, library
from sandbox.youtube.query import Query

LAG_MS = 48 * 3600 * 1000
MOST_VIDEOS = 500
Counts = audience.Counts
_METRICS: dict[str, Callable[[Counts], float]] = {
    "views": lambda counts: counts.impressions,
    "engagedViews": lambda counts: counts.unique_impressions,
    "likes": lambda counts: counts.likes,
    "dislikes": lambda _: 0,
    "comments": lambda counts: counts.comments,
    "shares": lambda counts: counts.shares,
    "subscribersGained": lambda counts: counts.saves // 2,
    "subscribersLost": lambda _: 0,
    "estimatedMinutesWatched": lambda counts: counts.impressions // 2,
    "videosAddedToPlaylists": lambda counts: counts.saves,
    "cardClicks": lambda counts: counts.clicks,
    "cardImpressions": lambda counts: counts.impressions // 3,
}
_FLOATS = frozenset({"viewerPercentage"})
_AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-")
_GENDERS = ("female", "male", "user_specified")
_COUNTRIES = ("IN", "AE", "GB", "US", "SG")
_DIMENSIONS = ("", "day", "video", "country", "ageGroup,gender")


def show(world: World, call: Call) -> Response:
    """GET /v2/reports."""
    grant = access.enter(world, call, frozenset({access.ANALYTICS}), cost=0)
    channel = grant.channel
    query = Query(call)
    if query.required("ids") not in ("channel==MINE", f"channel=={channel}"):
        raise errors.refusal(403, "forbidden", "Forbidden", domain="global")
    first, last = (_day(query, name) for name in ("startDate", "endDate"))
    metrics, dimensions = query.required("metrics").split(","), query.text("dimensions")
    wanted = _filter(query)
    sort, most = query.text("sort"), query.number("maxResults", 0, 100_000)
    query.done()
    if first > last:
        raise errors.bad("endDate", "is before startDate")
    _check(metrics, dimensions, wanted, sort, most)
    videos = [
        video
        for video in library.of_channel(world.state, channel)
        if not wanted or video.id in wanted
    ]
    rows = _rows(world, channel, videos, (first, last), metrics, dimensions)
    names = [*filter(None, dimensions.split(",")), *metrics]
    _order(rows, names, sort)
    headers = [_header(name, is_dimension=name in dimensions.split(",")) for name in names]
    body: dict[str, object] = {"kind": "youtubeAnalytics#resultTable", "columnHeaders": headers}
    # A table without a row has no rows at all.
    return errors.reply(body | ({"rows": rows[:most] if most else rows} if rows else {}))


def _day(query: Query, name: str) -> date:
    try:
        return date.fromisoformat(query.required(name))
    except ValueError:
        raise errors.bad(name, "must be YYYY-MM-DD") from None


def _filter(query: Query) -> frozenset[str]:
    """The videos that are asked about; none: all."""
    given = query.text("filters")
    name, _, ids = given.partition("==")
    found = frozenset(filter(None, ids.split(",")))
    if given and (name != "video" or not found or len(found) > MOST_VIDEOS):
        raise unsupported()
    return found


def _check(
    metrics: list[str], dimensions: str, wanted: frozenset[str], sort: str, most: int
) -> None:
    is_people = dimensions == "ageGroup,gender"
    known = {"viewerPercentage"} if is_people else set(_METRICS)
    if (
        dimensions not in _DIMENSIONS
        or not set(metrics) <= known
        or len(set(metrics)) != len(metrics)
    ):
        raise unsupported()
    # The best videos of a channel come sorted and at most 200; asked for by id they all come.
    if dimensions == "video" and not wanted and not (sort.startswith("-") and 0 < most <= 200):
        raise unsupported()
    if sort and not set(sort.replace("-", "").split(",")) <= {*metrics, *dimensions.split(",")}:
        raise unsupported()


def _rows(
    world: World,
    channel: str,
    videos: list[library.Video],
    days: tuple[date, date],
    metrics: list[str],
    dimensions: str,
) -> list[list[object]]:
    def between(chosen: list[library.Video], first: date, last: date) -> Counts:
        begin, end = _midnight_ms(first), _midnight_ms(last + timedelta(days=1))
        known = max(begin, min(end, world.clock.now_ms() - LAG_MS))
        return _gained(world, chosen, begin, known)

    total = between(videos, *days)
    if not total.impressions:
        return []
    match dimensions:
        case "day":
            spans = [(day, between(videos, day, day)) for day in _span(world, days)]
            return [
                [day.isoformat(), *_values(counts, metrics)]
                for day, counts in spans
                if counts.impressions
            ]
        case "video":
            each = [(video.id, between([video], *days)) for video in videos]
            return [[one, *_values(counts, metrics)] for one, counts in each if counts.impressions]
        case "country":
            return [
                [one, *(round(value * part) for value in _values(total, metrics))]
                for one, part in _shares(channel, "country", _COUNTRIES)
            ]
        case "ageGroup,gender":
            groups = [f"{age} {gender}" for age in _AGES for gender in _GENDERS]
            return [
                ["age" + one.split()[0], one.split()[1], round(100 * part, 1)]
                for one, part in _shares(channel, "people", groups)
            ]
    return [[*_values(total, metrics)]]


def _span(world: World, days: tuple[date, date]) -> list[date]:
    last = min(days[1], world.clock.now().date())
    first = max(days[0], last - timedelta(days=366))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _gained(world: World, videos: list[library.Video], begin_ms: int, end_ms: int) -> Counts:
    after = audience.add(library.counts(world, video, end_ms) for video in videos)
    before = audience.add(library.counts(world, video, begin_ms) for video in videos)
    names = Counts.__dataclass_fields__
    return Counts(**{name: getattr(after, name) - getattr(before, name) for name in names})


def _values(counts: Counts, metrics: list[str]) -> list[float]:
    return [_METRICS[name](counts) for name in metrics]


def _shares(
    channel: str, what: str, groups: "list[str] | tuple[str, ...]"
) -> list[tuple[str, float]]:
    chance = draw(what, channel)
    weights = [chance.uniform(0.2, 1.0) for _ in groups]
    return [(group, weight / sum(weights)) for group, weight in zip(groups, weights, strict=True)]


def _order(rows: list[list[object]], names: list[str], sort: str) -> None:
    for one in reversed([part for part in sort.split(",") if part]):
        place = names.index(one.removeprefix("-"))
        rows.sort(key=lambda row, at=place: row[at], reverse=one.startswith("-"))  # type: ignore[misc]


def _header(name: str, *, is_dimension: bool) -> dict[str, str]:
    kind = "STRING" if is_dimension else "FLOAT" if name in _FLOATS else "INTEGER"
    column = "DIMENSION" if is_dimension else "METRIC"
    return {"name": name, "columnType": column, "dataType": kind}


def _midnight_ms(day: date) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def unsupported() -> RefusalError:
    return errors.refusal(400, "badRequest", "The query is not supported.", domain="global")
