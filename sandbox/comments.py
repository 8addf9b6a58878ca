"""Comments that an account wrote under posts, on every platform that has them."""

from dataclasses import dataclass

from sandbox.state import State


@dataclass(frozen=True)
class Comment:
    id: str
    platform: str
    post: str
    account: str
    text: str
    created_ms: int


def add(state: State, comment: Comment) -> None:
    state.run(
        "INSERT INTO comments (id, platform, post, account, text, created_ms)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            comment.id,
            comment.platform,
            comment.post,
            comment.account,
            comment.text,
            comment.created_ms,
        ),
    )


def of_post(state: State, platform: str, post_id: str) -> list[Comment]:
    """Oldest first."""
    rows = state.rows(
        "SELECT * FROM comments WHERE platform = ? AND post = ? ORDER BY position",
        (platform, post_id),
    )
    return [Comment(**{name: row[name] for name in Comment.__dataclass_fields__}) for row in rows]
