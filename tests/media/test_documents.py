"""What is written in a brand's documents, and in words why some cannot be read."""

import pytest

from domain.errors import InvalidError
from media.documents import kind_of_document, read_pages
from media.looking import read_document
from tests.media.documents import locked, pdf

GUIDE = pdf(["Our colours: #A3400F and #FFFAF3"], ["Tone: warm (never shouting)"])
PRICES = pdf(["Masala chai\tRs 20", "Bun maska\tRs 40"])


def put(tmp_path, content: bytes):
    file = tmp_path / "document"
    file.write_bytes(content)
    return file


def refused(tmp_path, content: bytes) -> InvalidError:
    with pytest.raises(InvalidError) as caught:
        read_pages(put(tmp_path, content), kind_of_document(content))
    return caught.value


def test_a_pdf_is_read_page_by_page_and_no_warning_gets_out(tmp_path):
    pages = read_pages(put(tmp_path, GUIDE), "application/pdf")
    assert pages == ("Our colours: #A3400F and #FFFAF3", "Tone: warm (never shouting)")


def test_columns_of_a_pdf_stay_apart_on_one_line(tmp_path):
    (page,) = read_pages(put(tmp_path, PRICES), "application/pdf")
    first, second = page.splitlines()
    assert first.split("  ")[0] == "Masala chai"
    assert first.split()[-2:] == ["Rs", "20"]
    assert second.startswith("Bun maska  ")


def test_a_pdf_that_opens_without_a_password_is_read_though_it_is_encrypted(tmp_path):
    assert read_pages(put(tmp_path, locked(GUIDE, "")), "application/pdf")[1].startswith("Tone")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (locked(GUIDE, "secret"), "document_locked", "password"),
        (pdf([], []), "no_text", "pictures of pages"),
        (pdf(*[["x"]] * 101), "document_too_long", "101 pages"),
        (GUIDE[:200], "document_unreadable", "damaged"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 400, "document_unreadable", "damaged"),
        (b"%PDF-" + b"0" * (21 * 1024 * 1024), "document_too_large", "20 MB"),
        (b"   \n\n", "document_unknown", "empty"),
        (b"PK\x03\x04....", "document_unknown", "as CSV"),
        (b"\x00\x01\x02", "document_unknown", "neither"),
    ],
    ids=["locked", "scanned", "long", "cut", "garbage", "large", "empty", "office", "binary"],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path, content, code, words):
    error = refused(tmp_path, content)
    assert (error.code, words in error.message) == (code, True), error.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_with_headers_is_read_row_by_row_in_any_usual_encoding(tmp_path, encoding):
    content = "Item;Price\nCafé au lait;120\nBun;40\n".encode(encoding)
    assert kind_of_document(content) == "text/csv"
    (text,) = read_pages(put(tmp_path, content), "text/csv")
    assert text == "Item: Café au lait\nPrice: 120\n\nItem: Bun\nPrice: 40"


def test_a_table_without_headers_loses_no_row(tmp_path):
    (text,) = read_pages(put(tmp_path, "मसाला चाय,₹20\nबन मस्का,₹40\n".encode()), "text/csv")
    assert text.count("₹") == 2
    assert "मसाला चाय" in text


def test_prose_is_plain_text_and_shows_nothing_hidden(tmp_path):
    content = "Write warmly.\nNever \u202eshout.\n".encode()
    assert kind_of_document(content) == "text/plain"
    assert read_pages(put(tmp_path, content), "text/plain") == ("Write warmly.\nNever shout.",)


async def test_a_document_is_read_beside_this_process_and_its_refusal_comes_through(tmp_path):
    assert len(await read_document(put(tmp_path, GUIDE), "application/pdf")) == 2
    with pytest.raises(InvalidError) as caught:
        await read_document(put(tmp_path, locked(GUIDE, "x")), "application/pdf")
    assert caught.value.code == "document_locked"
