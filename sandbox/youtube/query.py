"""Strict reader of a call's query and JSON body: each name once, none unknown."""

from urllib.parse import parse_qsl

from sandbox.exchange import Call
from sandbox.strictjson import NotJsonError, read_json
from sandbox.youtube import errors

_GLOBAL = frozenset({"alt", "fields", "key", "prettyPrint", "quotaUser"})


class Query:
    """Each parameter is read once; what is left unread is unknown."""

    def __init__(self, call: Call) -> None:
        self._values: dict[str, str] = {}
        for name, value in parse_qsl(call.query, keep_blank_values=True):
            # Google takes lists repeated and separated by commas alike.
            known = self._values.get(name)
            self._values[name] = value if known is None else f"{known},{value}"

    def text(self, name: str, default: str = "") -> str:
        return self._values.pop(name, default)

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise errors.refusal(
                400, "missingRequiredParameter", f"Missing parameter: {name}", location=name
            )
        return value

    def names(self, name: str, known: frozenset[str]) -> list[str]:
        """A list separated by commas, of known words."""
        found = [one.strip() for one in self.required(name).split(",")]
        for one in found:
            if one not in known:
                raise errors.refusal(400, "unknownPart", f"{one} is unknown", location=name)
        return found

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            raise errors.bad(name, f"must be one of {', '.join(choices)}")
        return value

    def number(self, name: str, default: int, most: int) -> int:
        value = self.text(name, str(default))
        is_number = value.isascii() and value.isdigit() and len(value) <= 9
        if not is_number or int(value) > most:
            raise errors.bad(name, f"must be from 0 to {most}")
        return int(value)

    def done(self) -> None:
        unknown = sorted(self._values.keys() - _GLOBAL)
        if unknown:
            raise errors.bad(unknown[0][:40], "is not a parameter of this method")


def read_object(call: Call) -> dict[str, object]:
    """The JSON object of the body.

    Raises:
        RefusalError: 400.
    """
    content_type = call.content_type
    if content_type != "application/json":
        raise errors.refusal(400, "badRequest", "The content type must be application/json.")
    try:
        body = read_json(call.body)
    except NotJsonError as error:
        raise errors.refusal(400, "parseError", f"Parse Error: {error}", domain="global") from None
    if not isinstance(body, dict):
        raise errors.refusal(400, "parseError", "The body must be an object.", domain="global")
    return body


def page_of(query: Query, total: int, *, default: int, most: int) -> tuple[int, int, str]:
    """Where a page starts, how much it holds and the token of the next one."""
    size = query.number("maxResults", default, most)
    token = query.text("pageToken")
    digits = token.removeprefix("CAoQ")
    if token and (digits == token or not digits.isdigit() or len(digits) > 9):
        raise errors.refusal(400, "invalidPageToken", "The page token is not valid.")
    start = int(digits) if token else 0
    end = start + size
    return start, size, f"CAoQ{end}" if size and end < total else ""
