"""A table where there is room for it, else the same facts stacked: a number is never cut."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

_UNBOUND = 10_000


@dataclass(frozen=True)
class Fitting:
    """Chooses where it is drawn: inside a panel there is less room than on the screen."""

    wide: RenderableType
    stacked: RenderableType
    least: Table
    """The table of it, with the fewest words it makes sense with."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        unbound = options.update(max_width=_UNBOUND)
        needs = Measurement.get(console, unbound, self.least).maximum
        yield self.wide if needs <= options.max_width else self.stacked


def facts(*parts: str | Text) -> Text:
    """Facts on a line, broken between them where the line is short."""
    return Text(" · ").join(part if isinstance(part, Text) else Text(part) for part in parts)
