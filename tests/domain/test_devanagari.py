"""Devanagari in Latin letters as people type it, and spellings that meet when folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.devanagari import fold, romanised, word


@pytest.mark.parametrize(
    ("letters", "typed"),
    [
        ("चाय", "chai"),
        ("मसाला", "masala"),
        ("समझना", "samajhna"),
        ("बिजली", "bijli"),
        ("नमक", "namak"),
        ("बात", "baat"),
        ("बातें", "baatein"),
        ("पानी", "paani"),
        ("अपना", "apna"),
        ("वाला", "wala"),
        ("मिठाई", "mithai"),
        ("तीन", "teen"),
        ("शुरू", "shuru"),
        ("लड्डू", "laddu"),
        ("थोड़ा", "thoda"),
        ("पहला", "pehla"),
        ("शहर", "shehar"),
        ("अच्छा", "achha"),
        ("बच्चा", "baccha"),
        ("ज्ञान", "gyaan"),
        ("योजना", "yojna"),
        ("हैं", "hain"),
        ("हाँ", "haan"),
        ("बाँटने", "baantne"),
        ("मंगल", "mangal"),
        ("संभव", "sambhav"),
        ("चलिए", "chaliye"),
        ("गए", "gaye"),
        ("जाएगा", "jayega"),
        ("१२५", "125"),
    ],
)
def test_words_are_typed_as_they_are_said(letters, typed):
    assert word(letters) == typed


def test_only_devanagari_changes():
    assert (
        romanised("Chai Sutra की चाय ₹40, #MasalaChai।") == "Chai Sutra ki chai ₹40, #MasalaChai।"
    )


@pytest.mark.parametrize(
    "spellings",
    [
        ("चाय", "chai", "Chaay", "CHAI", "chay"),
        ("छोटा", "chhota", "chota"),
        ("ज़्यादा", "zyada", "jyada", "zyaada"),
        ("दीवाली", "deewali", "diwali", "Divali"),
        ("दुकान", "dukaan", "dukan", "dookan"),
        ("फिर", "phir", "fir"),
        ("आलू", "aaloo", "alu", "aalu"),
    ],
)
def test_spellings_of_one_word_meet(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_different_words_stay_apart():
    words = ("चाय", "चाह", "कल", "काल", "दिन", "दीन", "पता", "पिता", "बेला", "बाला")
    assert len({fold(w) for w in words}) >= 8


@given(st.text(alphabet=st.characters(min_codepoint=0x0900, max_codepoint=0x097F), max_size=40))
def test_any_row_of_signs_gives_letters_and_never_fails(letters):
    assert not any("\u0900" <= c <= "\u0963" for c in romanised(letters))
    assert fold(fold(letters)) == fold(letters)
