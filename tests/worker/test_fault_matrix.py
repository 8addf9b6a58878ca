"""Platform x step x mode: every fault that publishing can meet, and the one end it may have.

One running system meets them all, each on accounts of its own, one fault armed at a time.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import httpx
import pytest
import pytest_asyncio

from config.settings import Settings
from crash.posts import Connected, Post, write
from domain.approval import Decision
from domain.connection import AccountKind, Connection, ConnectionStatus
from domain.errors import ErrorClass
from domain.ids import new_id
from domain.platform import Platform
from domain.publication import NOT_SENT, AttemptOutcome, Publication, PublicationState
from sandbox.catalogue import OPERATIONS
from sandbox.faults import Mode
from store.migrate import upgrade
from tools import connecting, decisions, publishing
from worker.system import System, open_system

pytestmark = pytest.mark.asyncio(loop_scope="module")
S = PublicationState
ENDS_WITHIN_S = 30.0
SLOW_S = 1.0
"""Shorter than any time-out: the answer comes late, and it comes."""


@dataclass(frozen=True)
class Step:
    """A remote call of publishing, and what it is to the effect."""

    platform: str
    operation: str
    role: str
    """preparing (may be repeated), irreversible, or probing."""
    kind: str
    """Of the account: what a probe is worth depends on it."""
    sight: str
    """What the probe of such an account sees: all (a "no" is one), its own finds, or nothing."""


STEPS = (
    Step("linkedin", "create_post", "irreversible", "organization", "finds"),
    Step("linkedin", "create_post", "irreversible", "member", "nothing"),
    Step("linkedin", "find_posts", "probing", "organization", "finds"),
)
CELLS = [
    (step, mode) for step in STEPS for mode in sorted(OPERATIONS[step.platform][step.operation])
]
PASSING = frozenset({Mode.SLOW, Mode.HOLD_BEFORE_EFFECT, Mode.HOLD_AFTER_EFFECT})
REASONS = {
    Mode.TOKEN_REVOKED: ErrorClass.INVALID_TOKEN,
    Mode.CONTENT_POLICY: ErrorClass.CONTENT_POLICY_VIOLATION,
    Mode.INVALID_MEDIA: ErrorClass.INVALID_MEDIA_FORMAT,
}


def expected(step: Step, mode: Mode) -> PublicationState:
    """The class of end that each cell must have."""
    if mode in PASSING:
        return S.PUBLISHED
    if step.role == "probing":
        return S.UNKNOWN
    if mode in REASONS:
        return S.FAILED
    if step.role == "preparing" or mode is Mode.HTTP_429:
        return S.PUBLISHED
    if mode is Mode.HTTP_500_BEFORE_EFFECT:
        return S.PUBLISHED if step.sight == "all" else S.UNKNOWN
    return S.UNKNOWN if step.sight == "nothing" else S.PUBLISHED


def is_out(step: Step, mode: Mode) -> bool:
    """Whether the post is visible at that end."""
    if expected(step, mode) is S.UNKNOWN:
        return mode is not Mode.HTTP_500_BEFORE_EFFECT or step.role == "probing"
    return expected(step, mode) is S.PUBLISHED


class Matrix:
    """The system under all the faults."""

    def __init__(self, system: System, shop, sandbox) -> None:
        self.system = system
        self.shop = shop
        self.sandbox = sandbox

    async def account(self, step: Step) -> Connection:
        """A fresh account of the step's kind, connected through the consent page."""
        services, member = self.system.services, self.shop.member
        platform = Platform(step.platform)
        body = {"platform": step.platform, "name": f"Chai {new_id()[:8]}"}
        made = self.sandbox.control("accounts", body)["member"]
        callback = f"http://127.0.0.1:8000/api/v1/platforms/callback/{step.platform}"
        url, _ = await connecting.start(services, member, platform, callback)
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(url, data={"action": "allow", "account": made["id"]})
        query = httpx.URL(answer.headers["location"]).params
        kept = await connecting.finish(services, platform, query["code"], query["state"])
        return next(one for one in kept if one.account_kind is AccountKind(step.kind))

    async def approve(self, connection: Connection) -> Post:
        account = Connected(
            workspace_id=connection.workspace_id,
            brand_id=self.shop.brand.id,
            platform=connection.platform.value,
            connection_id=connection.id,
            kind=connection.account_kind.value,
        )
        (post,) = await write(self.system.store, [account], [f"m{new_id()[:8]}"])
        await decisions.decide(
            self.system.services,
            self.shop.member,
            post.approval_id,
            version=1,
            decision=Decision.APPROVE,
            surface="test",
        )
        return post

    async def row(self, post: Post) -> Publication:
        async with self.system.store.reading() as unit:
            return await unit.publications.get(post.account.workspace_id, post.publication_id)

    async def end(self, post: Post) -> Publication:
        """The row once it is over or with a person."""

        async def is_over() -> Publication | None:
            row = await self.row(post)
            asked = row.state is S.UNKNOWN and row.probes > 0
            return row if asked or row.state in (S.PUBLISHED, S.FAILED, S.MISSED) else None

        return await until(is_over)

    async def let_go(self) -> None:
        """Release the one call that is held, once it is there."""

        async def is_held() -> bool:
            return bool(self.sandbox.control("held")["held"])

        await until(is_held)
        self.sandbox.control("release", {})

    async def settle_as_a_person(self, post: Post) -> None:
        """Say truly whether it is out; when it is not, ask for another try and wait for it."""
        services, member = self.system.services, self.shop.member
        outcome = "published" if self.effects(post) else "not_published"
        settled = await publishing.resolve(
            services,
            member,
            post.publication_id,
            outcome=outcome,
            platform_post_id=None,
            surface="test",
        )
        if settled.state is S.FAILED:
            await publishing.retry(services, member, post.publication_id, surface="test")
            assert (await self.end(post)).state is S.PUBLISHED

    def effects(self, post: Post) -> int:
        return sum(post.marker in str(effect["text"]) for effect in self.sandbox.effects())


