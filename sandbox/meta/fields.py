"""Reads the `fields` of a Graph call and writes the timestamps of its answers."""

import re
from collections.abc import Collection

from sandbox.clock import moment
from sandbox.meta import errors
from sandbox.meta.params import Params


def read_plain(params: Params, known: Collection[str], *, node: str) -> list[str]:
    """The names asked for, always with `id`; nothing may stand behind one.

    Raises:
        RefusalError: Code 100 with the name that does not exist.
    """
    return check(params.names("fields", "id"), known, node=node)


def read(params: Params, known: Collection[str], *, node: str, default: str = "id") -> list[str]:
    """The same; how much of an edge is wanted is not looked at.

    Raises:
        RefusalError: Code 100 with the name that does not exist, 2500 of brackets that do not
            close.
    """
    names = [re.split(r"[.{(]", one)[0] for one in split(params.text("fields", default))]
    return check(names, known, node=node)


def check(names: list[str], known: Collection[str], *, node: str) -> list[str]:
    """The names asked for, each once and always with `id`.

    Raises:
        RefusalError: Code 100 with the name that does not exist.
    """
    for name in names:
        if name not in known:
            raise errors.invalid(
                f"Tried accessing nonexisting field ({name[:60]}) on node type ({node})"
            )
    return list(dict.fromkeys([*names, "id"]))


def split(text: str) -> list[str]:
    """The fields of an expression, each with its own braces and brackets.

    Raises:
        RefusalError: Code 2500: they do not close.
    """
    found, depth = [""], 0
    for letter in text:
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    if depth:
        raise errors.refusal(2500, "Syntax error: the braces of fields do not match")
    return [one.strip() for one in found] if text else []


def expanded(field: str) -> tuple[str, str, list[str]]:
    """`name.call(value){inner}` in its parts; what is not there is empty."""
    parts = re.fullmatch(r"([a-z_]+)((?:\.[a-z_]+\([^(){}]*\))*)(?:\{(.*)\})?", field, re.DOTALL)
    if parts is None:
        raise errors.refusal(2500, f"Syntax error in fields at {field[:60]}")
    return parts[1], parts[2], split(parts[3] or "")


def timestamp(at_ms: int) -> str:
    """As the Graph API writes it: without a colon in the offset."""
    return moment(at_ms).strftime("%Y-%m-%dT%H:%M:%S+0000")
