"""Reads a form with files in it (RFC 7578). Knows no field's meaning and judges no content."""

import re
from dataclasses import dataclass

KIND = "multipart/form-data"
_BOUNDARY = re.compile(r'boundary="?([0-9A-Za-z\'()+_,./:=? -]{1,70})"?')
_NAME = re.compile(r'(?i)content-disposition:\s*form-data;.*?\bname="([^"]{1,100})"')
_FILE = re.compile(r'(?i)[; ]filename="')


class NotAFormError(ValueError):
    """The body is no multipart form; the message says why."""


@dataclass(frozen=True)
class Field:
    content: bytes
    is_file: bool

    def text(self) -> str:
        """What is no file.

        Raises:
            NotAFormError: It is not UTF-8.
        """
        try:
            return self.content.decode()
        except UnicodeDecodeError:
            raise NotAFormError("a text is not UTF-8") from None


def read(content_type: str, body: bytes) -> dict[str, Field]:
    """The fields by name, as they were sent.

    Raises:
        NotAFormError: No boundary, a part without a name, a name twice, no proper end.
    """
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise NotAFormError("there is no boundary")
    mark = b"--" + found[1].encode()
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if len(pieces) < 2 or pieces[0] or not pieces[-1].startswith(b"--"):
        raise NotAFormError("it is cut off")
    fields: dict[str, Field] = {}
    for piece in pieces[1:-1]:
        head, gap, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        told = head.decode("utf-8", "replace")
        name = _NAME.search(told)
        if not gap or name is None:
            raise NotAFormError("a part has no name")
        if name[1] in fields:
            raise NotAFormError(f"{name[1]} comes twice")
        fields[name[1]] = Field(content, _FILE.search(told) is not None)
    return fields
