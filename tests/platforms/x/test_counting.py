"""X's own published cases decide what we count; a text of whatever make is counted in a moment."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from platforms.x.counting.links import links_in
from platforms.x.counting.weight import LIMIT, OF_LINK, cashtags_in, has_unfit, weight_of

CASES = Path(__file__).parents[3].parent / "shared" / "data" / "twitter_text"
LINKS = ("urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params")
WEIGHTS = (
    "WeightedTweetsCounterTest",
    "WeightedTweetsWithDiscountedEmojiCounterTest",
    "UnicodeDirectionalMarkerCounterTest",
)
# They count each part of a joined emoji, as X did before version 3 of its configuration; the group
# with discounted emoji has both texts again, with the numbers that hold.
OUTDATED = {
    (WEIGHTS[0], "Count a mix of single byte single word, and double word unicode characters"),
    (
        WEIGHTS[0],
        "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
    ),
}


def cases(name, groups):
    """Hashtags, mentions and lists have no case here: X links them without counting otherwise.

    Nor have "urls" of the validator, which judges one address and finds none in a text.
    """
    if not CASES.exists():
        why = "needs X's own test cases in ../shared/data, which is not part of the repository"
        pytest.skip(why, allow_module_level=True)
    found = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))["tests"]
    return [
        pytest.param(case, id=f"{group}:{number}")
        for group in groups
        for number, case in enumerate(found[group])
        if (group, case["description"]) not in OUTDATED
    ]


@pytest.mark.parametrize("case", cases("extract.yml", LINKS))
def test_links_are_found_where_x_finds_them(case):
    found = [{"url": one.url, "indices": [one.start, one.end]} for one in links_in(case["text"])]
    if case["expected"] and isinstance(case["expected"][0], str):
        found = [one["url"] for one in found]
    assert found == case["expected"], case["description"]


@pytest.mark.parametrize("case", cases("validate.yml", WEIGHTS))
def test_texts_weigh_what_x_says(case):
    weight = weight_of(case["text"])
    is_valid = 0 < weight <= LIMIT and not has_unfit(case["text"])
    expected = case["expected"]
    assert (weight, is_valid) == (expected["weightedLength"], expected["valid"])


@pytest.mark.parametrize("case", cases("validate.yml", ("tweets",)))
def test_the_older_cases_hold_at_their_own_limit(case):
    weight = weight_of(case["text"])
    # they are of the time of 140 characters, each of which counted one
    assert (len(case["text"]) > 0 and weight <= LIMIT) or case["expected"] is False


@pytest.mark.parametrize("case", cases("validate.yml", ("urls_without_protocol",)))
def test_bare_addresses_count_as_links(case):
    assert weight_of(case["text"]) == OF_LINK


@pytest.mark.parametrize("case", cases("extract.yml", ("cashtags", "cashtags_with_indices")))
def test_cashtags_are_found_where_x_finds_them(case):
    names = [one if isinstance(one, str) else one["cashtag"] for one in case["expected"]]
    assert list(cashtags_in(case["text"])) == names


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("चाय तैयार है", 12),
        ("é" * 3, 3),
        ("e\u0301" * 3, 3),
        ("茶" * 140, 280),
        ("👍🏽", 2),
        ("👩‍❤️‍💋‍👨", 2),
        ("🇮🇳", 2),
        ("#️⃣", 2),
        ("©", 1),
        ("©️", 2),
        ("☕︎", 4),
        ("https://chai.example.co.in/a/very/long/path?with=query#and-more", 23),
        ("Menu: chai.in", 29),
        ("mail chai@chai.in", 17),
        ("chai.notanending", 16),
    ],
)
def test_what_people_write_here_weighs(text, weight):
    assert weight_of(text) == weight


PIECES = st.sampled_from(
    [
        "a",
        "あ",
        ".",
        "_",
        "-",
        "/",
        "(",
        ")",
        "?",
        "@",
        "#",
        "$",
        " ",
        "com",
        "http://",
        "中国",
        "☕",
        "\u200d",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_links_stand_in_order_and_are_what_the_text_says(text):
    found = links_in(text)
    assert [text[one.start : one.end] for one in found] == [one.url for one in found]
    ends = [0, *(one.end for one in found)]
    assert all(one.start >= end for one, end in zip(found, ends, strict=False))


@given(st.text(max_size=60), st.text(alphabet="abc ", max_size=20))
def test_a_space_and_plain_letters_add_what_they_are(text, more):
    assert weight_of(f"{text} {more}") == weight_of(f"{text} ") + len(more)


@pytest.mark.parametrize(
    "piece",
    [
        "あ.",
        "a.",
        "a.com中",
        "a.co/(",
        "a.co/(a",
        "http://",
        "あ",
        "_.あ",
        "a.co?!",
        "😀\u200d",
        "1\ufe0f",
    ],
)
def test_the_worst_text_is_counted_in_time_that_grows_with_its_length(piece):
    def seconds(length):
        text = (piece * length)[:length]
        begin = time.process_time()
        weight_of(text)
        return time.process_time() - begin

    weight_of(piece)
    few, many = (min(seconds(length) for _ in range(3)) for length in (1_000, 20_000))
    # twenty times the length would take 400 times as long, were it the square
    assert many < 100 * max(few, 0.002)
