"""What was published joins the brand's history with its numbers, and the next content learns."""

from collections import defaultdict
from collections.abc import Sequence

from domain.content import Content
from domain.ers import ers_of_counts
from domain.frozen import Frozen
from domain.ids import post_id
from domain.metrics import MetricSnapshot
from domain.post import Post
from domain.publication import Publication
from esg.identity import canonical_id
from esg.learn import learn_posts
from store.posts import KeyedPost
from store.unit import Unit


class Measured(Frozen):
    """A publication with what a platform said of it."""

    row: Publication
    content: Content
    snapshot: MetricSnapshot


async def learn(unit: Unit, measured: Sequence[Measured]) -> None:
    """Add or update the published posts, in the caller's unit of work.

    A post is known by the platform's own id, else by text and minute, so that an import of the
    same post updates it, whichever comes first.
    """
    of_brand: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for one in measured:
        if one.row.platform_post_id:
            of_brand[(one.row.workspace_id, one.content.brand_id)].append(one)
    for (workspace_id, brand_id), some in of_brand.items():
        told = [_keyed(one) for one in some]
        at = max(one.snapshot.as_of for one in some)
        await learn_posts(unit.posts, workspace_id, brand_id, told, at=at)


def _keyed(one: Measured) -> KeyedPost:
    post = _post(one)
    return KeyedPost(post, f"id:{post.platform_post_id}")


def _post(one: Measured) -> Post:
    row, content, snapshot = one.row, one.content, one.snapshot
    counts = {name: snapshot.values.get(name) for name in ("likes", "comments", "shares")}
    key = canonical_id(row.platform, str(row.platform_post_id))
    return Post(
        id=post_id(content.brand_id, row.platform.value, f"id:{key}"),
        workspace_id=row.workspace_id,
        brand_id=content.brand_id,
        platform=row.platform,
        platform_post_id=key,
        text=content.version.text,
        hashtags=tuple(tag.lstrip("#") for tag in content.version.hashtags),
        published_at=row.published_at,
        **counts,
        impressions=snapshot.values.get("impressions"),
        reach=snapshot.values.get("reach"),
        ers=ers_of_counts(counts["likes"], counts["comments"], counts["shares"]),
        partial=None in counts.values(),
        registers=(content.version.register,) if content.version.register else (),
        source="published",
    )
