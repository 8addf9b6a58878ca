"""Looks at texts: figures in every script, languages told apart, marks that must not be there."""

import pytest

from domain.platform import Platform
from evals.reading import counting, figures, language, marks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("₹1,25,000 or 1.50", {"125000", "1.5"}),
        ("१२ अक्टूबर, ₹१,२५०", {"12", "1250"}),
        ("7:30 pm, 20%", {"7", "30", "20"}),
        ("no figure", set()),
    ],
)
def test_numbers_are_read_in_every_script(text, found):
    assert figures.numbers(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rs. 500 off, ₹ 1,450, 300 rupees, 40/-", {"500", "1450", "300", "40"}),
        ("५० रुपये में 3 चाय", {"50"}),
        ("open since 1998, 15 students", set()),
    ],
)
def test_amounts_stand_with_a_currency(text, found):
    assert figures.amounts(text) == found


@pytest.mark.parametrize(
    ("text", "is_in", "is_not_in"),
    [
        ("Rain on the road and the kettle is on. Bring a friend.", "en", "hi-Latn"),
        ("Baarish ho rahi hai aur chai tayyar hai, doston ke saath aaiye.", "hi-Latn", "en"),
        ("बारिश हो रही है और चाय तैयार है।", "hi", "hi-Latn"),
        ("Fresh Masala Chai every day, come over after work.", "en", "hi"),
        ("JEE बैच में पढ़िए, हर रविवार डाउट क्लास।", "hi", "en"),
    ],
)
def test_languages_are_told_apart(text, is_in, is_not_in):
    assert not language.fault(text, is_in)
    assert language.fault(text, is_not_in)


def test_names_belong_to_no_language():
    assert not language.fault("Banarasi silk saree, बनारस की शान", "hi", ("Banarasi silk saree",))
    assert language.fault("", "en") == "there are no words"


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("Nothing cheap here", "cheap", True),
        ("cheaper", "cheap", False),
        ("सस्ता नहीं", "सस्ता", True),
        ("सस्ताई", "सस्ता", False),
        ("1,200 likes", "0 likes", False),
    ],
)
def test_words_are_whole_words_in_any_script(text, words, there):
    assert marks.says(text, words) is there


@pytest.mark.parametrize("text", ["Dear [name]", "on {date}", "<product name>", "XX% off", "TBD"])
def test_unfilled_gaps_are_seen(text):
    assert marks.gaps(text)


@pytest.mark.parametrize("text", ["**bold**", "# Heading", "- one\n- two", "[a](https://b)", "`x`"])
def test_markdown_is_seen(text):
    assert marks.markdown(text)


def test_plain_posts_have_neither_gaps_nor_markdown():
    text = "Chai, ₹20 - hot.\n• one\n#Chai #पुणे (open 6 am) <3"
    assert not marks.gaps(text)
    assert not marks.markdown(text)


def test_hashtags_are_one_word_in_any_script():
    assert not marks.hashtag_faults(("#पुणे", "#Chai_Time", "#JEE"), 3)
    faults = marks.hashtag_faults(("#two words", "none", "#A", "#a"), 3)
    assert len(faults) == 4


def test_length_is_the_platforms_own():
    assert counting.length(Platform.INSTAGRAM, "☕", ("#A",)) == len("☕\n\n#A")
    assert counting.length(Platform.LINKEDIN, "a (b)", ()) == 7  # each bracket is escaped
    assert counting.length(Platform.X, "अ☕", ()) == 3  # an emoji weighs two
    assert counting.length(Platform.YOUTUBE, "अ", ()) == 3
    assert counting.limit(Platform.INSTAGRAM) == 2200
