"""A LinkedIn page's own posts with their counts, newest first. A member's cannot be listed.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api
"""

from collections.abc import Sequence

from domain.connection import AccountKind, Connection
from platforms import saying
from platforms.again import again
from platforms.linkedin import littletext
from platforms.linkedin.metrics import LinkedInMetrics
from platforms.linkedin.posts import published_at
from platforms.linkedin.rest import Rest, encoded
from platforms.ports import InForce, MetricsReading, OwnPost, OwnPosts
from platforms.told import listed
from platforms.waiting import Waiting

SCOPES = ("r_organization_social", "rw_organization_admin")


class LinkedInHistory:
    def __init__(
        self, rest: Rest, metrics: LinkedInMetrics, *, www_base: str, waiting: Waiting
    ) -> None:
        self._rest = rest
        self._metrics = metrics
        self._www_base = www_base
        self._waiting = waiting

    def refusal(self, connection: Connection) -> str | None:
        if connection.account_kind is not AccountKind.ORGANIZATION:
            # r_member_social, the permission for it, is closed to new apps
            return (
                f"LinkedIn shows nobody the list of a personal profile's posts, so those of "
                f"{connection.account_name} cannot be brought in from there. Import a CSV of them "
                "instead, or connect a page that you administer."
            )
        if set(SCOPES) <= set(connection.scopes):
            return None
        return (
            f"LinkedIn was not allowed to show the posts and numbers of {connection.account_name}. "
            "Connect LinkedIn again with every permission ticked, as an administrator of the page, "
            "or import a CSV of the posts."
        )

    async def read_page(
        self, grant: InForce, *, account_id: str, after: str = "", most: int
    ) -> OwnPosts:
        """As the port says; pages are counted by place, `after` is where the next one starts.

        Raises:
            PlatformError: Refused, or not answered.
        """
        start = int(after) if after.isascii() and after.isdigit() else 0
        target = (
            f"/rest/posts?q=author&author={encoded(account_id)}&start={start}&count={most}"
            "&sortBy=CREATED"
        )

        async def listing() -> dict[str, object]:
            return await self._rest.get(target, await grant(), method="FINDER")

        body = await again(listing, self._waiting)
        elements = listed(body, "elements")
        shown = [element for element in elements if _is_out(element)]
        counts = await self._counts([str(one["id"]) for one in shown], grant, account_id)
        posts = tuple(self._post(one, counts.values.get(str(one["id"]), {})) for one in shown)
        total = _total(body)
        # where it does not say, it is longer than what a whole page has shown
        end = start + len(elements) + 1 if total is None else total
        has_more = len(elements) > 0 and start + most < end
        after = str(start + most) if has_more else ""
        return OwnPosts(posts=posts, after=after, total=total)

    async def _counts(
        self, posts: Sequence[str], grant: InForce, account_id: str
    ) -> MetricsReading:
        async def reading() -> MetricsReading:
            return await self._metrics.read_metrics(posts, await grant(), account_id=account_id)

        return await again(reading, self._waiting)

    def _post(self, element: dict[str, object], counts: dict[str, int]) -> OwnPost:
        commentary, urn = element.get("commentary"), str(element["id"])
        return OwnPost(
            platform_post_id=urn,
            text=littletext.as_read(commentary) if isinstance(commentary, str) else "",
            published_at=published_at(element),
            permalink=f"{self._www_base}/feed/update/{urn}",
            # saves are told of no page
            **{name: counts.get(name) for name in _TOLD},
        )


_TOLD = ("likes", "comments", "shares", "impressions", "reach")


def _is_out(element: dict[str, object]) -> bool:
    state = element.get("lifecycleState", "PUBLISHED")
    return state == "PUBLISHED" and bool(saying.identifier(element.get("id")))


def _total(body: dict[str, object]) -> int | None:
    """How long the list is, where it says."""
    paging = body.get("paging")
    total = paging.get("total") if isinstance(paging, dict) else None
    return total if isinstance(total, int) else None
