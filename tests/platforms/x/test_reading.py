from datetime import UTC, datetime

import pytest

from platforms.x.reading import published_at, says_the_same, text_of, time_of_id

SHORT = {"url": "https://t.co/aaaaaaaaaa", "expanded_url": "http://chai.in/menu?a=1&b=2"}
OWN = {"url": "https://t.co/bbbbbbbbbb", "expanded_url": "https://x.com/a/status/1/photo/1"}


@pytest.mark.parametrize(
    ("post", "text"),
    [
        ({"text": "Tea &amp; &lt;b&gt; &copy;"}, "Tea & <b> &copy;"),
        (
            {"text": "See https://t.co/aaaaaaaaaa now", "entities": {"urls": [SHORT]}},
            "See http://chai.in/menu?a=1&b=2 now",
        ),
        ({"text": "Cup https://t.co/bbbbbbbbbb", "entities": {"urls": [OWN]}}, "Cup"),
        ({"text": "cut…", "note_tweet": {"text": "the whole of it"}}, "the whole of it"),
        ({"text": "cut…", "note_post": {"text": "the whole of it"}}, "the whole of it"),
        ({"text": 5, "entities": {"urls": [5, {"url": 1}]}}, ""),
        ({}, ""),
    ],
)
def test_words_are_read_as_people_see_them(post, text):
    assert text_of(post) == text


def test_what_x_completes_or_composes_is_the_same():
    assert says_the_same("Menu: http://chai.in  cafe\u0301", "Menu: chai.in café")
    assert not says_the_same("Menu: chai.in", "Menu: chai.com")


@pytest.mark.parametrize(
    ("post", "when"),
    [
        ({"created_at": "2026-11-29T10:00:00.000Z"}, datetime(2026, 11, 29, 10, tzinfo=UTC)),
        ({"created_at": "soon", "id": "x"}, None),
        ({"id": "9" * 30}, None),
    ],
)
def test_the_time_of_a_post_is_read_or_unknown(post, when):
    assert published_at(post) == when


def test_an_id_carries_its_time():
    # X's own example: https://docs.x.com/fundamentals/x-ids
    assert time_of_id("1541815603606036480").date().isoformat() == "2022-06-28"
