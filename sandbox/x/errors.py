"""X's answers and its three error shapes. Decides nothing."""

from collections.abc import Iterable

from starlette.responses import JSONResponse

from sandbox.exchange import RefusalError

_TYPES = "https://api.x.com/2/problems/"
_MEDIA_TYPE = "application/problem+json"
BLANK = "about:blank"


def reply(content: object, status: int = 200) -> JSONResponse:
    return JSONResponse(content, status)


def problem(status: int, title: str, detail: str, kind: str = BLANK) -> JSONResponse:
    body = {"title": title, "detail": detail, "type": named(kind), "status": status}
    return JSONResponse(body, status, media_type=_MEDIA_TYPE)


def refusal(status: int, title: str, detail: str, kind: str = BLANK) -> RefusalError:
    return RefusalError(problem(status, title, detail, kind))


def named(kind: str) -> str:
    return kind if kind == BLANK else _TYPES + kind


def unauthorized() -> JSONResponse:
    return problem(401, "Unauthorized", "Unauthorized")


def forbidden(detail: str = "You are not permitted to perform this action.") -> RefusalError:
    return refusal(403, "Forbidden", detail)


def invalid(name: str, value: object, message: str) -> RefusalError:
    """A parameter or a property of the body that is wrong."""
    return RefusalError(invalid_problem([(name, value, message)]))


def invalid_problem(wrong: Iterable[tuple[str, object, str]]) -> JSONResponse:
    body = {
        "errors": [
            {"parameters": {name: [str(value)[:200]]}, "message": message}
            for name, value, message in wrong
        ],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": named("invalid-request"),
        "status": 400,
    }
    return JSONResponse(body, 400, media_type=_MEDIA_TYPE)


def coded(status: int, code: int, message: str) -> RefusalError:
    """The shape of the older version, which some refusals still have."""
    return RefusalError(reply({"errors": [{"code": code, "message": message}]}, status))


def throttle_problem() -> JSONResponse:
    return problem(429, "Too Many Requests", "Too Many Requests", BLANK)


def not_found(kind: str, parameter: str, value: str) -> dict[str, object]:
    """One entry of `errors` in an answer that is otherwise good."""
    return {
        "value": value,
        "resource_id": value,
        "parameter": parameter,
        "resource_type": kind,
        "title": "Not Found Error",
        "detail": f"Could not find {kind} with {parameter}: [{value}].",
        "type": named("resource-not-found"),
    }


def hidden_field(parameter: str, value: str) -> dict[str, object]:
    """The entry for a post whose owner's numbers are not for this caller, or too old."""
    return {
        "value": value,
        "resource_id": value,
        "parameter": parameter,
        "resource_type": "tweet",
        "field": "non_public_metrics",
        "section": "data",
        "title": "Field Authorization Error",
        "detail": (
            "Sorry, you are not authorized to access 'non_public_metrics' on the Tweet with "
            f"{parameter} : [{value}]."
        ),
        "type": named("not-authorized-for-field"),
    }


def oauth_problem(error: str, description: str, status: int = 400) -> JSONResponse:
    return reply({"error": error, "error_description": description}, status)


def oauth_refusal(error: str, description: str, status: int = 400) -> RefusalError:
    return RefusalError(oauth_problem(error, description, status))
