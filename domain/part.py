"""What follows a post that is out: its parts in their order, each an effect of its own.

A thread's further posts, or a first comment. The promises are the ledger's: nothing twice, and
nothing silently lost.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Literal

from domain.connection import HELD
from domain.frozen import Frozen
from domain.platform import Platform


class PartState(StrEnum):
    SCHEDULED = "scheduled"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    UNKNOWN = "unknown"
    FAILED = "failed"


class PartError(Frozen):
    code: str
    message: str
    retryable: bool


class PublicationPart(Frozen):
    """One part of one publication, as the ledger has it."""

    workspace_id: str
    publication_id: str
    n: int
    """Its place among what follows the post, from 1: it goes out after the one before it."""
    kind: Literal["reply", "comment"]
    text: str
    """As readers see it; what is sent has to be this still."""
    state: PartState = PartState.SCHEDULED
    due_at: datetime
    not_after: datetime
    """Too late a part is no part of its post any more; then a person is asked."""
    fence: int = 0
    """Rises with every claim; a write with an older fence is refused."""
    attempts: int = 0
    """Calls that were begun."""
    tries: int = 0
    """Those since a person last asked for one."""
    probes: int = 0
    """Looks at an unknown outcome; a person is asked after the first."""
    called_at: datetime | None = None
    """When the last call was begun, of which it may not be known what became of it."""
    platform_post_id: str | None = None
    permalink: str | None = None
    published_at: datetime | None = None
    deleted_at: datetime | None = None
    error: PartError | None = None


def parent_of(parts: Sequence[PublicationPart], n: int, root_id: str) -> str:
    """What that part follows: the one before it, as far as it is known; else the post."""
    before = [p.platform_post_id for p in parts if p.n < n and p.platform_post_id]
    return before[-1] if before else root_id


def outlives_post(part: PublicationPart, platform: Platform) -> bool:
    """Whether it stays where it is when its post is taken down, and is to be taken down itself.

    A comment goes with its post, but on X, where it is a post that answers another:
    https://docs.x.com/x-api/posts/delete-post
    """
    return part.kind == "reply" or platform is Platform.X


def counted(parts: Sequence[PublicationPart]) -> str:
    """How far it is, in words: "2 of 5 parts out"."""
    out = sum(1 for part in parts if part.state is PartState.PUBLISHED)
    return f"{out} of {len(parts)} part{'s' if len(parts) > 1 else ''} out"


def is_held(part: PublicationPart) -> bool:
    """Whether it waits for its account: it goes out by itself once that is connected again."""
    return part.state is PartState.SCHEDULED and part.error is not None and part.error.code == HELD


def trouble_of(parts: Sequence[PublicationPart]) -> PublicationPart | None:
    """The part at which it stands and a person is needed; None when there is none.

    An unknown one counts once it was looked for.
    """
    for part in parts:
        is_doubtful = part.state is PartState.UNKNOWN and part.probes > 0
        if part.state is PartState.FAILED or is_doubtful or is_held(part):
            return part
    return None
