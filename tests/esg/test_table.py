"""Bytes of delimited files to records with true line numbers."""

import pytest

from domain.errors import InvalidError
from esg.encoding import MAX_BYTES, decoded, is_readable
from esg.table import read_table


def read(raw):
    return read_table(decoded(raw).text)


TEXT = "Caption;Likes\r\nCafé “चाय” ☕;3\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files_are_read_in_every_encoding(encoding):
    table = read((TEXT * 40).encode(encoding))
    assert table.header == ["Caption", "Likes"]
    assert next(table.records).cells == ["Café “चाय” ☕", "3"]


def test_windows_1252_is_read_where_utf_8_is_not_meant():
    table = read("Caption,Likes\nCafé “chai” – it’s £2\u00a0now,3\n".encode("cp1252"))
    assert next(table.records).cells[0] == "Café “chai” – it’s £2\u00a0now"


def test_a_broken_byte_in_a_utf_8_file_loses_its_row_alone():
    raw = "Caption\nचाय और समोसा\n".encode() + b"bad \xff byte\n" + "ठंडा पानी\n".encode()
    cells = [record.cells[0] for record in read(raw).records]
    assert [is_readable(cell) for cell in cells] == [True, False, True]
    assert cells[2] == "ठंडा पानी"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(separator):
    raw = f"Caption{separator}Likes\n'a, b; c'{separator}3\n".encode()
    if separator != "\t":
        raw = raw.replace(b"'", b'"')
    assert read(raw).header == ["Caption", "Likes"]


def test_a_spreadsheets_separator_hint_is_honoured_and_counted():
    table = read(b"sep=;\r\nCaption;Likes\r\na,b,c;3\r\n")
    assert table.header == ["Caption", "Likes"]
    record = next(table.records)
    assert (record.line, record.cells) == (3, ["a,b,c", "3"])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(newline):
    text = 'Caption,Likes~"one~two~three",1~~four,2~'.replace("~", newline)
    lines = [(record.line, record.cells[1]) for record in read(text.encode()).records]
    assert lines == [(2, "1"), (6, "2")]


@pytest.mark.parametrize("raw", [b"", b"  \r\n ", b"\xef\xbb\xbf\n", b"\xff\xfe", b",,,\n,,\n"])
def test_an_empty_file_says_what_to_export(raw):
    with pytest.raises(InvalidError, match="Export the posts as CSV"):
        read(raw)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04" + b"\x00" * 50, "Excel workbook"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x01\x02\x00\x00\x03abc" * 9, "binary"),
    ],
)
def test_what_is_no_csv_is_called_by_its_name(raw, kind):
    with pytest.raises(InvalidError, match=kind):
        read(raw)


def test_a_file_over_100_mb_is_refused_with_what_to_do():
    with pytest.raises(InvalidError, match="Split it"):
        read(b"a" * (MAX_BYTES + 1))


def test_a_quote_that_never_closes_is_found_with_its_line():
    raw = b'Caption,Likes\nfine,1\n"open,2\n' + b"x" * 200_000
    with pytest.raises(InvalidError, match="line 3"):
        list(read(raw).records)


@pytest.mark.parametrize(
    "later",
    [
        "third,1,2\nfourth,3,4\n",
        '"third, with a comma",1,2\nfourth,3,4\n',
        'third,1,2\n"fourth",3,4\nfifth,5,6\n',
        '"third\nover two lines",1,2\nfourth,3,4\n',
    ],
)
def test_a_quote_that_never_closes_swallows_no_rows(later):
    raw = 'Caption,Likes,Shares\nfirst,1,2\n"second,3,4\n' + later
    with pytest.raises(InvalidError, match="line 3") as refused:
        list(read(raw.encode()).records)
    assert refused.value.code == "not_csv"


def test_captions_over_several_lines_are_texts_of_their_rows():
    raw = 'Caption,Likes\r\n"one\r\n\r\n""two"", three\nfour",1\r\n"five",2\r\n'
    assert [(r.line, *r.cells) for r in read(raw.encode()).records] == [
        (2, 'one\r\n\r\n"two", three\nfour', "1"),
        (6, "five", "2"),
    ]


def test_marks_that_stray_within_a_line_lose_no_other_row():
    raw = 'Caption,Likes\n"Kaju" katli,1\n12" pizza,2\nlast,3\n'
    found = [(r.line, *r.cells) for r in read(raw.encode()).records]
    assert found == [(2, "Kaju katli", "1"), (3, '12" pizza', "2"), (4, "last", "3")]


def test_utf_16_that_breaks_off_is_an_error_of_ours():
    with pytest.raises(InvalidError, match="UTF-16"):
        read("Caption,Likes\n".encode("utf-16") + b"x")
