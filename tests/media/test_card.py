"""The card as a file: what every platform takes, the same bytes for the same words."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from media.card import draw
from media.inspecting import inspect
from media.layouts.pieces import initials
from media.setting import fit
from media.shaping import shape
from media.wording import CardWords

WORDS = CardWords("Chai at four?", "Masala chai · ₹40", "Masala Chai Co.", "Pune")
PALETTE = ("#7A3E1D", "#F6E7D2", "#1F3A2E")
HARD = [
    CardWords("", "", "", ""),
    CardWords("🎉", "🎉", "🎉", "🎉"),
    CardWords("W" * 90, "W" * 300, "W" * 200, "W" * 200),
    CardWords("शुभकामनाएँ" * 9, "", "शुभकामनाएँ" * 20, ""),
    CardWords("சாய் டைம்", "", "Chai Kadai", "Chennai"),
    CardWords(" ".join(["क्षत्रिय"] * 11), "क", "क", "क"),
]


@pytest.mark.parametrize("words", [WORDS, *HARD])
def test_every_card_is_a_small_portrait_jpeg(words):
    found = inspect(draw(words, PALETTE))
    assert (found.content_type, found.width, found.height) == ("image/jpeg", 1080, 1350)
    assert found.size < 1_000_000


def test_the_same_words_and_colours_give_the_same_bytes():
    assert draw(WORDS, PALETTE) == draw(WORDS, PALETTE)
    assert draw(WORDS, PALETTE) != draw(WORDS, ())


def test_the_words_stand_on_the_ground_within_the_margins():
    with Image.open(io.BytesIO(draw(WORDS, ("#000000",)))) as card:
        below = card.convert("L").crop((0, 540, 1080, 1350)).point(lambda v: 255 if v > 60 else 0)
    left, top, right, bottom = below.getbbox()
    assert left >= 80
    assert right <= 1000
    assert top >= 40
    assert bottom <= 810 - 80


def test_a_logo_takes_the_place_of_the_initials_and_a_damaged_one_does_not():
    file = io.BytesIO()
    Image.new("RGBA", (400, 200), (0, 200, 0, 255)).save(file, "PNG")
    plain = draw(WORDS, PALETTE)
    assert draw(WORDS, PALETTE, logo=file.getvalue()) != plain
    assert draw(WORDS, PALETTE, logo=file.getvalue()[:60]) == plain


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Masala Chai Co.", "MC"), ("The Loaf", "L"), ("मिठाई घर", "मघ"), ("asha's", "A"), ("", "")],
)
def test_the_mark_is_made_of_the_first_letters(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    "text", [WORDS.headline, HARD[2].headline, HARD[3].headline, HARD[5].headline, "a b c d e f g"]
)
def test_no_line_is_wider_than_its_box_and_no_block_higher(text):
    block = fit(text, weight="Bold", width=912, height=420, largest=144, smallest=48)
    assert block.lines
    assert max(line.width for line in block.lines) <= 912
    assert block.height <= 420


def test_a_line_ends_where_a_reader_pauses_when_that_costs_little():
    block = fit("Thank you, Pune", weight="Bold", width=912, height=500, largest=144, smallest=84)
    assert [line.text for line in block.lines] == ["Thank you,", "Pune"]


def test_lines_are_of_like_length():
    block = fit(
        "We grind our spice mix every morning", weight="Bold", width=912, height=500,
        largest=96, smallest=96,
    )  # fmt: skip
    widths = [line.width for line in block.lines]
    assert len(widths) == 3
    assert min(widths) > 0.6 * max(widths)
    assert " ".join(line.text for line in block.lines) == "We grind our spice mix every morning"
    assert block.lines[0] == shape(block.lines[0].text, "Bold", 96)


def test_the_program_starts_without_loading_anything_that_draws():
    loaded = "import sys, server.app; print({'PIL', 'uharfbuzz'} & set(sys.modules))"
    command = [sys.executable, "-c", loaded]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
