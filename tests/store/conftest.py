"""A migrated store on the test's own database, and the rows that most tests need."""

from datetime import datetime, timedelta

import pytest

from domain.account import Member, User, Workspace
from domain.approval import Approval, ApprovalStatus
from domain.brand import Brand, BrandProfile, Product
from domain.connection import AccountKind, Connection, ConnectionStatus, Tokens
from domain.content import Content, ContentStatus, content_hash
from domain.ids import new_id
from domain.platform import Platform
from domain.publication import Publication, PublicationState
from domain.run import Thread
from store.unit import Store
from store.waiting import Due
from tests.parts import a_version


@pytest.fixture
async def store(database_url):
    made = Store(database_url, secret_keys=("a-test-key",))
    yield made
    await made.close()


@pytest.fixture
async def workspace(store, now):
    """(owner, brand) of a fresh workspace."""
    return await make_workspace(store, now)


@pytest.fixture
def another_workspace(store, now):
    """Makes further workspaces."""

    async def make() -> tuple[Member, Brand]:
        return await make_workspace(store, now, name="Ravi")

    return make


@pytest.fixture
def new_thread(store, now):
    """Makes a thread for (owner, brand)."""

    async def make(member: Member, brand: Brand) -> Thread:
        return await make_thread(store, member, brand, now)

    return make


async def make_workspace(
    store: Store, now: datetime, *, name: str = "Asha"
) -> tuple[Member, Brand]:
    """A workspace with an owner and a brand that has something to sell."""
    user = User(id=new_id(), email=f"{new_id()}@x.in", name=name, password_hash="-", created_at=now)
    workspace = Workspace(id=new_id(), name=name, subscription_tier="basic", created_at=now)
    profile = BrandProfile(business_name="Masala Chai Co.", products=(Product(name="Chai"),))
    brand = Brand(id=new_id(), workspace_id=workspace.id, profile=profile, is_default=True)
    async with store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(brand, now)
    async with store.reading() as unit:
        member = await unit.accounts.member(workspace.id, user.id)
    assert member is not None
    return member, brand


async def make_thread(store: Store, member: Member, brand: Brand, now: datetime) -> Thread:
    thread = Thread(
        id=new_id(),
        workspace_id=member.workspace_id,
        brand_id=brand.id,
        created_at=now,
        updated_at=now,
    )
    async with store.writing() as unit:
        await unit.threads.add(thread)
    return thread


def a_connection(workspace_id: str, now: datetime) -> Connection:
    return Connection(
        id=new_id(),
        workspace_id=workspace_id,
        platform=Platform.LINKEDIN,
        account_id="urn:li:organization:1",
        account_name="Masala Chai Co.",
        account_kind=AccountKind.ORGANIZATION,
        status=ConnectionStatus.ACTIVE,
        created_at=now,
    )


def a_post(member: Member, brand: Brand, now: datetime) -> Content:
    version = a_version("Chai at four.", now)
    return Content(
        id=new_id(),
        workspace_id=member.workspace_id,
        brand_id=brand.id,
        campaign_id=None,
        task_id=None,
        platform=Platform.LINKEDIN,
        language="en",
        status=ContentStatus.PENDING_REVIEW,
        version=version,
    )


@pytest.fixture
async def asked(store, now, workspace, new_thread):
    """An open approval in the workspace's thread."""
    member, brand = workspace
    thread = await new_thread(member, brand)
    connection = a_connection(member.workspace_id, now)
    content = a_post(member, brand, now)
    approval = Approval(
        id=new_id(),
        workspace_id=member.workspace_id,
        campaign_id=None,
        thread_id=thread.id,
        status=ApprovalStatus.OPEN,
        version=1,
        content_hash=content_hash(
            content.version,
            platform=Platform.LINKEDIN,
            connection_id=connection.id,
            publish_at=None,
        ),
        content=content,
        platform=Platform.LINKEDIN,
        connection_id=connection.id,
        publish_at=None,
        created_at=now,
    )
    async with store.writing() as unit:
        await unit.connections.save(connection, Tokens(access_token="a-secret"), now)
        await unit.contents.add(content)
        await unit.approvals.open(approval)
        return await unit.approvals.get(member.workspace_id, approval.id)


def a_publication(asked: Approval, now: datetime, publish_at: datetime | None = None):
    return Publication(
        id=new_id(),
        workspace_id=asked.workspace_id,
        campaign_id=None,
        thread_id=asked.thread_id,
        approval_id=asked.id,
        content_id=asked.content.id,
        content_version=1,
        content_hash=asked.content_hash,
        connection_id=asked.connection_id,
        platform=asked.platform,
        state=PublicationState.SCHEDULED,
        publish_at=publish_at,
        not_before=publish_at or now,
        not_after=(publish_at or now) + timedelta(days=1),
        due_at=publish_at or now,
        created_at=now,
    )


@pytest.fixture
async def scheduled(store, now, asked):
    """A publication that is due now."""
    publication = a_publication(asked, now)
    async with store.writing() as unit:
        await unit.publications.add(publication, detail="Approved.")
    return publication


@pytest.fixture
def another_due(store, now, workspace, asked):
    """Makes a further publication of the same account."""

    async def make(*, publish_at: datetime):
        member, brand = workspace
        content = a_post(member, brand, now)
        approval = asked.model_copy(update={"id": new_id(), "content": content})
        publication = a_publication(approval, now, publish_at)
        async with store.writing() as unit:
            await unit.contents.add(content)
            await unit.approvals.open(approval)
            await unit.publications.add(publication, detail="Approved.")
        return publication

    return make


@pytest.fixture
async def claimed(store, now, scheduled):
    due = Due(workspace_id=scheduled.workspace_id, publication_id=scheduled.id)
    async with store.writing() as unit:
        return await unit.ledger.claim(due, owner="publisher", now=now)


@pytest.fixture
async def submitted(store, now, claimed):
    async with store.writing() as unit:
        row = await unit.ledger.move(claimed, PublicationState.PREPARED, at=now, detail="Ready.")
        return await unit.ledger.begin_attempt(row, at=now)
