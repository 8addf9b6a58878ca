import json
from datetime import UTC, datetime

import pytest

from domain.errors import ErrorClass
from platforms.http import Answer, UnansweredError
from platforms.x import errors
from platforms.x.errors import refusal, unanswered

NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
TYPES = "https://api.x.com/2/problems/"


def told(status, body, *, effect="post", secrets=(), **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Answer(status=status, headers=headers, url="u", body=content)
    return refusal(answer, now=NOON, effect=effect, secrets=secrets)


def problem(status, detail="So it is.", kind="about:blank"):
    return {"title": "T", "detail": detail, "type": kind, "status": status}


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (400, "invalid-request", "VALIDATION"),
        (404, "resource-not-found", "VALIDATION"),
        (403, "client-forbidden", "INSUFFICIENT_PERMISSIONS"),
        (403, "not-authorized-for-resource", "INSUFFICIENT_PERMISSIONS"),
        (403, "unsupported-authentication", "INSUFFICIENT_PERMISSIONS"),
        (403, "disallowed-resource", "CONTENT_POLICY_VIOLATION"),
        (429, "rate-limit-exceeded", "RATE_LIMIT_EXCEEDED"),
        # the body decides before the status
        (403, "usage-capped", "RATE_LIMIT_EXCEEDED"),
    ],
)
def test_a_problem_is_classed_by_its_type(status, kind, expected):
    error = told(status, problem(status, kind=TYPES + kind))
    assert (error.error_class, error.sent) == (ErrorClass(expected), "refused")


@pytest.mark.parametrize(
    ("status", "detail", "expected"),
    [
        (401, "Unauthorized", "INVALID_TOKEN"),
        (403, "You are not permitted to perform this action.", "INSUFFICIENT_PERMISSIONS"),
        (403, "You are not allowed to create a Tweet with duplicate content.", "DUPLICATE"),
        (403, "More than one cashtag is not allowed.", "VALIDATION"),
        (403, "Video longer than 2 minutes.", "VALIDATION"),
        (403, "This violates the X Rules.", "CONTENT_POLICY_VIOLATION"),
        (400, "Your media IDs are invalid.", "INVALID_MEDIA_FORMAT"),
        (400, "The media type is not supported.", "INVALID_MEDIA_FORMAT"),
        (413, "Too large", "INVALID_MEDIA_FORMAT"),
        (418, "Teapot", "VALIDATION"),
    ],
)
def test_a_blank_problem_is_classed_by_its_words_and_status(status, detail, expected):
    error = told(status, problem(status, detail))
    assert (error.error_class, error.sent) == (ErrorClass(expected), "refused")
    assert detail.rstrip(".") in error.message


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (403, 187, "DUPLICATE"),
        (403, 186, "VALIDATION"),
        (403, 88, "RATE_LIMIT_EXCEEDED"),
        (403, 89, "INVALID_TOKEN"),
        (403, 64, "INSUFFICIENT_PERMISSIONS"),
    ],
)
def test_the_older_shape_is_classed_by_its_code(status, code, expected):
    error = told(status, {"errors": [{"code": code, "message": "No."}]})
    assert (error.error_class, error.sent) == (ErrorClass(expected), "refused")


@pytest.mark.parametrize("status", [200, 201, 302, 408, 500, 503, 504])
def test_what_settles_nothing_is_unknown_for_a_post_and_a_refusal_for_a_read(status):
    body = {"errors": [problem(status)]}
    error = told(status, body)
    assert error.sent == "unknown"
    assert "may be out" in error.message
    assert told(status, body, effect=None).sent == "refused"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b"\xff", b"[" * 9999])
def test_a_4xx_without_xs_words_is_not_a_clean_refusal(body):
    error = told(403, body)
    assert (error.sent, error.error_class.retryable) == ("unknown", False)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "17", "x-rate-limit-reset": "9" * 11}, 17),
        ({"x-rate-limit-reset": str(int(NOON.timestamp()) + 600)}, 601),
        (
            {
                "x-rate-limit-remaining": "3",
                "x-rate-limit-reset": str(int(NOON.timestamp()) + 600),
                "x-user-limit-24hour-remaining": "0",
                "x-user-limit-24hour-reset": str(int(NOON.timestamp()) + 7200),
            },
            7201,
        ),
        ({"x-rate-limit-reset": "soon"}, None),
        ({"x-rate-limit-reset": "1"}, 1),
    ],
)
def test_a_limit_lasts_until_the_window_that_is_used_up_ends(headers, seconds):
    assert told(429, problem(429), **headers).retry_after_s == seconds


@pytest.mark.parametrize("status", [402, 403, 429])
def test_a_used_up_plan_is_a_matter_of_hours(status):
    error = told(status, problem(status, kind=TYPES + "usage-capped"), **{"retry-after": "5"})
    assert (error.retry_after_s, error.error_class.value) == (
        errors.CAPPED_S,
        "RATE_LIMIT_EXCEEDED",
    )


def test_words_of_theirs_are_one_short_line_without_secrets():
    error = told(400, problem(400, "a\nTOKENTOKEN " * 900), secrets=("TOKENTOKEN",))
    assert len(error.message) < 500
    assert "TOKENTOKEN" not in error.message
    assert "\n" not in error.message


def test_a_missing_answer_keeps_what_is_known_of_the_effect():
    slow = unanswered(UnansweredError("x", sent="unknown", timed_out=True), effect="post")
    assert (slow.error_class, slow.sent) == (ErrorClass.TIMEOUT, "unknown")
    off = unanswered(UnansweredError("x", sent="unknown"))
    assert (off.error_class, off.sent) == (ErrorClass.NETWORK_ERROR, "no")
