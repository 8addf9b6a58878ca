"""The Graph API's answers and error shapes. Decides nothing."""

import secrets

from starlette.responses import JSONResponse

from sandbox.exchange import RefusalError


def reply(content: object, status: int = 200) -> JSONResponse:
    return JSONResponse(content, status, headers={"x-fb-request-id": _trace()})


def problem(
    code: int,
    message: str,
    *,
    subcode: int | None = None,
    status: int = 400,
    title: str | None = None,
    advice: str | None = None,
    is_transient: bool = False,
) -> JSONResponse:
    """The type says OAuthException for nearly every fault, also for those of other kinds."""
    error: dict[str, object] = {"message": message, "type": "OAuthException", "code": code}
    if subcode is not None:
        error |= {"error_subcode": subcode, "is_transient": is_transient}
    if title is not None:
        error |= {"error_user_title": title, "error_user_msg": advice or message}
    return reply({"error": {**error, "fbtrace_id": _trace()}}, status)


def refusal(
    code: int,
    message: str,
    *,
    subcode: int | None = None,
    status: int = 400,
    title: str | None = None,
    advice: str | None = None,
) -> RefusalError:
    return RefusalError(
        problem(code, message, subcode=subcode, status=status, title=title, advice=advice)
    )


def invalid(message: str, subcode: int | None = None) -> RefusalError:
    return refusal(100, f"(#100) {message}", subcode=subcode)


def missing(object_id: str, verb: str = "get") -> RefusalError:
    return refusal(
        100,
        f"Unsupported {verb} request. Object with ID '{object_id}' does not exist, cannot be "
        "loaded due to missing permissions, or does not support this operation",
        subcode=33,
    )


def token_problem(message: str, subcode: int | None = None) -> JSONResponse:
    # Seen with 400 and with 401 in the field; whoever reads the code is right with both.
    return problem(190, f"Error validating access token: {message}", subcode=subcode)


def throttle_problem() -> JSONResponse:
    """The app's limit: the headers say so, too, and no Retry-After comes with it."""
    answer = problem(4, "(#4) Application request limit reached", status=403, is_transient=True)
    answer.headers["x-app-usage"] = '{"call_count":100,"total_cputime":24,"total_time":31}'
    return answer


def oauth_problem(message: str, status: int = 400) -> JSONResponse:
    """The shape of Instagram's own token endpoint, older than the Graph API's."""
    body = {"error_type": "OAuthException", "code": status, "error_message": message}
    return reply(body, status)


def oauth_refusal(message: str, status: int = 400) -> RefusalError:
    return RefusalError(oauth_problem(message, status))


def _trace() -> str:
    return "A" + secrets.token_urlsafe(16)
