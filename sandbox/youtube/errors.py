"""Google's answers and error shapes. Decides nothing."""

from starlette.responses import JSONResponse

from sandbox.exchange import RefusalError

_STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
}


def reply(content: object, status: int = 200) -> JSONResponse:
    return JSONResponse(content, status, headers={"cache-control": "private"})


def problem(
    status: int, reason: str, message: str, *, domain: str = "youtube", location: str = ""
) -> JSONResponse:
    one: dict[str, object] = {"message": message, "domain": domain, "reason": reason}
    if location:
        one |= {"location": location, "locationType": "parameter"}
    error: dict[str, object] = {"code": status, "message": message, "errors": [one]}
    if status in _STATUSES:
        error["status"] = _STATUSES[status]
    return reply({"error": error}, status)


def refusal(
    status: int, reason: str, message: str, *, domain: str = "youtube", location: str = ""
) -> RefusalError:
    return RefusalError(problem(status, reason, message, domain=domain, location=location))


def bad(name: str, rule: str) -> RefusalError:
    """A parameter or field that is wrong."""
    return refusal(400, "invalidParameter", f"{name} {rule}", domain="global", location=name)


def unauthorized() -> JSONResponse:
    return problem(
        401, "authError", "Invalid Credentials", domain="global", location="Authorization"
    )


def throttled() -> JSONResponse:
    return problem(429, "rateLimitExceeded", "Too many requests.", domain="global")


def out_of_quota() -> RefusalError:
    return refusal(
        403,
        "quotaExceeded",
        "The request cannot be completed because you have exceeded your quota.",
        domain="youtube.quota",
    )


def oauth_problem(error: str, description: str, status: int = 400) -> JSONResponse:
    return reply({"error": error, "error_description": description}, status)


def oauth_refusal(error: str, description: str, status: int = 400) -> RefusalError:
    return RefusalError(oauth_problem(error, description, status))
