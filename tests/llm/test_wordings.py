"""Patterns in several wordings, and the rule that keeps two shops from saying the same sentence."""

import re

import pytest

from llm.offline import library, tongue
from llm.offline.post.easing import eased
from llm.offline.post.facts import kind_of
from llm.offline.post.varying import every_wording, worded, wordings

MOST_WORDS = 6
_ENDS = re.compile(r"(?<=[.!?।…:])[”\"]?\s+")
_SPOKEN_BY_ALL = {"asks", "acts", "message", "calls", "comments", "place", "messages", "signs"}
"""Calls to action, questions to the reader and signatures, which shops may share."""
_GREETING = {"occasion", "occasion_solemn"}


def patterns(data, key=""):
    if key in _SPOKEN_BY_ALL | _GREETING | {"words", "tags", "sells", "greeting", "name", "emoji"}:
        return
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from patterns(item)
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from patterns(value, name)


def shipped(language):
    for name in ("hooks", "families", "phrases"):
        yield from patterns(tongue.words(language, name))
    festivals = (
        library.read("festivals")["festivals"]
        if language == "en"
        else list(tongue.words(language, "festivals").values())
    )
    yield from patterns(festivals)


def long_sentences(language):
    for pattern in shipped(language):
        for wording in every_wording(pattern):
            for sentence in _ENDS.split(wording):
                words = re.findall(r"[\w'’-]+", re.sub(r"\{\w+\}", "\ue000", sentence))
                if (
                    "\ue000" not in re.sub(r"\{\w+\}", "\ue000", sentence)
                    and len(words) > MOST_WORDS
                ):
                    yield sentence


@pytest.mark.parametrize("language", ["en"])
def test_no_sentence_without_the_brands_own_words_is_longer_than_six(language):
    assert [*long_sentences(language)] == []


def test_a_choice_is_made_by_the_seed_and_stays():
    pattern = "(Phones|Screens|Bags) down, (cups|glasses) up."
    assert worded(pattern, "Gupta Chai") == worded(pattern, "Gupta Chai")
    assert len({worded(pattern, f"shop {n}") for n in range(40)}) == 6


def test_all_options_come_up_and_a_wording_comes_once():
    found = [*wordings("(a|b|c) and (d|e)", "seed")]
    assert len(found) == len(set(found)) == 3
    assert {text[0] for text in found} == {"a", "b", "c"}


def test_parentheses_without_a_bar_are_parentheses():
    assert [*wordings("{product} ({price})", "seed")] == ["{product} ({price})"]
    assert every_wording("x (a|b) y (z)") == ["x a y (z)", "x b y (z)"]


@pytest.mark.parametrize(
    ("said", "inside"),
    [
        ("Teeth cleaning", "teeth cleaning"),
        ("Cotton saree", "cotton saree"),
        ("Banarasi silk saree", "Banarasi silk saree"),
        ("Masala Chai", "Masala Chai"),
        ("JEE batch", "JEE batch"),
        ("Open from 6 am", "open from 6 am"),
        ("EMI available", "EMI available"),
        ("iPhone repair", "iPhone repair"),
        ("", ""),
    ],
)
def test_the_owners_words_inside_a_sentence(said, inside):
    assert eased(said) == inside


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        ("Open from 6 am to 11 pm", "opening"),
        ("Closed on Tuesdays", "opening"),
        ("Open since 1998 on FC Road", "since"),
        ("Teaching in Patna since 2009", "since"),
        ("Free home delivery within 3 km", "free"),
        ("Free from preservatives", "piece"),
        ("Weavers of three generations work with us", "sentence"),
        ("Every silk saree carries the Silk Mark", "sentence"),
        ("We repot for free when you bring your pot", "sentence"),
        ("Batches of 15 students", "piece"),
        ("In Johari Bazaar since 1962", "piece"),
    ],
)
def test_a_fact_is_told_by_its_kind(fact, kind):
    assert kind_of(fact) == kind
