"""Who follows an organisation on LinkedIn and looks at its page: sizes, gains, groups, views."""

from starlette.responses import Response

from sandbox import audience
from sandbox.chance import draw
from sandbox.exchange import Call
from sandbox.linkedin import access, errors, restli
from sandbox.linkedin.intervals import DAY_MS, Day, read_days
from sandbox.linkedin.metrics import check_names, invalid
from sandbox.linkedin.posts import read_query
from sandbox.world import World

# Whoever follows before that day is in the seeded number.
_FIRST_DAY = 20_000
_FACETS = (
    ("followerCountsByGeoCountry", "geo", ("urn:li:geo:102713980", "urn:li:geo:103644278")),
    ("followerCountsByGeo", "geo", ("urn:li:geo:106164952", "urn:li:geo:90009639")),
    ("followerCountsByFunction", "function", ("urn:li:function:15", "urn:li:function:25")),
    ("followerCountsByIndustry", "industry", ("urn:li:industry:34", "urn:li:industry:4")),
    ("followerCountsBySeniority", "seniority", ("urn:li:seniority:3", "urn:li:seniority:4")),
    ("followerCountsByStaffCountRange", "staffCountRange", ("SIZE_2_TO_10", "SIZE_11_TO_50")),
)
_PAGING = {"start": 0, "count": 10, "links": []}


def network_size(world: World, call: Call) -> Response:
    """GET /rest/networkSizes/{urn}?edgeType=COMPANY_FOLLOWED_BY_MEMBER."""
    grant = access.enter_rest(world, call)
    urn = call.params["urn"]
    if ":" in call.path_raw.rpartition("/")[2]:
        raise errors.bad_input("INVALID_URN_ID", "The key must be a percent-encoded URN")
    if read_query(call) != {"edgeType": "COMPANY_FOLLOWED_BY_MEMBER"}:
        raise invalid("edgeType", "must be COMPANY_FOLLOWED_BY_MEMBER")
    _must_administer(world, grant, urn)
    return errors.reply({"firstDegreeSize": _size(world, urn)})


def follower_statistics(world: World, call: Call) -> Response:
    """GET /rest/organizationalEntityFollowerStatistics: groups of all time, or gains by day."""
    urn, query = _enter(world, call, "organizationalEntity")
    if "timeIntervals" not in query:
        return errors.reply({"paging": _PAGING, "elements": [_groups(world, urn)]})
    elements = [
        {
            "organizationalEntity": urn,
            "timeRange": day.time_range,
            "followerGains": {
                "organicFollowerGain": _gain(world, urn, day.number),
                "paidFollowerGain": 0,
            },
        }
        for day in read_days(world, query["timeIntervals"])
    ]
    return errors.reply({"paging": _PAGING, "elements": elements})


def page_statistics(world: World, call: Call) -> Response:
    """GET /rest/organizationPageStatistics: views of all time, or by day."""
    urn, query = _enter(world, call, "organization")
    if "timeIntervals" not in query:
        today = world.clock.now_ms() // DAY_MS
        views = sum(_views(world, urn, day) for day in range(_FIRST_DAY, today + 1))
        return errors.reply({"paging": _PAGING, "elements": [_page(urn, views, None)]})
    elements = [
        _page(urn, _views(world, urn, day.number), day)
        for day in read_days(world, query["timeIntervals"])
    ]
    return errors.reply({"paging": _PAGING, "elements": elements})


def _enter(world: World, call: Call, finder: str) -> tuple[str, dict[str, restli.Value]]:
    grant = access.enter_rest(world, call)
    query = read_query(call)
    check_names(query, {"q", finder, "timeIntervals", "start", "count"})
    if query.get("q") != finder:
        raise invalid("q", f"must be {finder}")
    urn = query.get(finder)
    if not isinstance(urn, str) or not urn.startswith("urn:li:organization:"):
        raise errors.bad_input("INVALID_URN_TYPE", f"{finder} must be an organization URN")
    _must_administer(world, grant, urn)
    return urn, query


def _must_administer(world: World, grant: access.Grant, urn: str) -> None:
    grant.must_have("rw_organization_admin")
    if not access.is_administered(world, grant, urn):
        raise errors.denied(f"Not enough permissions to read the statistics of {urn}")


def _size(world: World, urn: str) -> int:
    today = world.clock.now_ms() // DAY_MS
    gains = sum(_gain(world, urn, day) for day in range(_FIRST_DAY, today + 1))
    return audience.followers(audience.seed_of(world.state, urn), urn) + gains


def _gain(world: World, urn: str, day: int) -> int:
    """Those who came less those who went: a bad day loses some."""
    return round(draw("gain", audience.seed_of(world.state, urn), urn, str(day)).gauss(3, 4))


def _views(world: World, urn: str, day: int) -> int:
    chance = draw("views", audience.seed_of(world.state, urn), urn, str(day))
    return round(chance.uniform(20, 120))


def _groups(world: World, urn: str) -> dict[str, object]:
    """Two groups of each kind; nobody is in no group, and LinkedIn names the largest ones only."""
    size, found = _size(world, urn), dict[str, object]()
    for name, key, titles in _FACETS:
        most = draw("groups", audience.seed_of(world.state, urn), urn, name).uniform(0.4, 0.7)
        counts = (round(size * most), round(size * (0.9 - most)))
        found[name] = [
            {key: title, "followerCounts": {"organicFollowerCount": n, "paidFollowerCount": 0}}
            for title, n in zip(titles, counts, strict=True)
        ]
    return {"organizationalEntity": urn, "followerCountsByAssociationType": [], **found}


def _page(urn: str, views: int, day: Day | None) -> dict[str, object]:
    element: dict[str, object] = {
        "organization": urn,
        "totalPageStatistics": {
            "clicks": {},
            "views": {"allPageViews": {"pageViews": views, "uniquePageViews": views * 3 // 4}},
        },
    }
    return element if day is None else {**element, "timeRange": day.time_range}
