"""Draws a contact sheet of cards, so that a person can look at all of them at once.

`python -m media.sheet` writes build/cards/: each card, and one sheet of them all.
"""

import io
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PIL import Image

from domain.look import Ratio, Style
from media.card import draw
from media.frames import FRAMES
from media.wording import CardWords

FOLDER = Path("build/cards")
_ROW = 360
"""Pixels of a row of the sheet."""
_GAP = 24
_SHOPS = (
    (
        CardWords(
            "Diwali boxes, packed the evening before", "Kaju katli · ₹480", "Asha Sweets", "Pune"
        ),
        CardWords("दीवाली के डिब्बे, एक शाम पहले बंधे", "काजू कतली · ₹480", "आशा मिठाई घर", "पुणे"),
        ("#8A1C3B", "#FBEFD9", "#E9A23B", "#2F6B5E"),
    ),
    (
        CardWords("Chai at four?", "Masala chai · ₹40", "Chai Sutra", "FC Road, Pune"),
        CardWords("मसाला चाय, चार बजे?", "मसाला चाय · ₹40", "चाय सूत्र", "पुणे"),
        ("#7A3E1D", "#F6E7D2", "#1F3A2E"),
    ),
)


def cards() -> Iterator[tuple[Style, Ratio, str, bytes]]:
    """Every style in every form, in English and in Hindi; the shops take turns."""
    for turn, (style, ratio) in enumerate(product(Style, Ratio)):
        english, hindi, palette = _SHOPS[turn % len(_SHOPS)]
        for language, words in (("en", english), ("hi", hindi)):
            yield style, ratio, language, draw(words, palette, style=style, ratio=ratio)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows: dict[tuple[Style, str], list[Image.Image]] = {}
    for style, ratio, language, content in cards():
        name = f"{style.value}-{ratio.value.replace(':', 'x')}-{language}.jpg"
        (FOLDER / name).write_bytes(content)
        with Image.open(io.BytesIO(content)) as card:
            frame = FRAMES[ratio]
            small = card.resize((round(frame.width * _ROW / frame.height), _ROW))
            rows.setdefault((style, language), []).append(small)
    sheet = FOLDER / "sheet.png"
    _sheet(list(rows.values())).save(sheet)
    sys.stdout.write(f"{sheet}: {sum(map(len, rows.values()))} cards\n")
    return 0


def _sheet(rows: list[list[Image.Image]]) -> Image.Image:
    width = max(sum(card.width + _GAP for card in row) for row in rows) + _GAP
    sheet = Image.new("RGB", (width, len(rows) * (_ROW + _GAP) + _GAP), (214, 214, 214))
    for down, row in enumerate(rows):
        x = _GAP
        for card in row:
            sheet.paste(card, (x, _GAP + down * (_ROW + _GAP)))
            x += card.width + _GAP
    return sheet


if __name__ == "__main__":
    sys.exit(main())
