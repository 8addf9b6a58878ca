"""Text of request bodies that others will read: what would conceal or turn words is refused."""

from collections.abc import Iterator
from typing import Annotated

from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator

from domain import hidden

Place = tuple[str | int, ...]


def plain(text: str) -> str:
    """The text of one field.

    Raises:
        ValueError: It has a character that cannot be seen, or half of one. A length does not see
            to that by itself: of a field that may be absent it is counted, but not read.
    """
    if why := _refusal(text):
        raise ValueError(why)
    return text


PlainText = Annotated[str, AfterValidator(plain)]


def require_plain(body: object) -> None:
    """Check a body whose type is also that of rows from before, which have to stay readable.

    Raises:
        RequestValidationError: Names each field that has a character that cannot be seen, or half
            of one, which no database keeps.
    """
    found = [(place, _refusal(text)) for place, text in _texts(body)]
    if errors := [
        {"type": "value_error", "loc": ("body", *place), "msg": why} for place, why in found if why
    ]:
        raise RequestValidationError(errors)


def _refusal(text: str) -> str | None:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return "has characters that are not Unicode; leave them out"
    return hidden.refusal(text)


def _texts(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, one in value.items():
            shown = hidden.visible(str(name))
            yield (*place, shown), str(name)
            yield from _texts(one, (*place, shown))
    elif isinstance(value, list | tuple):
        for at, one in enumerate(value):
            yield from _texts(one, (*place, at))
