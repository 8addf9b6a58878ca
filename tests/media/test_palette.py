"""Whatever colours a brand has, its words can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.palette import READABLE, contrast, readable, scheme

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)
HEX = COLOURS.map(lambda colour: "#{:02x}{:02x}{:02x}".format(*colour))


@given(st.lists(HEX | st.text(max_size=8), max_size=8), st.text(max_size=20), st.integers(0, 2**32))
def test_text_is_readable_on_every_ground(palette, brand, turn):
    made = scheme(tuple(palette), brand=brand, turn=turn)
    assert contrast(made.ink, made.ground) >= READABLE
    assert contrast(made.quiet, made.ground) >= READABLE
    assert len(made.accents) >= 3


@given(COLOURS, COLOURS)
def test_any_colour_can_be_made_readable(wanted, ground):
    assert contrast(readable(wanted, ground), ground) >= READABLE


def test_a_readable_colour_is_left_as_it_is():
    assert readable((0, 0, 0), (255, 255, 255)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        # the palest grey that passes on white, known from the guideline's own examples
        ((0x76, 0x76, 0x76), (255, 255, 255), 4.54),
    ],
)
def test_contrast_is_the_guidelines(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_the_brands_own_colours_are_used():
    made = scheme(("#7A3E1D", "#F6E7D2", "#1f3a2e"), brand="Chai", turn=0)
    assert made.ground == (0x7A, 0x3E, 0x1D)
    assert made.ink == (0xF6, 0xE7, 0xD2)


def test_a_brand_without_colours_keeps_to_one_palette_of_its_own():
    grounds = {scheme((), brand="Asha", turn=turn).ground for turn in range(20)}
    assert len(grounds) == 4
    assert scheme((), brand="Asha", turn=3) == scheme(("not a colour",), brand="Asha", turn=3)
