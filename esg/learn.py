"""Posts into a brand's history: what is new, what changed, what stays. Embeds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.ers import ers_of_counts
from domain.post import Post
from store.posts import KeyedPost, Posts

_KEPT_WHEN_UNTOLD = (
    "platform_post_id",
    "published_at",
    "likes",
    "comments",
    "shares",
    "saves",
    "impressions",
    "reach",
)


@dataclass(frozen=True, slots=True)
class Learned:
    """How many posts an import added, changed and found as they were."""

    imported: int
    updated: int
    unchanged: int


async def learn_posts(
    posts: Posts, workspace_id: str, brand_id: str, told: Sequence[KeyedPost], *, at: datetime
) -> Learned:
    """Bring the brand's history up to date with these posts, within the caller's unit of work.

    Args:
        posts: The repository of a writing unit.
        workspace_id: The tenant.
        brand_id: Whose history.
        told: Posts with different ids.
        at: The time of writing.

    Raises:
        NotFoundError: No such brand in this workspace.
    """
    await posts.lock(workspace_id, brand_id)
    known = await posts.by_ids(workspace_id, brand_id, [k.post.id for k in told])
    new = [k for k in told if k.post.id not in known]
    merged = [
        KeyedPost(merge(known[k.post.id], k.post), k.natural_key)
        for k in told
        if k.post.id in known
    ]
    changed = [k for k in merged if k.post != known[k.post.id]]
    retold = [k.post.id for k in changed if k.post.text != known[k.post.id].text]
    await posts.save(workspace_id, brand_id, new=new, changed=changed, retold=retold, at=at)
    return Learned(
        imported=len(new), updated=len(changed), unchanged=len(told) - len(new) - len(changed)
    )


def merge(known: Post, told: Post) -> Post:
    """The post as now told. What the new source does not say stays as it was known.

    A file without a column of shares says nothing about shares, so it must not lower a score.
    Registers follow the text: they stay while it does.
    """
    kept = {name: getattr(known, name) for name in _KEPT_WHEN_UNTOLD if getattr(told, name) is None}
    merged = told.model_copy(
        update=kept
        | {
            "hashtags": told.hashtags or known.hashtags,
            "registers": told.registers or (known.registers if told.text == known.text else ()),
            "source": known.source,
        }
    )
    counts = (merged.likes, merged.comments, merged.shares)
    return merged.model_copy(
        update={"ers": ers_of_counts(*counts), "partial": None in counts},
    )
