"""Reads the `fields` of a Graph call and the timestamps of its answers."""

import re
from collections.abc import Collection

from sandbox.clock import moment
from sandbox.instagram import errors
from sandbox.instagram.params import Params


def read(params: Params, known: Collection[str], *, node: str) -> list[str]:
    """The names asked for, always with `id`.

    Raises:
        RefusalError: code 100 with the name that does not exist.
    """
    return check(params.names("fields", "id"), known, node=node)


def check(names: list[str], known: Collection[str], *, node: str) -> list[str]:
    """As `read`, of names that were split already."""
    for name in names:
        if name not in known:
            raise errors.invalid(
                f"Tried accessing nonexisting field ({name[:60]}) on node type ({node})"
            )
    return list(dict.fromkeys([*names, "id"]))


def split(text: str) -> list[str]:
    """The fields of an expression, each with its own braces."""
    found, depth = [""], 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    if depth:
        raise errors.refusal(2500, "Syntax error: the braces of fields do not match")
    return [one.strip() for one in found if one.strip()]


def expanded(field: str) -> tuple[str, str, list[str]]:
    """`name.call(value){inner}` in its parts; what is not there is empty."""
    parts = re.fullmatch(r"([a-z_]+)((?:\.[a-z_]+\([^(){}]*\))*)(?:\{(.*)\})?", field, re.DOTALL)
    if parts is None:
        raise errors.refusal(2500, f"Syntax error in fields at {field[:60]}")
    return parts[1], parts[2], split(parts[3] or "")


def timestamp(at_ms: int) -> str:
    """As the Graph API writes it: without a colon in the offset."""
    return moment(at_ms).strftime("%Y-%m-%dT%H:%M:%S+0000")
