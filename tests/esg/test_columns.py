"""Finding our fields among the headers of a file."""

import pytest

from domain.errors import InvalidError
from esg.columns import ALIASES, map_columns


def test_headers_are_known_in_any_case_and_spelling():
    header = ["POST_TEXT", "publishedAt", "Like count", "Reply-Count", " Shares"]
    assert map_columns(header, None) == {
        "text": "POST_TEXT",
        "published_at": "publishedAt",
        "likes": "Like count",
        "comments": "Reply-Count",
        "shares": " Shares",
    }


def test_the_more_telling_header_wins():
    header = ["Date", "Publish time", "Title", "Description", "Shares", "Reposts"]
    mapping = map_columns(header, None)
    assert mapping["published_at"] == "Publish time"
    assert mapping["text"] == "Description"
    assert mapping["shares"] == "Reposts"


def test_a_row_number_is_not_taken_for_the_platforms_id():
    assert "platform_post_id" not in map_columns(["id", "caption"], None)


def test_an_asked_mapping_comes_first_and_the_rest_is_recognised():
    mapping = map_columns(["Caption", "Alt", "Love"], {"text": "Alt", "likes": "love"})
    assert mapping == {"text": "Alt", "likes": "Love"}


def test_an_unknown_field_is_refused_with_the_fields_there_are():
    with pytest.raises(InvalidError, match="not one of our fields") as caught:
        map_columns(["Caption"], {"txt": "Caption"})
    assert caught.value.extra["fields"] == list(ALIASES)


def test_an_unknown_header_is_refused_with_the_headers_there_are():
    with pytest.raises(InvalidError, match="no such column") as caught:
        map_columns(["Caption", "Likes"], {"text": "Body"})
    assert caught.value.extra["headers"] == ["Caption", "Likes"]


def test_one_column_cannot_serve_two_fields():
    with pytest.raises(InvalidError, match="two fields"):
        map_columns(["Caption", "N"], {"likes": "N", "shares": "N"})


def test_without_a_text_column_the_error_shows_how_to_name_it():
    with pytest.raises(InvalidError, match="mapping") as caught:
        map_columns(["Foo", "Bar"], None)
    assert caught.value.code == "no_text_column"


def test_an_asked_header_is_never_given_to_a_second_field():
    mapping = map_columns(["Caption", "Date"], {"text": "Date"})
    assert mapping == {"text": "Date"}


def test_a_first_line_that_is_no_table_is_not_echoed_at_length():
    with pytest.raises(InvalidError) as refused:
        map_columns(["{" + "x" * 100_000, "y"], None)
    assert len(refused.value.message) < 1000
    assert len(str(refused.value.extra)) < 1000


def test_headers_that_differ_in_their_vowel_signs_are_two():
    wanted = {"text": "पोस्ट दिन", "published_at": "पोस्ट दान"}
    mapping = map_columns(["पोस्ट_दान", "पोस्ट_दिन"], wanted)
    assert mapping == {"text": "पोस्ट_दिन", "published_at": "पोस्ट_दान"}
