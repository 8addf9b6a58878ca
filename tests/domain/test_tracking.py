from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.platform import Platform
from domain.tracking import Occasion, Tracking, tracked

ON = Tracking(on=True)
DIWALI = Occasion(platform=Platform.INSTAGRAM, campaign="Diwali Sweets 2026", language="en")
ADDED = "utm_source=instagram&utm_medium=social&utm_campaign=diwali-sweets-2026"


def test_the_brands_links_carry_where_they_were_posted_and_for_what():
    text = "New sweets! See https://chaighar.in/menu, or call us."
    assert tracked(text, ON, DIWALI) == (
        f"New sweets! See https://chaighar.in/menu?{ADDED}, or call us."
    )
    assert tracked(text, Tracking(), DIWALI) == text


@pytest.mark.parametrize(
    ("link", "made"),
    [
        ("https://a.in/?x=1#top", f"https://a.in/?x=1&{ADDED}#top"),
        (
            "https://a.in/p?utm_source=mail",
            "https://a.in/p?utm_source=mail&utm_medium=social&utm_campaign=diwali-sweets-2026",
        ),
        ("https://www.instagram.com/chaighar", "https://www.instagram.com/chaighar"),
        ("https://youtu.be/abc", "https://youtu.be/abc"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_what_a_person_wrote_stays_and_platforms_own_pages_are_left_alone(link, made):
    assert tracked(link, ON, DIWALI) == made


def test_only_the_named_hosts_and_what_lies_below_them_are_tracked():
    own = ON.model_copy(update={"hosts": ("www.chaighar.in",)})
    text = "https://shop.chaighar.in/a https://chaighar.in.evil.example/a https://other.in/a"
    assert tracked(text, own, DIWALI).split() == [
        f"https://shop.chaighar.in/a?{ADDED}",
        "https://chaighar.in.evil.example/a",
        "https://other.in/a",
    ]


def test_values_of_any_script_are_encoded_and_empty_ones_left_out():
    hindi = DIWALI.model_copy(update={"campaign": "दिवाली मिठाई"})
    made = tracked("https://a.in", ON.model_copy(update={"content": "{language}"}), hindi)
    assert parse_qs(urlsplit(made).query) == {
        "utm_source": ["instagram"],
        "utm_medium": ["social"],
        "utm_campaign": ["दिवाली-मिठाई"],
        "utm_content": ["en"],
    }
    nameless = DIWALI.model_copy(update={"campaign": ""})
    assert "utm_campaign" not in tracked("https://a.in", ON, nameless)


@given(st.text(max_size=200))
def test_tracking_twice_is_tracking_once_and_other_words_stay(words):
    text = f"{words} https://a.in/p?q={{}} {words}"
    once = tracked(text, ON, DIWALI)
    assert tracked(once, ON, DIWALI) == once


def test_a_bracket_that_the_address_opened_is_its_own():
    link = "https://chai.example/wiki/Tea_(plant)"
    told = tracked(f"Read ({link}).", Tracking(on=True), Occasion(platform=Platform.LINKEDIN))
    assert told == f"Read ({link}?utm_source=linkedin&utm_medium=social)."
