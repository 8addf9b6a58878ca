r"""A console on which nothing that others wrote can hide, move or rename anything.

Whatever lies in the database is drawn, control characters and turns of direction as `\x1b`: a
terminal would obey them, and a person would approve words that were never on the screen.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from domain import hidden


class Screen(Console):
    """Spells hidden characters before it lays out, so that what it spells is wrapped, not cut."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        if isinstance(renderable, Text):
            renderable = spelled(renderable)
        return self._drawn(super().render(renderable, options))

    def render_str(self, text: str, **options: Any) -> Text:
        return super().render_str(hidden.visible(text), **options)

    @staticmethod
    def _drawn(segments: Iterable[Segment]) -> Iterator[Segment]:
        """The same; what came to be drawn past every text is spelled here at the latest."""
        for segment in segments:
            if segment.control or not hidden.places(segment.text):
                yield segment
            else:
                yield Segment(hidden.visible(segment.text), segment.style)


def spelled(text: Text) -> Text:
    """The text with its styles, hidden characters spelled and set off from what was written."""
    places = hidden.places(text.plain)
    if not places:
        return text
    made = text.blank_copy()
    for piece in text.divide(sorted({*places, *(at + 1 for at in places)})):
        if hidden.places(piece.plain):
            made.append(hidden.visible(piece.plain), "reverse")
        else:
            made.append_text(piece)
    return made
