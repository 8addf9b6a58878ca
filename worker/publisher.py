"""The publisher: claims a due row, proves it may go out, prepares, submits once, records.

Holds to the effect ledger (design, section 8). Knows no vendor.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import structlog

from config import telemetry
from domain.connection import Tokens
from domain.errors import ErrorClass, NotFoundError, PlatformError, UnavailableError
from domain.publication import (
    AttemptOutcome,
    Publication,
    PublicationState,
    Timing,
    in_doubt_since,
    timing,
)
from platforms.ports import Submitted
from store.blobs import UNREACHABLE
from store.ledger import FencedOffError, NotNowError
from store.unit import Unit
from store.waiting import Due
from tools.granting import fresh
from tools.media import Kept
from tools.services import Services
from worker.ending import FIRST_PROBE, Endings, doubt
from worker.material import Loaded, Material, RefusedError, load, material
from worker.pulse import steady_s

GATE_S = 10.0
"""How long after its attempt was written a submission may still leave this process."""
S = PublicationState
FILES_BACK = timedelta(seconds=60)
"""How long a post waits whose files cannot be got at."""
log = structlog.get_logger()


class Publisher:
    """Tries due publications, each at most once per call.

    Attributes:
        in_hand: The publications this process works on now; what it holds beside these it let
            fall, and a sweep takes them up.
    """

    def __init__(self, services: Services, endings: Endings, *, owner: str) -> None:
        self._services = services
        self._endings = endings
        self.owner = owner
        self.in_hand: set[str] = set()

    async def publish(self, due: Due) -> bool:
        """Try a due publication once, safe to call any number of times; False if not claimed."""
        return await self._publish(
            lambda unit: unit.ledger.claim(due, owner=self.owner, now=self._services.clock())
        )

    async def publish_next(self, connection_id: str) -> bool:
        """Try what this account has to send next; False when nothing is due or it is not free."""
        return await self._publish(
            lambda unit: unit.ledger.claim_next(
                connection_id, owner=self.owner, now=self._services.clock()
            )
        )

    async def _publish(self, claim: Callable[[Unit], Awaitable[Publication | None]]) -> bool:
        claimed: Publication | None = None
        try:
            async with self._services.store.writing() as unit:
                claimed = await claim(unit)
                if claimed is None:
                    return False
                # before the claim is written: a sweep must never find it in no hand
                self.in_hand.add(claimed.id)
                loaded = await load(unit, claimed, at=self._services.clock())
            late = self._services.clock() - claimed.due_at
            telemetry.LATENESS.observe(max(late.total_seconds(), 0.0))
            await self._try(claimed, loaded)
        except FencedOffError as error:
            log.info("publication.fenced_off", detail=error.message)
        finally:
            if claimed is not None:
                self.in_hand.discard(claimed.id)
        return True

    async def _try(self, row: Publication, loaded: Loaded) -> None:
        if timing(row, self._services.clock()) is not Timing.OPEN:
            await self._endings.let_go(row)
            return
        try:
            gathered = material(self._services, row, loaded)
        except RefusedError as refusal:
            end = self._endings.hold if refusal.waits else self._endings.refused
            await end(row, refusal.code, refusal.message)
            return
        tokens = await self._in_force(row, gathered)
        if tokens is None:
            return
        gathered = replace(gathered, tokens=tokens)
        prepared = await self._prepare(row, gathered)
        if prepared is not None:
            await self._submit(prepared, gathered)

    async def _in_force(self, row: Publication, gathered: Material) -> Tokens | None:
        """The grant, renewed where it has to be; None when it could not and the row waits."""
        try:
            return await fresh(self._services, gathered.connection, gathered.tokens)
        except PlatformError as error:
            if error.error_class is ErrorClass.INVALID_TOKEN:
                await self._endings.hold(row, error.code, error.message)
            else:
                # nothing was tried yet, so it costs no try
                wait = timedelta(seconds=error.retry_after_s or 1.0)
                await self._endings.put_off(row, self._services.clock() + wait, error.message)
            return None

    async def _prepare(self, row: Publication, gathered: Material) -> Publication | None:
        """Do what may be repeated; None when it failed and the row was dealt with."""

        async def keep(remote: dict[str, str]) -> None:
            await self._keep(row, row.state, remote, "")

        files = Kept(self._services, row.workspace_id)
        try:
            for item in gathered.post.media:
                await files.prove(item.sha256)  # ours to find missing, before a platform is asked
            remote = await gathered.publisher.prepare(
                gathered.post,
                gathered.tokens,
                row.prepared,
                files=files,
                keep=keep,
                in_doubt=in_doubt_since(row) is not None,
            )
        except PlatformError as error:
            if error.sent == "unknown":
                # an earlier call may have taken effect, and its remote ids cannot tell any more
                await self._ask_a_person(row)
            else:
                await self._endings.not_sent(row, error, tokens=gathered.tokens)
            return None
        except (NotFoundError, UnavailableError) as error:
            await self._without_files(row, error)
            return None
        if not remote:
            return row  # nothing was made that a crash could lose
        return await self._keep(row, S.PREPARED, remote, "Ready to be sent.")

    async def _without_files(
        self, row: Publication, error: NotFoundError | UnavailableError
    ) -> None:
        """End what lacks a file, and put off what only cannot get at it.

        Raises:
            UnavailableError: It was the database.
        """
        if isinstance(error, NotFoundError):
            await self._endings.refused(row, error.code, error.message)
        elif error.code == UNREACHABLE:
            # nothing of it is out, so it costs no try
            await self._endings.put_off(row, self._services.clock() + FILES_BACK, error.message)
        else:
            raise error

    async def _ask_a_person(self, row: Publication) -> None:
        """Keep it in doubt; a look may still find the post itself meanwhile."""
        now = self._services.clock()
        await self._endings.write(
            row, lambda unit: doubt(unit.ledger, row, now=now, look_at=now + FIRST_PROBE)
        )

    async def _keep(
        self, row: Publication, state: PublicationState, remote: dict[str, str], detail: str
    ) -> Publication:
        async with self._services.store.writing() as unit:
            now = self._services.clock()
            return await unit.ledger.move(row, state, at=now, detail=detail, prepared=remote)

    async def _submit(self, row: Publication, gathered: Material) -> None:
        """The one irreversible call, with its attempt committed first."""
        try:
            row = await self._begin(row)
        except NotNowError:
            await self._endings.let_go(row)
            return
        begun_s = steady_s()

        def gate() -> bool:
            in_time = timing(row, self._services.clock()) is Timing.OPEN
            return in_time and steady_s() - begun_s < GATE_S

        try:
            submitted = await gathered.publisher.submit(
                gathered.post,
                gathered.tokens,
                row.prepared,
                gate=gate,
            )
        except PlatformError as error:
            await self._submission_failed(row, error, gathered)
        except Exception:
            # whatever it is, the request may have left: only a look can tell
            log.exception("publication.submit_failed", publication_id=row.id)
            await self._endings.unknown(row, "Sending it failed in an unexpected way.")
        else:
            await self._endings.published(
                row,
                submitted,
                outcome=AttemptOutcome.PUBLISHED,
                detail="Published.",
                parts=gathered.post.parts,
            )

    async def _begin(self, row: Publication) -> Publication:
        """Write the attempt.

        Raises:
            UnavailableError: The database went away; nothing is sent and the attempt, should it
                have been written all the same, is taken back.
        """
        try:
            async with self._services.store.writing() as unit:
                return await unit.ledger.begin_attempt(row, at=self._services.clock())
        except UnavailableError:
            await self._endings.take_back(row)
            raise

    async def _submission_failed(
        self, row: Publication, error: PlatformError, gathered: Material
    ) -> None:
        if error.sent == "unknown":
            await self._endings.unknown(row, error.message)
        elif await self._is_its_own_duplicate(row, error):
            found = Submitted(platform_post_id=error.platform_post_id or "", permalink="")
            await self._endings.published(
                row,
                found,
                outcome=AttemptOutcome.PUBLISHED,
                detail="An earlier attempt had published it after all.",
                parts=gathered.post.parts,
            )
        else:
            outcome = AttemptOutcome.NOT_SENT if error.sent == "no" else AttemptOutcome.REFUSED
            await self._endings.not_sent(row, error, settle=outcome, tokens=gathered.tokens)

    async def _is_its_own_duplicate(self, row: Publication, error: PlatformError) -> bool:
        """Whether the post that a duplicate refusal names is this publication's own."""
        doubted = any(a.outcome is AttemptOutcome.RESOLVED_NOT_PUBLISHED for a in row.attempts)
        if error.error_class is not ErrorClass.DUPLICATE or not (
            doubted and error.platform_post_id
        ):
            return False
        async with self._services.store.reading() as unit:
            others = await unit.publications.post_ids(
                row.workspace_id, row.connection_id, but=row.id
            )
        return error.platform_post_id not in others
