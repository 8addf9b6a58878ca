"""The engine's door: a brand's posts in, references out. Knows no HTTP and no prompts."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from domain.errors import InvalidError
from domain.expectation import Expected
from domain.explanation import Explanation, Space
from domain.platform import Platform
from domain.post import Post, Reference
from domain.ranking import SEED_WEIGHTS, RankWeights
from domain.register import Register, RegisterReading
from esg.brand import NEIGHBOURS
from esg.collector import kept_apart
from esg.columns import Wanted
from esg.embedder import Embedder
from esg.explaining import explained
from esg.importing import ImportEvents, ImportOutcome, ImportPlan, plan_import
from esg.index import Index
from esg.learn import Learned, learn_posts
from esg.matrices import Matrices
from esg.preferences import Preferences
from esg.rank import REFERENCES, rank_by
from esg.reading import with_told
from esg.repeats import Repeats
from esg.seeking import Seeking, Sought
from esg.shortlist import Shortlist
from esg.vectors import Progress, Vectors
from store.posts import KeyedPost
from store.unit import Store, Unit

APPROXIMATE_ABOVE = 200_000
"""Posts from which on the index finds the candidates (design, section 7)."""


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    space: Space
    references: tuple[Reference, ...]


class EsgEngine:
    """Imports a brand's own posts and finds those to learn from.

    Args:
        store: Where posts and vectors live.
        embedder: What turns texts to vectors.
        now: The clock that stamps rows.
        older: Models that were in force before; they answer until the new one's vectors are there.
        index: What finds the candidates among very many posts; without it search stays exact.
        approximate_above: How many posts are very many.
        weights: How similarity and ERS count; the seed's unless set otherwise.
    """

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        *,
        now: Callable[[], datetime],
        older: Sequence[Embedder] = (),
        index: Index | None = None,
        approximate_above: int = APPROXIMATE_ABOVE,
        weights: RankWeights = SEED_WEIGHTS,
    ) -> None:
        self._store = store
        self.vectors = Vectors(store, embedder, older)
        self._now = now
        self.matrices = Matrices(store, self.vectors)
        self._seeking = Seeking(
            self.matrices, Shortlist(store, index, approximate_above) if index else None
        )
        self.repeats = Repeats(embedder)
        self.preferences = Preferences(store, self.matrices)
        self._weights = weights

    async def import_posts(
        self,
        workspace_id: str,
        brand_id: str,
        raw: bytes,
        platform: Platform,
        mapping: Wanted | None = None,
        *,
        progress: Progress | None = None,
    ) -> ImportOutcome:
        """Read a file of own posts into the brand's history and make them searchable.

        The posts are written in one unit of work, their vectors after it in batches; what a crash
        leaves without vectors is made up by the next search. Importing a file again changes
        nothing. A long file is better taken in by a job (`worker.importer`).

        Raises:
            InvalidError: The file or the mapping is no good; nothing was written.
            NotFoundError: No such brand in this workspace.
        """
        plan = await self.plan(workspace_id, brand_id, raw, platform, mapping)
        return await self.carry_out(plan, progress=progress)

    async def plan(
        self,
        workspace_id: str,
        brand_id: str,
        raw: bytes,
        platform: Platform,
        mapping: Wanted | None = None,
        *,
        now: datetime | None = None,
        timezone: str | None = None,
    ) -> ImportPlan:
        """What the file holds, read beside the event loop. The same file makes the same plan.

        Raises:
            InvalidError: The file or the mapping is no good.
        """
        reading = partial(
            plan_import,
            raw,
            workspace_id,
            brand_id,
            platform,
            mapping,
            now=now or self._now(),
            timezone=timezone,
        )
        return await asyncio.to_thread(kept_apart, reading)

    async def carry_out(
        self, plan: ImportPlan, *, progress: Progress | None = None
    ) -> ImportOutcome:
        """Write the plan's posts in one unit of work, then make them searchable.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        events = ImportEvents(plan.workspace_id, plan.brand_id, plan.platform, now=self._now)
        learned = Learned(0, 0, 0)
        async with self._store.writing() as unit:
            for some in plan.slices():
                learned += await self.learn(unit, plan, some)
            outcome = plan.outcome(learned)
            events.started(unit, outcome)
        await self.ensure_vectors(
            plan.workspace_id, plan.brand_id, progress=progress, events=events
        )
        async with self._store.writing() as unit:
            events.finished(unit, outcome)
        return outcome

    async def learn(self, unit: Unit, plan: ImportPlan, some: Sequence[KeyedPost]) -> Learned:
        """Write some of the plan's posts, within the caller's unit of work."""
        return await learn_posts(unit.posts, plan.workspace_id, plan.brand_id, some, at=self._now())

    async def ensure_vectors(
        self,
        workspace_id: str,
        brand_id: str,
        *,
        among: Sequence[str] | None = None,
        progress: Progress | None = None,
        events: ImportEvents | None = None,
    ) -> int:
        """Embed every searchable post, or those of these, without a vector; says how many it gave.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            among: Only these posts; then the rest of the history is not gone through.
            progress: Told after each batch.
            events: Likewise, within its unit of work.
        """
        embedder = await self.vectors.of_import(workspace_id, brand_id)
        return await self.vectors.ensure(
            workspace_id, brand_id, embedder, among=among, progress=progress, events=events
        )

    async def search(
        self,
        workspace_id: str,
        brand_id: str,
        text: str,
        k: int = REFERENCES,
        platform: Platform | None = None,
        *,
        distinct: bool = False,
    ) -> SearchOutcome:
        """The brand's own posts to learn from for this text, best first; none without a history.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            text: A draft, a brief, an idea; beyond the model's window it is cut.
            k: How many, at most the shortlist of 20.
            platform: Only posts of this platform.
            distinct: Never two posts of the same normalised text.

        Raises:
            InvalidError: Empty text, or k below 1.
            NotFoundError: No such brand in this workspace.
        """
        if k < 1:
            raise InvalidError("Ask for at least one reference (k ≥ 1).", code="bad_k")
        key = (workspace_id, brand_id)
        sought = await self._seeking.seek(key, text, platform, distinct=distinct)
        found = self._ranked(sought, k, platform, distinct=distinct)
        return SearchOutcome(space=sought.space, references=found)

    async def explain(
        self,
        workspace_id: str,
        brand_id: str,
        text: str,
        *,
        platform: Platform | None = None,
        k: int = REFERENCES,
    ) -> Explanation:
        """What the engine says of a text: references with reasons, registers, expected ERS, lifts.

        References never repeat a text; the expectation rests on the most similar posts whatever
        their score.

        Raises:
            InvalidError: Empty text.
            NotFoundError: No such brand in this workspace.
        """
        key = (workspace_id, brand_id)
        sought = await self._seeking.seek(key, text, platform, distinct=False)
        known = await self.preferences.of(key)
        nearest = self._ranked(sought, NEIGHBOURS, platform, distinct=False)
        return explained(
            self._ranked(sought, k, platform, distinct=True),
            nearest,
            known.reader.read(text, sought.vector),
            known,
            space=sought.space,
            platform=platform,
        )

    async def expect(
        self,
        workspace_id: str,
        brand_id: str,
        topic: str,
        register: Register,
        *,
        platform: Platform | None = None,
    ) -> Expected | None:
        """What a post about a topic should do that speaks in a register: no text is there to read.

        The brand's level, what the register brings, and what its posts on the topic did beyond
        both, as for a draft. None while the brand has no scored post.

        Raises:
            InvalidError: Empty topic.
            NotFoundError: No such brand in this workspace.
        """
        key = (workspace_id, brand_id)
        sought = await self._seeking.seek(key, topic, platform, distinct=False)
        nearest = self._ranked(sought, NEIGHBOURS, platform, distinct=False)
        known = await self.preferences.of(key)
        return known.model.expect(
            [RegisterReading(register=register, confidence=1.0)],
            [(reference.post_id, reference.similarity) for reference in nearest],
            platform,
        )

    async def registers_of(
        self, workspace_id: str, brand_id: str, posts: Sequence[Post]
    ) -> dict[str, tuple[RegisterReading, ...]]:
        """The registers of some of the brand's posts, by post id, as its model reads them.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        known = await self.preferences.of((workspace_id, brand_id))
        return {
            post.id: known.readings[post.id]
            if post.id in known.readings
            else with_told(known.reader.read(post.text), post.registers)
            for post in posts
        }

    def _ranked(
        self, sought: Sought, k: int, platform: Platform | None, *, distinct: bool
    ) -> tuple[Reference, ...]:
        if not sought.matrix.posts:
            return ()
        return tuple(
            rank_by(
                sought.alike,
                sought.matrix,
                space=sought.space,
                k=k,
                platform=platform,
                distinct=distinct,
                weights=self._weights,
            )
        )
