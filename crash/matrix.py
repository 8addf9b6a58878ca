"""One fault of one remote call at a time, on a running system, and the one end it may have.

Says which ends there are; whoever runs the cells asserts them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpx

from crash.posts import Connected, Post, write
from crash.twin import Twin
from domain.account import Member
from domain.approval import Decision
from domain.connection import AccountKind, Connection
from domain.errors import ErrorClass
from domain.ids import new_id
from domain.platform import Platform
from domain.publication import Publication, PublicationState
from tools import connecting, decisions, publishing
from worker.system import System

S = PublicationState
ENDS_WITHIN_S = 60.0
LOOK_S = 0.05
SLOW_S = 1.0
"""Shorter than any time-out: the answer comes late, and it comes."""
PASSING = frozenset({"slow", "hold_before_effect", "hold_after_effect"})
REASONS = {
    "token_revoked": ErrorClass.INVALID_TOKEN,
    "content_policy": ErrorClass.CONTENT_POLICY_VIOLATION,
    "invalid_media": ErrorClass.INVALID_MEDIA_FORMAT,
}


@dataclass(frozen=True)
class Step:
    """A remote call of publishing, and what it is to the effect."""

    platform: str
    operation: str
    role: str
    """preparing (may be repeated), irreversible, afterwards (changes nothing), or probing."""
    kind: str = "organization"
    """Of the account: what a probe is worth depends on it."""
    sight: str = "finds"
    """What its probe sees: "all" (a "no" is one), what it "finds", or "nothing"."""
    pictured: bool = True
    publishes: str = ""
    """For a probing step: the irreversible call whose answer is lost before it."""

    @property
    def name(self) -> str:
        return f"{self.platform}-{self.operation}-{self.kind}"


def cells(steps: Iterable[Step], operations: dict[str, Any]) -> list[tuple[Step, str]]:
    """Every step with every mode it can suffer."""
    return [(s, str(m)) for s in steps for m in sorted(operations[s.platform][s.operation])]


def expected(step: Step, mode: str) -> PublicationState:
    """The end that each cell must have."""
    if mode in PASSING or step.role == "afterwards":
        return S.PUBLISHED
    if step.role == "probing":
        return S.UNKNOWN
    if mode in REASONS:
        return S.FAILED
    if step.role == "preparing" or mode == "http_429":
        return S.PUBLISHED
    if mode == "http_500_before_effect":
        return S.PUBLISHED if step.sight == "all" else S.UNKNOWN
    return S.UNKNOWN if step.sight == "nothing" else S.PUBLISHED


def is_out(step: Step, mode: str) -> bool:
    """Whether the post is visible at that end."""
    if expected(step, mode) is S.UNKNOWN:
        return mode != "http_500_before_effect" or step.role == "probing"
    return expected(step, mode) is S.PUBLISHED


class Matrix:
    """The system under all the faults."""

    def __init__(
        self, system: System, twin: Twin, *, member: Member, brand_id: str, picture: str
    ) -> None:
        self.system = system
        self.twin = twin
        self._member = member
        self._brand_id = brand_id
        self._picture = picture

    async def connect(self, step: Step) -> Connection:
        """A fresh account of the step's kind, through the consent page."""
        services, platform = self.system.services, Platform(step.platform)
        chosen = self.twin.new_member(step.platform, f"Chai {new_id()[:8]}")
        callback = f"http://127.0.0.1:8000/api/v1/platforms/callback/{step.platform}"
        url, _ = await connecting.start(services, self._member, platform, callback)
        query = httpx.URL(self.twin.consent(url, chosen)).params
        kept = await connecting.finish(services, platform, query["code"], query["state"])
        return next(one for one in kept if one.account_kind is AccountKind(step.kind))

    async def approve(self, step: Step, connection: Connection) -> Post:
        account = Connected(
            workspace_id=connection.workspace_id,
            brand_id=self._brand_id,
            platform=step.platform,
            connection_id=connection.id,
            kind=step.kind,
        )
        shown = self._picture if step.pictured else None
        (post,) = await write(self.system.store, [account], [f"m{new_id()[:8]}"], pictures=[shown])
        await decisions.decide(
            self.system.services,
            self._member,
            post.approval_id,
            version=1,
            decision=Decision.APPROVE,
            surface="test",
        )
        return post

    def arm(self, step: Step, mode: str) -> None:
        """The fault itself, and for a probing step the doubt that makes it look."""
        if step.publishes:
            self.twin.arm(step.platform, step.publishes, "lost_response_after_effect")
        more = {"seconds": SLOW_S} if mode == "slow" else {}
        self.twin.arm(step.platform, step.operation, mode, more=more)

    async def let_go(self) -> None:
        """Release the one call that is held, once it is there."""

        async def is_held() -> bool:
            return self.twin.held() > 0

        await _until(is_held)
        self.twin.release()

    async def row(self, post: Post) -> Publication:
        async with self.system.store.reading() as unit:
            return await unit.publications.get(post.account.workspace_id, post.publication_id)

    async def end(self, post: Post) -> Publication:
        """The row once it is over or with a person.

        Raises:
            TimeoutError: It is neither in time.
        """

        async def is_over() -> bool:
            row = await self.row(post)
            asked = row.state is S.UNKNOWN and row.probes > 0
            return asked or row.state in (S.PUBLISHED, S.FAILED, S.MISSED)

        await _until(is_over)
        return await self.row(post)

    async def settle_as_a_person(self, post: Post) -> Publication:
        """Say truly whether it is out; when it is not, ask for another try and wait for it."""
        services = self.system.services
        outcome = "published" if self.effects(post) else "not_published"
        settled = await publishing.resolve(
            services,
            self._member,
            post.publication_id,
            outcome=outcome,
            platform_post_id=None,
            surface="test",
        )
        if settled.state is S.FAILED:
            await publishing.retry(services, self._member, post.publication_id, surface="test")
        return await self.end(post)

    def effects(self, post: Post) -> int:
        return self.twin.count_by([post.marker])[post.marker]


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(ENDS_WITHIN_S):
        while not await condition():  # noqa: ASYNC110 - rows and the twin have no event to await
            await asyncio.sleep(LOOK_S)
