"""What was published joins the brand's history with its numbers, and the next content learns."""

from domain.content import Content
from domain.ers import ers_of_counts
from domain.ids import post_id
from domain.metrics import MetricSnapshot
from domain.post import Post
from domain.publication import Publication
from esg.learn import learn_posts
from store.posts import KeyedPost
from store.unit import Unit


async def learn(unit: Unit, row: Publication, content: Content, snapshot: MetricSnapshot) -> None:
    """Add or update the published post, in the caller's unit of work.

    Its key is the platform's own id, so that an import of the same post later updates it.
    """
    if not row.platform_post_id:
        return
    counts = {name: snapshot.values.get(name) for name in ("likes", "comments", "shares")}
    key = row.platform_post_id
    post = Post(
        id=post_id(content.brand_id, row.platform.value, key),
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
    await learn_posts(
        unit.posts, row.workspace_id, content.brand_id, [KeyedPost(post, key)], at=snapshot.as_of
    )
