"""LinkedIn's statistics of a member's own posts, one metric for each call."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from starlette.responses import Response

from sandbox import posts
from sandbox.audience import Counts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.linkedin import access, errors, restli
from sandbox.linkedin.metrics import check_names, counts_at, invalid
from sandbox.linkedin.people import PLATFORM
from sandbox.linkedin.posts import read_query
from sandbox.world import World

_QUERY = {"q", "entity", "queryType", "aggregation", "dateRange"}
_NEWER_FROM = "202604"
_LONGEST_RANGE = 366
_ENTITIES = {"share": "urn:li:share:", "ugc": "urn:li:ugcPost:"}
_METRICS: dict[str, Callable[[Counts], int]] = {
    "IMPRESSION": lambda counts: counts.impressions,
    "MEMBERS_REACHED": lambda counts: counts.unique_impressions,
    "RESHARE": lambda counts: counts.shares,
    "REACTION": lambda counts: counts.likes,
    "COMMENT": lambda counts: counts.comments,
}
_NEWER_METRICS: dict[str, Callable[[Counts], int]] = {
    "LINK_CLICKS": lambda counts: counts.clicks,
    "POST_SAVE": lambda counts: counts.saves,
    "POST_SEND": lambda counts: counts.shares // 2,
    "PREMIUM_CTA_CLICKS": lambda _: 0,
    "FOLLOWER_GAINED_FROM_CONTENT": lambda counts: counts.likes // 20,
    "PROFILE_VIEW_FROM_CONTENT": lambda counts: counts.likes // 5,
}


def member_posts(world: World, call: Call) -> Response:
    """GET /rest/memberCreatorPostAnalytics."""
    grant = access.enter_rest(world, call)
    grant.must_have("r_member_postAnalytics")
    query = read_query(call)
    check_names(query, _QUERY)
    metric, aggregation = query.get("queryType"), query.get("aggregation")
    _check_metric(call, metric, aggregation)
    chosen = _member_posts(world, grant, query)
    days = _days(world, query.get("dateRange"))
    if aggregation == "TOTAL":
        return errors.reply({"elements": [_element(world, chosen, str(metric), days, None)]})
    if days is None:
        raise invalid("dateRange", "is required with DAILY")
    elements = []
    day = days[0]
    while day < days[1]:
        following = day + timedelta(days=1)
        elements.append(_element(world, chosen, str(metric), (day, following), day))
        day = following
    return errors.reply({"elements": elements})


def _check_metric(call: Call, metric: restli.Value | None, aggregation: object) -> None:
    is_new_enough = call.headers.get("linkedin-version", "") >= _NEWER_FROM
    known = _METRICS.keys() | (_NEWER_METRICS.keys() if is_new_enough else set())
    if not isinstance(metric, str) or metric not in known:
        raise invalid("queryType", f"must be one of {', '.join(sorted(known))}")
    if aggregation not in ("TOTAL", "DAILY"):
        raise invalid("aggregation", "must be TOTAL or DAILY")
    if metric == "MEMBERS_REACHED" and aggregation == "DAILY":
        raise invalid("aggregation", "DAILY is not supported for MEMBERS_REACHED")


def _member_posts(
    world: World, grant: access.Grant, query: dict[str, restli.Value]
) -> list[posts.Post]:
    own = posts.of_account(world.state, PLATFORM, grant.person_urn)
    if query.get("q") == "me" and "entity" not in query:
        return own
    entity = query.get("entity")
    if query.get("q") != "entity" or not isinstance(entity, dict) or len(entity) != 1:
        raise invalid("entity", "must be (share:urn) or (ugc:urn) with q=entity, absent with q=me")
    kind, urn = next(iter(entity.items()))
    if kind not in _ENTITIES or not str(urn).startswith(_ENTITIES[kind]):
        raise invalid("entity", "must be (share:urn) or (ugc:urn), each with its own URNs")
    found = [post for post in own if post.id == urn]
    if not found:
        raise errors.denied(f"Not enough permissions to read the statistics of {urn}")
    return found


def _days(world: World, value: restli.Value | None) -> tuple[date, date] | None:
    """The first day and the day after the last one."""
    if value is None:
        return None
    if not isinstance(value, dict) or not {"start"} <= value.keys() <= {"start", "end"}:
        raise invalid("dateRange", "must be (start:(day:..,month:..,year:..),end:(...))")
    today = moment(world.clock.now_ms()).date()
    first = _day(value["start"])
    last = _day(value["end"]) if "end" in value else today + timedelta(days=1)
    if not timedelta(0) < last - first <= timedelta(days=_LONGEST_RANGE):
        raise invalid("dateRange", f"must span 1 to {_LONGEST_RANGE} days")
    return first, last


def _day(value: restli.Value) -> date:
    if isinstance(value, dict) and value.keys() == {"day", "month", "year"}:
        try:
            year, month, day = (int(str(value[part])) for part in ("year", "month", "day"))
            return date(year, month, day)
        except (ValueError, OverflowError):
            pass
    raise invalid("dateRange", "has a day that is not a date")


def _element(
    world: World,
    chosen: list[posts.Post],
    metric: str,
    days: tuple[date, date] | None,
    day: date | None,
) -> dict[str, object]:
    read = {**_METRICS, **_NEWER_METRICS}[metric]
    count = sum(_gained(world, post, read, days) for post in chosen)
    element: dict[str, object] = {"count": count, "metricType": metric}
    if day is not None:
        element["dateRange"] = {
            "start": _parts(day),
            "end": _parts(day + timedelta(days=1)),
        }
    return element


def _gained(
    world: World, post: posts.Post, read: Callable[[Counts], int], days: tuple[date, date] | None
) -> int:
    now = world.clock.now_ms()
    if days is None:
        return read(counts_at(post, now))
    begin, end = (min(now, _midnight_ms(day)) for day in days)
    return read(counts_at(post, end)) - read(counts_at(post, begin))


def _midnight_ms(day: date) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _parts(day: date) -> dict[str, int]:
    return {"day": day.day, "month": day.month, "year": day.year}
