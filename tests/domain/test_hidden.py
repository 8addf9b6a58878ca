"""What conceals words is found, named, taken out and spelled; what writing needs is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import hidden

FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
CONCEALED = [
    *(chr(c) for c in range(0xA0) if unicodedata.category(chr(c)) == "Cc" and chr(c) not in "\n\t"),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *(chr(c) for c in range(0xE0000, 0xE0080)),
]


@pytest.mark.parametrize("letter", CONCEALED, ids=lambda c: f"{ord(c):04X}")
def test_whatever_conceals_is_named_with_its_place_taken_out_and_spelled(letter):
    said = hidden.refusal(f"One\nTwo{letter}Three")
    assert said.startswith("Character 4 of line 2 ")
    assert f"U+{ord(letter):04X}" in said
    assert hidden.cleaned(f"One\nTwo{letter}Three").replace("\n", "") == "OneTwoThree"
    assert hidden.visible(f"a{letter}b") == f"a{hidden.spelled(letter)}b"
    assert hidden.spelled(letter).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "क\u094d\u200dष और न\u094d\u200cन, চা, தேநீர்",
        "👩\u200d👩\u200d👧 ❤\ufe0f ☕\ufe0e " + FLAG,
        "One\n\tTwo",
        "ab\u200e\u200fc",
        "\ud83d",
    ],
)
def test_what_writing_needs_is_left_alone(text):
    assert hidden.refusal(text) is None
    assert hidden.cleaned(text) == hidden.visible(text) == text


def test_tags_that_spell_words_after_a_flag_are_no_flag():
    words = "".join(chr(0xE0000 + ord(c)) for c in "buy") + "\U000e007f"
    assert len(hidden.places("\U0001f3f4" + words)) == 4


def test_line_breaks_of_every_system_stay_line_breaks():
    assert hidden.refusal("a\r\nb") is None
    assert hidden.cleaned("a\r\nb\rc\x0bd\x0ce\x85f") == "a\nb\nc\nd\ne\nf"
    assert hidden.visible("a\r\nb\rc") == "a\nb\\x0dc"


@given(st.text())
def test_nothing_hidden_is_left_over(text):
    for once in (hidden.cleaned(text), hidden.visible(text)):
        assert hidden.refusal(once) is None


def test_every_text_of_a_value_is_changed():
    value = {"a\x1b": ["\x9b", 1, None, {"b": ("\u202e",)}]}
    assert hidden.everywhere(value, hidden.cleaned) == {"a": ["", 1, None, {"b": ("",)}]}
