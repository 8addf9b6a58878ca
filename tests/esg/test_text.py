"""The forms of a caption."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from esg.text import clean_text, text_key


def test_a_caption_is_composed_and_trimmed_and_otherwise_kept():
    assert clean_text("\u00a0 Cafe\u0301  at\n8 ") == "Café  at\n8"


def test_captions_that_differ_in_case_and_space_are_the_same():
    assert text_key("Fresh  CHAI\u00a0now\r\n") == text_key("fresh chai now")
    assert text_key("fresh chai") != text_key("fresh coffee")


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_cleaning_never_changes_the_key(text):
    assert text_key(clean_text(text)) == text_key(text)
