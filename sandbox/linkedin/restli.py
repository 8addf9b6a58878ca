"""Strict reader of Rest.li 2.0 query strings, on the raw text as it came over the wire.

`List(a,b)` and `(key:value)` have raw parentheses; what is inside a value must be percent-encoded,
so a URN reads `urn%3Ali%3Ashare%3A1`. An ordinary URL encoder gets both wrong, and LinkedIn then
answers 400. Grammar: https://linkedin.github.io/rest.li/spec/protocol#restli-protocol-20-object
"""

import re
from urllib.parse import unquote_to_bytes

Value = str | list["Value"] | dict[str, "Value"]
_PLAIN = re.compile(r"(?:[A-Za-z0-9\-._~!$*;@/?+]|%[0-9A-Fa-f]{2})+")
_DEEPEST = 8


class SyntaxRefusedError(ValueError):
    """The query is not Rest.li 2.0; the message says where."""


def read_query(raw: str) -> dict[str, Value]:
    """The parameters of a raw query string.

    Raises:
        SyntaxRefusedError: a value is malformed, or a parameter is given twice.
    """
    found: dict[str, Value] = {}
    for pair in raw.split("&") if raw else ():
        key, separator, text = pair.partition("=")
        name = _decode(key)
        if not separator or not name or name in found:
            msg = f"Malformed or repeated parameter {name!r}"
            raise SyntaxRefusedError(msg)
        found[name] = _Reader(text, name).whole()
    return found


class _Reader:
    """Reads one value from left to right."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._depth = 0

    def whole(self) -> Value:
        value = self._value()
        if self._at != len(self._text):
            raise self._error()
        return value

    def _value(self) -> Value:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error()
        value: Value
        if self._takes("List("):
            value = self._list()
        elif self._takes("("):
            value = self._record()
        elif self._takes("''"):
            value = ""
        else:
            value = self._string()
        self._depth -= 1
        return value

    def _list(self) -> Value:
        if self._takes(")"):
            return []
        values = [self._value()]
        while self._takes(","):
            values.append(self._value())
        self._must(")")
        return values

    def _record(self) -> Value:
        if self._takes(")"):
            return {}
        record: dict[str, Value] = {}
        while True:
            key = self._string()
            self._must(":")
            if key in record:
                raise self._error()
            record[key] = self._value()
            if not self._takes(","):
                break
        self._must(")")
        return record

    def _string(self) -> str:
        match = _PLAIN.match(self._text, self._at)
        if match is None:
            raise self._error()
        self._at = match.end()
        return _decode(match.group())

    def _takes(self, token: str) -> bool:
        if self._text.startswith(token, self._at):
            self._at += len(token)
            return True
        return False

    def _must(self, token: str) -> None:
        if not self._takes(token):
            raise self._error()

    def _error(self) -> SyntaxRefusedError:
        return SyntaxRefusedError(
            f"Invalid query parameters passed to request: {self._name} at character {self._at}"
        )


def _decode(text: str) -> str:
    try:
        return unquote_to_bytes(text).decode("utf-8")
    except UnicodeDecodeError:
        msg = f"Not UTF-8: {text!r}"
        raise SyntaxRefusedError(msg) from None
