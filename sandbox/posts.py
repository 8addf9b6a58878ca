"""Published posts of every platform: kept, found again, deleted. Knows no platform's rules."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Row

from sandbox.state import State


@dataclass(frozen=True)
class Post:
    platform: str
    id: str
    account: str
    wire: str
    """The text as it was sent, up to where the platform cut it."""
    text: str
    """The text as a person sees it."""
    body: dict[str, object]
    media: tuple[str, ...]
    created_ms: int
    deleted_ms: int | None
    audience_seed: str
    audience_hour: int
    """Of the day in the account's zone when it was published."""

    @classmethod
    def from_row(cls, row: Row) -> "Post":
        values = {name: row[name] for name in cls.__dataclass_fields__}
        values["body"] = json.loads(row["body"])
        values["media"] = tuple(json.loads(row["media"]))
        return cls(**values)


def add(state: State, post: Post) -> None:
    state.run(
        "INSERT INTO posts (platform, id, account, wire, text, body, media, created_ms,"
        " audience_seed, audience_hour) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            post.platform,
            post.id,
            post.account,
            post.wire,
            post.text,
            json.dumps(post.body),
            json.dumps(post.media),
            post.created_ms,
            post.audience_seed,
            post.audience_hour,
        ),
    )


def find(state: State, platform: str, post_id: str) -> Post | None:
    """Also finds a deleted post."""
    row = state.row("SELECT * FROM posts WHERE platform = ? AND id = ?", (platform, post_id))
    return None if row is None else Post.from_row(row)


def of_account(state: State, platform: str, account: str) -> list[Post]:
    """The visible posts of one account, newest first."""
    return page(state, platform, account, start=0, count=-1)


def page(state: State, platform: str, account: str, *, start: int, count: int) -> list[Post]:
    """The same, from `start` on and at most `count`; all when that is negative."""
    return _select(
        state,
        "platform = ? AND account = ? AND deleted_ms IS NULL"
        " ORDER BY created_ms DESC, position DESC LIMIT ? OFFSET ?",
        (platform, account, count, start),
    )


def count(state: State, platform: str, account: str) -> int:
    """How many posts of the account are visible."""
    return _count(state, "platform = ? AND account = ? AND deleted_ms IS NULL", platform, account)


def count_since(state: State, platform: str, account: str, since_ms: int) -> int:
    """How many the account has published after this instant, deleted ones too."""
    return _count(
        state, "platform = ? AND account = ? AND created_ms > ?", platform, account, since_ms
    )


def same_text(
    state: State, platform: str, account: str, *, text: str, since_ms: int
) -> Post | None:
    """The newest post with this visible text, a deleted one too."""
    found = _select(
        state,
        "platform = ? AND account = ? AND text = ? AND created_ms > ?"
        " ORDER BY created_ms DESC, position DESC LIMIT 1",
        (platform, account, text, since_ms),
    )
    return found[0] if found else None


def everything(state: State, *, with_deleted: bool) -> list[Post]:
    """In the order of publication."""
    condition = "1" if with_deleted else "deleted_ms IS NULL"
    return _select(state, f"{condition} ORDER BY position", ())


def delete(state: State, post: Post, at_ms: int) -> None:
    state.run(
        "UPDATE posts SET deleted_ms = ? WHERE platform = ? AND id = ? AND deleted_ms IS NULL",
        (at_ms, post.platform, post.id),
    )


def _count(state: State, condition: str, *values: str | int) -> int:
    row = state.row(
        f"SELECT count(*) AS found FROM posts WHERE {condition}",  # noqa: S608 (constants)
        values,
    )
    return 0 if row is None else int(row["found"])


def _select(state: State, condition: str, values: Sequence[str | int]) -> list[Post]:
    sql = f"SELECT * FROM posts WHERE {condition}"  # noqa: S608 (constant conditions)
    return [Post.from_row(row) for row in state.rows(sql, values)]
