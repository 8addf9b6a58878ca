"""What YouTube's refusals and silences mean, in our classes and in words. Makes no request.

The body's first reason decides before the HTTP status:
https://developers.google.com/youtube/v3/docs/errors
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.errors import ErrorClass, PlatformError, Sent
from platforms import effects, saying
from platforms.effects import Doubt, Effect
from platforms.http import Answer, UnansweredError

_E = ErrorClass

_BY_REASON = {
    "authError": _E.INVALID_TOKEN,
    "authorizationRequired": _E.INVALID_TOKEN,
    "youtubeSignupRequired": _E.INVALID_TOKEN,
    "insufficientPermissions": _E.INSUFFICIENT_PERMISSIONS,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": _E.INSUFFICIENT_PERMISSIONS,
    "forbidden": _E.INSUFFICIENT_PERMISSIONS,
    "channelSuspended": _E.INSUFFICIENT_PERMISSIONS,
    "channelClosed": _E.INSUFFICIENT_PERMISSIONS,
    "forbiddenPrivacySetting": _E.INSUFFICIENT_PERMISSIONS,
    "forbiddenLicenseSetting": _E.INSUFFICIENT_PERMISSIONS,
    "commentsDisabled": _E.INSUFFICIENT_PERMISSIONS,
    "ineligibleAccount": _E.INSUFFICIENT_PERMISSIONS,
    "accessNotConfigured": _E.CONFIGURATION,
    "quotaExceeded": _E.RATE_LIMIT_EXCEEDED,
    "dailyLimitExceeded": _E.RATE_LIMIT_EXCEEDED,
    "rateLimitExceeded": _E.RATE_LIMIT_EXCEEDED,
    "userRateLimitExceeded": _E.RATE_LIMIT_EXCEEDED,
    "uploadRateLimitExceeded": _E.RATE_LIMIT_EXCEEDED,
    "uploadLimitExceeded": _E.RATE_LIMIT_EXCEEDED,
    "invalidTitle": _E.VALIDATION,
    "invalidDescription": _E.VALIDATION,
    "invalidTags": _E.VALIDATION,
    "invalidCategoryId": _E.VALIDATION,
    "invalidPublishAt": _E.VALIDATION,
    "invalidVideoMetadata": _E.VALIDATION,
    "videoNotFound": _E.VALIDATION,
    "playlistNotFound": _E.VALIDATION,
    "channelNotFound": _E.VALIDATION,
    "invalidFilename": _E.INVALID_MEDIA_FORMAT,
    "mediaBodyRequired": _E.INVALID_MEDIA_FORMAT,
    "backendError": _E.TEMPORARY_UNAVAILABLE,
    "internalError": _E.TEMPORARY_UNAVAILABLE,
    "processingFailure": _E.TEMPORARY_UNAVAILABLE,
    # the token endpoint's own words (RFC 6749, section 5.2)
    "invalid_grant": _E.INVALID_TOKEN,
    "invalid_token": _E.INVALID_TOKEN,
    "invalid_client": _E.CONFIGURATION,
    "unauthorized_client": _E.CONFIGURATION,
    "redirect_uri_mismatch": _E.CONFIGURATION,
}
_BY_STATUS = {
    401: _E.INVALID_TOKEN,
    403: _E.INSUFFICIENT_PERMISSIONS,
    413: _E.INVALID_MEDIA_FORMAT,
    415: _E.INVALID_MEDIA_FORMAT,
    429: _E.RATE_LIMIT_EXCEEDED,
    408: _E.TIMEOUT,
    504: _E.TIMEOUT,
}
_ADVICE = {
    _E.RATE_LIMIT_EXCEEDED: "YouTube allows no more calls at the moment. Try again later.",
    _E.TEMPORARY_UNAVAILABLE: "YouTube is not available right now. Try again in a few minutes.",
    _E.NETWORK_ERROR: "YouTube could not be reached. Check the connection and try again.",
    _E.TIMEOUT: "YouTube did not answer in time. Try again in a few minutes.",
    _E.INVALID_TOKEN: "YouTube no longer accepts this connection. Connect YouTube again.",
    _E.INSUFFICIENT_PERMISSIONS: "YouTube does not allow this to the connected channel. Connect it "
    "again with every permission ticked, and see in YouTube Studio whether the channel may do it.",
    _E.INVALID_MEDIA_FORMAT: "YouTube does not accept this video. Replace it and approve the new "
    "version.",
    _E.VALIDATION: "YouTube refuses the request as it is written. Change the post and approve the "
    "new version.",
    _E.CONFIGURATION: "YouTube does not accept how this installation calls it. Whoever runs it has "
    "to check the app's credentials and that the YouTube APIs are switched on for it.",
}
_ADVICE_BY_REASON = {
    "quotaExceeded": "This installation's calls to YouTube are used up for today; they start "
    "afresh at midnight Pacific time.",
    "uploadLimitExceeded": "This channel may upload no more videos within a day. YouTube takes the "
    "next ones about 24 hours later; a channel with a confirmed phone number may upload more.",
    "youtubeSignupRequired": "This Google account has no YouTube channel. Create one on "
    "youtube.com, then connect YouTube again.",
    "commentsDisabled": "Comments are switched off for this video. Allow them in YouTube Studio.",
}
_DOUBT = Doubt("YouTube", place="the YouTube channel", noun="video")
_PACIFIC = ZoneInfo("America/Los_Angeles")
_UNTIL_MIDNIGHT = frozenset({"quotaExceeded", "dailyLimitExceeded"})
UPLOAD_LIMIT_LASTS = timedelta(hours=24)
CLOCK_SKEW = timedelta(minutes=2)
"""YouTube's clock and ours may differ by this much."""


