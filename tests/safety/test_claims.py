"""Claims: what a source bears is fine, what none bears stops, and some stop always."""

import pytest

from domain.content import Claim
from safety.claims import claims_in, sources_of
from safety.disclosure import undisclosed

SOURCES = sources_of(
    (Claim(text="Best chai in Pune, Herald readers 2025", source="https://herald.example"),),
    (("Trusted by 5,000 customers", None), ("Our oil cures diabetes", "the owner")),
)


@pytest.mark.parametrize(
    "text",
    [
        "Trusted by 50,000 customers",
        "95% of dentists recommend it",
        "3x faster hair growth",
        "Clinically proven",
        "50,000 ग्राहकों का भरोसा",
        "No. 1 salon in Indore",
        "Double your money in a year",
        "Guaranteed returns of 18%",
        "Paisa double teen mahine mein",
        "Cures diabetes",
    ],
)
def test_a_claim_without_a_source_stops_the_post(text):
    flags = claims_in(text, ())
    assert [flag.severity for flag in flags] == ["block"]


def test_a_claim_that_a_source_bears_is_a_note_with_the_source():
    (flag,) = claims_in("The best chai in Pune!", SOURCES)
    assert (flag.severity, flag.message.endswith("rests on https://herald.example.")) == (
        "info",
        True,
    )
    (flag,) = claims_in("Trusted by 5,000 customers", SOURCES)
    assert (flag.severity, "your Brand page" in flag.message) == ("info", True)
    (flag,) = claims_in("Trusted by 50,000 customers", SOURCES)
    assert flag.severity == "block"


def test_no_source_makes_a_cure_or_a_promised_return_fit():
    assert [f.severity for f in claims_in("It cures diabetes", SOURCES)] == ["block"]
    assert "SEBI" in claims_in("Assured monthly returns", SOURCES)[0].message


@pytest.mark.parametrize(
    "text",
    ["Masala chai ₹20, two for ₹35", "20% off till Sunday", "Open 10 to 7", "12 seats, 3 days", ""],
)
def test_prices_times_and_counts_are_no_claims(text):
    assert claims_in(text, ()) == ()


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Thanks to Sea Breeze for gifting us a stay", False),
        ("Ad: Thanks to Sea Breeze for gifting us a stay", True),
        ("#Collaboration In partnership with GlowUp", True),
        ("In partnership with GlowUp. " + "Lovely. " * 30 + "#ad", False),
        ("Sponsored by FitBar", False),
        ("Chai at four", True),
        ("Adda at four, free chai for students", True),
    ],
)
def test_what_was_paid_for_says_so_at_the_beginning(text, is_told):
    assert (undisclosed(text) == ()) is is_told


def test_a_picture_of_a_model_is_told():
    (flag,) = undisclosed("A cup in the rain", made_by_machine=True)
    assert flag.severity == "warn"
    assert undisclosed("A cup in the rain #AIGenerated", made_by_machine=True) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The finest kaju katli in Indore",
        "World famous jalebi, since 1978.",
        "India's favourite mithai shop",
        "The most trusted clinic in Nagpur",
        "Indore ki sabse mashhoor jalebi",
        "पुणे का सबसे मशहूर वड़ा पाव",
    ],
)
def test_praise_that_nobody_can_check_is_a_superlative_in_any_words(text):
    assert [flag.severity for flag in claims_in(text, ())] == ["block"]


@pytest.mark.parametrize(
    "text",
    [
        "The best gifts come in small boxes.",
        "Tell us your most loved memory of Pune.",
        "Our most popular cake in December: plum.",
        "Diwali is the most loved festival of India.",
        "Mum's favourite chai.",
        "Famous for nothing but our jalebi.",
    ],
)
def test_fondness_is_no_superlative(text):
    assert not claims_in(text, ())
