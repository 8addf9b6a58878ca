import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import ErrorClass, PlatformError
from domain.form import Form, Privacy, Video
from platforms.http import Answer
from platforms.youtube import errors
from platforms.youtube.resource import refusal_of

NOW = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)
E = ErrorClass


def refusal(status, body, *, now=NOW, effect="post", **headers):
    answer = Answer(status, headers, "http://x", json.dumps(body).encode())
    return errors.refusal(answer, now=now, effect=effect, secrets=("secret-token",))


def google(status, reason, message="No."):
    one = {"reason": reason, "message": message, "domain": "youtube"}
    return {"error": {"code": status, "message": message, "errors": [one]}}


@pytest.mark.parametrize(
    ("status", "reason", "error_class"),
    [
        (401, "authError", E.INVALID_TOKEN),
        (401, "youtubeSignupRequired", E.INVALID_TOKEN),
        (403, "insufficientPermissions", E.INSUFFICIENT_PERMISSIONS),
        (403, "quotaExceeded", E.RATE_LIMIT_EXCEEDED),
        (400, "uploadLimitExceeded", E.RATE_LIMIT_EXCEEDED),
        (403, "rateLimitExceeded", E.RATE_LIMIT_EXCEEDED),
        (400, "invalidTitle", E.VALIDATION),
        # "required" is a missing login as well as a missing parameter: the status tells
        (401, "required", E.INVALID_TOKEN),
        (400, "required", E.VALIDATION),
        (400, "mediaBodyRequired", E.INVALID_MEDIA_FORMAT),
        (503, "backendError", E.TEMPORARY_UNAVAILABLE),
        (403, "somethingNew", E.INSUFFICIENT_PERMISSIONS),
        (418, "somethingNew", E.VALIDATION),
        (599, "somethingNew", E.TEMPORARY_UNAVAILABLE),
    ],
)
def test_the_reason_decides_before_the_status(status, reason, error_class):
    error = refusal(status, google(status, reason))
    assert error.error_class is error_class
    assert error.sent == ("refused" if status < 500 else "unknown")
    assert "YouTube" in error.message


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 11, 29, 18, 0, tzinfo=UTC), 14),  # 10:00 in winter
        (datetime(2026, 7, 1, 18, 0, tzinfo=UTC), 13),  # 11:00 in summer
        (datetime(2026, 11, 1, 7, 30, tzinfo=UTC), 24.5),  # the day that has 25 hours
    ],
)
def test_a_used_up_quota_lasts_until_midnight_on_the_pacific_coast(now, hours):
    error = refusal(403, google(403, "quotaExceeded"), now=now)
    assert error.retry_after_s == hours * 3600 + errors.CLOCK_SKEW.total_seconds()
    assert error.passes
    assert "midnight Pacific" in error.message


def test_a_full_channel_takes_the_next_video_a_day_later():
    assert refusal(400, google(400, "uploadLimitExceeded")).retry_after_s == 86_400


def test_no_secret_is_repeated():
    error = refusal(400, google(400, "badRequest", "bad secret-token here"))
    assert "secret-token" not in error.message


@given(st.integers(300, 599), st.recursive(st.none() | st.text() | st.integers(), st.lists))
def test_whatever_comes_is_an_error_in_words(status, junk):
    for body in (junk, {"error": junk}, {"error": {"errors": junk, "message": junk}}):
        error = refusal(status, body)
        assert error.message
        assert len(error.message) < 800


@pytest.mark.parametrize(
    ("status", "error_class", "words"),
    [
        (
            {"uploadStatus": "rejected", "rejectionReason": "copyright"},
            E.CONTENT_POLICY_VIOLATION,
            "copyright",
        ),
        ({"uploadStatus": "rejected", "rejectionReason": "duplicate"}, E.DUPLICATE, "already"),
        ({"uploadStatus": "rejected"}, E.CONTENT_POLICY_VIOLATION, "no reason"),
        (
            {"uploadStatus": "failed", "failureReason": "codec"},
            E.INVALID_MEDIA_FORMAT,
            "coding",
        ),
        (
            {"uploadStatus": "uploaded", "privacyStatus": "private"},
            E.INSUFFICIENT_PERMISSIONS,
            "not audited",
        ),
    ],
)
def test_a_video_that_nobody_will_see_is_no_success(status, error_class, words):
    error = refusal_of({"id": "v1", "status": status}, Form(), "https://www.youtube.com")
    assert (error.error_class, error.sent, error.passes) == (error_class, "refused", False)
    assert words in error.message


def test_private_is_no_surprise_where_it_was_asked_for():
    for video in (Video(privacy=Privacy.PRIVATE), Video(public_at=NOW)):
        status = {"uploadStatus": "uploaded", "privacyStatus": "private"}
        assert refusal_of({"id": "v", "status": status}, Form(video=video), "") is None


async def test_a_video_locked_as_private_is_told_and_not_called_posted(
    youtube, canned, platforms_for
):
    resource = {"id": "v1", "status": {"uploadStatus": "uploaded", "privacyStatus": "private"}}
    server = await canned({"PUT /up": [(308, {}), (200, resource)]})
    can = platforms_for(server.url).get(youtube.can.platform)
    post = youtube.post("Chai")
    ready = {"session": "/up", "offset": "0"}
    ready = await can.publisher.prepare(
        post, youtube.grant.tokens, ready, files=youtube, keep=youtube.keep
    )
    with pytest.raises(PlatformError, match="watch\\?v=v1") as caught:
        await can.publisher.submit(post, youtube.grant.tokens, ready, gate=lambda: True)
    assert caught.value.sent == "refused"
