"""Which language a text is in: by script, then by small words; measured on real texts."""

import csv
from pathlib import Path

import pytest

from domain.language import language_of, spoken_language, written_code

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("दिवाली के लिए दो पोस्ट बनाओ", "hi"),
        ("Diwali के लिए Instagram पर पोस्ट चाहिए", "hi"),
        ("thoda chhota karo", "hi-Latn"),
        ("post 2 hata do", "hi-Latn"),
        ("ise Hindi mein likho", "hi-Latn"),
        ("theek hai, bhej do", "hi-Latn"),
        ("make the second one shorter", "en"),
        ("Two posts about मसाला चाय for Instagram", "en"),
        ("Masala Chai", "en"),
        ("", "en"),
        ("😂 123", "en"),
        # a hashtag tells nothing, and all of it
        ("Chai #दिनों_की_मिठास", "en"),
        ("தேநீர் பற்றி ஒரு பதிவு", "und"),
    ],
)
def test_a_text_is_told_by_script_and_small_words(text, language):
    assert language_of(text) == language


def test_a_person_is_answered_in_the_language_they_last_used():
    assert spoken_language(["Write a post for me", "ise chhota karo", "2"]) == "hi-Latn"
    assert spoken_language(["ise chhota karo", "now make it longer"]) == "en"
    assert spoken_language([]) == "en"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("हिंदी", "hi"),
        ("hi", "hi"),
        ("Hindi", "hi"),
        ("hinglish", "hi-Latn"),
        ("HI-LATN", "hi-Latn"),
        ("mr", None),
    ],
)
def test_codes_and_names_are_one(name, code):
    assert written_code(name) == code


def _rows(path: str, column: str) -> list[str]:
    file = DATA / path
    if not file.is_file():
        pytest.skip("needs the outside data in ../shared/data, which is not part of the repository")
    with file.open(encoding="utf-8", newline="") as opened:
        return [row[column] for row in csv.DictReader(opened)]


def test_english_is_not_taken_for_hinglish():
    texts = _rows("hatecheck_en/cases.csv", "test_case")
    assert sum(language_of(text) == "en" for text in texts) / len(texts) >= 0.999


def test_tweets_in_english_are_english():
    texts = _rows("x_topic/posts.csv", "text")
    assert sum(language_of(text) == "en" for text in texts) / len(texts) >= 0.995


def test_hinglish_is_found_in_real_questions():
    """About one in seven of these is plain English; of the rest nearly all have a small word."""
    texts = _rows("prompt_injection/hinglish-clean-500.csv", "hinglish")
    assert sum(language_of(text) == "hi-Latn" for text in texts) / len(texts) >= 0.85
