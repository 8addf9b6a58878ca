"""The forms of a card: how wide, how high, and where text may stand. Draws nothing."""

from dataclasses import dataclass

from domain.look import Ratio


@dataclass(frozen=True, slots=True)
class Frame:
    """A canvas in pixels, and the part of it that nothing of the platform's covers."""

    width: int
    height: int
    above: int = 0
    """Covered at the top by the platform's own buttons, as `below` is at the bottom."""
    below: int = 0

    @property
    def margin(self) -> int:
        """8 % of the short side."""
        return round(min(self.width, self.height) * 0.078)

    @property
    def is_wide(self) -> bool:
        return self.width > self.height * 1.2

    @property
    def top(self) -> int:
        return max(self.above, self.margin)

    @property
    def bottom(self) -> int:
        return self.height - max(self.below, self.margin)

    @property
    def inner(self) -> int:
        """Between the margins, from side to side."""
        return self.width - 2 * self.margin

    def scaled(self, size: float) -> int:
        """A size that is given for a side of 1080 pixels."""
        return round(size * min(self.width, self.height) / 1080)


FRAMES = {
    Ratio.SQUARE: Frame(1080, 1080),
    Ratio.PORTRAIT: Frame(1080, 1350),
    # a Story's and a Reel's own buttons cover about 14 % above and 20 % below
    Ratio.STORY: Frame(1080, 1920, above=270, below=380),
    Ratio.WIDE: Frame(1600, 900),
    # Facebook's size of it; 628 would be wider than Instagram takes
    Ratio.LINK: Frame(1200, 630),
}
