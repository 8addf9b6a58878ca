"""The real decision, ledger and publisher on one database; only the clock and the network's end are
given.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import ClassVar, cast

from domain.account import Member, User, Workspace
from domain.approval import Approval, ApprovalStatus, Decision
from domain.brand import Brand, BrandProfile
from domain.connection import AccountKind, Connection, ConnectionStatus, Tokens
from domain.content import Content, ContentStatus, content_hash
from domain.errors import ErrorClass, PlatformError
from domain.form import Format
from domain.ids import new_id
from domain.platform import Platform
from domain.publication import Publication
from domain.times import Slot, columns
from platforms.ports import (
    Capabilities,
    MediaProfile,
    RenderedPost,
    Submitted,
)
from platforms.registry import Platforms
from store.unit import Store
from tests.parts import a_version
from tools.decisions import Wanted, apply
from tools.services import Services
from worker.ending import Endings, miss
from worker.publisher import Publisher


@dataclass
class World:
    """The clock in force, what still happens to it, and what left for the network when."""

    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    in_prepare_s: list[int] = field(default_factory=list)
    at_the_gate_s: list[int] = field(default_factory=list)
    sent_at: list[datetime] = field(default_factory=list)
    is_capped: bool = False

    def jump(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def clock(self) -> datetime:
        return self.now


class Network:
    """The end of the wire: notes when something leaves, and lets the clock jump on the way."""

    limit = 3000
    formats: ClassVar = {Format.POST: MediaProfile(most=0)}

    def __init__(self, world: World) -> None:
        self._world = world

    def render(self, version, *, account_id, media=()) -> RenderedPost:
        return RenderedPost(
            platform=Platform.LINKEDIN,
            account_id=account_id,
            wire=version.text,
            text=version.text,
            character_count=len(version.text),
            limit=self.limit,
        )

    async def prepare(self, post, tokens, prepared, *, files, keep, in_doubt=False):
        if self._world.in_prepare_s:
            self._world.jump(self._world.in_prepare_s.pop())
        if self._world.is_capped:
            raise PlatformError(
                "The account posted as often as it may today.",
                error_class=ErrorClass.RATE_LIMIT_EXCEEDED,
                sent="no",
                retry_after_s=3600.0,
            )
        return {}

    async def submit(self, post, tokens, prepared, *, gate) -> Submitted:
        if self._world.at_the_gate_s:
            self._world.jump(self._world.at_the_gate_s.pop())
        if not gate():
            raise PlatformError(
                "Stopped at the gate.", error_class=ErrorClass.TEMPORARY_UNAVAILABLE, sent="no"
            )
        self._world.sent_at.append(self._world.now)
        return Submitted(platform_post_id=f"post-{len(self._world.sent_at)}", permalink="")


@dataclass
class Bench:
    """One database and one event loop for all examples; each makes its own workspace."""

    loop: asyncio.AbstractEventLoop
    store: Store

    def services(self, world: World) -> Services:
        network = Network(world)
        adapter = Capabilities(
            platform=Platform.LINKEDIN,
            is_sandbox=True,
            renderer=network,
            connector=cast("object", None),
            publisher=network,
        )
        return Services(
            store=self.store,
            author=None,
            esg=None,
            platforms=Platforms([adapter]),
            sites=None,
            blobs=None,
            clock=world.clock,
            real_clock=world.clock,
            sandbox_sites={},
        )


async def approved(services: Services, slot: Slot | None, zone: str) -> tuple[Member, Publication]:
    """A person approves one post for that slot: the publication that this makes."""
    now = services.clock()
    user = User(
        id=new_id(), email=f"{new_id()}@x.in", name="Asha", password_hash="-", created_at=now
    )
    workspace = Workspace(id=new_id(), name="w", subscription_tier="basic", created_at=now)
    profile = BrandProfile(business_name="Masala Chai Co.", timezone=zone)
    brand = Brand(id=new_id(), workspace_id=workspace.id, profile=profile, is_default=True)
    connection = Connection(
        id=new_id(),
        workspace_id=workspace.id,
        platform=Platform.LINKEDIN,
        account_id="urn:li:organization:1",
        account_name="Masala Chai Co.",
        account_kind=AccountKind.ORGANIZATION,
        status=ConnectionStatus.ACTIVE,
        created_at=now,
    )
    version = a_version("Chai at four.", now)
    content = Content(
        id=new_id(),
        workspace_id=workspace.id,
        brand_id=brand.id,
        campaign_id=None,
        task_id=None,
        platform=Platform.LINKEDIN,
        language="en",
        status=ContentStatus.PENDING_REVIEW,
        version=version,
        **columns(slot),
    )
    approval = Approval(
        id=new_id(),
        workspace_id=workspace.id,
        campaign_id=None,
        thread_id=None,
        status=ApprovalStatus.OPEN,
        version=1,
        content_hash=content_hash(
            version,
            platform=Platform.LINKEDIN,
            connection_id=connection.id,
            publish_at=content.publish_at,
        ),
        content=content,
        platform=Platform.LINKEDIN,
        connection_id=connection.id,
        created_at=now,
        **columns(slot),
    )
    async with services.store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(brand, now)
        await unit.connections.save(connection, Tokens(access_token="a-secret"), now)
        await unit.contents.add(content)
        await unit.approvals.open(approval)
        member = await unit.accounts.member(workspace.id, user.id)
        assert member is not None
        wanted = Wanted(decision=Decision.APPROVE, version=1)
        await apply(unit, services, member, approval.id, wanted, surface="test")
        (row,) = await unit.publications.list(workspace.id)
    return member, row


async def look(services: Services, row: Publication) -> Publication:
    """What the worker does in one look, for this row: ends what is late, sends what is due."""
    async with services.store.reading() as unit:
        late = [
            d
            for d in await unit.waiting.past_window(services.clock())
            if d.publication_id == row.id
        ]
    for due in late:
        await miss(services, due)
    await Publisher(services, Endings(services), owner="test").publish_next(row.connection_id)
    async with services.store.reading() as unit:
        return await unit.publications.get(row.workspace_id, row.id)


async def pause(services: Services, row: Publication, by: str | None) -> None:
    async with services.store.writing() as unit:
        await unit.connections.set_pause(
            row.workspace_id, row.connection_id, by=by, at=services.clock()
        )
