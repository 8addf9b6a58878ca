"""The typeface cut down to the letters of one page, which can then carry it. Knows no HTML."""

from collections.abc import Iterable
from importlib.resources import files

import uharfbuzz as hb

from media.scripts import Weight


def cut(weight: Weight, texts: Iterable[str]) -> bytes:
    """A TrueType font with the glyphs of these texts, joined and stacked forms included."""
    wanted = {ord(letter) for text in texts for letter in text}
    chosen = hb.SubsetInput()
    chosen.unicode_set.update(wanted)
    data = files("media").joinpath("fonts", f"Poppins-{weight}.ttf").read_bytes()
    cut_down: bytes = hb.subset(hb.Face(data), chosen).blob.data
    return cut_down
