import json

import pytest

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.form import Format
from domain.platform import Platform
from platforms.facebook.errors import FACEBOOK
from platforms.http import Answer, UnansweredError

E = ErrorClass
refusal, unanswered = FACEBOOK.refusal, FACEBOOK.unanswered
TABLE = [
    (1, None, 500, E.TEMPORARY_UNAVAILABLE, "unknown"),
    (2, None, 400, E.TEMPORARY_UNAVAILABLE, "unknown"),
    (4, None, 403, E.RATE_LIMIT_EXCEEDED, "refused"),
    (32, None, 400, E.RATE_LIMIT_EXCEEDED, "refused"),
    (80001, None, 400, E.RATE_LIMIT_EXCEEDED, "refused"),
    (100, 1390008, 400, E.RATE_LIMIT_EXCEEDED, "refused"),
    (190, 460, 400, E.INVALID_TOKEN, "refused"),
    (190, 463, 401, E.INVALID_TOKEN, "refused"),
    (190, 492, 400, E.INSUFFICIENT_PERMISSIONS, "refused"),
    (102, None, 401, E.INVALID_TOKEN, "refused"),
    (200, None, 403, E.INSUFFICIENT_PERMISSIONS, "refused"),
    (10, None, 403, E.INSUFFICIENT_PERMISSIONS, "refused"),
    (200, 1404078, 400, E.INSUFFICIENT_PERMISSIONS, "refused"),
    (100, 4854002, 400, E.INSUFFICIENT_PERMISSIONS, "refused"),
    (368, None, 400, E.CONTENT_POLICY_VIOLATION, "refused"),
    (368, 1404112, 400, E.CONTENT_POLICY_VIOLATION, "refused"),
    (200, 1346003, 400, E.CONTENT_POLICY_VIOLATION, "refused"),
    (100, 1404006, 400, E.CONTENT_POLICY_VIOLATION, "refused"),
    (506, None, 400, E.DUPLICATE, "refused"),
    (100, 1366051, 400, E.DUPLICATE, "refused"),
    (100, 1366046, 400, E.INVALID_MEDIA_FORMAT, "refused"),
    (100, 2069019, 400, E.INVALID_MEDIA_FORMAT, "refused"),
    (100, 1349125, 400, E.INVALID_MEDIA_FORMAT, "refused"),
    (100, 1609008, 400, E.VALIDATION, "refused"),
    (1609005, None, 400, E.VALIDATION, "refused"),
    (100, 2061006, 400, E.VALIDATION, "refused"),
    (200, 1363047, 400, E.TEMPORARY_UNAVAILABLE, "unknown"),
    (100, 1609010, 400, E.TEMPORARY_UNAVAILABLE, "unknown"),
    (99999, None, 418, E.VALIDATION, "refused"),
    (99999, None, 503, E.TEMPORARY_UNAVAILABLE, "unknown"),
]


def answer(status, body, **headers):
    return Answer(status, headers, "https://graph.facebook.com/x", json.dumps(body).encode())


@pytest.mark.parametrize(("code", "subcode", "status", "error_class", "sent"), TABLE)
def test_the_bodys_numbers_decide_before_the_status(code, subcode, status, error_class, sent):
    body = {"error": {"message": "No", "code": code, "error_subcode": subcode}}
    error = refusal(answer(status, body), effect="post")
    assert (error.error_class, error.sent) == (error_class, sent)
    assert "Facebook" in error.message
    assert error.message.count(". ") >= 1


def test_what_cannot_have_had_an_effect_is_never_in_doubt():
    assert refusal(answer(500, {})).sent == "refused"
    assert unanswered(UnansweredError("slow", sent="unknown", timed_out=True)).sent == "no"


@pytest.mark.parametrize("body", [[], "text", {"error": "no"}, {"error": {"code": True}}, None])
def test_an_answer_of_any_shape_is_an_error_in_words(body):
    error = refusal(answer(400, body), effect="post")
    assert (error.error_class, error.sent) == (E.VALIDATION, "unknown")
    assert "Status 400" in error.message


def test_a_token_that_the_answer_quotes_is_not_repeated():
    body = {"error": {"message": "Bad token EAAsecret123", "code": 190}}
    error = refusal(answer(400, body), secrets=("EAAsecret123",))
    assert "EAAsecret123" not in error.message


def test_how_long_to_wait_is_read_from_the_usage_headers():
    usage = {"1045": [{"type": "pages", "estimated_time_to_regain_access": 7}]}
    body = {"error": {"message": "Limit", "code": 80001}}
    headers = {"x-business-use-case-usage": json.dumps(usage)}
    assert refusal(answer(400, body, **headers)).retry_after_s == 420
    assert refusal(answer(400, body)).retry_after_s == 3600


async def test_a_video_goes_to_no_host_but_facebooks(
    canned, platforms_for, film, post_of, facebook
):
    start = {"video_id": "2390000000001", "upload_url": "https://evil.example/video-upload/1"}
    server = await canned({"POST": [(200, start)], "GET": [(200, {"status": {}})]})
    publisher = platforms_for(server.url).get(Platform.FACEBOOK).publisher
    with pytest.raises(PlatformError, match="not Facebook's") as caught:
        await publisher.prepare(
            post_of("Steam", film(), format=Format.REEL),
            Tokens(access_token="t"),
            {},
            files=facebook,
            keep=facebook.keep,
        )
    assert (caught.value.error_class, caught.value.sent) == (E.CONFIGURATION, "no")


@pytest.mark.parametrize("body", [{}, {"id": ""}, {"id": "has space"}, {"id": None}, {"id": True}])
async def test_a_good_answer_without_an_id_is_no_proof(canned, platforms_for, post_of, body):
    server = await canned({"POST": [(200, body)]})
    publisher = platforms_for(server.url).get(Platform.FACEBOOK).publisher
    with pytest.raises(PlatformError) as caught:
        await publisher.submit(post_of("Hi"), Tokens(access_token="t"), {}, gate=lambda: True)
    assert caught.value.sent == "unknown"
