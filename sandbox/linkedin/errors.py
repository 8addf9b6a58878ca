"""LinkedIn's answers and error shapes. Decides nothing."""

import secrets

from starlette.responses import JSONResponse

from sandbox.exchange import RefusalError

_BAD_REQUEST = "com.linkedin.common.error.BadRequest"


def headers() -> dict[str, str]:
    """The identifiers LinkedIn puts on every answer and asks for in support cases."""
    return {
        "x-li-uuid": secrets.token_urlsafe(16),
        "x-li-fabric": "sandbox",
        "x-li-request-id": secrets.token_hex(8),
    }


def reply(content: object, status: int = 200) -> JSONResponse:
    return JSONResponse(content, status, headers=headers())


def problem(status: int, code: str, message: str, service_code: int | None = None) -> JSONResponse:
    body: dict[str, object] = {"status": status, "code": code, "message": message}
    if service_code is not None:
        body["serviceErrorCode"] = service_code
    return reply(body, status)


def refusal(status: int, code: str, message: str, service_code: int | None = None) -> RefusalError:
    return RefusalError(problem(status, code, message, service_code))


def input_problem(
    code: str, message: str, *, field: str | None = None, status: int = 400
) -> JSONResponse:
    """The newer shape, which names the field that was wrong."""
    place = {"inputPath": {"fieldPath": field}} if field else {}
    body = {
        "status": status,
        "code": code,
        "message": message,
        "errorDetailType": _BAD_REQUEST,
        "errorDetails": {"inputErrors": [{"description": message, "input": place, "code": code}]},
    }
    return reply(body, status)


def bad_input(code: str, message: str, *, field: str | None = None) -> RefusalError:
    return RefusalError(input_problem(code, message, field=field))


def denied(message: str) -> RefusalError:
    return refusal(403, "ACCESS_DENIED", message, 100)


def throttled() -> RefusalError:
    return RefusalError(throttle_problem())


def throttle_problem() -> JSONResponse:
    # LinkedIn documents no rate headers, so none are sent:
    # https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/rate-limits
    return problem(
        429,
        "TOO_MANY_REQUESTS",
        "Resource level throttle limit for calls to this resource is reached.",
        101,
    )


def duplicate(urn: str) -> RefusalError:
    """The answer to a text that this author has published within the last minutes."""
    message = (
        "com.linkedin.content.common.exception.BadRequestResponseException: "
        f"Content is a duplicate of {urn}"
    )
    detail = {"description": "Duplicate post is detected", "input": {}, "code": "DUPLICATE_POST"}
    body = {
        "status": 422,
        "message": message,
        "errorDetailType": _BAD_REQUEST,
        "errorDetails": {"inputErrors": [detail]},
    }
    return RefusalError(reply(body, 422))


def oauth_problem(error: str, description: str, status: int = 400) -> JSONResponse:
    return reply({"error": error, "error_description": description}, status)


def oauth_refusal(error: str, description: str, status: int = 400) -> RefusalError:
    return RefusalError(oauth_problem(error, description, status))
