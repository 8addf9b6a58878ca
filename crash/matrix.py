"""One fault of one remote call at a time, on a running system, and the one end it may have.

Says which ends there are; whoever runs the cells asserts them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from crash.posts import PLAIN, Connected, Look, Post, write
from crash.steps import FILM, PICTURE, Step
from crash.twin import Twin
from domain.account import Member
from domain.approval import Decision
from domain.connection import AccountKind, Connection, ConnectionStatus
from domain.errors import ErrorClass
from domain.form import ORDINARY, Form
from domain.ids import new_id
from domain.platform import Platform
from domain.publication import Publication, PublicationState, is_held
from tools import connecting, decisions, publishing
from worker.system import System

S = PublicationState
ENDS_WITHIN_S = 60.0
LOOK_S = 0.05
SLOW_S = 1.0
"""Shorter than any time-out: the answer comes late, and it comes."""
PASSED_OVER_S = 0.01
PASSING = frozenset({"slow", "hold_before_effect", "hold_after_effect"})
RENEWING = frozenset({"x", "youtube"})
REASONS = {
    "content_policy": ErrorClass.CONTENT_POLICY_VIOLATION,
    "invalid_media": ErrorClass.INVALID_MEDIA_FORMAT,
}


YOUTUBE_FORBIDS = ("youtube", "start_upload", "content_policy")
"""Before it has the video YouTube judges nothing in it: it says only that this is forbidden."""


def reason(step: Step, mode: str) -> str:
    """The code of a final refusal."""
    if (step.platform, step.operation, mode) == YOUTUBE_FORBIDS:
        return ErrorClass.INSUFFICIENT_PERMISSIONS.value.lower()
    return REASONS[mode].value.lower()


def expected(step: Step, mode: str) -> PublicationState:
    """The end that each cell must have before anybody helps.

    A grant that is lost is waited for; where a refresh token is left, it is renewed.
    """
    if mode in PASSING or step.role == "afterwards":
        return S.PUBLISHED
    if step.role == "probing":
        return S.UNKNOWN
    if mode == "token_revoked":
        return S.PUBLISHED if step.platform in RENEWING else S.SCHEDULED
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


@dataclass(frozen=True)
class Shop:
    """Whose posts these are, and what can be shown in them."""

    member: Member
    brand_id: str
    picture: str
    """The sha256, as of the film."""
    film: str


class Matrix:
    """The system under all the faults."""

    def __init__(self, system: System, twin: Twin, shop: Shop) -> None:
        self.system = system
        self.twin = twin
        self._shop = shop
        self.member = shop.member

    def new_member(self, step: Step) -> str:
        """Somebody who has accounts on the step's platform."""
        return self.twin.new_member(step.platform, f"Chai {new_id()[:8]}")

    async def connect(self, step: Step, chosen: str) -> Connection:
        """That member's account of the step's kind, through the consent page."""
        services, platform = self.system.services, Platform(step.platform)
        callback = f"http://127.0.0.1:8000/api/v1/platforms/callback/{step.platform}"
        url, _ = await connecting.start(services, self.member, platform, callback)
        query = httpx.URL(self.twin.consent(url, chosen)).params
        kept = await connecting.finish(services, platform, query["code"], query["state"])
        return next(one for one in kept if one.account_kind is AccountKind(step.kind))

    async def approve(self, step: Step, connection: Connection, look: Look | None = None) -> Post:
        """A post on that account, which may go out; as the step shows it, or with that look."""
        account = Connected(
            workspace_id=connection.workspace_id,
            brand_id=self._shop.brand_id,
            platform=step.platform,
            connection_id=connection.id,
            kind=step.kind,
        )
        shown = look or self.look_of(step)
        (post,) = await write(self.system.store, [account], [f"m{new_id()[:8]}"], looks=[shown])
        await decisions.decide(
            self.system.services,
            self.member,
            post.approval_id,
            version=1,
            decision=Decision.APPROVE,
            surface="test",
        )
        return post

    def look_of(self, step: Step) -> Look:
        if step.shows == FILM:
            return Look(media=(self._shop.film,))
        if step.shows != PICTURE:
            return PLAIN
        described = Form(alt_texts=("A cup of tea",)) if step.platform == "x" else ORDINARY
        return Look(media=(self._shop.picture,), form=described)

    def arm(self, step: Step, mode: str) -> None:
        """The fault itself, and for a probing step the doubt that makes it look."""
        if step.publishes:
            self.twin.arm(step.platform, step.publishes, step.goes_wrong)
        if step.passed_over:
            late = {"seconds": PASSED_OVER_S}
            self.twin.arm(step.platform, step.operation, "slow", count=step.passed_over, more=late)
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
        """The row once it is over, with a person, or waits for its account.

        Raises:
            TimeoutError: It is neither in time.
        """

        def is_over(row: Publication) -> bool:
            asked = (row.state is S.UNKNOWN and row.probes > 0) or is_held(row)
            return asked or row.state in (S.PUBLISHED, S.FAILED, S.MISSED)

        return await self.until(post, is_over)

    async def until(self, post: Post, condition: Callable[[Publication], object]) -> Publication:
        """The row once the condition holds.

        Raises:
            TimeoutError: It does not in time.
        """

        async def holds() -> bool:
            return bool(condition(await self.row(post)))

        await _until(holds)
        return await self.row(post)

    async def settle_as_a_person(self, post: Post) -> Publication:
        """Say truly whether it is out; when it is not, ask for another try and wait for it."""
        services = self.system.services
        outcome = "published" if self.effects(post) else "not_published"
        settled = await publishing.resolve(
            services,
            self.member,
            post.publication_id,
            outcome=outcome,
            platform_post_id=None,
            surface="test",
        )
        if settled.state is S.FAILED:
            await publishing.retry(services, self.member, post.publication_id, surface="test")
        return await self.end(post)

    async def status(self, post: Post) -> ConnectionStatus:
        account = post.account
        async with self.system.store.reading() as unit:
            found = await unit.connections.get(account.workspace_id, account.connection_id)
        return found.status

    def effects(self, post: Post) -> int:
        return self.twin.count_by([post.marker])[post.marker]


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(ENDS_WITHIN_S):
        while not await condition():  # noqa: ASYNC110 - rows and the twin have no event to await
            await asyncio.sleep(LOOK_S)
