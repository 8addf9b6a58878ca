import json
from datetime import UTC, datetime

import pytest

from domain.errors import ErrorClass
from platforms.facebook.errors import FACEBOOK
from platforms.http import Answer
from platforms.instagram.errors import INSTAGRAM
from platforms.linkedin import errors as linkedin
from platforms.x import errors as x
from platforms.youtube import errors as youtube

NOW = {"now": datetime(2026, 11, 29, tzinfo=UTC)}
REFUSALS = [
    (FACEBOOK.refusal, {}),
    (INSTAGRAM.refusal, {}),
    (linkedin.refusal, NOW),
    (x.refusal, NOW),
    (youtube.refusal, NOW),
]


@pytest.mark.parametrize(("refusal", "more"), REFUSALS)
def test_a_doubt_is_about_what_was_asked_for(refusal, more):
    lost = Answer(500, {}, "https://a.example", b"")
    for effect, words in (
        ("post", "may be out"),
        ("comment", "comment may be there"),
        ("deletion", "may be gone"),
    ):
        error = refusal(lost, effect=effect, **more)
        assert (error.sent, words in error.message) == ("unknown", True)
        assert "look at" in error.message


@pytest.mark.parametrize(("refusal", "more"), REFUSALS)
def test_nobody_is_told_to_change_a_post_that_is_out(refusal, more):
    told = {"error": {"message": "No.", "code": 100}, "message": "No.", "detail": "No."}
    refused = Answer(400, {}, "https://a.example", json.dumps(told).encode())
    for effect, words in (("comment", "Write another comment"), ("deletion", "Delete it on")):
        error = refusal(refused, effect=effect, **more)
        assert (error.error_class, error.sent) == (ErrorClass.VALIDATION, "refused")
        assert words in error.message
        assert "approve the new version" not in error.message
    assert "approve the new version" in refusal(refused, effect="post", **more).message
