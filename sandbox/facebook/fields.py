"""Reads the `fields` of a Graph call, with what stands in braces and brackets behind a name."""

from collections.abc import Collection

from sandbox.clock import moment
from sandbox.instagram import errors
from sandbox.instagram.params import Params


def read(params: Params, known: Collection[str], *, node: str, default: str = "id") -> list[str]:
    """The names asked for, always with `id`; how much of an edge is wanted is not looked at.

    Raises:
        RefusalError: Code 100 with the name that does not exist, or of brackets that do not close.
    """
    names = [_name(one) for one in _split(params.text("fields", default))]
    for name in names:
        if name not in known:
            raise errors.invalid(
                f"Tried accessing nonexisting field ({name[:60]}) on node type ({node})"
            )
    return list(dict.fromkeys([*names, "id"]))


def timestamp(at_ms: int) -> str:
    """As the Graph API writes it: without a colon in the offset."""
    return moment(at_ms).strftime("%Y-%m-%dT%H:%M:%S+0000")


def _split(text: str) -> list[str]:
    """At the commas outside of braces and brackets."""
    found, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        if letter in "{(":
            depth += 1
        elif letter in "})":
            depth -= 1
        elif letter == "," and depth == 0:
            found.append(text[begin:at])
            begin = at + 1
    if depth:
        raise errors.invalid("Syntax error: unexpected end of string in fields", 2500)
    return [one.strip() for one in (*found, text[begin:])]


def _name(field: str) -> str:
    ends = [field.find(mark) for mark in ".{(" if mark in field]
    return field[: min(ends)] if ends else field
