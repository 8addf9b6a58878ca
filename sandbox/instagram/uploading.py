"""POST /ig-api-upload/{v}/{container}: a film's bytes, from the offset that is confirmed on.

On rupload.facebook.com, whose refusals have a shape of their own (`debug_info`).
https://developers.facebook.com/documentation/instagram-platform/content-publishing
"""

import json

from starlette.responses import JSONResponse, Response

from sandbox import granting
from sandbox.exchange import Call, RefusalError
from sandbox.instagram import access, containers, films
from sandbox.instagram.containers import Container
from sandbox.world import World

PATH = "/ig-api-upload"
LARGEST_BODY = films.LARGEST + 1024 * 1024


def address(world: World, container_id: str) -> str:
    """Where a container's bytes go, as its making tells."""
    return f"{world.addresses.platforms}{PATH}/v26.0/{container_id}"


def receive(world: World, call: Call) -> Response:
    """Takes what came, also of a body that was cut off."""
    container = _container(world, call)
    key = container.upload or ""
    offset, size = _number(call, "offset"), _number(call, "file_size")
    if size is None or not 0 < size <= films.LARGEST:
        raise _refused("The header file_size must be the bytes of the file")
    if container.ready_ms is not None:
        raise _refused("The upload of this video is complete already")
    here = world.stash.size(key)
    if offset != here:
        raise _refused(f"The header offset must be {here}", kind="OffsetInvalidError")
    more = call.spool
    if more is None or here + more.stat().st_size > size:
        raise _refused("There are more bytes than file_size says", kind="PartialRequestError")
    if world.stash.append(key, more) < size:
        raise _refused(
            "The request ended before the file did", kind="PartialRequestError", retriable=True
        )
    films.settle(world, container, key)
    return JSONResponse({"success": True, "message": "Upload successful."})


def problem(message: str, *, kind: str, status: int, retriable: bool) -> JSONResponse:
    """It quotes the error of what stands behind it as JSON within its own words."""
    quoted = json.dumps({"success": False, "error": {"message": message}})
    told = {"retriable": retriable, "type": kind, "message": quoted}
    return JSONResponse({"debug_info": told}, status)


def _container(world: World, call: Call) -> Container:
    token = granting.bearer(call, ("oauth",))
    if not token:
        raise _refused("unauthorized user request: the scheme must be OAuth", status=401)
    try:
        grant = access.check_token(world, token)
        grant.must_have(access.BASIC, access.PUBLISH)
    except RefusalError:
        raise _refused("unauthorized user request", status=401) from None
    container = containers.find(world.state, grant.account, call.params["container"])
    if container is None or container.upload is None:
        raise _refused("There is no such upload", status=404)
    return container


def _number(call: Call, name: str) -> int | None:
    value = call.headers.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 13 else None


def _refused(
    message: str,
    *,
    kind: str = "ProcessingFailedError",
    status: int = 400,
    retriable: bool = False,
) -> RefusalError:
    return RefusalError(problem(message, kind=kind, status=status, retriable=retriable))
