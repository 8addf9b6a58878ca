"""A post that is out in the in-memory world, and what follows it at the end of the wire."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import cast

from domain.connection import ConnectionStatus, Tokens
from domain.errors import ErrorClass, PlatformError
from domain.part import PartState
from domain.platform import Platform
from platforms.ports import Capabilities, Part, ProbeResult, Submitted
from platforms.registry import Platforms
from store.parts import PartKey
from tests.worker.world import Network, World, approved
from tools import deleting, following
from tools.services import Services
from worker.ending import Endings
from worker.follower import Follower
from worker.publisher import Publisher

P = PartState
TEXTS = ("One.", "Two.", "Three.")


def _error(sent, error_class) -> PlatformError:
    return PlatformError("The platform said so.", error_class=error_class, sent=sent)


BEFORE = {
    "busy": _error("refused", ErrorClass.RATE_LIMIT_EXCEEDED),
    "refused": _error("refused", ErrorClass.CONTENT_POLICY_VIOLATION),
    "no_grant": _error("refused", ErrorClass.INVALID_TOKEN),
    "lost_before": _error("unknown", ErrorClass.TIMEOUT),
    "killed_before": asyncio.CancelledError(),
}
AFTER = {
    "lost_after": _error("unknown", ErrorClass.TEMPORARY_UNAVAILABLE),
    "killed_after": asyncio.CancelledError(),
    "odd_after": KeyError("id"),
}


@dataclass
class Below:
    """What can follow a post at the end of the wire, and what happens to the calls to come."""

    world: World
    faults: list[str] = field(default_factory=list)
    confidence: str = "high"
    there: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id to (text, what it follows) of all that arrived."""
    deleted: list[str] = field(default_factory=list)
    refuses: str | None = None
    meanwhile: Callable[[], Awaitable[None]] | None = None
    """What happens once while the post itself is being deleted."""
    made: int = 0

    async def add_part(self, part, tokens, *, account_id, root_id, parent_id, gate) -> Submitted:
        fault = self.faults.pop(0) if self.faults else ""
        if fault in BEFORE:
            raise BEFORE[fault]
        assert gate()
        self.made += 1
        post_id = f"part-{self.made}"
        self.there[post_id] = (part.text, parent_id)
        if fault in AFTER:
            raise AFTER[fault]
        return Submitted(platform_post_id=post_id, permalink=f"https://x.test/{post_id}")

    async def find_part(
        self, part, tokens, *, account_id, root_id, parent_id, since, until, taken=()
    ) -> ProbeResult:
        if self.faults and self.faults[0] == "cannot_look":
            self.faults.pop(0)
            raise _error("no", ErrorClass.TEMPORARY_UNAVAILABLE)
        for post_id, said in self.there.items():
            if said == (part.text, parent_id) and post_id not in taken:
                return ProbeResult(
                    found=Submitted(platform_post_id=post_id, permalink=""), confidence="high"
                )
        return ProbeResult(found=None, confidence=self.confidence)

    def refusal(self, connection) -> str | None:
        return self.refuses

    async def delete(self, platform_post_id, tokens, *, account_id) -> None:
        if self.faults and (fault := self.faults.pop(0)):
            raise _error(fault, ErrorClass.TIMEOUT)
        if self.meanwhile and platform_post_id.startswith("post-"):
            happens, self.meanwhile = self.meanwhile, None
            await happens()
        self.deleted.append(platform_post_id)
        self.there.pop(platform_post_id, None)


class Threaded(Network):
    """A network whose posts are followed by these texts."""

    texts = TEXTS
    kind = "reply"

    def render(self, version, *, account_id, media=()):
        parts = tuple(
            Part(kind=self.kind, wire=one, text=one, character_count=len(one), limit=280)
            for one in self.texts
        )
        return super().render(version, account_id=account_id).model_copy(update={"parts": parts})


