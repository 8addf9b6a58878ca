"""LinkedIn's statistics: shares of an organisation, and one metric at a time for a member."""

from datetime import UTC, date, datetime, timedelta

from starlette.responses import Response

from sandbox import accounts, audience, posts
from sandbox.clock import moment
from sandbox.exchange import Call, RefusalError
from sandbox.linkedin import access, errors, restli
from sandbox.linkedin.posts import read_query
from sandbox.world import World

_URN_KINDS = {"shares": "urn:li:share:", "ugcPosts": "urn:li:ugcPost:"}
_SHARE_QUERY = {
    "q",
    "organizationalEntity",
    "shares",
    "ugcPosts",
    "timeIntervals",
    "start",
    "count",
}
_MEMBER_QUERY = {"q", "entity", "queryType", "aggregation", "dateRange"}
_NEWER_FROM = "202604"
_LONGEST_RANGE = 366


def organization_shares(world: World, call: Call) -> Response:
    """GET /rest/organizationalEntityShareStatistics."""
    grant = access.enter_rest(world, call)
    grant.must_have("rw_organization_admin")
    query = read_query(call)
    _check_names(query, _SHARE_QUERY)
    if query.get("q") != "organizationalEntity":
        raise _invalid("q", "must be organizationalEntity")
    owner = query.get("organizationalEntity")
    if not isinstance(owner, str) or not owner.startswith("urn:li:organization:"):
        raise errors.bad_input(
            "INVALID_URN_TYPE", "organizationalEntity must be an organization URN"
        )
    if "timeIntervals" in query:
        raise _invalid("timeIntervals", "cannot be combined with posts and is not offered here")
    if not access.is_administered(world, grant, owner):
        raise errors.denied(f"Not enough permissions to read the statistics of {owner}")
    elements = _share_elements(world, owner, query)
    paging = {"start": 0, "count": 10, "links": []}
    return errors.reply({"paging": paging, "elements": elements})


def _share_elements(
    world: World, owner: str, query: dict[str, restli.Value]
) -> list[dict[str, object]]:
    """One element for each asked post that has activity; one sum when no post is named."""
    asked = {kind: _urns(query[kind], kind) for kind in _URN_KINDS if kind in query}
    visible = {post.id: post for post in posts.of_account(world.state, accounts.LINKEDIN, owner)}
    if not asked:
        totals = _statistics([_counts(world, post) for post in visible.values()])
        return [{"organizationalEntity": owner, "totalShareStatistics": totals}]
    elements: list[dict[str, object]] = []
    for kind, urns in asked.items():
        key = "share" if kind == "shares" else "ugcPost"
        for urn in urns:
            post = visible.get(urn)
            counts = None if post is None else _counts(world, post)
            # A post without activity is left out, it is not a row of zeros:
            # https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/share-statistics
            if counts is not None and counts.impressions:
                totals = _statistics([counts])
                elements.append(
                    {"organizationalEntity": owner, key: urn, "totalShareStatistics": totals}
                )
    return elements


def _urns(value: restli.Value, kind: str) -> list[str]:
    if not isinstance(value, list) or not value:
        raise _invalid(kind, "must be List(urn,...) with raw parentheses and encoded URNs")
    for urn in value:
        if not isinstance(urn, str) or not urn.startswith(_URN_KINDS[kind]):
            raise errors.bad_input(
                "INVALID_URN_TYPE", f"{kind} takes {_URN_KINDS[kind]}… only", field=kind
            )
    return list(dict.fromkeys(str(urn) for urn in value))


def _statistics(counts: list[audience.Counts]) -> dict[str, object]:
    total = audience.add(counts)
    return {
        "impressionCount": total.impressions,
        "uniqueImpressionsCount": total.unique_impressions,
        "clickCount": total.clicks,
        "likeCount": total.likes,
        "commentCount": total.comments,
        "shareCount": total.shares,
        "engagement": total.engagement,
    }


def member_posts(world: World, call: Call) -> Response:
    """GET /rest/memberCreatorPostAnalytics."""
    grant = access.enter_rest(world, call)
    grant.must_have("r_member_postAnalytics")
    query = read_query(call)
    _check_names(query, _MEMBER_QUERY)
    metric, aggregation = query.get("queryType"), query.get("aggregation")
    _check_metric(call, metric, aggregation)
    chosen = _member_posts(world, grant, query)
    days = _days(world, query.get("dateRange"))
    if aggregation == "TOTAL":
        return errors.reply({"elements": [_element(world, chosen, str(metric), days, None)]})
    if days is None:
        raise _invalid("dateRange", "is required with DAILY")
    elements = []
    day = days[0]
    while day < days[1]:
        following = day + timedelta(days=1)
        elements.append(_element(world, chosen, str(metric), (day, following), day))
        day = following
    return errors.reply({"elements": elements})


