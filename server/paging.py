"""Lists as `{items, next_cursor}`. Knows no resource."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field

from domain.errors import InvalidError

T = TypeVar("T")
V = TypeVar("V")
Limit = Annotated[int, Field(ge=1, le=200, description="How many at most")]
Cursor = Annotated[
    str | None, Field(max_length=200, description="`next_cursor` of the page before")
]


class Page(BaseModel, Generic[V]):
    items: list[V]
    next_cursor: str | None


def page(
    found: Sequence[T],
    view: Callable[[T], V],
    *,
    key: Callable[[T], str],
    limit: int,
    cursor: str | None,
) -> Page[V]:
    """The part of a complete list that follows the cursor, which is the last item's key.

    Raises:
        InvalidError: `bad_cursor`; no item has that key.
    """
    start = 0
    if cursor is not None:
        keys = [key(item) for item in found]
        if cursor not in keys:
            raise InvalidError(
                "This cursor leads nowhere. Begin again without one.", code="bad_cursor"
            )
        start = keys.index(cursor) + 1
    return cut(found[start : start + limit + 1], view, key=key, limit=limit)


def cut(
    found: Sequence[T],
    view: Callable[[T], V],
    *,
    key: Callable[[T], str],
    limit: int,
) -> Page[V]:
    """A page of a list that was read one item further than asked."""
    kept = found[:limit]
    more = len(found) > limit
    return Page(items=[view(item) for item in kept], next_cursor=key(kept[-1]) if more else None)
