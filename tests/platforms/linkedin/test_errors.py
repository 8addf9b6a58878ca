import json
from datetime import UTC, datetime

import pytest

from domain.errors import ErrorClass
from platforms.http import Answer, UnansweredError
from platforms.linkedin import errors
from platforms.linkedin.errors import refusal, unanswered

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def answer(status, body=None, headers=None):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status=status, headers=headers or {}, url="https://api.linkedin.com/", body=raw)


def told(status, body=None, **headers):
    return refusal(answer(status, body, headers), now=NOON, effect="post")


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, "VERSION_MISSING", "CONFIGURATION"),
        (400, "INVALID_URN_TYPE", "VALIDATION"),
        (400, "FIELD_LENGTH_TOO_LONG", "VALIDATION"),
        (400, "INVALID_IMAGE_ID", "INVALID_MEDIA_FORMAT"),
        (400, "MEDIA_ASSET_PROCESSING_FAILED", "INVALID_MEDIA_FORMAT"),
        (400, "MEDIA_ASSET_WAITING_UPLOAD", "TEMPORARY_UNAVAILABLE"),
        (401, "EMPTY_ACCESS_TOKEN", "INVALID_TOKEN"),
        (403, "ACCESS_DENIED", "INSUFFICIENT_PERMISSIONS"),
        (404, "NOT_FOUND", "VALIDATION"),
        (409, "CONFLICT", "TEMPORARY_UNAVAILABLE"),
        (426, "NONEXISTENT_VERSION", "CONFIGURATION"),
        (429, "TOO_MANY_REQUESTS", "RATE_LIMIT_EXCEEDED"),
        (413, "WHATEVER", "INVALID_MEDIA_FORMAT"),
        (415, "WHATEVER", "INVALID_MEDIA_FORMAT"),
        (418, "TEAPOT", "VALIDATION"),
        # the body's code decides before the status
        (400, "TOO_MANY_REQUESTS", "RATE_LIMIT_EXCEEDED"),
        (403, "EXPIRED_ACCESS_TOKEN", "INVALID_TOKEN"),
    ],
)
def test_a_documented_refusal_is_clean_and_has_its_class(status, code, expected):
    error = told(status, {"status": status, "code": code, "message": "So it is."})
    assert (error.error_class, error.sent) == (ErrorClass(expected), "refused")


@pytest.mark.parametrize("status", [401, 403])
def test_the_older_error_shape_is_understood(status):
    error = told(status, {"message": "No.", "serviceErrorCode": 65601, "status": status})
    assert error.sent == "refused"
    assert not error.error_class.retryable


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (500, "TEMPORARY_UNAVAILABLE"),
        (503, "TEMPORARY_UNAVAILABLE"),
        (504, "TIMEOUT"),
        (599, "TEMPORARY_UNAVAILABLE"),
    ],
)
def test_any_5xx_on_the_irreversible_call_is_unknown(status, expected):
    error = told(status, {"status": status, "message": "Internal Server Error"})
    assert (error.error_class, error.sent) == (ErrorClass(expected), "unknown")
    assert "may be out" in error.message


@pytest.mark.parametrize("status", [200, 202, 302, 408])
def test_an_answer_that_settles_nothing_is_unknown(status):
    assert told(status, {"message": "hm"}).sent == "unknown"


@pytest.mark.parametrize("body", [b"", b"<html>blocked</html>", b"[]", b"{}", b"\xff", b"[" * 9999])
def test_a_4xx_without_linkedins_words_is_not_a_clean_refusal(body):
    error = told(403, body)
    assert (error.sent, error.error_class.retryable) == ("unknown", False)


def test_a_read_has_no_effect_to_doubt():
    assert refusal(answer(500, b""), now=NOON).sent == "refused"
    lost = UnansweredError("the connection broke", sent="unknown")
    assert unanswered(lost).sent == "no"


def test_a_missing_answer_keeps_what_is_known_of_the_effect():
    slow = unanswered(UnansweredError("x", sent="unknown", timed_out=True), effect="post")
    assert (slow.error_class, slow.sent) == (ErrorClass.TIMEOUT, "unknown")
    off = unanswered(UnansweredError("x", sent="no"), effect="post")
    assert (off.error_class, off.sent) == (ErrorClass.NETWORK_ERROR, "no")
    assert "may be out" not in off.message


def test_a_duplicate_names_the_post_that_exists():
    error = told(
        422,
        {
            "status": 422,
            "message": "a.b.SomeException: Content is a duplicate of urn:li:ugcPost:712",
        },
    )
    assert (error.error_class, error.sent) == (ErrorClass.DUPLICATE, "refused")
    assert error.platform_post_id == "urn:li:ugcPost:712"
    assert "SomeException" not in error.message


def test_retry_after_is_read_when_it_is_given():
    body = {"code": "TOO_MANY_REQUESTS", "message": "slow down"}
    assert told(429, body, **{"retry-after": "17"}).retry_after_s == 17


@pytest.mark.parametrize("hint", [{}, {"retry-after": "soon"}])
@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (NOON, 12),
        (NOON.replace(hour=0), 24),
        (NOON.replace(hour=23), 1),
        (datetime.fromisoformat("2026-11-29T02:30:00+05:30"), 3),
    ],
)
def test_a_limit_without_a_hint_lasts_until_midnight_in_utc(now, hours, hint):
    body = {"code": "TOO_MANY_REQUESTS", "message": "Resource level throttle limit"}
    error = refusal(answer(429, body, hint), now=now, effect="post")
    assert error.retry_after_s == hours * 3600 + errors.CLOCK_SKEW.total_seconds()


def test_what_is_no_limit_waits_for_nothing():
    assert told(500, {"message": "Internal Server Error"}).retry_after_s is None


def test_a_quoted_secret_is_never_repeated():
    body = {"code": "INVALID_ACCESS_TOKEN", "message": "Token AQsecret123 is bad"}
    error = refusal(answer(401, body), now=NOON, effect="post", secrets=("AQsecret123",))
    assert "AQsecret123" not in error.message


def test_what_linkedin_says_is_bounded_to_one_line():
    error = told(400, {"code": "MISSING_FIELD", "message": "a\n" * 5000})
    assert len(error.message) < 500
    assert "\n" not in error.message
