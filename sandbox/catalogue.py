"""What the sandbox offers: platforms, their accounts, operations and the fault modes of each."""

from collections.abc import Mapping

from sandbox.comprehend import service as comprehend
from sandbox.facebook.twin import FACEBOOK
from sandbox.faults import EVERY, Mode
from sandbox.instagram.twin import INSTAGRAM
from sandbox.linkedin.twin import LINKEDIN
from sandbox.sites import serving
from sandbox.twin import Twin
from sandbox.world import World
from sandbox.x.twin import X
from sandbox.youtube.twin import YOUTUBE

# Facebook before Instagram: both speak the Graph API, and what neither knows Instagram answers.
TWINS: Mapping[str, Twin] = {
    twin.platform: twin for twin in (LINKEDIN, FACEBOOK, INSTAGRAM, X, YOUTUBE)
}
OPERATIONS: Mapping[str, Mapping[str, frozenset[Mode]]] = {
    **{platform: twin.operations for platform, twin in TWINS.items()},
    serving.PLATFORM: serving.OPERATIONS,
    comprehend.PLATFORM: comprehend.OPERATIONS,
}


def seed(world: World) -> None:
    """Adds every platform's tables, known app and accounts unless they are there."""
    for twin in TWINS.values():
        world.state.create(twin.schema)
        twin.seed(world.state)


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
                "client_id": twin.client[0],
                "client_secret": twin.client[1],
            }
            for platform, twin in TWINS.items()
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
