import re
import unicodedata

import pytest

from domain.lettering import AFTER, BEFORE, IN_WORD, has_word

WORDS = [
    "दिनों",
    "क्‍ष",
    "फ़्री",
    "দিনের",
    "தமிழ்",
    "ਪੰਜਾਬੀ",
    "ગુજરાતી",
    "తెలుగు",
    "ಕನ್ನಡ",
    "മലയാളം",
    "اُردو",
    "café",
    "v_2",
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_any_of_our_scripts_is_one_word(word, form):
    word = unicodedata.normalize(form, word)
    assert re.findall(f"{IN_WORD}+", f"{word}। {word}!") == [word, word]
    assert re.search(f"{BEFORE}{word}{AFTER}", f"“{word}”")


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("छुट्टी के दिनों में", "दिन", False),
        ("आज का दिन, कल का दिनों", "दिन", True),
        ("दिनों", "दिनों", True),
        ("शुरु", "रु", False),
        ("Cheapest in town", "cheap", False),
        ("So CHEAP!", "cheap", True),
        ("100% off", "100% off", True),
        ("a", "", False),
        ("a", "  ", False),
        ("দিনের আলো", "দিন", False),
    ],
)
def test_a_word_is_not_found_in_the_middle_of_another(text, word, found):
    assert has_word(text, word) is found
