"""Posts into a brand's history: what is new, what changed, what stays. Embeds nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.ers import ers_of_counts
from domain.post import Post
from esg.identity import Known, is_day_alone, is_of_api, moment_of
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
_COUNTS = ("imported", "updated", "unchanged")
_LAST_MINUTE = timedelta(hours=23, minutes=59)


@dataclass(frozen=True, slots=True)
class Learned:
    """How many posts an import added, changed and found as they were."""

    imported: int
    updated: int
    unchanged: int
    reworded: tuple[str, ...] = field(default=(), kw_only=True)
    """The posts whose words are new, which have no vector yet; a sum of several names none."""

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Learned":
        """What `counts` has told; none of what it leaves out."""
        return cls(*(counts.get(name, 0) for name in _COUNTS))

    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in _COUNTS}

    def __add__(self, other: "Learned") -> "Learned":
        return Learned(
            self.imported + other.imported,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
        )


async def learn_posts(
    posts: Posts, workspace_id: str, brand_id: str, told: Sequence[KeyedPost], *, at: datetime
) -> Learned:
    """Bring the brand's history up to date with these posts, within the caller's unit of work.

    A post that is known under another id, or under none, keeps the id of its row and learns the
    platform's. Tellings of one post are taken in their order: the later one stands.

    Args:
        posts: The repository of a writing unit.
        workspace_id: The tenant.
        brand_id: Whose history.
        told: What a source says of posts; several may be of one.
        at: The time of writing.

    Raises:
        NotFoundError: No such brand in this workspace.
    """
    await posts.lock(workspace_id, brand_id)
    before = await _known(posts, workspace_id, brand_id, [k.post for k in told])
    after, added = take_in(before.values(), told)
    new = [KeyedPost(after[i], key) for i, key in added.items()]
    changed = [post for i, post in after.items() if i in before and post != before[i]]
    retold = [post.id for post in changed if post.text != before[post.id].text]
    await posts.save(workspace_id, brand_id, new=new, changed=changed, retold=retold, at=at)
    return Learned(
        imported=len(new),
        updated=len(changed),
        unchanged=len(told) - len(new) - len(changed),
        reworded=(*added, *retold),
    )


def take_in(
    known: Iterable[Post], told: Sequence[KeyedPost]
) -> tuple[dict[str, Post], dict[str, str]]:
    """All posts by id as they are after these tellings, and the natural keys of the new ones."""
    state, added = Known(known), {}
    for one in told:
        found = state.find(one.post)
        if found:
            state.put(merge(found, one.post))
        else:
            state.put(one.post)
            added[one.post.id] = one.natural_key
    return state.posts, added


async def _known(
    posts: Posts, workspace_id: str, brand_id: str, told: Sequence[Post]
) -> dict[str, Post]:
    """The posts of the brand that any of these could be."""
    found = await posts.by_ids(workspace_id, brand_id, [post.id for post in told])
    ids = [post.platform_post_id for post in told if post.platform_post_id]
    found |= await posts.by_platform_ids(workspace_id, brand_id, ids)
    return found | await posts.of_minutes(workspace_id, brand_id, sorted(_minutes(told)))


def _minutes(told: Sequence[Post]) -> set[datetime]:
    """When the posts could be known to have come out: in that minute, or on that day."""
    minutes = {moment[2] for post in told if (moment := moment_of(post))}
    days = {at.replace(hour=0, minute=0) for at in minutes}
    whole = {at + _LAST_MINUTE for at in minutes if is_day_alone(at)}
    return minutes | days | whole


def merge(known: Post, told: Post) -> Post:
    """The post as now told. What the new source does not say stays as it was known.

    A file without a column of shares says nothing about shares, so it must not lower a score.
    Registers follow the text: they stay while it does. What we published ourselves stays so, in
    the words that were approved: a platform gives them back with hashtags and links of its own.
    """
    kept = {name: getattr(known, name) for name in _KEPT_WHEN_UNTOLD if getattr(told, name) is None}
    kept |= _better_known(known, told)
    merged = told.model_copy(
        update=kept
        | {
            "id": known.id,
            "hashtags": kept.get("hashtags") or told.hashtags or known.hashtags,
            "registers": told.registers
            or (known.registers if kept.get("text", told.text) == known.text else ()),
            "source": "published" if "published" in (known.source, told.source) else known.source,
        }
    )
    counts = (merged.likes, merged.comments, merged.shares)
    return merged.model_copy(
        update={"ers": ers_of_counts(*counts), "partial": None in counts},
    )


def _better_known(known: Post, told: Post) -> dict[str, Any]:
    """What is known more exactly than it is told now."""
    kept: dict[str, Any] = {}
    ids = (known.platform_post_id, told.platform_post_id)
    if ids[0] and ids[1] and is_of_api(ids[0]) and not is_of_api(ids[1]):
        kept["platform_post_id"] = ids[0]
    at, again_at = known.published_at, told.published_at
    if at and again_at and is_day_alone(again_at) and at.date() == again_at.date():
        kept["published_at"] = at
    if known.source == "published" and told.source != "published":
        kept |= {"text": known.text, "hashtags": known.hashtags}
    return kept
