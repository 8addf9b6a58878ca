"""What the sandbox offers: platforms, their accounts, operations and the fault modes of each."""

from collections.abc import Callable

from sandbox.accounts import Account
from sandbox.faults import EVERY, Mode
from sandbox.instagram import past as instagram_past
from sandbox.instagram import people as instagram_people
from sandbox.instagram import platform as instagram
from sandbox.linkedin import past as linkedin_past
from sandbox.linkedin import people as linkedin_people
from sandbox.linkedin import platform as linkedin
from sandbox.past import Memory
from sandbox.sites import serving
from sandbox.state import State
from sandbox.world import World

OPERATIONS: dict[str, dict[str, frozenset[Mode]]] = {
    linkedin_people.PLATFORM: linkedin.OPERATIONS,
    instagram_people.PLATFORM: instagram.OPERATIONS,
    serving.PLATFORM: serving.OPERATIONS,
}
ACCOUNT_MAKERS: dict[str, Callable[[State, str], Account]] = {
    linkedin_people.PLATFORM: linkedin_people.create,
    instagram_people.PLATFORM: instagram_people.create,
}
PASTS: dict[str, Callable[[World, str, Memory], None]] = {
    linkedin_people.PLATFORM: linkedin_past.add,
    instagram_people.PLATFORM: instagram_past.add,
}
_CLIENTS = {
    linkedin_people.PLATFORM: (linkedin_people.CLIENT_ID, linkedin_people.CLIENT_SECRET),
    instagram_people.PLATFORM: (instagram_people.CLIENT_ID, instagram_people.CLIENT_SECRET),
}


def seed(state: State) -> None:
    """Adds every platform's known app and accounts unless they are there."""
    linkedin_people.seed(state)
    instagram_people.seed(state)


def modes_of(platform: str, operation: str) -> frozenset[Mode]:
    """The modes that an operation, or any operation of the platform for `*`, can suffer."""
    operations = OPERATIONS[platform]
    if operation == EVERY:
        return frozenset[Mode]().union(*operations.values())
    return operations[operation]


def ready_line(world: World) -> dict[str, object]:
    return {"sandbox": world.addresses.platforms, "sites": dict(world.addresses.sites)}


def describe(world: World) -> dict[str, object]:
    """The answer of GET /control/info."""
    base = world.addresses.platforms
    return {
        **ready_line(world),
        "platforms": {
            platform: {
                "api_base": base,
                "auth_base": base,
                "token_base": base,
                "client_id": client_id,
                "client_secret": client_secret,
            }
            for platform, (client_id, client_secret) in _CLIENTS.items()
        },
        "operations": {
            platform: {name: _ordered(modes) for name, modes in operations.items()}
            for platform, operations in OPERATIONS.items()
        },
        "modes": [mode.value for mode in Mode],
        "chaos_seed": world.faults.chaos_seed,
    }


def _ordered(modes: frozenset[Mode]) -> list[str]:
    return [mode.value for mode in Mode if mode in modes]
