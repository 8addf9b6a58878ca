"""What one platform's stand-in brings: its paths, faults, people and past. Knows no platform."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from starlette.routing import BaseRoute

from sandbox.accounts import Account
from sandbox.faults import Mode
from sandbox.past import Memory
from sandbox.state import State
from sandbox.world import World


class People(Protocol):
    """A stand-in's module of that name."""

    PLATFORM: str
    CLIENT_ID: str
    CLIENT_SECRET: str

    def seed(self, state: State, /) -> None: ...

    def create(self, state: State, name: str, /) -> Account: ...


class Paths(Protocol):
    """A stand-in's module `platform`."""

    @property
    def OPERATIONS(self) -> Mapping[str, frozenset[Mode]]: ...  # noqa: N802 (a constant there)

    def routes(self, world: World, /) -> list[BaseRoute]: ...


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

    @classmethod
    def of(
        cls,
        people: People,
        paths: Paths,
        remember: Callable[[World, str, Memory], None],
        schema: str = "",
    ) -> "Twin":
        """Out of the modules that each stand-in has."""
        return cls(
            platform=people.PLATFORM,
            routes=paths.routes,
            operations=paths.OPERATIONS,
            client=(people.CLIENT_ID, people.CLIENT_SECRET),
            seed=people.seed,
            create=people.create,
            remember=remember,
            schema=schema,
        )
