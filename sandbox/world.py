"""Everything the stand-ins share, built once at the start and handed to each of them."""

from dataclasses import dataclass, field
from pathlib import Path

from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.holds import Holds
from sandbox.journal import Journal
from sandbox.stash import Stash
from sandbox.state import State


@dataclass(frozen=True)
class Addresses:
    """Where the stand-ins listen: one base URL for the platforms, one for each site."""

    platforms: str
    sites: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    state: State
    clock: Clock
    faults: Faults
    holds: Holds
    journal: Journal
    addresses: Addresses
    stash: Stash

    @classmethod
    def open(cls, folder: Path, addresses: Addresses, chaos: str | None) -> "World":
        state = State(folder)
        return cls(
            state,
            Clock(state),
            Faults(state, chaos),
            Holds(),
            Journal(state),
            addresses,
            Stash(folder),
        )

    def close(self) -> None:
        self.state.close()
