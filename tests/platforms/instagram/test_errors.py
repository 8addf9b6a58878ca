import json

import pytest

from domain.errors import ErrorClass
from platforms.http import Answer, UnansweredError
from platforms.instagram.errors import (
    failed_container,
    is_too_few,
    refusal,
    sign_in_refusal,
    unanswered,
)

TABLE = [
    # platforms' own tables, row by row: code, subcode, class
    (-2, 2207003, "TIMEOUT"),
    (-2, 2207020, "TEMPORARY_UNAVAILABLE"),
    (-1, 2207001, "TEMPORARY_UNAVAILABLE"),
    (-1, 2207032, "TEMPORARY_UNAVAILABLE"),
    (-1, 2207053, "TEMPORARY_UNAVAILABLE"),
    (1, 2207057, "VALIDATION"),
    (4, 2207051, "RATE_LIMIT_EXCEEDED"),
    (9, 2207042, "RATE_LIMIT_EXCEEDED"),
    (9007, 2207027, "TEMPORARY_UNAVAILABLE"),
    (24, 2207006, "INSUFFICIENT_PERMISSIONS"),
    (24, 2207008, "TEMPORARY_UNAVAILABLE"),
    (25, 2207050, "INSUFFICIENT_PERMISSIONS"),
    (100, 2207023, "VALIDATION"),
    (100, 2207028, "VALIDATION"),
    (100, 2207035, "VALIDATION"),
    (100, 2207036, "VALIDATION"),
    (100, 2207037, "VALIDATION"),
    (100, 2207040, "VALIDATION"),
    (352, 2207026, "INVALID_MEDIA_FORMAT"),
    (9004, 2207052, "INVALID_MEDIA_FORMAT"),
    (36000, 2207004, "INVALID_MEDIA_FORMAT"),
    (36001, 2207005, "INVALID_MEDIA_FORMAT"),
    (36003, 2207009, "INVALID_MEDIA_FORMAT"),
    (36004, 2207010, "VALIDATION"),
    (None, 2207077, "TEMPORARY_UNAVAILABLE"),
    (None, 2207081, "VALIDATION"),
    (None, 2207082, "TEMPORARY_UNAVAILABLE"),
    (1, None, "TEMPORARY_UNAVAILABLE"),
    (2, None, "TEMPORARY_UNAVAILABLE"),
    (3, None, "INSUFFICIENT_PERMISSIONS"),
    (4, None, "RATE_LIMIT_EXCEEDED"),
    (17, None, "RATE_LIMIT_EXCEEDED"),
    (32, None, "RATE_LIMIT_EXCEEDED"),
    (341, None, "RATE_LIMIT_EXCEEDED"),
    (613, None, "RATE_LIMIT_EXCEEDED"),
    (80001, None, "RATE_LIMIT_EXCEEDED"),
    (80014, None, "RATE_LIMIT_EXCEEDED"),
    (10, None, "INSUFFICIENT_PERMISSIONS"),
    (200, None, "INSUFFICIENT_PERMISSIONS"),
    (299, None, "INSUFFICIENT_PERMISSIONS"),
    (100, 33, "VALIDATION"),
    (102, None, "INVALID_TOKEN"),
    (190, 463, "INVALID_TOKEN"),
    (190, 492, "INSUFFICIENT_PERMISSIONS"),
    (368, None, "CONTENT_POLICY_VIOLATION"),
    (506, None, "DUPLICATE"),
]
IN_DOUBT = {"TEMPORARY_UNAVAILABLE", "TIMEOUT"}
CLEAN_ALL_THE_SAME = {(9007, 2207027), (24, 2207008), (-2, 2207020)}


def answer(status, body=None, **headers):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status=status, headers=headers, url="https://graph.instagram.com/", body=raw)


def graph(code, subcode=None, **fields):
    error = {"message": "So it is.", "type": "OAuthException", "code": code, **fields}
    return {"error": error | ({"error_subcode": subcode} if subcode else {})}


@pytest.mark.parametrize(("code", "subcode", "expected"), TABLE)
def test_the_bodys_numbers_decide_whatever_the_status(code, subcode, expected):
    for status in (400, 403):
        error = refusal(answer(status, graph(code, subcode)))
        assert error.error_class is ErrorClass(expected)
        assert error.numbers == (code, subcode)
        assert error.message.startswith("Instagram") or "Instagram" in error.message
        assert "So it is" in error.message


