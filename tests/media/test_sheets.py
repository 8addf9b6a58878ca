"""What is written in Excel workbooks, and in words why some cannot be read."""

from datetime import date

import pytest

from domain.errors import InvalidError
from media.documents import kind_of_document, read_pages
from media.looking import read_document
from media.sheets import MOST_EMPTY_ROWS, MOST_ROWS, XLSX
from tests.media.workbooks import ole, with_part, xlsx

LIST = xlsx([("Item", "Rate"), ("Masala chai", 20), ("Bun maska", "₹1,240/-")])
SHEET = "xl/worksheets/sheet1.xml"


def put(tmp_path, content: bytes):
    file = tmp_path / "document"
    file.write_bytes(content)
    return file


def read(tmp_path, content: bytes) -> tuple[str, ...]:
    assert kind_of_document(content) == XLSX
    return read_pages(put(tmp_path, content), XLSX)


def refused(tmp_path, content: bytes) -> InvalidError:
    with pytest.raises(InvalidError) as caught:
        read_pages(put(tmp_path, content), kind_of_document(content))
    return caught.value


def test_a_sheet_is_read_row_by_row_as_a_csv_is(tmp_path):
    assert read(tmp_path, LIST) == (
        "Item: Masala chai\nRate: 20\n\nItem: Bun maska\nRate: ₹1,240/-",
    )


def test_cells_are_told_as_they_are_shown(tmp_path):
    def dressed(book):
        sheet = book.active
        forms = ("[$₹-4009]#,##0.00", '"Rs." #,##0', "0%", "General", "$#,##0.00", "[$-409]0")
        for cell, form in zip(sheet[2][1:], forms, strict=False):
            cell.number_format = form
        sheet.cell(2, 10).number_format = "0.00"

    head = ("Item", "A", "B", "C", "D", "E", "F", "G", "H", "I")
    row = ("Plum\n cake", 449.99999999999997, 80, 0.05, 49.5, 12, 7.0, date(2026, 12, 1), True, 1.2)
    assert read(tmp_path, xlsx([head, row], after=dressed))[0].splitlines() == [
        "Item: Plum cake",
        "A: ₹450",
        "B: Rs.80",
        "C: 5%",
        "D: 49.50",
        "E: $12",
        "F: 7",
        "G: 2026-12-01",
        "H: yes",
        "I: 1.20",
    ]


def test_a_title_over_the_table_and_headings_between_its_rows_are_no_headers(tmp_path):
    def merged(book):
        book.active.merge_cells("A1:C1")

    rows = [
        ("Sharma Sweets: price list 2026",),
        ("Mob.", 9829012345),
        (),
        ("No.", "Particulars", "Rate:"),
        ("Sweets",),
        (1, "Kaju katli", 900),
        (),
        ("Namkeen", "Weight", "MRP"),
        ("Bhujia", "400 g", 110),
    ]
    (text,) = read(tmp_path, xlsx(rows, after=merged))
    assert text.split("\n\n") == [
        "Sharma Sweets: price list 2026",
        "Mob., 9829012345",
        "Sweets",
        "No.: 1\nParticulars: Kaju katli\nRate: 900",
        "Namkeen: Bhujia\nWeight: 400 g\nMRP: 110",
    ]


def test_a_header_over_two_columns_goes_before_each_of_them(tmp_path):
    def merged(book):
        book.active.merge_cells("B1:C1")

    rows = [("Dish", "Price", None, "Note"), (None, "Half", "Full"), ("Dal fry", 90, 160, "veg")]
    (text,) = read(tmp_path, xlsx(rows, after=merged))
    assert text.splitlines() == ["Dish: Dal fry", "Price Half: 90", "Price Full: 160", "Note: veg"]


def test_tables_side_by_side_and_without_headers_lose_no_row(tmp_path):
    rows = [("Item", "Rate", None, "Item", "Rate"), ("Chai", 20, None, "Bun", 40), ("Kaapi", 35)]
    beside, bare = read(tmp_path, xlsx(rows, [("Samosa", 15), ("Kachori", 25)]))
    assert beside.split("\n\n") == [
        "Item: Chai\nRate: 20",
        "Item: Bun\nRate: 40",
        "Item: Kaapi\nRate: 35",
    ]
    assert bare.split("\n\n")[1] == "column 1: Kachori\ncolumn 2: 25"


def test_a_row_without_a_figure_is_no_header(tmp_path):
    rows = [("Asha Boutique", "Jaipur"), ("Saree", "Rate", "Note"), ("Silk", "on request", "new")]
    (text,) = read(tmp_path, xlsx([*rows, ("Kota doria", 1800)]))
    assert text.split("\n\n") == [
        "Asha Boutique, Jaipur",
        "Saree: Silk\nRate: on request\nNote: new",
        "Saree: Kota doria\nRate: 1800",
    ]


