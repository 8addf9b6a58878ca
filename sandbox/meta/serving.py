"""How every Graph call is served: its path, its version, its count, and its faults' words."""

from collections.abc import Callable

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.responses import JSONResponse, Response

from sandbox.exchange import Call, Handler, RefusalError
from sandbox.meta import access, errors, versions
from sandbox.meta.usage import Allowance
from sandbox.world import World

VERSION = r"v[0-9]{1,4}\.[0-9]{1,4}"


def counted(
    handle: Handler, allowance: Allowance, before: Callable[[World], None] | None = None
) -> Handler:
    """Served by a live version, counted, with the headers that tell of both."""

    def answer(world: World, call: Call) -> Response:
        headers: dict[str, str] = {}
        if before is not None:
            before(world)
        try:
            version = versions.serving(call.params.get("v"), world.clock.now())
            headers["facebook-api-version"] = version
            owner = access.owner_of(world, allowance.platform, call)
            if owner is not None:
                headers |= allowance.headers(world, owner)
            response = handle(world, call)
        except RefusalError as error:
            response = error.response
        response.headers.update(headers)
        return response

    return answer


def register(patterns: dict[str, str]) -> None:
    """Lets paths name ids by their patterns, from which the kind of an object follows."""
    for name, pattern in patterns.items():
        register_url_convertor(name, type(name, (StringConvertor,), {"regex": pattern})())


def revoked(world: World, call: Call) -> JSONResponse:
    """The token dies with this call."""
    access.revoke(world, call)
    return errors.token_problem(access.REVOKED, 460)


def unexpected() -> JSONResponse:
    return errors.problem(
        2, "An unexpected error has occurred. Please retry your request later.", status=500
    )