@pytest.mark.parametrize(("code", "subcode", "expected"), TABLE)
def test_only_a_refusal_that_proves_something_is_clean(code, subcode, expected):
    error = refusal(answer(400, graph(code, subcode)), effect="post")
    doubted = code is None or (expected in IN_DOUBT and (code, subcode) not in CLEAN_ALL_THE_SAME)
    assert error.sent == ("unknown" if doubted else "refused")
    assert ("may be out" in error.message) == doubted


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, "INVALID_TOKEN"),
        (403, "INSUFFICIENT_PERMISSIONS"),
        (404, "VALIDATION"),
        (429, "RATE_LIMIT_EXCEEDED"),
        (500, "TEMPORARY_UNAVAILABLE"),
        (504, "TIMEOUT"),
    ],
)
@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"error": "text"}', b"[" * 9999])
def test_without_numbers_the_status_decides_and_proves_nothing(status, expected, body):
    error = refusal(answer(status, body), effect="post")
    assert (error.error_class, error.sent) == (ErrorClass(expected), "unknown")


@pytest.mark.parametrize("status", [200, 302, 408, 500, 503])
def test_an_answer_that_settles_nothing_is_unknown(status):
    assert refusal(answer(status, graph(100)), effect="post").sent == "unknown"


def test_a_refusal_of_unknown_number_is_not_tried_again():
    error = refusal(answer(400, graph(77777)), effect="post")
    assert (error.error_class, error.sent) == (ErrorClass.VALIDATION, "refused")
    assert refusal(answer(500, graph(77777))).error_class is ErrorClass.TEMPORARY_UNAVAILABLE


def test_a_transient_failure_of_unknown_number_can_be_tried_again():
    error = refusal(answer(400, graph(77777, is_transient=True)))
    assert error.error_class is ErrorClass.TEMPORARY_UNAVAILABLE


def test_a_bad_location_is_told_by_its_words():
    body = graph(None, message="INSTAGRAM_PLATFORM_API__INVALID_LOCATION_ID")
    assert refusal(answer(500, body)).error_class is ErrorClass.VALIDATION


def test_the_words_meant_for_people_are_preferred():
    body = graph(36003, 2207009, error_user_title="Ratio", error_user_msg="Too tall, sorry.")
    message = refusal(answer(400, body)).message
    assert "Too tall, sorry" in message
    assert "So it is" not in message
    assert "Crop the picture" in message


@pytest.mark.parametrize(("code", "subcode"), [(9, 2207042), (4, 2207051)])
def test_a_cap_of_hours_is_not_tried_again_within_seconds(code, subcode):
    assert refusal(answer(400, graph(code, subcode))).retry_after_s == 3600


def test_the_time_until_calls_are_possible_again_is_read_from_the_header():
    usage = {"1784": [{"type": "instagram", "estimated_time_to_regain_access": 7}]}
    headers = {"x-business-use-case-usage": json.dumps(usage)}
    assert refusal(answer(400, graph(80002), **headers)).retry_after_s == 420
    assert refusal(answer(400, graph(190), **headers)).retry_after_s is None


@pytest.mark.parametrize("value", ["", "nonsense", "[]", "{}", '{"a": 1}', '{"a": [1, {}]}'])
def test_a_usage_header_that_says_nothing_is_no_waiting_time(value):
    headers = {"x-business-use-case-usage": value}
    assert refusal(answer(400, graph(80002), **headers)).retry_after_s == 3600


@pytest.mark.parametrize("code", [4, 17, 32, 341, 613, 80001, 80002, 80014])
def test_a_limit_without_a_hint_is_not_tried_again_within_seconds(code):
    usage = '{"call_count":100,"total_cputime":24,"total_time":31}'
    error = refusal(answer(403, graph(code), **{"x-app-usage": usage}), effect="post")
    assert (error.retry_after_s, error.sent) == (3600, "refused")


@pytest.mark.parametrize("name", ["x-app-usage", "x-page-usage"])
def test_a_limit_of_the_app_or_the_page_may_say_when_it_ends(name):
    usage = {name: '{"call_count":100,"estimated_time_to_regain_access":25}'}
    assert refusal(answer(403, graph(4), **usage)).retry_after_s == 1500


