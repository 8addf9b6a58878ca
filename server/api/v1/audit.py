"""/api/v1/audit: who did what, through which surface. For owners; changes nothing."""

from typing import Annotated

from fastapi import APIRouter, Query

from domain.errors import InvalidError
from server.auth.access import Admin
from server.paging import Cursor, Limit, Page, cut
from server.running import RunningDep
from store.audit import Entry
from tools.views import instant

router = APIRouter(prefix="/audit", tags=["operation"])


@router.get("")
async def read_audit(
    caller: Admin,
    running: RunningDep,
    subject: Annotated[
        str | None, Query(max_length=100, description="Id of an approval, publication, connection")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[dict[str, object]]:
    """Every act on approvals, publications and connections, newest first."""
    async with running.system.store.reading() as unit:
        found = await unit.audit.list(
            caller.workspace_id, subject=subject, before=_before(cursor), limit=limit + 1
        )
    return cut(found, _view, key=lambda entry: str(entry.id), limit=limit)


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise InvalidError("This cursor leads nowhere. Begin again without one.", code="bad_cursor")
    return int(cursor)


def _view(entry: Entry) -> dict[str, object]:
    return {**entry.model_dump(), "id": str(entry.id), "at": instant(entry.at)}
