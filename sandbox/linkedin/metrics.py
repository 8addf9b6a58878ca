"""LinkedIn's statistics: an organisation's posts, or the sum of them."""

from dataclasses import asdict

from starlette.responses import Response

from sandbox import audience, posts
from sandbox.exchange import Call, RefusalError
from sandbox.linkedin import access, errors, restli
from sandbox.linkedin.intervals import Day, read_days
from sandbox.linkedin.people import PLATFORM
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


def organization_shares(world: World, call: Call) -> Response:
    """GET /rest/organizationalEntityShareStatistics."""
    grant = access.enter_rest(world, call)
    grant.must_have("rw_organization_admin")
    query = read_query(call)
    check_names(query, _SHARE_QUERY)
    if query.get("q") != "organizationalEntity":
        raise invalid("q", "must be organizationalEntity")
    owner = query.get("organizationalEntity")
    if not isinstance(owner, str) or not owner.startswith("urn:li:organization:"):
        raise errors.bad_input(
            "INVALID_URN_TYPE", "organizationalEntity must be an organization URN"
        )
    if "timeIntervals" in query and query.keys() & _URN_KINDS.keys():
        raise invalid("timeIntervals", "cannot be combined with posts")
    if not access.is_administered(world, grant, owner):
        raise errors.denied(f"Not enough permissions to read the statistics of {owner}")
    elements = _share_elements(world, owner, query)
    paging = {"start": 0, "count": 10, "links": []}
    return errors.reply({"paging": paging, "elements": elements})


def _share_elements(
    world: World, owner: str, query: dict[str, restli.Value]
) -> list[dict[str, object]]:
    """One element for each asked post that has activity; one sum when no post is named."""
    now = world.clock.now_ms()
    if "timeIntervals" in query:
        return [_of_day(world, owner, day) for day in read_days(world, query["timeIntervals"])]
    asked = {kind: _urns(query[kind], kind) for kind in _URN_KINDS if kind in query}
    if not asked:
        everything = posts.of_account(world.state, PLATFORM, owner)
        totals = _statistics([counts_at(post, now) for post in everything])
        return [{"organizationalEntity": owner, "totalShareStatistics": totals}]
    elements: list[dict[str, object]] = []
    for kind, urns in asked.items():
        key = "share" if kind == "shares" else "ugcPost"
        for urn in urns:
            post = posts.find(world.state, PLATFORM, urn)
            is_shown = post is not None and post.account == owner and post.deleted_ms is None
            counts = counts_at(post, now) if post is not None and is_shown else None
            # A post without activity is left out, it is not a row of zeros:
            # https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/share-statistics
            if counts is not None and counts.impressions:
                totals = _statistics([counts])
                elements.append(
                    {"organizationalEntity": owner, key: urn, "totalShareStatistics": totals}
                )
    return elements


def _of_day(world: World, owner: str, day: Day) -> dict[str, object]:
    """What all posts gained on that day."""
    now = world.clock.now_ms()
    every = posts.of_account(world.state, PLATFORM, owner)
    begin, end = (
        audience.add(counts_at(post, min(now, at)) for post in every)
        for at in (day.start_ms, day.end_ms)
    )
    gained = audience.Counts(**{name: n - asdict(begin)[name] for name, n in asdict(end).items()})
    return {
        "organizationalEntity": owner,
        "timeRange": day.time_range,
        "totalShareStatistics": _statistics([gained]),
    }


def _urns(value: restli.Value, kind: str) -> list[str]:
    if not isinstance(value, list) or not value:
        raise invalid(kind, "must be List(urn,...) with raw parentheses and encoded URNs")
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


def counts_at(post: posts.Post, at_ms: int) -> audience.Counts:
    """What the post had gathered at this instant of the sandbox clock."""
    return audience.of_post(post, at_ms)


def check_names(query: dict[str, restli.Value], known: set[str]) -> None:
    for name in query:
        if name not in known:
            raise invalid(name, "is not a parameter of this resource")


def invalid(field: str, rule: str) -> RefusalError:
    return errors.bad_input("INVALID_VALUE_FOR_FIELD", f"{field} {rule}", field=field)
