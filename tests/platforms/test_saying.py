import json
import math
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from platforms import saying
from platforms.http import Answer, Head
from platforms.instagram.errors import failed_container
from platforms.instagram.errors import refusal as instagram_refusal
from platforms.linkedin import errors as linkedin

BAD_WORDS = "No\x00t \x1b[31mnow\ud83d\x85 \u202eevil\u2028" + "go on " * 100_000
WEEK_S = 7 * 24 * 3600.0

linkedin_refusal = partial(linkedin.refusal, now=datetime(2026, 1, 1, tzinfo=UTC))


def answer(status, body, **headers):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status=status, headers=headers, url="https://a.example/", body=raw)


def head(**headers):
    return Head(429, {name.replace("_", "-"): value for name, value in headers.items()})


def is_fit_to_keep(text):
    text.encode()  # half surrogates would not become UTF-8
    return text.isprintable() and len(text) < 600


@pytest.mark.parametrize("effect", ["comment", None])
@pytest.mark.parametrize(
    ("refusal", "body"),
    [
        (instagram_refusal, {"error": {"code": 368, "message": BAD_WORDS}}),
        (instagram_refusal, {"error_type": "x", "error_message": BAD_WORDS}),
        (linkedin_refusal, {"code": "CONTENT_POLICY_VIOLATION", "message": BAD_WORDS}),
        (linkedin_refusal, {"error": BAD_WORDS}),
    ],
)
def test_whatever_a_platform_says_can_be_kept_and_shown(refusal, body, effect):
    error = refusal(answer(403, body), effect=effect)
    assert is_fit_to_keep(error.message)
    assert "[31mnow" in error.message


def test_what_a_container_says_can_be_kept_and_shown():
    assert is_fit_to_keep(failed_container(BAD_WORDS).message)


def test_a_json_answer_has_no_text_that_a_database_does_not_take():
    body = b'{"a\\u0000": ["\\u0000x", {"b": "\\ud83d", "c": "\\ud83d\\ude4f"}], "n": 1}'
    assert answer(200, body).json() == {"a": ["x", {"b": "", "c": "🙏"}], "n": 1}


def test_a_bounded_line_keeps_the_letters_of_every_script():
    assert saying.one_line("  क्‍ष  दिनों\n☕️ ") == "क्‍ष दिनों ☕️"
    assert saying.one_line("x" * 300) == "x" * (saying.MAX_WORDS - 1) + "…"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("17", 17.0),
        ("0", 0.0),
        ("9999999999999", WEEK_S),
        ("9" * 5000, WEEK_S),
        ("-5", None),
        ("nan", None),
        ("1e400", None),
        ("١٢", None),
        ("soon", None),
        ("", None),
        ("Sun, 29 Nov 2026 00:10:00 GMT", 600.0),
        ("Sun, 29 Nov 2026 05:40:00 +0530", 600.0),
        ("Sat, 28 Nov 2026 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", WEEK_S),
        ("Sun, 29 Nov 99999 00:10:00 GMT", None),
        ("Sun, 32 Nov 2026 00:10:00 GMT", None),
    ],
)
def test_retry_after_in_any_form_is_a_sensible_wait_or_none(text, seconds):
    date = "Sun, 29 Nov 2026 00:00:00 GMT"
    assert saying.retry_after_s(head(retry_after=text, date=date)) == seconds


@pytest.mark.parametrize("date", ["", "nonsense"])
def test_a_date_to_wait_for_needs_one_to_read_it_against(date):
    until = "Sun, 29 Nov 2026 00:10:00 GMT"
    assert saying.retry_after_s(head(retry_after=until, date=date)) is None


@pytest.mark.parametrize("seconds", [None, math.nan, -1.0, -math.inf])
def test_what_is_no_waiting_time_is_none(seconds):
    assert saying.wait_s(seconds) is None


def test_every_wait_can_be_added_to_a_date():
    assert saying.wait_s(math.inf) == WEEK_S
    now = datetime(2026, 1, 1, tzinfo=UTC)
    error = linkedin_refusal(
        answer(429, {"code": "TOO_MANY_REQUESTS"}, **{"retry-after": "9" * 20}), effect="post"
    )
    assert now + timedelta(seconds=error.retry_after_s) == now + timedelta(days=7)


def test_a_regaining_time_of_any_size_is_bounded():
    usage = '{"1": [{"estimated_time_to_regain_access": ' + "9" * 400 + "}]}"
    error = instagram_refusal(
        answer(400, {"error": {"code": 80002}}, **{"x-business-use-case-usage": usage})
    )
    assert error.retry_after_s == WEEK_S


@pytest.mark.parametrize("value", [None, 7, "", "a b", "1\x00", "1\n", "दिन", "9" * 201])
def test_a_remote_id_that_could_not_be_kept_is_none(value):
    assert saying.identifier(value) == ""


def test_a_remote_id_is_taken_as_it_is():
    assert saying.identifier("urn:li:ugcPost:7") == "urn:li:ugcPost:7"


@pytest.mark.parametrize(
    "value",
    [None, "javascript:alert(1)", "https://a.example/\x00", "https://a.example/" + "x" * 1000],
)
def test_an_address_that_could_not_be_opened_is_none(value):
    assert saying.address(value) == ""


@pytest.mark.parametrize("seconds", [10**30, -(10**30), "60", True, None])
def test_a_time_beyond_every_calendar_is_none(seconds):
    assert saying.in_time(datetime(2026, 1, 1, tzinfo=UTC), seconds) is None


def test_tags_that_spell_words_are_left_out_and_flags_stay():
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    assert saying.one_line(f"Chai\U000e0042\U000e0055 {flag}") == f"Chai {flag}"
