"""Hex colours by the names that people use for them."""

import pytest

from domain.colours import all_named, named


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#7A3E1D", "warm brown"),
        ("#f6e7d2", "cream"),
        ("1F3A2E", "dark green"),
        ("#fff", "white"),
        ("#000000", "black"),
        ("#D4AF37", "gold"),
        ("#800000", "maroon"),
        ("#ff9933", "saffron"),
        ("red", ""),
        ("", ""),
        ("#12345", ""),
    ],
)
def test_a_colour_has_a_name(colour, name):
    assert named(colour) == name


def test_a_palette_keeps_its_order_and_names_each_once():
    assert all_named(("#ffffff", "none", "#fefefe", "#000")) == ("white", "black")
