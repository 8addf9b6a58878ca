"""Starts the sandbox: ports, state, one uvicorn server for all of them, the line that says so."""

import argparse
import json
import socket
import sys
from pathlib import Path

import uvicorn

from sandbox import catalogue
from sandbox.app import build
from sandbox.sites import serving
from sandbox.transport import CuttableProtocol
from sandbox.world import Addresses, World

DEFAULT_PORT = 8900


def main(
    port: int = DEFAULT_PORT,
    *,
    data: Path,
    faults: str | None = None,
    host: str = "127.0.0.1",
    sites: bool = True,
) -> None:
    """Serves until it is told to stop; prints one line of JSON when it is ready.

    Args:
        port: of the platforms; each site takes the next one up. 0 picks free ports.
        data: the folder of the sandbox's own SQLite file, made when absent.
        faults: `chaos` or `chaos:SEED` for random faults on every operation.
        host: the address to listen on.
        sites: whether the test websites are served too.

    Raises:
        SystemExit: a port is taken, or `faults` is not known; the message says what to do.
    """
    names = serving.NAMES if sites else ()
    sockets = _listen(host, port, 1 + len(names))
    ports = [int(listener.getsockname()[1]) for listener in sockets]
    site_ports = dict(zip(names, ports[1:], strict=True))
    addresses = Addresses(
        f"http://{host}:{ports[0]}",
        {name: f"http://{host}:{site_port}" for name, site_port in site_ports.items()},
    )
    try:
        world = World.open(data, addresses, faults)
    except ValueError as error:
        raise SystemExit(str(error)) from None
    catalogue.seed(world)
    _serve(world, site_ports, sockets)


def command() -> None:
    """`python -m sandbox`."""
    parser = argparse.ArgumentParser(prog="sandbox", description=main.__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--faults", default=None, metavar="chaos")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--no-sites", action="store_true")
    chosen = parser.parse_args()
    main(
        chosen.port,
        data=chosen.data,
        faults=chosen.faults,
        host=chosen.host,
        sites=not chosen.no_sites,
    )


class _Server(uvicorn.Server):
    """Says when it listens; lets waiting calls go when it stops."""

    def __init__(self, config: uvicorn.Config, world: World) -> None:
        super().__init__(config)
        self._world = world

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(json.dumps(catalogue.ready_line(self._world)) + "\n")
        sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._world.holds.abandon()
        await super().shutdown(sockets)
        self._world.close()


def _serve(world: World, site_ports: dict[str, int], sockets: list[socket.socket]) -> None:
    config = uvicorn.Config(
        build(world, site_ports),
        http=CuttableProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    try:
        _Server(config, world).run(sockets)
    except KeyboardInterrupt:
        sys.exit(0)


def _listen(host: str, port: int, count: int) -> list[socket.socket]:
    """Bound sockets, so that the ports are known before anything is built."""
    sockets: list[socket.socket] = []
    for number in range(count):
        wanted = port + number if port else 0
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        sockets.append(listener)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, wanted))
        except OSError as error:
            for opened in sockets:
                opened.close()
            message = f"Cannot listen on {host}:{wanted} ({error.strerror}); choose another --port."
            raise SystemExit(message) from None
    return sockets
