"""What a text is expected to do, as a version keeps it: stored before publishing, scored after."""

from domain.expectation import Expected
from domain.explanation import Explanation
from domain.frozen import Frozen
from domain.platform import Platform
from tools.services import Services

SURE = 0.4
"""Confidence from which a text's strongest register is told as its own."""


class Foretold(Frozen):
    """The fields of a version that speak of its text's feeling and of what it should do."""

    register: str
    expected_ers: float | None = None
    expected_range: tuple[float, float] | None = None
    expected_level: float | None = None

    @property
    def expected(self) -> Expected | None:
        """What it should do; None without posts to tell by."""
        if self.expected_ers is None or self.expected_range is None:
            return None
        low, high = self.expected_range
        return Expected(mean=self.expected_ers, low=low, high=high)


async def foretell(
    services: Services,
    workspace_id: str,
    brand_id: str,
    *,
    text: str,
    platform: Platform,
    register: str = "",
) -> Foretold:
    """Read a text and expect its result.

    Args:
        services: The parts of the system.
        workspace_id: The tenant.
        brand_id: Whose history.
        text: The whole caption.
        platform: Where it goes out.
        register: What it was written in, when somebody says so; otherwise it is read.
    """
    if not text.strip():
        return Foretold(register=register)
    found = await services.esg.explain(workspace_id, brand_id, text, platform=platform)
    told = Foretold(register=register or read_register(found), expected_level=found.level)
    if found.expected is None:
        return told
    expected = found.expected
    return told.model_copy(
        update={
            "expected_ers": expected.mean,
            "expected_range": (expected.low, expected.high),
        }
    )


def read_register(found: Explanation) -> str:
    """The register a text surely speaks in; "" without one."""
    first = found.registers[0] if found.registers else None
    return first.register.value if first and first.confidence >= SURE else ""