class RefusalError(PlatformError):
    """A refusal with its HTTP status and reason, for whoever has to tell one from another."""

    status: int = 0
    reason: str = ""


def refusal(
    answer: Answer, *, now: datetime, effect: Effect | None = None, secrets: Iterable[str] = ()
) -> RefusalError:
    """The error that a refusing answer, or one without its content, stands for.

    Args:
        answer: What YouTube sent.
        now: The product's time, from which a daily limit's end is counted.
        effect: What the call was to do, if that cannot be taken back; only then is it in doubt.
        secrets: Tokens of the request; never repeated, should the answer quote them.
    """
    body = answer.json()
    fields = body if isinstance(body, dict) else {}
    said = _said(fields, secrets)
    reason = next((one for one in _reasons(fields) if one in _BY_REASON), "")
    error_class = _BY_REASON[reason] if reason else _by_status(answer.status)
    sent: Sent = "refused"
    if effect and not (400 <= answer.status < 500 and answer.status != 408 and said):
        sent = "unknown"
    error = RefusalError(
        _words(
            error_class, sent, f"It said: “{said}”." if said else _status(answer), effect, reason
        ),
        error_class=error_class,
        sent=sent,
        retry_after_s=_wait_s(answer, reason, now),
    )
    error.status, error.reason = answer.status, reason
    return error


def unanswered(error: UnansweredError, *, effect: Effect | None = None) -> PlatformError:
    """The error that a missing answer stands for."""
    return effects.unanswered(error, _words, effect=effect)


def _status(answer: Answer) -> str:
    return f"Status {answer.status}."


def _by_status(status: int) -> ErrorClass:
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return _E.VALIDATION if 400 <= status < 500 else _E.TEMPORARY_UNAVAILABLE


def _wait_s(answer: Answer, reason: str, now: datetime) -> float | None:
    """What the answer asks for; the two daily limits, for which it asks nothing, have their end.

    https://developers.google.com/youtube/v3/determine_quota_cost
    """
    if reason in _UNTIL_MIDNIGHT:
        local = now.astimezone(_PACIFIC)
        # the next day's midnight by the calendar: a day there may have 23 or 25 hours
        next_day = local.date() + timedelta(days=1)
        midnight = datetime(next_day.year, next_day.month, next_day.day, tzinfo=_PACIFIC)
        return (midnight.astimezone(now.tzinfo) - now + CLOCK_SKEW).total_seconds()
    if reason == "uploadLimitExceeded":
        return UPLOAD_LIMIT_LASTS.total_seconds()
    return saying.retry_after_s(answer)


def _reasons(fields: dict[str, object]) -> Iterator[str]:
    """The body's reasons: of the first error, of Google's newer details, and OAuth's word."""
    error = fields.get("error")
    if isinstance(error, str):
        yield error
    if not isinstance(error, dict):
        return
    for name in ("errors", "details"):
        found = error.get(name)
        for one in found if isinstance(found, list) else []:
            if isinstance(one, dict) and isinstance(reason := one.get("reason"), str):
                yield reason


def _said(fields: dict[str, object], secrets: Iterable[str]) -> str:
    """YouTube's own sentence, fit to be shown."""
    error = fields.get("error")
    inner = error.get("message") if isinstance(error, dict) else None
    found = (inner, fields.get("error_description"), error)
    text = next((value for value in found if isinstance(value, str) and value.strip()), "")
    return saying.quoted(text, secrets)


def _words(
    error_class: ErrorClass, sent: Sent, detail: str, effect: Effect | None, reason: str = ""
) -> str:
    if sent == "unknown":
        return _DOUBT.told(effect or "post", detail)
    known = _ADVICE_BY_REASON.get(reason) or _DOUBT.refused(error_class, effect)
    return f"{known or _ADVICE[error_class]} {detail}"
