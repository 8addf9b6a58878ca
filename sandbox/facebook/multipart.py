"""Reads a form with a file in it (RFC 7578), as a photo is sent. Judges no content."""

import re
from dataclasses import dataclass, field

from sandbox.exchange import Call
from sandbox.meta import errors

KIND = "multipart/form-data"
_BOUNDARY = re.compile(r'boundary="?([0-9A-Za-z\'()+_,\-./:=? ]{1,70})"?')
_NAME = re.compile(rb'[; ]name="([^"]{1,60})"', re.IGNORECASE)
_FILE = re.compile(rb'[; ]filename="', re.IGNORECASE)


@dataclass(frozen=True)
class Form:
    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def is_form(call: Call) -> bool:
    return call.headers.get("content-type", "").lower().startswith(KIND)


def read(call: Call) -> Form:
    """The fields and files of the body.

    Raises:
        RefusalError: It cannot be read, or a name comes twice.
    """
    found = _BOUNDARY.search(call.headers.get("content-type", ""))
    if found is None:
        raise errors.invalid("The form names no boundary")
    form = Form()
    pieces = (b"\r\n" + call.body).split(b"\r\n--" + found[1].encode())
    if len(pieces) < 2 or pieces[0] or not pieces[-1].startswith(b"--"):
        raise errors.invalid("The form is cut off")
    for piece in pieces[1:-1]:
        _add(form, piece.removeprefix(b"\r\n"))
    return form


def _add(form: Form, piece: bytes) -> None:
    head, gap, content = piece.partition(b"\r\n\r\n")
    named = _NAME.search(head)
    if not gap or named is None:
        raise errors.invalid("A part of the form has no name")
    try:
        name, text = named[1].decode(), "" if _FILE.search(head) else content.decode()
    except UnicodeDecodeError:
        raise errors.invalid("The form is not UTF-8") from None
    if name in form.values or name in form.files:
        raise errors.invalid(f"The parameter {name} is given twice")
    if _FILE.search(head):
        form.files[name] = content
    else:
        form.values[name] = text
