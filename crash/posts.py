"""Posts to be published by a test: written by the store's own repositories, decided by a person.

Each text carries a word that no other post has, so that every effect is traced to its approval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.approval import Approval, ApprovalStatus
from domain.content import Content, ContentStatus, Provenance, Version, content_hash
from domain.form import ORDINARY, Form
from domain.ids import derived_id, new_id
from domain.platform import Platform
from domain.safety import Safety
from store.unit import Store

WORDS = "The kettle is on and the masala chai is ready"


@dataclass(frozen=True)
class Connected:
    """An account that posts can go to."""

    workspace_id: str
    brand_id: str
    platform: str
    connection_id: str
    kind: str
    """member or organization; of a member's posts on LinkedIn no list can be read."""


@dataclass(frozen=True)
class Look:
    """What a post has beside its words."""

    media: tuple[str, ...] = ()
    """The sha256 of each, which the workspace has."""
    form: Form = ORDINARY
    first_comment: str | None = None


PLAIN = Look()


@dataclass(frozen=True)
class Post:
    """One approval to be, and where it will be found."""

    marker: str
    account: Connected
    approval_id: str
    version: int = 1

    @property
    def publication_id(self) -> str:
        return derived_id("publication", self.approval_id)


async def write(
    store: Store,
    accounts: Sequence[Connected],
    markers: Sequence[str],
    *,
    slots: Sequence[datetime | None] = (),
    looks: Sequence[Look] = (),
) -> list[Post]:
    """One piece of content with an open approval per account and marker, in one transaction.

    Args:
        slots: When each is to go out; none is on approval.
        looks: What each has beside its words; nothing else is nothing.
    """
    times = slots or [None] * len(markers)
    shown = looks or [PLAIN] * len(markers)
    made = []
    async with store.writing() as unit:
        for account, marker, slot, look in zip(accounts, markers, times, shown, strict=True):
            approval = _approval(account, marker, slot, look)
            await unit.contents.add(approval.content)
            await unit.approvals.open(approval)
            made.append(Post(marker, account, approval.id))
    return made


def _approval(account: Connected, marker: str, slot: datetime | None, look: Look) -> Approval:
    platform, now = Platform(account.platform), datetime.now(UTC)
    content = Content(
        id=new_id(),
        workspace_id=account.workspace_id,
        brand_id=account.brand_id,
        campaign_id=None,
        task_id=None,
        platform=platform,
        language="en",
        status=ContentStatus.PENDING_REVIEW,
        publish_at=slot,
        version=_version(marker, look, now),
    )
    return Approval(
        id=derived_id("approval", content.id, "1"),
        workspace_id=account.workspace_id,
        campaign_id=None,
        thread_id=None,
        status=ApprovalStatus.OPEN,
        version=1,
        content_hash=content_hash(
            content.version,
            platform=platform,
            connection_id=account.connection_id,
            publish_at=slot,
        ),
        content=content,
        platform=platform,
        connection_id=account.connection_id,
        publish_at=slot,
        created_at=now,
    )


def _version(marker: str, look: Look, now: datetime) -> Version:
    return Version(
        number=1,
        text=f"{marker}: {WORDS}.",
        media=look.media,
        form=look.form,
        first_comment=look.first_comment,
        safety=Safety(passed=True),
        provenance=Provenance(author="crash test", prompt="", prompt_version="", prompt_hash=""),
        created_at=now,
        created_by="crash test",
    )
