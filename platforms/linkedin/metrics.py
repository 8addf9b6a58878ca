"""What LinkedIn counted for our posts, in canonical names. Leaves out what LinkedIn leaves out.

Pages: https://learn.microsoft.com/linkedin/marketing/community-management/organizations/share-statistics
Members: https://learn.microsoft.com/linkedin/marketing/community-management/members/post-statistics
"""

from collections.abc import Iterable, Iterator, Sequence

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.linkedin.rest import Rest, encoded, encoded_list
from platforms.ports import MetricsReading
from platforms.told import is_count

POSTS_PER_CALL = 20

_PAGE_FIELDS = {
    "impressionCount": "impressions",
    # LinkedIn's documentation spells it both ways
    "uniqueImpressionsCount": "reach",
    "uniqueImpressionsCounts": "reach",
    "clickCount": "clicks",
    "likeCount": "likes",
    "commentCount": "comments",
    "shareCount": "shares",
}
MEMBER_QUERIES = {
    "IMPRESSION": "impressions",
    "MEMBERS_REACHED": "reach",
    "REACTION": "likes",
    "COMMENT": "comments",
    "RESHARE": "shares",
    # these from version 202604 on
    "POST_SAVE": "saves",
    "POST_SEND": "sends",
    "LINK_CLICKS": "clicks",
    "FOLLOWER_GAINED_FROM_CONTENT": "follows",
}
"""What is counted of a member's posts. LinkedIn counts neither saves nor follows of a page's."""
# parameter of the list, key of the element, key of the member's entity, beginning of the URN
_KINDS = (
    ("shares", "share", "share", "urn:li:share:"),
    ("ugcPosts", "ugcPost", "ugc", "urn:li:ugcPost:"),
)


class LinkedInMetrics:
    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    async def read_metrics(
        self, platform_post_ids: Iterable[str], tokens: Tokens, *, account_id: str
    ) -> MetricsReading:
        """The lifetime counts of these posts; a post without activity is absent.

        Raises:
            PlatformError: Refused, or not answered.
        """
        urns = list(dict.fromkeys(platform_post_ids))
        if account_id.startswith("urn:li:organization:"):
            return await self._of_page(urns, tokens, account_id)
        return await self._of_member(urns, tokens)

    async def _of_page(self, urns: list[str], tokens: Tokens, account_id: str) -> MetricsReading:
        values: dict[str, dict[str, int]] = {}
        sources: dict[str, str] = {}
        for parameter, key, _, prefix in _KINDS:
            for some in _chunks([urn for urn in urns if urn.startswith(prefix)]):
                target = (
                    "/rest/organizationalEntityShareStatistics?q=organizationalEntity"
                    f"&organizationalEntity={encoded(account_id)}&{parameter}={encoded_list(some)}"
                )
                for element in await self._rest.elements(target, tokens):
                    urn, counts = element.get(key), page_counts(element)
                    if isinstance(urn, str) and urn in some and counts:
                        values[urn], sources[urn] = counts, f"GET {target}"
        return MetricsReading(values=values, sources=sources)

    async def _of_member(self, urns: list[str], tokens: Tokens) -> MetricsReading:
        values: dict[str, dict[str, int]] = {}
        sources: dict[str, str] = {}
        for _, _, key, prefix in _KINDS:
            for urn in (urn for urn in urns if urn.startswith(prefix)):
                target = (
                    f"/rest/memberCreatorPostAnalytics?q=entity&entity=({key}:{encoded(urn)})"
                    "&aggregation=TOTAL&queryType="
                )
                counts = await self.member_counts(target, tokens)
                if counts:
                    values[urn] = counts
                    sources[urn] = f"GET {target}{'|'.join(MEMBER_QUERIES)}"
        return MetricsReading(values=values, sources=sources)

    async def member_counts(self, target: str, tokens: Tokens) -> dict[str, int]:
        """One call per metric: LinkedIn answers no more than one at a time.

        A metric that LinkedIn does not count there is absent, and costs none of the others.

        Raises:
            PlatformError: Refused for another reason, or not answered.
        """
        counts = {}
        for query, name in MEMBER_QUERIES.items():
            try:
                elements = await self._rest.elements(target + query, tokens)
            except PlatformError as error:
                if error.error_class is not ErrorClass.VALIDATION:
                    raise
                continue
            for element in elements:
                if is_count(count := element.get("count")):
                    counts[name] = count
        return counts


def page_counts(element: dict[str, object]) -> dict[str, int]:
    """What one element of the statistics of a page's posts says."""
    given = element.get("totalShareStatistics")
    fields = given if isinstance(given, dict) else {}
    found = {name: fields.get(field) for field, name in _PAGE_FIELDS.items() if field in fields}
    return {name: count for name, count in found.items() if is_count(count)}


def _chunks(urns: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(urns), POSTS_PER_CALL):
        yield urns[start : start + POSTS_PER_CALL]
