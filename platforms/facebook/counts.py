"""What a post's own fields tell of its comments, shares and reactions. Sends nothing.

https://developers.facebook.com/docs/graph-api/reference/page-post/
"""

from platforms.meta.answers import count_of

COUNT_FIELDS = (
    "shares,comments.limit(0).summary(total_count),reactions.limit(0).summary(total_count)"
)
"""Edges without their items: only how many there are."""


def counts_in(body: dict[str, object]) -> dict[str, int]:
    """The counts that are told, in canonical names: likes are reactions of every kind."""
    found = {
        "likes": _total(body.get("reactions")),
        "comments": _total(body.get("comments")),
        "shares": _shares(body),
    }
    return {name: value for name, value in found.items() if value is not None}


def _total(edge: object) -> int | None:
    summary = edge.get("summary") if isinstance(edge, dict) else None
    return count_of(summary.get("total_count")) if isinstance(summary, dict) else None


def _shares(body: dict[str, object]) -> int | None:
    """A post that nobody shared has no such field; one whose counts may not be read has none."""
    shares = body.get("shares")
    if isinstance(shares, dict):
        return count_of(shares.get("count"))
    return 0 if _total(body.get("comments")) is not None else None
