"""What one platform's stand-in brings: its paths, faults, people and past. Knows no platform."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.routing import BaseRoute

from sandbox.accounts import Account
from sandbox.faults import Mode
from sandbox.past import Memory
from sandbox.state import State
from sandbox.world import World


@dataclass(frozen=True)
class Twin:
    platform: str
    routes: Callable[[World], list[BaseRoute]]
    operations: Mapping[str, frozenset[Mode]]
    """What it can do, each with the faults that may hit it."""
    client: tuple[str, str]
    """The id and secret of the app that it knows from the start; published, worth nothing."""
    seed: Callable[[State], None]
    """Adds the known app and accounts unless they are there."""
    create: Callable[[State, str], Account]
    """A new member, with a page of that name where the platform has pages."""
    remember: Callable[[World, str, Memory], None]
    """Adds a post of the past to an account."""
    schema: str = ""
    """Tables of its own."""
