"""Reads and checks what is sent to `/control`, and words refusals as problem documents."""

import math
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from sandbox.exchange import read_body
from sandbox.strictjson import NotJsonError, read_json
from sandbox.world import World

LARGEST_BODY = 64 * 1024
LONGEST_TEXT = 300


class ProblemError(Exception):
    """Ends a control route with a problem document."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail

    def response(self) -> Response:
        body = {
            "type": "about:blank",
            "title": self.code.replace("_", " ").capitalize(),
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "errors": [],
        }
        return JSONResponse(body, self.status, media_type="application/problem+json")


def invalid(detail: str) -> ProblemError:
    return ProblemError(422, "invalid", detail)


class Fields:
    """The members of a JSON object, each read once; what is left unread is unknown."""

    def __init__(self, values: dict[str, object]) -> None:
        self._values = dict(values)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._values.pop(name, default)
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
            raise invalid(f"{name} must be a text of 1 to {LONGEST_TEXT} characters.")
        return value

    def has(self, name: str) -> bool:
        return name in self._values

    def label(self, name: str) -> str:
        """A text or a whole number, as text."""
        value = self._values.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
            self._values[name] = str(value)
        return self.text(name)

    def choice(self, name: str, choices: list[str]) -> str:
        value = self._values.pop(name, None)
        if not isinstance(value, str) or value not in choices:
            raise invalid(f"{name} must be one of: {', '.join(choices)}.")
        return value

    def number(self, name: str, default: float | None, least: float, most: float) -> float:
        value = self._values.pop(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise invalid(f"{name} must be a number from {least:g} to {most:g}.")
        if not math.isfinite(value) or not least <= value <= most:
            raise invalid(f"{name} must be a number from {least:g} to {most:g}.")
        return float(value)

    def whole(self, name: str, default: int | None, least: int, most: int) -> int:
        value = self.number(name, default, least, most)
        if not value.is_integer():
            raise invalid(f"{name} must be a whole number.")
        return int(value)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self._values.pop(name, default)
        if not isinstance(value, bool):
            raise invalid(f"{name} must be true or false.")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._values.pop(name, [])
        if not isinstance(value, list) or len(value) > 20:
            raise invalid(f"{name} must be a list of at most 20 texts.")
        return tuple(Fields({name: one}).text(name) for one in value)

    def done(self) -> None:
        if self._values:
            names = ", ".join(sorted(self._values))
            raise invalid(f"Unknown fields: {names[:LONGEST_TEXT]}.")


async def read_fields(request: Request) -> Fields:
    """The JSON object of the body; an empty body is an empty object."""
    body = await read_body(request, LARGEST_BODY)
    if body is None:
        raise ProblemError(413, "too_large", f"The body may have {LARGEST_BODY} bytes at most.")
    if not body.strip():
        return Fields({})
    try:
        value = read_json(body)
    except NotJsonError as error:
        raise ProblemError(400, "not_json", f"The body is not JSON: {error}.") from None
    if not isinstance(value, dict):
        raise invalid("The body must be a JSON object.")
    return Fields(value)


def query_instant_ms(request: Request, name: str) -> int:
    """Milliseconds since 1970; 0 when absent."""
    text = request.query_params.get(name)
    if text is None:
        return 0
    try:
        # A plus sign that was not encoded arrives as a space.
        moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
        if moment.tzinfo is None:
            raise ValueError
        return round(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        raise invalid(f"{name} must be an ISO 8601 instant with an offset.") from None


def query_number(request: Request, name: str, *, default: float, most: float) -> float:
    text = request.query_params.get(name)
    try:
        value: object = default if text is None else float(text)
    except ValueError:
        value = None
    return Fields({name: value}).number(name, None, 0, most)


def query_flag(request: Request, name: str) -> bool:
    return request.query_params.get(name, "false").lower() in ("1", "true", "yes")


Work = Callable[[World, Request, Fields], Awaitable[object]]


def endpoint(world: World, work: Work) -> Callable[[Request], Awaitable[Response]]:
    """Turns a control function into an endpoint that answers JSON or a problem."""

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await work(world, request, await read_fields(request)))
        except ProblemError as problem:
            return problem.response()
        except ClientDisconnect:
            return Response(status_code=400)

    return answer
