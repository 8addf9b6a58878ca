"""Who follows a LinkedIn page and what the account did in a time. Of a member: numbers alone.

https://learn.microsoft.com/linkedin/marketing/community-management/organizations/follower-statistics
https://learn.microsoft.com/linkedin/marketing/community-management/organizations/page-statistics
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TypeGuard

from domain.connection import Tokens
from platforms.linkedin.groups import group_name
from platforms.linkedin.metrics import LinkedInMetrics, page_counts
from platforms.linkedin.rest import Rest, encoded
from platforms.ports import Audience
from platforms.told import is_count

_DAY = timedelta(days=1)
# our name of the dimension, the list's name, the name of the group in it
_DIMENSIONS = (
    ("country", "followerCountsByGeoCountry", "geo"),
    ("region", "followerCountsByGeo", "geo"),
    ("function", "followerCountsByFunction", "function"),
    ("industry", "followerCountsByIndustry", "industry"),
    ("seniority", "followerCountsBySeniority", "seniority"),
    ("company_size", "followerCountsByStaffCountRange", "staffCountRange"),
    ("association", "followerCountsByAssociationType", "associationType"),
)
_SUMMED = ("impressions", "clicks", "likes", "comments", "shares")
"""Not reach: whoever was reached on two days is one person."""


class LinkedInAudience:
    def __init__(self, rest: Rest, metrics: LinkedInMetrics) -> None:
        self._rest = rest
        self._metrics = metrics

    async def read_audience(
        self, tokens: Tokens, *, account_id: str, since: datetime, until: datetime
    ) -> Audience:
        """By whole days in UTC, as LinkedIn counts.

        Raises:
            PlatformError: Refused, or not answered.
        """
        first, after = _midnight(since), _midnight(until - timedelta(microseconds=1)) + _DAY
        if account_id.startswith("urn:li:organization:"):
            return await self._of_page(tokens, account_id, first, after)
        return await self._of_member(tokens, first, after)

    async def _of_member(self, tokens: Tokens, first: datetime, after: datetime) -> Audience:
        """LinkedIn tells nobody who a member's followers are."""
        target = (
            "/rest/memberCreatorPostAnalytics?q=me&aggregation=TOTAL"
            f"&dateRange=(start:{_date(first)},end:{_date(after)})&queryType="
        )
        values = await self._metrics.member_counts(target, tokens)
        return Audience(values=values, source=f"GET {target.partition('?')[0]}")

    async def _of_page(
        self, tokens: Tokens, urn: str, first: datetime, after: datetime
    ) -> Audience:
        page = encoded(urn)
        intervals = (
            f"&timeIntervals=(timeRange:(start:{_millis(first)},end:{_millis(after)}),"
            "timeGranularityType:DAY)"
        )
        size = f"/rest/networkSizes/{page}?edgeType=COMPANY_FOLLOWED_BY_MEMBER"
        followers = (
            "/rest/organizationalEntityFollowerStatistics?q=organizationalEntity"
            f"&organizationalEntity={page}"
        )
        shares = (
            "/rest/organizationalEntityShareStatistics?q=organizationalEntity"
            f"&organizationalEntity={page}"
        )
        views = f"/rest/organizationPageStatistics?q=organization&organization={page}"
        values = Counter[str]()
        known = set[str]()
        found = [
            _followers(await self._rest.get(size, tokens)),
            *map(_gains, await self._rest.elements(followers + intervals, tokens)),
            *map(_activity, await self._rest.elements(shares + intervals, tokens)),
            *map(_views, await self._rest.elements(views + intervals, tokens)),
        ]
        for counts in found:
            values.update(counts)
            known |= counts.keys()
        return Audience(
            values={name: values[name] for name in sorted(known)},
            demographics=_demographics(await self._rest.elements(followers, tokens)),
            source=" ".join(f"GET {target}" for target in (size, followers, shares, views)),
        )


def _followers(body: dict[str, object]) -> dict[str, int]:
    count = body.get("firstDegreeSize")
    return {"followers": count} if is_count(count) else {}


def _gains(element: dict[str, object]) -> dict[str, int]:
    """Who came less who went, which may be fewer than none."""
    gains = element.get("followerGains")
    fields = gains.values() if isinstance(gains, dict) else ()
    numbers = [n for n in fields if _is_change(n)]
    return {"follows": sum(numbers)} if numbers else {}


def _is_change(value: object) -> TypeGuard[int]:
    return is_count(-value if isinstance(value, int) and value < 0 else value)


def _activity(element: dict[str, object]) -> dict[str, int]:
    return {name: n for name, n in page_counts(element).items() if name in _SUMMED}


def _views(element: dict[str, object]) -> dict[str, int]:
    value: object = element
    for step in ("totalPageStatistics", "views", "allPageViews", "pageViews"):
        value = value.get(step) if isinstance(value, dict) else None
    return {"page_views": value} if is_count(value) else {}


def _demographics(elements: list[dict[str, object]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for element in elements:
        for dimension, name, key in _DIMENSIONS:
            listed = element.get(name)
            for group in listed if isinstance(listed, list) else ():
                if not isinstance(group, dict):
                    continue
                title, count = group_name(group.get(key)), _count(group.get("followerCounts"))
                if title and count is not None:
                    found.setdefault(dimension, {})[title] = count
    return found


def _count(value: object) -> float | None:
    """Organic and paid together."""
    numbers = [n for n in value.values() if is_count(n)] if isinstance(value, dict) else []
    return float(sum(numbers)) if numbers else None


def _midnight(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _date(day: datetime) -> str:
    return f"(day:{day.day},month:{day.month},year:{day.year})"


def _millis(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
