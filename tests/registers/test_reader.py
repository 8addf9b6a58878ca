"""The registers of a text, read from its words in three languages."""

import pytest

from domain.register import Register
from registers import library
from registers.reader import CLASSES, LEAST, MOST, read, readings, register_of, scores


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("Thank you, we are grateful for every cup.", Register.GRATITUDE),
        ("Hurry, last day, only a few left!", Register.URGENCY),
        ("I remember grandmother's kettle from my childhood.", Register.NOSTALGIA),
        ("दादी की रसोई और बचपन की यादें, वो पुराने दिन।", Register.NOSTALGIA),
        ("Bachpan ki yaadein aur dadi ki rasoi, wo purane din.", Register.NOSTALGIA),
        ("आज आख़िरी दिन है, जल्दी कीजिए!", Register.URGENCY),
        ("Aap sabka dil se shukriya, aapke bina kuch nahi hota.", Register.GRATITUDE),
    ],
)
def test_plain_feelings_are_read_in_three_languages(text, register):
    assert register_of(text) is register


@pytest.mark.parametrize(
    "text", ["", "   ", "🙂🙂🙂🙂", "12345", "这是中文", "https://example.com/thanks"]
)
def test_what_says_nothing_has_no_register(text):
    assert read(text) == ()


@pytest.mark.parametrize(
    ("plain", "speaking"),
    [
        ("No hurry, the offer stays.", "Hurry, the offer ends."),
        ("Home delivery in Baner.", "Come home to Baner."),
    ],
)
def test_a_phrase_that_only_looks_like_a_cue_is_not_one(plain, speaking):
    def urgency_or_belonging(text):
        found = scores(text)
        return max(found[CLASSES.index(Register.URGENCY)], found[CLASSES.index(Register.BELONGING)])

    assert urgency_or_belonging(plain) < urgency_or_belonging(speaking)


def test_spellings_of_hindi_meet():
    assert read("शुक्रिया") == read("शुक्रिया ") != ()
    assert register_of("bahut bahut shukria") is register_of("bahut bahut shukriya")


def test_a_long_text_is_read_at_its_beginning_and_quickly():
    beginning = "Thank you, we are grateful. "
    assert read(beginning + "x " * 50_000)[0].register is Register.GRATITUDE


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
def test_every_register_has_words_and_examples_in_every_language(language):
    some = library.exemplars(language)
    for register in (*Register, None):
        assert sum(one.register is register for one in some) >= 100
    assert {register for _, register, _ in library.cues(language)} == set(Register)
    assert len({one.text for one in some}) == len(some)


def test_confidences_are_shares_of_what_the_scores_say():
    even = [0.0] * len(CLASSES)
    assert readings(even) == ()  # nine even chances: nothing to tell
    one = [0.0, 0, 9, 0, 0, 0, 0, 0, 0]
    (found,) = readings(one)
    assert found.register is Register.HUMOUR
    assert found.confidence > 0.99
    two = [0.0, 3, 0, 0, 3, 0, 0, 0, 0]
    assert [r.register for r in readings(two)] == [Register.PRIDE, Register.ASPIRATION]
    assert all(LEAST <= r.confidence <= 0.5 for r in readings(two))


def test_at_most_three_are_told():
    many = [3.0, 3, 3, 3, 3, 0, 0, 0, 0]
    assert len(readings(many)) <= MOST
