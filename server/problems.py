"""Errors as `application/problem+json` (RFC 9457); holds the only table from kinds to statuses."""

import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import InstaMediaError, Kind, PlatformError

MEDIA_TYPE = "application/problem+json"
STATUSES: dict[Kind, int] = {
    Kind.INVALID: 422,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.LIMIT: 429,
    Kind.UPSTREAM: 502,
    Kind.UNAVAILABLE: 503,
    Kind.INTERNAL: 500,
}
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}
_WORDS = {
    404: "There is nothing at this address. /docs lists what there is.",
    405: "This address does not take that method. /docs lists what it takes.",
    413: "The body is larger than this address takes. Send less, or split it into parts.",
}
_FIELD_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is unknown here; leave it out",
    "string_too_short": "needs at least {min_length} characters",
    "string_too_long": "takes at most {max_length} characters",
    "too_short": "needs at least {min_length} characters",
    "too_long": "takes at most {max_length} characters",
    "timezone_aware": "needs a time zone; add an offset, as in 2026-11-12T19:30:00+05:30",
}
_PLACES = frozenset({"body", "query", "path", "header"})

log = structlog.get_logger()


class FieldProblem(BaseModel):
    """One field that does not fit."""

    field: str
    message: str
    code: str


class Problem(BaseModel):
    """What every error looks like; some carry further facts beside these."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    """What happened, why, and what to do, in words for the person who meets it."""
    instance: str
    code: str
    """A stable word for programs."""
    errors: list[FieldProblem] = Field(default_factory=list)


def responses() -> dict[int | str, dict[str, Any]]:
    """What to declare for every route, so that /openapi.json tells the truth about errors."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "4XX": {"description": "The request cannot be honoured", "content": content},
        "5XX": {"description": "Something failed on our side or upstream", "content": content},
    }


def problem(
    path: str,
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[FieldProblem] = (),
    extra: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    body = Problem(
        type=f"urn:insta-media:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=path,
        code=code,
        errors=list(errors),
    ).model_dump(mode="json")
    return JSONResponse({**(extra or {}), **body}, status, headers=headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer every known error of a route in this shape; `Unexpected` answers the rest."""
    app.add_exception_handler(InstaMediaError, _known)
    app.add_exception_handler(RequestValidationError, _misfit)
    app.add_exception_handler(HTTPException, _plain)


async def _known(request: Request, error: Exception) -> Response:
    if not isinstance(error, InstaMediaError):
        raise error
    return of_known(request.url.path, error)


def of_known(path: str, error: InstaMediaError) -> Response:
    """The answer to one of the product's own errors."""
    headers = {}
    if error.kind is Kind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, PlatformError) and error.retry_after_s is not None:
        headers["Retry-After"] = str(round(error.retry_after_s))
    status = STATUSES[error.kind]
    return problem(path, status, error.code, error.message, extra=error.extra, headers=headers)


async def _misfit(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    # the input is left out: it may be a password
    errors = [_field_problem(entry) for entry in error.errors()]
    lines = "; ".join(f"{e.field}: {e.message}" if e.field else e.message for e in errors)
    code = "bad_json" if any(e.code == "json_invalid" for e in errors) else "invalid"
    return problem(request.url.path, 422, code, f"The request does not fit. {lines}", errors=errors)


def _field_problem(entry: Mapping[str, Any]) -> FieldProblem:
    kind, where = str(entry["type"]), [str(part) for part in entry["loc"]]
    if kind == "json_invalid":
        words = "The body is not valid JSON. Check quotes and commas."
        return FieldProblem(field="", message=words, code=kind)
    field = ".".join(where[1:] if where and where[0] in _PLACES else where)
    template = _FIELD_WORDS.get(kind)
    facts = entry.get("ctx") or {}
    if template and facts.get("field_type") in ("List", "Tuple"):
        template = template.replace("characters", "entries")
    words = template.format_map(facts) if template else str(entry["msg"])
    return FieldProblem(field=field, message=words, code=kind)


async def _plain(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    status = error.status_code
    code = _CODES.get(status, HTTPStatus(status).phrase.lower().replace(" ", "_"))
    detail = _WORDS.get(status, str(error.detail))
    return problem(request.url.path, status, code, detail, headers=error.headers)


class Unexpected:
    """Gives each request a correlation id and turns what nobody foresaw into a 500 that names it.

    Details go to the log only.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid.uuid4().hex[:16]
        structlog.contextvars.bind_contextvars(request_id=request_id)
        begun = False

        async def named(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, named)
        except Exception:
            log.exception("request.failed", path=scope["path"], method=scope["method"])
            if begun:
                raise
            answer = problem(
                scope["path"],
                500,
                "internal",
                "Something went wrong on our side. Try again; if it stays, tell whoever runs this "
                f"installation the number {request_id}.",
                extra={"correlation_id": request_id},
            )
            await answer(scope, receive, named)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
