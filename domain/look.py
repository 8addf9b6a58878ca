"""How a brand's pictures look: their style and their form. Draws nothing."""

from enum import StrEnum


class Style(StrEnum):
    """The seed's four styles of a picture."""

    MODERN = "modern"
    TRADITIONAL = "traditional"
    MINIMALIST = "minimalist"
    VIBRANT = "vibrant"


class Ratio(StrEnum):
    """Width to height, as platforms name it."""

    SQUARE = "1:1"
    PORTRAIT = "4:5"
    """The tallest that Instagram's feed shows whole; its grid keeps the middle 3:4."""
    STORY = "9:16"
    WIDE = "16:9"
    LINK = "1.91:1"
    """Of link previews, and the widest that Instagram takes."""

    @property
    def aspect(self) -> float:
        """Width over height."""
        across, _, down = self.value.partition(":")
        return float(across) / float(down)
