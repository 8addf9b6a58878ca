"""The one ASGI application: platforms and control on the first port, each site on its own."""

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import catalogue, control, files
from sandbox.comprehend import service as comprehend
from sandbox.exchange import Exchange, Operation
from sandbox.linkedin import platform as linkedin
from sandbox.sites import serving
from sandbox.world import World


class App:
    """Sends each request to the stand-in that owns the port it came in by."""

    def __init__(self, platforms: ASGIApp, sites: dict[int, ASGIApp]) -> None:
        self._platforms = platforms
        self._sites = sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _host, port = scope["server"]
        await self._sites.get(port, self._platforms)(scope, receive, send)


def build(world: World, site_ports: dict[str, int]) -> App:
    lost = Exchange(world, Operation(None, None, linkedin.not_found))
    platforms = Router(
        [
            *control.routes(world),
            *files.routes(world),
            *comprehend.routes(world),
            *(route for twin in catalogue.TWINS.values() for route in twin.routes(world)),
        ],
        redirect_slashes=False,
        default=lost,
    )
    sites = {port: serving.build(world, name) for name, port in site_ports.items()}
    return App(platforms, sites)