_METRICS = {
    "IMPRESSION": "impressions",
    "MEMBERS_REACHED": "unique_impressions",
    "RESHARE": "shares",
    "REACTION": "likes",
    "COMMENT": "comments",
}
_NEWER_METRICS = {
    "LINK_CLICKS": "clicks",
    "POST_SAVE": None,
    "POST_SEND": None,
    "PREMIUM_CTA_CLICKS": None,
    "FOLLOWER_GAINED_FROM_CONTENT": None,
    "PROFILE_VIEW_FROM_CONTENT": None,
}


def _check_metric(call: Call, metric: restli.Value | None, aggregation: object) -> None:
    is_new_enough = call.headers.get("linkedin-version", "") >= _NEWER_FROM
    known = _METRICS.keys() | (_NEWER_METRICS.keys() if is_new_enough else set())
    if not isinstance(metric, str) or metric not in known:
        raise _invalid("queryType", f"must be one of {', '.join(sorted(known))}")
    if aggregation not in ("TOTAL", "DAILY"):
        raise _invalid("aggregation", "must be TOTAL or DAILY")
    if metric == "MEMBERS_REACHED" and aggregation == "DAILY":
        raise _invalid("aggregation", "DAILY is not supported for MEMBERS_REACHED")


def _member_posts(
    world: World, grant: access.Grant, query: dict[str, restli.Value]
) -> list[posts.Post]:
    own = posts.of_account(world.state, accounts.LINKEDIN, grant.person_urn)
    if query.get("q") == "me" and "entity" not in query:
        return own
    entity = query.get("entity")
    if query.get("q") != "entity" or not isinstance(entity, dict) or len(entity) != 1:
        raise _invalid("entity", "must be (share:urn) or (ugc:urn) with q=entity, absent with q=me")
    kind, urn = next(iter(entity.items()))
    if kind not in ("share", "ugc"):
        raise _invalid("entity", "must be (share:urn) or (ugc:urn)")
    found = [post for post in own if post.id == urn]
    if not found:
        raise errors.denied(f"Not enough permissions to read the statistics of {urn}")
    return found


def _days(world: World, value: restli.Value | None) -> tuple[date, date] | None:
    """The first day and the day after the last one."""
    if value is None:
        return None
    if not isinstance(value, dict) or not {"start"} <= value.keys() <= {"start", "end"}:
        raise _invalid("dateRange", "must be (start:(day:..,month:..,year:..),end:(...))")
    today = moment(world.clock.now_ms()).date()
    first = _day(value["start"])
    last = _day(value["end"]) if "end" in value else today + timedelta(days=1)
    if not timedelta(0) < last - first <= timedelta(days=_LONGEST_RANGE):
        raise _invalid("dateRange", f"must span 1 to {_LONGEST_RANGE} days")
    return first, last


def _day(value: restli.Value) -> date:
    if isinstance(value, dict) and value.keys() == {"day", "month", "year"}:
        try:
            year, month, day = (int(str(value[part])) for part in ("year", "month", "day"))
            return date(year, month, day)
        except (ValueError, OverflowError):
            pass
    raise _invalid("dateRange", "has a day that is not a date")


def _element(
    world: World,
    chosen: list[posts.Post],
    metric: str,
    days: tuple[date, date] | None,
    day: date | None,
) -> dict[str, object]:
    field = {**_METRICS, **_NEWER_METRICS}[metric]
    count = 0 if field is None else sum(_gained(world, post, field, days) for post in chosen)
    element: dict[str, object] = {"count": count, "metricType": metric}
    if day is not None:
        element["dateRange"] = {
            "start": _parts(day),
            "end": _parts(day + timedelta(days=1)),
        }
    return element


def _gained(world: World, post: posts.Post, field: str, days: tuple[date, date] | None) -> int:
    now = world.clock.now_ms()
    if days is None:
        return int(getattr(_counts(world, post), field))
    begin, end = (min(now, _midnight_ms(day)) for day in days)
    at_end = getattr(_counts_at(post, end), field)
    return int(at_end - getattr(_counts_at(post, begin), field))


def _midnight_ms(day: date) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _parts(day: date) -> dict[str, int]:
    return {"day": day.day, "month": day.month, "year": day.year}


def _counts(world: World, post: posts.Post) -> audience.Counts:
    return _counts_at(post, world.clock.now_ms())


def _counts_at(post: posts.Post, at_ms: int) -> audience.Counts:
    verdict = audience.judge(post.audience_seed, post.account, post.text)
    return audience.counts_at(verdict, (at_ms - post.created_ms) / 1000)


def _check_names(query: dict[str, restli.Value], known: set[str]) -> None:
    for name in query:
        if name not in known:
            raise _invalid(name, "is not a parameter of this resource")


def _invalid(field: str, rule: str) -> RefusalError:
    return errors.bad_input("INVALID_VALUE_FOR_FIELD", f"{field} {rule}", field=field)
