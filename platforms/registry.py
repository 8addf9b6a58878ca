"""Which platforms this installation can reach, and what each can do. Holds no vendor rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.errors import InvalidError
from domain.platform import Platform
from platforms.ports import Connector, MetricsReader, Probe, Publisher, Renderer


@dataclass(frozen=True)
class Capabilities:
    """What one platform can do here; None is a thing it cannot do."""

    platform: Platform
    is_sandbox: bool
    renderer: Renderer
    connector: Connector
    publisher: Publisher | None = None
    probe: Probe | None = None
    metrics: MetricsReader | None = None


class Platforms:
    """The adapters by platform."""

    def __init__(self, adapters: Iterable[Capabilities]) -> None:
        self._adapters = {adapter.platform: adapter for adapter in adapters}

    @property
    def available(self) -> tuple[Platform, ...]:
        return tuple(self._adapters)

    def get(self, platform: Platform) -> Capabilities:
        """What can be done on that platform.

        Raises:
            InvalidError: `platform_not_available`; there is no adapter for it.
        """
        if platform in self._adapters:
            return self._adapters[platform]
        known = ", ".join(p.title for p in self.available) or "none"
        raise InvalidError(
            f"{platform.title} is not available yet. Choose one of these instead: {known}.",
            code="platform_not_available",
        )
