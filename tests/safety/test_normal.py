"""A text as words: whatever disguise they wear, and nothing that only looks like one."""

import pytest

from safety.joined import mended
from safety.normal import read


def forms(text: str) -> set[str]:
    reading = mended(read(text))
    return {form for word in (*reading.words, *reading.spaced) for form in word.forms}


@pytest.mark.parametrize(
    "written",
    [
        "idiot",
        "IDIOT",
        "ｉｄｉｏｔ",
        "idi\u200bot",
        "1d1ot",
        "id!ot",
        "idiooooot",
        "i d i o t",
        "i.d.i.o.t",
        "i-d-i-o-t",
        "idíot",
        "іdіоt",
        "#YouIdiot",
        "idiot's",
    ],
)
def test_a_word_is_found_in_every_disguise(written):
    assert "idiot" in forms(f"Say {written} here.")


@pytest.mark.parametrize("text", ["idiotically", "https://idiot.example/idiot", "videotape"])
def test_a_part_of_a_word_and_an_address_are_no_word(text):
    assert "idiot" not in forms(text)


def test_both_scripts_of_hindi_meet():
    (one,), (other,) = read("हरामी").words, read("haraami").words
    assert set(one.folded) & set(other.folded)


def test_a_lost_space_and_two_changed_letters_are_mended_and_real_words_are_left():
    assert {"hate", "vermin"} <= forms("ihate vemrin")
    assert "rapist" not in forms("a therapist from Indiana in transit with Christina")


def test_sentences_and_quotations_are_told_apart():
    reading = read("He said “go away”. We said no! Come at 4.30 pm.")
    assert len({word.sentence for word in reading.words}) == 3
    assert [word.raw for word in reading.words if word.quoted] == ["go", "away"]
    assert not reading.is_one_quote
    assert read("“Go away, all of you.”").is_one_quote


@pytest.mark.parametrize("text", ["", " ", "☕☕", "…", "\ud83d", "*" * 500, "a " * 9000, "!@#$%^"])
def test_anything_can_be_read(text):
    assert read(text).text is not None
