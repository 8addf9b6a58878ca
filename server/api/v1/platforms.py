"""/api/v1/platforms: connecting accounts through the platform's consent page, and letting go."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse

from domain.connection import Connection
from domain.errors import InstaMediaError
from domain.platform import parse_platform
from domain.times import GivenInstant
from platforms.connect import code_from
from platforms.values import Audience, PublicAccount
from server.auth.access import Connecter, Reader
from server.pages import connected_page, refused_page
from server.paging import Cursor, Limit, Page, page
from server.running import Running, RunningDep
from tools import connecting, observing
from tools.deleting import deletion_refusal
from tools.pulling import history_refusal
from tools.shapes import ConnectionView, ConsentView
from tools.views import connection_view, consent_view

router = APIRouter(prefix="/platforms", tags=["platforms"])


class ConnectBody(BaseModel):
    platform: str = Field(max_length=40)


class ConnectView(BaseModel):
    authorize_url: str
    """Where to send the person's browser."""
    state: str


@router.get("")
async def list_connections(
    caller: Reader, running: RunningDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[ConnectionView]:
    """Connected accounts; never a token."""
    async with running.system.store.reading() as unit:
        found = await unit.connections.list(caller.workspace_id)
    return page(found, partial(_view, running), key=lambda c: c.id, limit=limit, cursor=cursor)


@router.post("/connect")
async def connect(
    body: ConnectBody, request: Request, caller: Connecter, running: RunningDep
) -> ConnectView:
    """Begin connecting: the person agrees at the platform and comes back to the callback."""
    platform = parse_platform(body.platform)
    base = running.system.settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
    redirect_uri = f"{base}/api/v1/platforms/callback/{platform.value}"
    url, state = await connecting.start(
        running.system.services, caller.member, platform, redirect_uri
    )
    return ConnectView(authorize_url=url, state=state)


@router.get("/connect/{state}")
async def read_consent(
    state: Annotated[str, Path(max_length=200)], caller: Reader, running: RunningDep
) -> ConsentView:
    """How a round trip stands that was begun in this workspace."""
    return consent_view(await connecting.consent(running.system.services, caller.member, state))


@router.get("/callback/{platform}", response_class=HTMLResponse)
async def callback(
    platform: str,
    request: Request,
    running: RunningDep,
    state: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """Where the platform sends the browser back; the single-use state names the person."""
    services = running.system.services
    try:
        wanted = parse_platform(platform)
    except InstaMediaError as error:
        return refused_page(error)
    try:
        code = code_from(request.query_params, wanted)
        kept = await connecting.finish(services, wanted, code, state)
    except InstaMediaError as error:
        await connecting.give_up(services, wanted, state, error)
        return refused_page(error)
    return connected_page(wanted, kept)


@router.delete("/{platform}", status_code=204)
async def disconnect(
    platform: str,
    caller: Connecter,
    running: RunningDep,
    connection_id: Annotated[str | None, Query(max_length=36)] = None,
) -> None:
    """Forget the grant of one account, or of all the platform's accounts."""
    await connecting.disconnect(
        running.system.services,
        caller.member,
        parse_platform(platform),
        connection_id,
        surface=caller.surface,
    )


@router.post("/{connection_id}/pause")
async def pause(connection_id: str, caller: Connecter, running: RunningDep) -> ConnectionView:
    """Let nothing go out by this account until it is resumed; what misses its time is told."""
    return await _set_pause(connection_id, caller, running, paused=True)


@router.post("/{connection_id}/resume")
async def resume(connection_id: str, caller: Connecter, running: RunningDep) -> ConnectionView:
    """Let approved posts go out again; those whose time is not over go at once."""
    return await _set_pause(connection_id, caller, running, paused=False)


@router.get("/{connection_id}/audience")
async def read_audience(
    connection_id: str,
    caller: Reader,
    running: RunningDep,
    since: GivenInstant | None = None,
    until: GivenInstant | None = None,
) -> Audience:
    """The account's numbers of four weeks, or of that time, and who its people are."""
    return await observing.audience(
        running.system.services, caller.member, connection_id, since=since, until=until
    )


@router.get("/{connection_id}/public")
async def read_public_account(
    connection_id: str,
    caller: Reader,
    running: RunningDep,
    handle: Annotated[str, Query(min_length=1, max_length=200)],
    most: Annotated[int, Query(ge=1, le=observing.MOST_POSTS)] = 20,
) -> PublicAccount:
    """Another account by its public name, as this platform shows it to one of ours."""
    return await observing.public_account(
        running.system.services, caller.member, connection_id, handle, most=most
    )


async def _set_pause(
    connection_id: str, caller: Connecter, running: RunningDep, *, paused: bool
) -> ConnectionView:
    connection = await connecting.set_pause(
        running.system.services,
        caller.member,
        connection_id,
        paused=paused,
        surface=caller.surface,
    )
    return _view(running, connection)


def _view(running: Running, connection: Connection) -> ConnectionView:
    services = running.system.services
    return connection_view(
        connection,
        history_refusal=history_refusal(services, connection),
        deletion_refusal=deletion_refusal(services, connection),
    )
