"""Strict reader of a Graph call's parameters: query, form or JSON, each name once, none unknown."""

import json
from urllib.parse import parse_qsl

from sandbox.exchange import Call
from sandbox.granting import FORM
from sandbox.meta import errors
from sandbox.strictjson import NotJsonError, read_json

_LONGEST_ECHO = 60


class Params:
    """Each parameter is read once; what is left unread is unknown."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = dict(values)

    def text(self, name: str, default: str = "") -> str:
        return self._values.pop(name, default)

    def peek(self, name: str) -> str:
        """Without counting as read."""
        return self._values.get(name, "")

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise errors.invalid(f"The parameter {name} is required")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.text(name, str(default)).lower()
        if value not in ("true", "false", "1", "0"):
            raise errors.invalid(f"Param {name} must be a boolean")
        return value in ("true", "1")

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or len(value) > 12:
            raise errors.invalid(f"Param {name} must be an integer")
        if not least <= int(value) <= most:
            raise errors.invalid(f"Param {name} must be between {least} and {most}")
        return int(value)

    def names(self, name: str, default: str = "") -> list[str]:
        """A list separated by commas."""
        value = self.text(name, default)
        return [one.strip() for one in value.split(",")] if value else []

    def items(self, name: str) -> list[object]:
        """A JSON array, or texts separated by commas."""
        value = self.text(name).strip()
        if not value.startswith("["):
            return [one.strip() for one in value.split(",")] if value else []
        try:
            found = read_json(value.encode())
        except NotJsonError:
            found = None
        if not isinstance(found, list):
            raise errors.invalid(f"Param {name} must be an array")
        return found

    def done(self) -> None:
        for name in self._values:
            raise errors.invalid(f"Unknown parameter: {name[:_LONGEST_ECHO]}")


def read(call: Call) -> dict[str, str]:
    """Everything the call carries, the token included.

    Raises:
        RefusalError: it cannot be read, or a name comes twice.
    """
    return _each_once([*_pairs(call.query), *_of_body(call)])


def _each_once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise errors.invalid(f"The parameter {name[:_LONGEST_ECHO]} is given twice")
        found[name] = value
    return found


def _of_body(call: Call) -> list[tuple[str, str]]:
    if not call.body:
        return []
    kind = call.content_type
    if kind == "application/json":
        return _of_json(call.body)
    if kind != FORM:
        raise errors.invalid(f"The body must be {FORM} or application/json")
    return _pairs(_decoded(call.body))


def _pairs(text: str) -> list[tuple[str, str]]:
    if not text:
        return []
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise errors.invalid("The parameters cannot be read") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise errors.invalid("The parameters are not UTF-8") from None


def _of_json(body: bytes) -> list[tuple[str, str]]:
    try:
        found = read_json(body)
    except NotJsonError:
        found = None
    if not isinstance(found, dict):
        raise errors.invalid("The body is not a JSON object")
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in found.items()
    ]
