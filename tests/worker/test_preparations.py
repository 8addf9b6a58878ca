"""What a publisher does with what it prepared, or cannot prepare."""

import dataclasses
from typing import ClassVar

from domain.errors import ErrorClass, PlatformError
from domain.form import Format
from domain.platform import Platform
from domain.publication import AttemptOutcome, PublicationState
from platforms.material import PictureRules
from platforms.ports import (
    MediaItem,
    MediaProfile,
    ProbeResult,
    RenderedPost,
)
from platforms.registry import Platforms
from store.waiting import Due
from tests.worker.world import Network, World, approved, look
from worker.ending import Endings
from worker.prober import Prober
from worker.publisher import Publisher

S = PublicationState


class Forgetful(Network):
    """Loses the answer of each call, looks unsent, and then forgets what was prepared."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.doubts: list[bool] = []
        self.calls = 0

    async def prepare(self, post, tokens, prepared, *, files, keep, in_doubt=False):
        self.doubts.append(in_doubt)
        if in_doubt:
            raise PlatformError(
                "It is gone.", error_class=ErrorClass.TEMPORARY_UNAVAILABLE, sent="unknown"
            )
        return {"container": "1"}

    async def submit(self, post, tokens, prepared, *, gate):
        self.calls += 1
        raise PlatformError("500", error_class=ErrorClass.TEMPORARY_UNAVAILABLE, sent="unknown")

    def confidence_for(self, connection):
        return "high"

    async def probe(self, *_, **__):
        return ProbeResult(
            found=None, confidence="high" if self.calls == len(self.doubts) else "low"
        )


def test_a_post_in_doubt_whose_preparation_is_gone_is_a_persons(bench):
    bench.loop.run_until_complete(_forget(bench))


async def _forget(bench) -> None:
    world = World()
    network = Forgetful(world)
    adapter = dataclasses.replace(
        bench.services(world).platforms.get(Platform.LINKEDIN),
        renderer=network,
        publisher=network,
        probe=network,
    )
    services = dataclasses.replace(bench.services(world), platforms=Platforms([adapter]))
    _, row = await approved(services, None, "Asia/Kolkata")
    publisher = Publisher(services, Endings(services), owner="t")
    prober = Prober(services, Endings(services), owner="t")
    due = Due(workspace_id=row.workspace_id, publication_id=row.id)
    await publisher.publish_next(row.connection_id)
    for _ in range(6):
        world.jump(3600 if network.calls < len(network.doubts) else 3)
        await prober.probe(due)
        await publisher.publish_next(row.connection_id)
        world.jump(10)
        await publisher.publish_next(row.connection_id)
    async with services.store.reading() as unit:
        row = await unit.publications.get(row.workspace_id, row.id)
    assert (network.doubts, network.calls) == ([False, True], 1)
    assert row.state is S.UNKNOWN
    assert [a.outcome for a in row.attempts] == [AttemptOutcome.UNKNOWN]


class Fetching(Network):
    """A network that fetches the one picture of every post by its address."""

    formats: ClassVar = {
        Format.POST: MediaProfile(
            pictures=PictureRules(content_types=("image/jpeg",), max_bytes=9), fetches=True
        )
    }

    def render(self, version, *, account_id, media=()) -> RenderedPost:
        picture = MediaItem(
            sha256="0" * 64,
            content_type="image/jpeg",
            width=1,
            height=1,
            size=1,
            url="/media/0.jpg",
        )
        post = super().render(version, account_id=account_id)
        return post.model_copy(update={"media": (picture,)})


def test_a_process_without_an_address_says_so_instead_of_sending_half_of_one(bench):
    world = World()
    network = Fetching(world)
    adapter = dataclasses.replace(
        bench.services(world).platforms.get(Platform.LINKEDIN), renderer=network, publisher=network
    )
    services = dataclasses.replace(bench.services(world), platforms=Platforms([adapter]))
    _, row = bench.loop.run_until_complete(approved(services, None, "UTC"))
    row = bench.loop.run_until_complete(look(services, row))
    assert (row.state, row.error.code) == (S.FAILED, "no_public_address")
    assert world.sent_at == []
