"""Reads the `fields` of a Graph call and the timestamps of its answers."""

from collections.abc import Collection

from sandbox.clock import moment
from sandbox.instagram import errors
from sandbox.instagram.params import Params


def read(params: Params, known: Collection[str], *, node: str) -> list[str]:
    """The names asked for, always with `id`.

    Raises:
        RefusalError: code 100 with the name that does not exist.
    """
    names = params.names("fields", "id")
    for name in names:
        if name not in known:
            raise errors.invalid(
                f"Tried accessing nonexisting field ({name[:60]}) on node type ({node})"
            )
    return list(dict.fromkeys([*names, "id"]))


def timestamp(at_ms: int) -> str:
    """As the Graph API writes it: without a colon in the offset."""
    return moment(at_ms).strftime("%Y-%m-%dT%H:%M:%S+0000")
