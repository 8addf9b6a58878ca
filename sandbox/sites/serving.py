"""Serves a test website: its pages as operations that can suffer faults, dates on the one clock."""

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from sandbox.exchange import Call, Exchange, Handler, Operation
from sandbox.faults import TRANSPORT_MODES, Mode
from sandbox.sites import chaighar
from sandbox.world import World

PLATFORM = "site"
RETRY_AFTER_S = 5
OPERATIONS: dict[str, frozenset[Mode]] = {"robots": TRANSPORT_MODES, "page": TRANSPORT_MODES}
NAMES = (chaighar.NAME,)
_PATHS = {chaighar.NAME: chaighar.PATHS}
_NOT_FOUND = {chaighar.NAME: chaighar.not_found}


def build(world: World, name: str) -> ASGIApp:
    routes = [
        Route(path, _exchange(world, name, kind, handle), methods=["GET"])
        for path, kind, handle in _PATHS[name]
    ]
    lost = _exchange(world, name, "page", _NOT_FOUND[name])
    return Router(routes, redirect_slashes=False, default=lost)


def _exchange(world: World, name: str, kind: str, handle: Handler) -> Exchange:
    operation = Operation(PLATFORM, kind, handle, OPERATIONS[kind], answer_fault, site=name)
    return Exchange(world, operation)


def answer_fault(_world: World, _call: Call, mode: Mode) -> Response:
    if mode is Mode.HTTP_429:
        headers = {"retry-after": str(RETRY_AFTER_S)}
        return PlainTextResponse("Too many requests, please slow down.\n", 429, headers)
    title = "This page is having a moment"
    return HTMLResponse(f"<!doctype html><title>{title}</title><h1>{title}</h1>", 500)
