"""Reads one multipart form as X's uploads send it. Knows no field's meaning."""

import re

_BOUNDARY = re.compile(r'boundary="?([0-9A-Za-z\'()+_,./:=? -]{1,70})"?')
_NAME = re.compile(r'(?i)content-disposition:\s*form-data;.*?\bname="([^"]{1,100})"')


class NotAFormError(ValueError):
    """The body is no multipart form; the message says why."""


def fields(content_type: str, body: bytes) -> dict[str, bytes]:
    """The fields by name, as they were sent.

    Raises:
        NotAFormError: No boundary, a part without a name, a name twice, no proper end.
    """
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise NotAFormError("there is no boundary")
    mark = b"--" + found[1].encode()
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)
    if len(pieces) < 3 or pieces[0].strip() or not pieces[-1].startswith(b"--"):
        raise NotAFormError("the parts are not closed")
    values: dict[str, bytes] = {}
    for piece in pieces[1:-1]:
        head, separator, content = piece.partition(b"\r\n\r\n")
        name = _NAME.search(head.decode("latin-1"))
        if not separator or name is None or name[1] in values:
            raise NotAFormError("a part has no name of its own")
        values[name[1]] = content
    return values
