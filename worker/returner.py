"""Asks about posts that are to be said again, when their day has come. Publishes nothing."""

import structlog

from domain.content import Content
from domain.errors import InstaMediaError, NotFoundError, UnavailableError
from domain.evergreen import RETRY, Evergreen
from domain.publication import Publication
from tools.again import come_back, prepared
from tools.services import Services
from worker.pulse import steady_s

EVERY_S = 30.0
AT_ONCE = 20
_BROKE = (
    "It could not be asked about, for a reason that only the server's log tells. It is tried again "
    "in a day; ask about it yourself meanwhile (requeue)."
)
log = structlog.get_logger()


class Returner:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._looked_s = -EVERY_S

    async def look(self) -> None:
        """Ask about every post that is due, each in a unit of its own."""
        if steady_s() - self._looked_s < EVERY_S:
            return
        self._looked_s = steady_s()
        async with self._services.store.reading() as unit:
            due = await unit.evergreens.due(self._services.clock(), limit=AT_ONCE)
        for rule in due:
            await self._return(rule)

    async def _return(self, rule: Evergreen) -> None:
        try:
            publication, before, by = await self._loaded(rule)
            made = await prepared(self._services, before, publication, by=by)
            await come_back(self._services, rule, made, before, publication)
        except UnavailableError as error:
            # nothing is wrong with the post: the next look comes soon
            log.warning("evergreen.failed", publication_id=rule.publication_id, code=error.code)
        except InstaMediaError as error:
            await self._put_off(rule, error.message)
        except Exception:
            # one that nobody can ask about must not keep the others waiting
            log.exception("evergreen.broke", publication_id=rule.publication_id)
            await self._put_off(rule, _BROKE)

    async def _loaded(self, rule: Evergreen) -> tuple[Publication, Content, str]:
        """The post, what it said, and the name of whoever wished that it returns."""
        async with self._services.store.reading() as unit:
            publication = await unit.publications.get(rule.workspace_id, rule.publication_id)
            content = await unit.contents.get(
                rule.workspace_id, publication.content_id, version=publication.content_version
            )
            member = await unit.accounts.member(rule.workspace_id, rule.user_id)
        if member is None:
            raise NotFoundError(
                "Whoever wished that this post returns is no member any more. Let it return anew."
            )
        return publication, content, member.name or member.email

    async def _put_off(self, rule: Evergreen, why: str) -> None:
        log.info("evergreen.put_off", publication_id=rule.publication_id, detail=why)
        later = rule.model_copy(update={"next_at": self._services.clock() + RETRY, "problem": why})
        async with self._services.store.writing() as unit:
            await unit.evergreens.move_on(rule, later)