def test_several_sheets_are_pages_and_a_hidden_one_stays_unread(tmp_path):
    def hiding(book):
        book.worksheets[1].sheet_state = "hidden"

    sheets = ([("Chai", 20)], [("Chai, what it costs us", 6)], [("Bun", 40)])
    pages = read(tmp_path, xlsx(*sheets, after=hiding))
    assert [page.splitlines()[0] for page in pages] == ["column 1: Chai", "column 1: Bun"]


def test_a_million_empty_formatted_rows_below_a_table_do_no_harm(tmp_path):
    def with_rows(part: bytes) -> bytes:
        empty = b"".join(
            b'<row r="%d" spans="1:2" ht="15" customHeight="1"/>' % n for n in range(4, 1_048_577)
        )
        return part.replace(b"</sheetData>", empty + b"</sheetData>")

    content = with_part(LIST, SHEET, with_rows)
    assert read(tmp_path, content) == read(tmp_path, LIST)


def test_what_stands_far_below_or_is_too_much_is_left_out(tmp_path):
    far = [("Item", "Rate"), ("Chai", 20), *[()] * (MOST_EMPTY_ROWS + 1), ("Lost", 1)]
    long = [("Item", "Rate"), *[("Chai", n) for n in range(MOST_ROWS + 10)]]
    assert "Lost" not in read(tmp_path, xlsx(far))[0]
    assert read(tmp_path, xlsx(long))[0].count("Item: ") == MOST_ROWS - 1


def test_formulas_give_their_saved_results_and_say_so_when_there_are_none(tmp_path):
    rows = [("Item", "Base", "Rate"), ("Chai", 20, "=B2*1.05"), ("Bun", 40, "=B3*1.05")]
    never = refused(tmp_path, xlsx(rows))
    assert (never.code, "never calculated" in never.message) == ("document_unreadable", True)

    def with_result(part: bytes) -> bytes:
        return part.replace(b"<f>B2*1.05</f><v></v>", b"<f>B2*1.05</f><v>21</v>")

    saved = with_part(xlsx(rows), SHEET, with_result)
    assert read(tmp_path, saved)[0].split("\n\n")[0] == "Item: Chai\nBase: 20\nRate: 21"


def test_formulas_whose_result_is_nothing_were_calculated(tmp_path):
    def with_nothing(part: bytes) -> bytes:
        return part.replace(b'<c r="B3"><f>', b'<c r="B3" t="str"><f>')

    content = xlsx([("Item", "Rate"), ("Chai", 20), (None, '=IF(A3="","",9)')])
    assert read(tmp_path, with_part(content, SHEET, with_nothing)) == ("Item: Chai\nRate: 20",)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (ole("Workbook"), "document_unknown", "old kind (.xls)"),
        (ole("Book"), "document_unknown", "Excel Workbook (.xlsx)"),
        (ole("WordDocument"), "document_unknown", "as PDF"),
        (ole("EncryptionInfo", "EncryptedPackage"), "document_locked", "without one"),
        (b"PK\x03\x04" + b"xl/workbook.bin", "document_unknown", "(.xlsb)"),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "document_unknown",
            "(.ods)",
        ),
        (b"PK\x03\x04" + b"word/document.xml", "document_unknown", "as PDF"),
        (xlsx([]), "no_text", "empty"),
        (LIST[:900] + b"xl/workbook.xml", "document_unreadable", "damaged"),
        (with_part(LIST, SHEET, b"<worksheet><sheetData><row"), "document_unreadable", "damaged"),
        (
            with_part(LIST, SHEET, lambda part: ENTITIES + part.replace(b"20", b"&a;")),
            "document_unreadable",
            "damaged",
        ),
        (with_part(LIST, "xl/vbaProject.bin", b"Sub"), "document_unfit", "macros"),
        (
            with_part(LIST, "xl/sharedStrings.xml", b" " * (11 * 1024 * 1024)),
            "document_too_large",
            "unpacked",
        ),
        (
            with_part(LIST, SHEET, b" " * (101 * 1024 * 1024)),
            "document_too_large",
            "unpacked",
        ),
        (LIST + b"\0" * (5 * 1024 * 1024), "document_too_large", "5 MB"),
    ],
    ids=[
        "xls", "older", "doc", "locked", "xlsb", "ods", "docx", "empty", "cut", "broken",
        "entities", "macros", "bomb", "sheet_bomb", "large",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(tmp_path, content, code, words):
    error = refused(tmp_path, content)
    assert (error.code, words in error.message) == (code, True), error.message


async def test_a_workbook_is_read_beside_this_process_within_its_bounds(tmp_path):
    (text,) = await read_document(put(tmp_path, LIST), XLSX)
    assert text.startswith("Item: Masala chai")
