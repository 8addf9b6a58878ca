"""A calm brand is told when a post shouts; any other one is not."""

import pytest

from domain.brand import BrandProfile, BrandVoice
from domain.register import Register
from safety.tone import off_tone
from tools.safety import check


@pytest.mark.parametrize(
    "text",
    [
        "Sale!! Today",
        "Now! Here! For you! Only today!",
        "LAST FEW HOURS, come now",
        "Come 🎉🎉🎉🔥🔥🔥 today",
    ],
)
def test_shouting_is_told_to_a_calm_brand_alone(text):
    (flag,) = off_tone(text, ("Calm", "warm"))
    assert (flag.category, flag.severity) == ("tone", "warn")
    assert flag.term in text
    assert off_tone(text, ("playful",)) == ()


@pytest.mark.parametrize("text", ["A cup in the rain.", "Chai! Now?", "UPI and GST bills 🎉", ""])
def test_an_ordinary_text_is_calm(text):
    assert off_tone(text, ("calm",)) == ()


def test_a_feeling_that_the_brand_switched_off_is_told():
    hurry = "Hurry, last day! Only a few left, limited seats before tonight."
    brand = BrandProfile(registers_off=(Register.URGENCY,), brand_voice=BrandVoice())
    assert [flag.category for flag in check(hurry, (), brand).flags] == ["tone"]
    assert check(hurry, (), BrandProfile()).flags == ()
