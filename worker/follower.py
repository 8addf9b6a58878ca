"""Sends what follows a post that is out, part by part, and settles what it cannot know by looking.

Holds to the ledger's promises (design, section 8): a part is marked as being sent before its one
call, and after a call without an answer nothing is sent again before a look or a person has
settled it. Knows no vendor.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog

from domain.errors import ErrorClass, PlatformError, UnavailableError
from domain.part import parent_of
from domain.publication import ARRIVES_WITHIN
from platforms.ports import ProbeResult
from store.parts import PartKey, PartMovedError
from tools.deleting import leave_out
from tools.granting import in_force
from tools.rendering import rendered
from tools.services import Services
from worker.part_endings import PartEndings, mark_unknown
from worker.part_material import Begun, begin
from worker.prober import SLACK, WAITS_S
from worker.publisher import GATE_S
from worker.pulse import steady_s

AT_ONCE = 20
"""Posts whose parts this process sends or looks for at the same time."""
STOP_PATIENCE_S = 5.0
log = structlog.get_logger()
Work = Callable[[], Awaitable[object]]


class Follower:
    """One per process; of several one takes each part."""

    def __init__(self, services: Services, *, owner: str) -> None:
        self._services = services
        self._owner = owner
        self._endings = PartEndings(services)
        self._in_hand: set[PartKey] = set()
        """Parts whose call this process makes now."""
        self._tasks: dict[str, asyncio.Task[None]] = {}
        """Publication to what is done for it here."""

    async def look(self) -> None:
        """Take up what was left, and go on with what is due, beside the poll."""
        await self.sweep()
        async with self._services.store.reading() as unit:
            now = self._services.clock()
            doubtful = await unit.parts.to_probe(now)
            due = await unit.parts.due(now)
        for key in doubtful:
            self._beside(key, partial(self.probe, key))
        for key in due:
            self._beside(key, partial(self.follow, key))

    async def stop(self) -> None:
        """Wait for the calls that are under way; what takes longer is in doubt until it is seen."""
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=STOP_PATIENCE_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def sweep(self) -> None:
        """Put in doubt what somebody was sending who is gone."""
        async with self._services.store.reading() as unit:
            left = await unit.parts.abandoned(self._owner, frozenset(self._in_hand))
        for key in left:
            if key in self._in_hand:
                continue
            try:
                await self._take_up(key)
            except PartMovedError:
                log.info("part.fenced_off", publication_id=key.publication_id, n=key.n)
            except UnavailableError:
                raise
            except Exception:
                # one that cannot be put in doubt must not keep the others where they are
                log.exception("part.not_taken_up", publication_id=key.publication_id, n=key.n)

    async def follow(self, key: PartKey) -> None:
        """Send the part, and what comes after it as long as that goes well."""
        async with self._services.store.reading() as unit:
            row = await unit.publications.get(key.workspace_id, key.publication_id)
        for part in row.parts[key.n - 1 :]:
            if not await self.send(key.model_copy(update={"n": part.n})):
                return

    async def send(self, key: PartKey) -> bool:
        """Try a part once, safe to call any number of times; whether it is out now."""
        self._in_hand.add(key)
        try:
            if not await self._renewed(key):
                return False
            begun = await self._begin(key)
            return begun is not None and await self._call(begun)
        except PartMovedError:
            log.info("part.fenced_off", publication_id=key.publication_id, n=key.n)
            return False
        finally:
            self._in_hand.discard(key)

    async def _renewed(self, key: PartKey) -> bool:
        """Have the grant in force; False when it could not be renewed at this moment."""
        async with self._services.store.reading() as unit:
            row = await unit.publications.get(key.workspace_id, key.publication_id)
        try:
            await in_force(self._services, row.workspace_id, row.connection_id)
        except PlatformError as error:
            if error.passes:
                part = next(p for p in row.parts if p.n == key.n)
                await self._endings.put_off(part, error.retry_after_s or 1.0)
            # one that is over is known by the account's row now, which lets the part wait
            return not error.passes
        return True

    async def _begin(self, key: PartKey) -> Begun | None:
        begun: Begun | None = None
        try:
            async with self._services.store.writing() as unit:
                now = self._services.clock()
                begun = await begin(unit, self._services, key, owner=self._owner, now=now)
        except UnavailableError:
            # whether it was written or not: nothing was sent
            if begun is not None:
                await self._endings.take_back(begun.row, begun.held)
            raise
        return begun

    async def _call(self, begun: Begun) -> bool:
        """The one irreversible call of a part."""
        begun_s = steady_s()
        row, held = begun.row, begun.held
        try:
            submitted = await begun.continues.add_part(
                begun.part,
                begun.tokens,
                account_id=begun.connection.account_id,
                root_id=begun.root_id,
                parent_id=begun.parent_id,
                gate=lambda: steady_s() - begun_s < GATE_S,
            )
        except PlatformError as error:
            if error.sent == "unknown":
                await self._endings.unknown(row, held, error.message)
            else:
                await self._endings.not_sent(row, held, error, tokens=begun.tokens)
            return False
        except Exception:
            # whatever it is, the request may have left: only a look can tell
            log.exception("part.send_failed", publication_id=row.id, n=held.n)
            await self._endings.unknown(row, held, "Sending it failed in an unexpected way.")
            return False
        await self._endings.published(row, held, submitted, how="is out")
        return True

    async def probe(self, key: PartKey) -> None:
        """Look once for a part whose outcome is unknown."""
        async with self._services.store.writing() as unit:
            now = self._services.clock()
            part = await unit.parts.take_to_look(key, now=now)
            row = await unit.publications.get(key.workspace_id, key.publication_id)
            if part is not None and row.deleted_at is not None:
                await leave_out(unit, part, now=now)
                return
        if part is None:
            return
        result = await self._find(key)
        now = self._services.clock()
        cannot_arrive_from = (part.called_at or now) + ARRIVES_WITHIN
        with suppress(PartMovedError):  # a person settled it meanwhile
            if result is not None and result.found is not None:
                how = "was found on the platform: it did go out"
                await self._endings.published(row, part, result.found, how=how)
            elif result is not None and result.confidence == "high":
                # nothing ties a second call to the first, so that even a "no" that can be trusted
                # is one only once the first cannot arrive any more
                if now < cannot_arrive_from:
                    await self._endings.look_again(row, part, cannot_arrive_from)
                else:
                    await self._endings.not_sent(row, part, _did_not_arrive())
            else:
                hopeless = result is not None and result.confidence == "none"
                wait = (
                    None if hopeless else next(iter(WAITS_S[part.probes : part.probes + 1]), None)
                )
                again = now + timedelta(seconds=wait) if wait else None
                await self._endings.look_again(row, part, again)

    async def _find(self, key: PartKey) -> ProbeResult | None:
        """What a look says; None when it could not even look."""
        nothing = ProbeResult(found=None, confidence="none")
        async with self._services.store.reading() as unit:
            row = await unit.publications.get(key.workspace_id, key.publication_id)
            part = await unit.parts.get(key)
            content = await unit.contents.get(
                row.workspace_id, row.content_id, version=row.content_version
            )
            taken = await unit.parts.post_ids(row.connection_id, but=part)
        try:
            connection, tokens = await in_force(self._services, row.workspace_id, row.connection_id)
        except PlatformError as error:
            log.warning("part.probe_failed", publication_id=row.id, n=part.n, code=error.code)
            return None
        continues = self._services.platforms.get(row.platform).continues
        parts = rendered(self._services, content, connection).parts
        if tokens is None or continues is None or part.n > len(parts):
            return nothing
        now = self._services.clock()
        root_id = row.platform_post_id or ""
        try:
            return await continues.find_part(
                parts[part.n - 1],
                tokens,
                account_id=connection.account_id,
                root_id=root_id,
                parent_id=parent_of(row.parts, part.n, root_id),
                since=(part.called_at or now) - SLACK,
                until=now + SLACK,
                taken=taken,
            )
        except PlatformError as error:
            log.warning("part.probe_failed", publication_id=row.id, n=part.n, code=error.code)
            return None

    async def _take_up(self, key: PartKey) -> None:
        why = "The process that was sending it stopped."
        async with self._services.store.writing() as unit:
            now = self._services.clock()
            part = await unit.parts.take_abandoned(key, owner=self._owner, now=now)
            if part is not None:
                row = await unit.publications.get(key.workspace_id, key.publication_id)
                await mark_unknown(unit, row, part, why, now=now)

    def _beside(self, key: PartKey, work: Work) -> None:
        """Run the work beside the poll, one at a time below each post."""
        if key.publication_id in self._tasks or len(self._tasks) >= AT_ONCE:
            return

        async def guarded() -> None:
            try:
                await work()
            except UnavailableError as error:
                log.warning("part.failed", publication_id=key.publication_id, code=error.code)
            except Exception:
                log.exception("part.failed", publication_id=key.publication_id)
            finally:
                self._tasks.pop(key.publication_id, None)

        self._tasks[key.publication_id] = asyncio.create_task(guarded())


def _did_not_arrive() -> PlatformError:
    return PlatformError(
        "The platform says it did not go out.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
