"""Reads JSON from strangers: strict numbers, real text, no surprise exceptions."""

import json
from typing import NoReturn


class NotJsonError(ValueError):
    """The bytes are not JSON that may be worked with; the message says why."""


def read_json(body: bytes) -> object:
    """The value in a UTF-8 JSON document.

    Raises:
        NotJsonError: not JSON, not UTF-8, NaN or Infinity, nested too deeply, or half a character.
    """
    try:
        value: object = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        msg = "nested too deeply"
        raise NotJsonError(msg) from None
    except UnicodeError:
        msg = "the text is not valid UTF-8"
        raise NotJsonError(msg) from None
    except ValueError as error:
        raise NotJsonError(str(error)) from None
    return value


def _refuse_constant(name: str) -> NoReturn:
    msg = f"{name} is not a JSON number"
    raise ValueError(msg)
