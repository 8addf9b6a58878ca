"""Files that no export writes: each is read or refused in time, in words and whole letters."""

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidError
from domain.platform import Platform
from esg.encoding import is_readable
from esg.history import parse_history
from esg.importing import plan_import
from esg.preview import preview_history

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


def parse(content, platform=Platform.INSTAGRAM, **options):
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    raw = content if isinstance(content, bytes) else content.encode()
    return parse_history(raw, platform=platform, now=NOW, **options)


def refusal(content, **options):
    with pytest.raises(InvalidError) as caught:
        parse(content, **options)
    return caught.value


def outcome(read, *args, **options):
    try:
        return read(*args, **options)
    except InvalidError as error:
        return error


@pytest.mark.parametrize(
    ("platform", "content"),
    [
        (Platform.X, {"text": "a", "post id": "https://x.com/a" + "/status/1" * 8_000 + " x"}),
        (Platform.X, {"text": "a", "post id": "https://x.com/a" + "/status/1" * 200 + " x"}),
        (
            Platform.LINKEDIN,
            {"text": "a", "post id": "https://linkedin.com/" + "urn:li:share:1" * 8_000 + " x"},
        ),
        (Platform.X, {"text": "a", "date": "Jan " + "1:00 " * 4_000}),
        (Platform.X, {"text": "a" + "\u0301\u0327" * 60_000}),
        (Platform.X, {"text": "x" * 131_073}),
        (Platform.X, {"text": "a", "likes": "1" * 50_000 + "x"}),
    ],
)
def test_no_cell_holds_up_the_reading(platform, content):
    begun = time.process_time()
    history = parse([content] * 20, platform)
    assert len(history.rows) + len(history.rejected) + history.repeated == 20
    assert time.process_time() - begun < 1.5


def test_very_many_names_are_refused_and_many_cost_no_more_than_they_say():
    begun = time.process_time()
    wide = [{f"n{n}x{i}": "1" for i in range(20)} | {"text": "a"} for n in range(60)]
    assert refusal(wide).code == "too_many_columns"
    many = wide[:49] + [{"text": f"t{n}"} for n in range(3_000)]
    assert len(parse(many).rows) == 3_049 - 48
    assert refusal("a," * 1_001 + "\n1\n").code == "too_many_columns"
    assert time.process_time() - begun < 3


def test_bad_rows_are_listed_up_to_a_bound_and_counted():
    history = parse("Caption,Likes\ngood,1\n" + "bad,x\n" * 1_500 + "a,b,c\n" * 500)
    assert (len(history.rejected), history.rejected_total) == (1_000, 2_000)
    assert [r.line for r in history.rejected] == list(range(3, 1_003))
    assert (
        "2,000 rows were refused. The first 1,000 are listed; 1,000 more are not." in history.notes
    )


BROKEN = [
    b"text,likes,n\xe9" + ",é漢字é漢字\n".encode() + b"hi,3,x,y\n",
    b'[{"zz\\ud800":"a"}]',
    b'[{"caption":"a","zz\\ud800":"a"}]',
    b"text,likes\x81\nhi,3\n",
    b"te\x81xt,likes\nhi,3\n",
    b"text,likes\nhi\xe9,\xe9\n",
]


@pytest.mark.parametrize("raw", BROKEN)
@pytest.mark.parametrize("mapping", [None, {"text": "\ud800"}, {"\ud800": "a"}])
def test_no_half_letter_leaves_the_reading(raw, mapping):
    told = outcome(preview_history, raw, platform=Platform.X, now=NOW, mapping=mapping)
    if isinstance(told, InvalidError):
        assert is_readable(told.message + json.dumps(told.extra, ensure_ascii=False))
        return
    said = [*told.headers, *told.mapping.values(), *told.unmapped, *told.notes]
    said += [r.reason for r in told.rejected] + [post.text for _, post in told.sample]
    assert all(map(is_readable, said))


@given(st.binary(max_size=120), st.sampled_from([b"", b"text,likes\n", b'[{"', b'[{"text":"']))
def test_no_half_letter_leaves_the_reading_of_any_bytes(raw, before):
    plan = outcome(plan_import, before + raw, "w", "b", Platform.X, {"text": None}, now=NOW)
    if isinstance(plan, InvalidError):
        assert is_readable(plan.message + json.dumps(plan.extra, ensure_ascii=False))
        return
    said = [*plan.mapping.values(), *plan.notes, *(r.reason for r in plan.rejected)]
    assert all(map(is_readable, said + [one.post.text for one in plan.told]))


