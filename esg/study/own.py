"""A study of posts that are in the history already, as a file of them would be studied."""

from collections.abc import Sequence

from domain.ers import ers_of_counts
from domain.post import Post
from esg.history import ParsedHistory
from esg.rows import HistoryRow
from esg.study.posts import FEWEST_DRAFTS, WARM_UP

NEEDED = WARM_UP + FEWEST_DRAFTS


def is_usable(post: Post) -> bool:
    """Whether a study can learn from it: it has words, a date and numbers."""
    return bool(post.text and post.published_at) and ers_of_counts(*_counts(post)[:3]) is not None


def history_of(posts: Sequence[Post]) -> ParsedHistory:
    """The posts as a file of theirs would be read.

    Args:
        posts: One platform's, at least one.
    """
    return ParsedHistory(
        platform=posts[0].platform,
        rows=tuple(_row(place, post) for place, post in enumerate(posts, start=1)),
        rejected=(),
        rejected_total=0,
        mapping={},
        header=(),
        repeated=0,
        notes=(),
    )


def _row(place: int, post: Post) -> HistoryRow:
    return HistoryRow(
        line=place,
        natural_key=post.id,
        text=post.text,
        hashtags=post.hashtags,
        published_at=post.published_at,
        platform_post_id=post.platform_post_id,
        counts=_counts(post),
    )


def _counts(post: Post) -> tuple[int | None, ...]:
    """In the order of `COUNTS`."""
    return (post.likes, post.comments, post.shares, post.saves, post.impressions, post.reach)