async def until(condition: Callable[[], Awaitable[object]]):
    for _ in range(int(ENDS_WITHIN_S / 0.05)):
        if found := await condition():
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"waited {ENDS_WITHIN_S:.0f} s in vain")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def matrix(tmp_path_factory, sandbox_process, opens_shop) -> AsyncIterator[Matrix]:
    sandbox_process.control("reset", {})
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path_factory.mktemp("matrix"),
        sandbox_url=sandbox_process.url,
    )
    upgrade(settings.app_database_url)
    async with open_system(settings) as system:
        yield Matrix(system, await opens_shop(system), sandbox_process)


@pytest.mark.parametrize(
    ("step", "mode"), CELLS, ids=[f"{s.platform}-{s.operation}-{s.kind}-{m}" for s, m in CELLS]
)
async def test_every_fault_has_its_one_end(matrix, step, mode):
    connection = await matrix.account(step)
    if step.role == "probing":
        matrix.sandbox.fault("create_post", "lost_response_after_effect")
    more = {"seconds": SLOW_S} if mode is Mode.SLOW else {}
    fault = {"platform": step.platform, "operation": step.operation, "mode": mode, "count": 1}
    matrix.sandbox.control("faults", {**fault, **more})
    post = await matrix.approve(connection)
    if mode in (Mode.HOLD_BEFORE_EFFECT, Mode.HOLD_AFTER_EFFECT):
        await matrix.let_go()
    row = await matrix.end(post)
    assert row.state is expected(step, mode), row.error or row.timeline
    assert matrix.effects(post) == is_out(step, mode)
    assert matrix.sandbox.control("faults")["faults"] == [], "the fault was met"
    assert_accounted_for(row)
    if row.state is S.FAILED:
        assert row.error.code == REASONS[mode].value.lower()
        assert row.error.message
    assert await status_of(matrix, connection) is (
        ConnectionStatus.NEEDS_RECONNECT
        if mode is Mode.TOKEN_REVOKED and step.role != "probing"
        else ConnectionStatus.ACTIVE
    )
    if row.state is S.UNKNOWN:
        await matrix.settle_as_a_person(post)
        assert matrix.effects(post) == 1


def assert_accounted_for(row: Publication) -> None:
    """At most the last attempt is open, and none followed one that may have had its effect."""
    outcomes = [attempt.outcome for attempt in row.attempts]
    assert set(outcomes[:-1]) <= NOT_SENT
    last = {
        S.PUBLISHED: {AttemptOutcome.PUBLISHED},
        S.UNKNOWN: {AttemptOutcome.UNKNOWN},
        S.FAILED: {AttemptOutcome.REFUSED, AttemptOutcome.NOT_SENT},
    }
    assert not outcomes or outcomes[-1] in last[row.state]


async def status_of(matrix: Matrix, connection: Connection) -> ConnectionStatus:
    async with matrix.system.store.reading() as unit:
        found = await unit.connections.get(connection.workspace_id, connection.id)
    return found.status
