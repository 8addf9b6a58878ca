"""Documents as programs write them, made by hand: PDFs with text, without any, locked, broken."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF with a page of lines each, in Helvetica; a tab begins a second column."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        content = b"BT /F1 11 Tf " + b" ".join(_line(i, line) for i, line in enumerate(lines))
        content += b" ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
            b"<< /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def locked(content: bytes, password: str) -> bytes:
    """The same PDF, to be opened with a password; with an empty one by everybody."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password=password, owner_password="the owner's", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _line(n: int, line: str) -> bytes:
    parts = []
    for column, words in enumerate(line.split("\t")):
        place = f"1 0 0 1 {50 + 300 * column} {790 - 18 * n} Tm".encode()
        escaped = words.encode("cp1252")
        for mark in (b"\\", b"(", b")"):
            escaped = escaped.replace(mark, b"\\" + mark)
        parts.append(place + b" (" + escaped + b") Tj")
    return b" ".join(parts)


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)