def test_retry_after_is_read_though_it_is_not_documented():
    assert refusal(answer(429, graph(4), **{"retry-after": "2"})).retry_after_s == 2
    assert refusal(answer(503, graph(2), **{"retry-after": "9"})).retry_after_s == 9


def test_a_limit_of_signing_in_waits_too():
    error = sign_in_refusal(answer(400, graph(4)), secrets=())
    assert (error.error_class, error.retry_after_s) == (ErrorClass.RATE_LIMIT_EXCEEDED, 3600)


def test_a_quoted_secret_is_never_repeated_and_the_quote_is_one_bounded_line():
    body = graph(190, message="Token IGAAsecret1 is\n" + "bad " * 500)
    message = refusal(answer(400, body), secrets=("IGAAsecret1",)).message
    assert "IGAAsecret1" not in message
    assert "\n" not in message
    assert len(message) < 500


def test_a_missing_answer_keeps_what_is_known_of_the_effect():
    slow = unanswered(UnansweredError("x", sent="unknown", timed_out=True), effect="post")
    assert (slow.error_class, slow.sent) == (ErrorClass.TIMEOUT, "unknown")
    off = unanswered(UnansweredError("x", sent="no"), effect="post")
    assert (off.error_class, off.sent) == (ErrorClass.NETWORK_ERROR, "no")
    assert unanswered(UnansweredError("x", sent="unknown")).sent == "no"


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("Error: upload failed with error code 2207005", "INVALID_MEDIA_FORMAT", "JPEG"),
        ("Error: 2207003", "TIMEOUT", "in time"),
        ("Error: something else", "INVALID_MEDIA_FORMAT", "Replace it"),
        ("", "INVALID_MEDIA_FORMAT", "Replace it"),
    ],
)
def test_a_failed_container_is_told_by_the_subcode_in_its_words(text, expected, words):
    error = failed_container(text)
    assert error.error_class is ErrorClass(expected)
    assert words in error.message


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (
            400,
            {"error_message": "This authorization code has expired", "code": 400},
            "INVALID_TOKEN",
        ),
        (400, {"error_message": "Invalid client_id or client_secret"}, "CONFIGURATION"),
        (400, {"error_message": "Invalid platform app"}, "CONFIGURATION"),
        (400, graph(1, message="Error validating client secret."), "CONFIGURATION"),
        (400, graph(100, message="must be at least 24 hours old"), "INVALID_TOKEN"),
        (400, graph(190), "INVALID_TOKEN"),
        (400, graph(4), "RATE_LIMIT_EXCEEDED"),
        (500, b"", "TEMPORARY_UNAVAILABLE"),
        (504, b"", "TIMEOUT"),
        (200, {}, "TEMPORARY_UNAVAILABLE"),
    ],
)
def test_a_refused_sign_in_says_whether_the_person_or_the_app_has_to_act(status, body, expected):
    error = sign_in_refusal(answer(status, body), secrets=())
    assert (error.error_class, error.sent) == (ErrorClass(expected), "refused")


@pytest.mark.parametrize(
    ("status", "retriable", "expected"),
    [
        (400, True, "TEMPORARY_UNAVAILABLE"),
        (400, False, "VALIDATION"),
        (401, False, "INVALID_TOKEN"),
        (500, True, "TEMPORARY_UNAVAILABLE"),
    ],
)
def test_the_upload_hosts_own_shape_is_read(status, retriable, expected):
    told = {"retriable": retriable, "type": "X", "message": "no such user"}
    error = refusal(answer(status, {"debug_info": told}))
    assert error.error_class is ErrorClass(expected)
    assert "no such user" in error.message


def test_a_container_that_is_not_known_is_asked_for_again_after_half_a_minute():
    assert refusal(answer(400, graph(24, 2207008))).retry_after_s == 30


def test_too_few_people_and_a_missing_permission_are_told_apart():
    few = "(#10) Not enough viewers for the media to show insights"
    assert is_too_few(refusal(answer(400, graph(10, message=few))))
    assert not is_too_few(refusal(answer(403, graph(10, message="(#10) no permission"))))
