"""A file of own posts to rows, on small files and on one creator's real exports."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidError
from domain.ers import ers_of_counts
from domain.hidden import cleaned
from domain.platform import Platform
from esg.history import parse_history, to_post
from esg.text import clean_text

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


def parse(text, **options):
    raw = text if isinstance(text, bytes) else text.encode()
    return parse_history(raw, platform=Platform.INSTAGRAM, now=NOW, **options)


def post(row):
    return to_post(row, workspace_id="w", brand_id="b", platform=Platform.INSTAGRAM)


def test_a_row_becomes_a_post_with_its_score():
    history = parse(
        "Date,Caption,Likes,Comments,Shares,Saves,Impressions,Reach,Hashtags\n"
        '2021-12-10,"  Cafe\u0301 at 8 ","1,234",9,5,98,"1,23,456",77,#tea #chai\n'
    )
    made = post(history.rows[0])
    assert made.text == "Café at 8"
    assert made.hashtags == ("tea", "chai")
    assert made.published_at == datetime(2021, 12, 10, tzinfo=UTC)
    assert (made.likes, made.comments, made.shares) == (1234, 9, 5)
    assert (made.saves, made.impressions, made.reach) == (98, 123456, 77)
    assert made.ers == ers_of_counts(1234, 9, 5)
    assert not made.partial


def test_a_missing_count_is_unknown_and_marks_the_post_partial():
    made = post(parse("Caption,Likes,Comments\nhello,10,\n").rows[0])
    assert (made.likes, made.comments, made.shares) == (10, None, None)
    assert made.partial
    assert made.ers == ers_of_counts(10, 0, 0)


def test_a_post_without_any_count_has_no_score():
    made = post(parse("Caption,Saves\nhello,10\n").rows[0])
    assert made.ers is None
    assert made.partial


def test_an_empty_text_is_kept():
    assert parse("Caption,Likes\n,4\n").rows[0].text == ""


def test_bad_rows_are_rejected_with_their_line_and_reason_and_the_rest_stays():
    history = parse(
        "Date,Caption,Likes\n"
        '2021-12-10,"two\nlines",1\n'
        "2021-12-11,negative,-1\n"
        "someday,no date,1\n"
        "2021-12-12,words,lots\n"
        "2021-12-13,unquoted, comma,5\n"
        "2021-12-14\n"
        "2021-12-15,good,2\n"
    )
    assert [row.text for row in history.rows] == ["two\nlines", "good"]
    assert [(r.line, r.reason.split(" ")[0]) for r in history.rejected] == [
        (4, "likes:"),
        (5, "published_at:"),
        (6, "likes:"),
        (7, "the"),
        (8, "the"),
    ]
    assert "negative" in history.rejected[0].reason
    assert "someday" in history.rejected[1].reason


@pytest.mark.parametrize("day", ["2999-01-01", "2026-12-01", "2026-11-30T09:00:01Z"])
def test_what_is_not_posted_yet_is_no_past_post(day):
    history = parse(f"Date,Caption\n{day},later\n2026-11-30 08:00,across the date line\n")
    assert [row.text for row in history.rows] == ["across the date line"]
    (rejected,) = history.rejected
    assert rejected.line == 2
    assert rejected.reason == f"published_at: “{day}” lies in the future; past posts only"


def test_a_row_names_all_its_problems_at_once():
    history = parse("Date,Caption,Likes,Shares\nsoon,a,x,-2\n")
    assert history.rows == ()
    assert history.rejected[0].reason.count(";") == 2


def test_missing_cells_at_the_end_are_blank():
    assert parse("Caption,Likes,Shares\nhello,3\n").rows[0].counts[:3] == (3, None, None)


def test_the_column_decides_how_its_dates_are_read():
    history = parse("Date,Caption\n03/04/2021,a\n12/25/2021,b\n")
    assert [row.published_at.month for row in history.rows] == [3, 12]
    history = parse("Date,Caption\n03/04/2021,a\n")
    assert history.rows[0].published_at.month == 4
    assert any("two ways" in note for note in history.notes)


def test_a_date_without_a_zone_leaves_a_note_and_one_with_a_zone_none():
    assert any("UTC" in note for note in parse("Date,Caption\n2021-12-10,a\n").notes)
    assert parse("Date,Caption\n2021-12-10T08:00:00+05:30,a\n").notes == ()


def test_an_asked_mapping_is_used_and_reported():
    history = parse("Body,Hearts\nhello,3\n", mapping={"text": "Body"})
    assert history.mapping == {"text": "Body", "likes": "Hearts"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("Caption,Likes\n", "no_rows"), ("a,b\n1,2\n", "no_text_column"), ("", "empty_file")],
)
def test_a_file_that_cannot_be_a_history_says_why(text, code):
    with pytest.raises(InvalidError) as caught:
        parse(text)
    assert caught.value.code == code


def test_the_platforms_id_is_the_key_and_the_later_row_stands():
    history = parse("Post ID,Caption,Likes\n17,old,1\n17,new,2\n18,old,1\n")
    assert [(row.natural_key, row.text) for row in history.rows] == [
        ("id:17", "new"),
        ("id:18", "old"),
    ]
    assert history.repeated == 1


def test_reposts_are_posts_of_their_own_by_date():
    history = parse("Date,Caption,Likes\n2021-12-10,Hi,1\n2021-12-11,hi ,2\n2021-12-11,HI,3\n")
    assert len(history.rows) == 2
    assert history.rows[1].counts[0] == 3
    assert history.repeated == 1


def test_undated_rows_merge_when_equal_and_count_up_when_not():
    history = parse("Caption,Likes\nhi,1\nhi,2\nhi,1\nyo,1\n")
    assert [(row.text, row.counts[0]) for row in history.rows] == [("hi", 1), ("hi", 2), ("yo", 1)]
    assert history.repeated == 1
    assert len({row.natural_key for row in history.rows}) == 3


def test_a_key_fits_the_column_it_is_kept_in():
    history = parse(f"Post ID,Caption\n{'9' * 300},a\n{'9' * 301},b\n,{'long ' * 1000}\n")
    assert all(len(row.natural_key) <= 400 for row in history.rows)
    assert [r.line for r in history.rejected] == [3]


captions = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=40
)
counts = st.none() | st.integers(min_value=0, max_value=10**9)


@given(
    st.lists(st.tuples(captions, counts, counts, counts), min_size=1, max_size=15),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_is_written_is_read_again(rows, delimiter, encoding):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["Caption", "Likes", "Comments", "Shares", "Post ID"])
    writer.writerows([*row, n] for n, row in enumerate(rows))
    history = parse(file.getvalue().encode(encoding))
    assert history.rejected == ()
    assert [(r.text, *r.counts[:3]) for r in history.rows] == [
        (clean_text(cleaned(text)), *numbers) for text, *numbers in rows
    ]


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda t: ("Caption,Date,Likes,Hashtags\n" + t).encode("utf-16")),
    st.booleans(),
)
def test_no_bytes_break_the_reader(raw, has_header):
    try:
        history = parse(b"Caption,Date,Likes,Hashtags\n" + raw if has_header else raw)
    except InvalidError:
        return
    assert len({row.natural_key for row in history.rows}) == len(history.rows)
    assert all(rejected.reason for rejected in history.rejected)


def test_a_creators_dated_export_is_read_whole(shared_data):
    history = parse((shared_data / "instagram_creator" / "posts.csv").read_bytes())
    assert history.rejected == ()
    assert len(history.rows) == 176
    assert len({row.text for row in history.rows}) == 134
    assert all(row.published_at for row in history.rows)
    assert history.rows[0].counts == (162, 9, 5, 98, 3920, None)
    assert history.rows[0].hashtags[:3] == ("finance", "money", "business")
    assert not any("\u00a0" in tag for row in history.rows for tag in row.hashtags)


def test_a_creators_awkward_export_is_read_whole(shared_data):
    history = parse((shared_data / "instagram_creator" / "posts_undated.csv").read_bytes())
    assert history.rejected == ()
    assert len(history.rows) + history.repeated == 119
    assert len({row.text for row in history.rows}) == 90
    assert any("’" in row.text for row in history.rows)


def test_a_file_without_texts_names_its_columns(shared_data):
    with pytest.raises(InvalidError, match="Page_T_Likes"):
        parse((shared_data / "facebook_brand" / "metrics.csv").read_bytes())


def test_what_cannot_be_seen_is_taken_out_of_a_caption_and_said():
    history = parse(
        "Caption,Likes,Hashtags\n"
        "plain,1,#chai\n"
        '"\x1b[8mMasala\x1b]0;x\x07 chai \u202eRTL",2,#te\x9ba\n'
        "क्\u200dष ❤️,3,\n"
    )
    assert [row.text for row in history.rows] == ["plain", "[8mMasala]0;x chai RTL", "क्\u200dष ❤️"]
    assert history.rows[1].hashtags == ("tea",)
    (note,) = history.notes
    assert "taken out of the row of line 3." in note


def test_a_note_names_the_first_lines_and_counts_the_rest():
    (note,) = parse("Caption\n" + "a\x1b\n" * 13).notes
    assert "lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more." in note
