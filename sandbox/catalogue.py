"""What the sandbox offers: its platforms, their operations, and the fault modes of each."""

from sandbox.accounts import LINKEDIN, SEEDED_CLIENT_ID, SEEDED_CLIENT_SECRET
from sandbox.faults import EVERY, Mode
from sandbox.linkedin import platform as linkedin
from sandbox.sites import serving
from sandbox.world import World

ACCOUNT_PLATFORMS = (LINKEDIN,)
OPERATIONS: dict[str, dict[str, frozenset[Mode]]] = {
    LINKEDIN: linkedin.OPERATIONS,
    serving.PLATFORM: serving.OPERATIONS,
}


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
            LINKEDIN: {
                "api_base": base,
                "auth_base": base,
                "token_base": base,
                "client_id": SEEDED_CLIENT_ID,
                "client_secret": SEEDED_CLIENT_SECRET,
            }
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
