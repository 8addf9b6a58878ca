"""Near-duplicates: by words, by meaning in English, by spelling elsewhere."""

import csv
import re
from datetime import UTC, datetime, timedelta

import pytest

from esg.onnx import packaged_embedder
from esg.repeats import PastText, Repeats

NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def repeats():
    return Repeats(packaged_embedder())


def past(*texts: str) -> list[PastText]:
    return [
        PastText(id=f"p{number}", text=text, at=NOW - timedelta(days=number))
        for number, text in enumerate(texts, 1)
    ]


async def test_the_same_words_are_found_whatever_their_case_and_spaces(repeats):
    said = past("Our monsoon chai is back!", "OUR  monsoon chai\nis BACK!")
    found = await repeats.nearest("our monsoon chai is back! ", said)
    assert (found.how, found.similarity, found.past.id) == ("same", 1.0, "p1")


@pytest.mark.parametrize(
    ("new", "old", "how"),
    [
        (
            "Our monsoon masala chai is back from Friday, only ₹49 a cup. Come by after work!",
            "Our monsoon masala chai is back from Friday, only ₹45 a cup. Come by after work! ☔",
            "semantic",
        ),
        (
            "हमारी मसाला चाय लौट आई है, शुक्रवार से सिर्फ़ ₹49 में। दोस्तों के साथ आइए!",
            "हमारी मसाला चाय लौट आई है, शुक्रवार से सिर्फ़ ₹45 में। दोस्तों के साथ आइए! ☕",
            "lexical",
        ),
        (
            "Hamari masala chai wapas aa gayi hai, Friday se sirf 49 mein. Doston ke saath aaiye!",
            "Hamari masala chai wapas aa gayi hai, Friday se sirf 45 mein! Doston ke saath aaiye",
            "lexical",
        ),
    ],
)
async def test_a_text_with_a_number_changed_is_found_in_the_space_of_its_language(
    repeats, new, old, how
):
    found = await repeats.nearest(new, past("Closed on Monday for repairs.", old))
    assert (found.how, found.past.text) == (how, old)
    assert found.similarity >= 0.8


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (
            "Ginger biscuits, baked this morning. Two for ₹30 until they are gone.",
            "Our monsoon masala chai is back from Friday, only ₹45 a cup.",
        ),
        (
            "सोमवार को दुकान बंद रहेगी, मरम्मत चल रही है।",
            "हमारी मसाला चाय लौट आई है, शुक्रवार से सिर्फ़ ₹45 में।",
        ),
    ],
)
async def test_another_post_of_the_same_shop_is_no_repeat(repeats, new, old):
    assert await repeats.nearest(new, past(old)) is None


async def test_without_words_there_is_nothing_to_repeat(repeats):
    assert await repeats.nearest("  ", past("chai")) is None
    assert await repeats.nearest("chai", past(" ")) is None
    assert await repeats.nearest("chai", []) is None


async def test_on_a_real_history_small_changes_are_found(repeats, shared_data):
    with (shared_data / "instagram_creator" / "posts.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        captions = list(dict.fromkeys(row["Caption"].strip() for row in csv.DictReader(file)))
    captions = [text for text in captions if len(text) > 20][:60]
    said = past(*captions)
    found = 0
    for text in captions:
        changed = re.sub(r"\b(\d{1,4})\b", lambda m: str(int(m[1]) + 3), f"✨ {text}")
        found += await repeats.nearest(changed, said) is not None
    assert found >= 0.9 * len(captions)


async def test_texts_are_compared_with_each_other_in_the_space_of_their_language(repeats):
    texts = ["Masala chai, ₹40.", "masala  CHAI, ₹40.", "We are closed on Tuesdays for repairs."]
    found = await repeats.among(texts, "en")
    assert (found.how, found.pairs[0, 1], found.highest(0)) == ("semantic", 1.0, 1.0)
    assert 0 <= found.highest(2) < found.bound
    assert (found.pairs == found.pairs.T).all()
    assert (await repeats.among(texts, "hi")).how == "lexical"
    assert (await repeats.among(texts, "en", by_wording=True)).how == "lexical"


@pytest.mark.parametrize("language", ["en", "hi"])
async def test_a_text_alone_and_an_empty_one_are_like_nothing(repeats, language):
    assert (await repeats.among(["Chai"], language)).highest(0) == 0
    assert (await repeats.among([], language)).pairs.shape == (0, 0)
    assert (await repeats.among(["", "Chai"], language)).highest(1) < 0.6