def test_random_bytes_are_called_binary():
    raw = bytes((n * n * 31 + n // 7) % 251 + 1 for n in range(5_000))
    assert refusal(raw).code == "not_csv"
    assert "binary" in refusal(raw).message


def test_numbers_without_end_are_refused_in_words():
    rows = [{"caption": "a", "timestamp": 10**400}, {"caption": "b", "likes": 10**400}]
    first, second = parse([*rows, {"caption": "c"}]).rejected
    assert "is not a date" in first.reason
    assert "too large" in second.reason
    (third,) = parse(f"Caption,Likes\na,{'9' * 4_501}\nb,1\n").rejected
    assert third.reason.endswith("is too large for a count")
    (fourth,) = parse("Caption,Date\na,10 Dec 2021 10:00 +99:99\nb,\n").rejected
    assert "is not a date" in fourth.reason
    (fifth,) = parse('[{"caption": "a", "likes": %s}, {"caption": "b"}]' % ("9" * 4_501)).rejected
    assert "too many digits" in fifth.reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[]", "an empty list"),
        ("null", "item 1: it is not an object"),
        ("[1,2,3]", "item 1: it is not an object"),
        ("[{}]", "item 1: it says nothing"),
        ("[{nope}]", "item 1: it is not JSON"),
    ],
)
def test_json_without_a_post_says_what_it_is(content, words):
    assert refusal(content).code == "no_rows"
    assert words in refusal(content, mapping={"text": None}).message


def test_a_point_in_json_parts_no_thousands():
    rows = [{"caption": f"a{n}", "likes": n} for n in (1.234, "1.234", 12.345, 1.5, 12.0, "1,234")]
    history = parse(rows)
    assert [row.counts[0] for row in history.rows] == [12, 1234]
    assert {"a rate or a fraction" in r.reason for r in history.rejected} == {True}
    assert parse("Caption,Likes\na,1.234\n").rows[0].counts[0] == 1234


def test_a_text_that_is_too_long_loses_its_row_alone():
    long = "x" * 131_073
    history = parse(f'Caption,Likes\n{long},1\n"{long}",2\nfine,3\n')
    assert [row.text for row in history.rows] == ["fine"]
    assert [(r.line, "131,072" in r.reason) for r in history.rejected] == [(2, True), (3, True)]
    history = parse("Caption,Likes\n" + "x," * 2_000_001 + "\nfine,3\n")
    assert ([r.line for r in history.rejected], len(history.rows)) == ([2], 1)
    assert "no header" in refusal(long * 40).message
    open_mark = refusal('Caption,Likes\n"' + "line of many\n" * 20_000).message
    assert "line 2" in open_mark
    assert "runs over several lines" in open_mark


def test_a_guessed_encoding_is_named_with_what_to_do():
    (note,) = parse("Caption\nCafé\n".encode("cp1252")).notes
    assert "Windows-1252" in note
    assert "CSV UTF-8" in note
    assert parse("Caption\nCafé\n").notes == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised(encoding):
    history = parse("Caption,Likes\nचाय और समोसा।,3\n".encode(encoding))
    assert [row.text for row in history.rows] == ["चाय और समोसा।"]


def test_columns_of_one_name_are_told():
    (note,) = parse("text,text,likes,likes\na,b,1,2\n").notes
    assert "“text”, “likes”; the first was read" in note
    assert parse("text,other,other\na,b,c\n").notes == ()


def test_times_without_a_zone_are_read_as_of_the_place_that_is_named():
    file = "Caption,Date\na,2025-03-04 19:30\nb,2025-03-05\nc,2025-03-04T19:30Z\n"
    history = parse(file, timezone="Asia/Kolkata")
    assert [row.published_at for row in history.rows] == [
        datetime(2025, 3, 4, 14, 0, tzinfo=UTC),
        datetime(2025, 3, 5, tzinfo=UTC),
        datetime(2025, 3, 4, 19, 30, tzinfo=UTC),
    ]
    (note,) = history.notes
    assert "Asia/Kolkata" in note
    (note,) = parse(file).notes
    assert "timezone" in note
    assert refusal(file, timezone="Mars/Olympus").code == "bad_zone"


def test_a_spreadsheets_day_numbers_are_read_and_told():
    history = parse("Caption,Date\na,45200\nb,\nc,45201\n")
    assert [row.published_at and row.published_at.day for row in history.rows] == [1, None, 2]
    assert any("spreadsheet" in note for note in history.notes)


def test_the_text_is_guessed_among_columns_of_words_only():
    file = "Page_T_Likes,Said of it,N\n9,kettle on and doors open,1\n8,rain again in Pune,2\n"
    assert '{"text": "Said of it"}' in refusal(file).message
    assert "for example" not in refusal("Page_T_Likes,N\n9,1\n").message


def test_linkedins_posts_are_taken_in_without_a_mapping():
    posts = {
        "elements": [
            {
                "id": "urn:li:share:73",
                "commentary": r"Kettle \(again\) with @[Asha](urn:li:person:x) {hashtag|\#|chai}",
                "publishedAt": 1741082400000,
                "createdAt": 1741082300000,
                "lifecycleState": "PUBLISHED",
            }
        ]
    }
    history = parse(posts, Platform.LINKEDIN)
    (row,) = history.rows
    assert row.text == "Kettle (again) with Asha #chai"
    assert row.published_at == datetime(2025, 3, 4, 10, tzinfo=UTC)
    assert row.platform_post_id == "urn:li:share:73"
    assert history.notes == ()


def test_a_second_document_counts_as_the_first_and_garbage_as_a_bad_row():
    history = parse('[{"caption": "a"}][{"caption": "b", "likes": 3}] and so on')
    assert [row.text for row in history.rows] == ["a", "b"]
    assert [r.reason for r in history.rejected] == [
        "item 3: what follows the posts here is not JSON"
    ]