@dataclass
class Scene:
    """A post that is out, and what follows it."""

    services: Services
    world: World
    below: Below
    network: Threaded
    loop: asyncio.AbstractEventLoop
    owner: str = "test"

    def run(self, what):
        return self.loop.run_until_complete(what)

    def start(self):
        self.member, row = self.run(approved(self.services, None, "UTC"))
        self.workspace_id, self.id, self.connection_id = (
            row.workspace_id,
            row.id,
            row.connection_id,
        )
        self.run(
            Publisher(self.services, Endings(self.services), owner="test").publish_next(
                row.connection_id
            )
        )
        return self

    @property
    def row(self):
        async def read():
            async with self.services.store.reading() as unit:
                return await unit.publications.get(self.workspace_id, self.id)

        return self.run(read())

    @property
    def states(self):
        return [part.state.value for part in self.row.parts]

    def key(self, n):
        return PartKey(workspace_id=self.workspace_id, publication_id=self.id, n=n)

    def look(self, owner=None):
        """What one look of the worker does for this post; a call that kills ends it."""

        async def once():
            follower = Follower(self.services, owner=owner or self.owner)
            await follower.sweep()
            async with self.services.store.reading() as unit:
                doubtful = await unit.parts.to_probe(self.world.now)
                due = await unit.parts.due(self.world.now, limit=1_000)
            calls = [follower.probe(key) for key in doubtful if key.publication_id == self.id]
            calls += [follower.follow(key) for key in due if key.publication_id == self.id]
            # other examples' posts in the same database are left alone
            await asyncio.gather(*calls, return_exceptions=True)

        self.run(once())

    @property
    def connector(self):
        return self.services.platforms.get(Platform.LINKEDIN).connector

    def account(self):
        async def read():
            async with self.services.store.reading() as unit:
                return await unit.connections.get(self.workspace_id, self.connection_id)

        return self.run(read())

    def connect(self, **tokens):
        """What a new consent of the account writes."""

        async def write():
            anew = known.model_copy(update={"status": ConnectionStatus.ACTIVE})
            async with self.services.store.writing() as unit:
                await unit.connections.save(anew, Tokens(**tokens), self.world.now)

        known = self.account()
        self.run(write())

    def retry(self, n):
        self.run(following.retry(self.services, self.member, self.key(n), surface="test"))

    def resolve(self, n, outcome, post_id=None):
        self.run(
            following.resolve(
                self.services,
                self.member,
                self.key(n),
                outcome=outcome,
                platform_post_id=post_id,
                surface="test",
            )
        )

    def delete(self):
        return self.run(deleting.delete(self.services, self.member, self.id, surface="test"))

    def events(self):
        async def read():
            async with self.services.store.reading() as unit:
                return await unit.events.after(self.workspace_id, 0, limit=500)

        return self.run(read())


@dataclass
class Renewing:
    """A platform that gives new tokens for an old refresh token, unless it is down."""

    world: World
    down: bool = False
    asked: int = 0

    async def refresh(self, tokens) -> Tokens:
        self.asked += 1
        if self.down:
            raise _error("no", ErrorClass.TEMPORARY_UNAVAILABLE)
        return Tokens(
            access_token=f"new-{self.asked}",
            refresh_token=f"next-{self.asked}",
            expires_at=self.world.now + timedelta(days=60),
        )


def made(bench, faults=(), *, kind="reply", continues=True, confidence="high", deletes=True):
    world = World()
    below = Below(world, faults=list(faults), confidence=confidence)
    network = Threaded(world)
    network.kind = kind
    adapter = Capabilities(
        platform=Platform.LINKEDIN,
        is_sandbox=True,
        renderer=network,
        connector=cast("object", Renewing(world)),
        publisher=network,
        continues=below if continues else None,
        deleter=below if deletes else None,
    )
    services = replace(bench.services(world), platforms=Platforms([adapter]))
    return Scene(services, world, below, network, bench.loop).start()
