import re

import httpx
import pytest

from sandbox.journal import redact


def test_every_call_is_noted_with_its_operation_and_status(linkedin, control):
    linkedin.http.headers["User-Agent"] = "adapter/1"
    linkedin.publish("Note me")
    line = control.look("requests?platform=linkedin")["requests"][-1]
    assert line["method"] == "POST"
    assert line["path"] == "/rest/posts"
    assert line["operation"] == "create_post"
    assert line["status"] == 201
    assert line["user_agent"] == "adapter/1"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["at"])


def test_no_secret_is_ever_in_the_journal(linkedin, stranger, control, http):
    code = stranger.code()
    http.get(f"/rest/posts?oauth2_access_token={linkedin.token}&%63ode={code}")
    text = http.get("/control/requests").text
    for secret in (linkedin.token, code, "sandbox-linkedin-secret", "s-1"):
        assert secret not in text


def test_the_journal_can_be_asked_from_a_moment_on(linkedin, control, http):
    first = control.look("requests")["requests"][-1]
    linkedin.find()
    later = control.look("requests")["requests"][-1]
    asked = http.get("/control/requests", params={"since": later["at"]}).json()["requests"]
    assert later in asked
    assert (first in asked) == (first["at"] >= later["at"])
    assert http.get("/control/requests?platform=site").json()["requests"] == []


@pytest.mark.parametrize("since", ["yesterday", "2026-11-01T10:00:00", "9" * 400])
def test_a_moment_without_an_offset_is_refused(http, since):
    assert http.get("/control/requests", params={"since": since}).status_code == 422


def test_a_dropped_call_has_no_status(linkedin, control):
    control.arm("find_posts", "lost_response_after_effect")
    with pytest.raises(httpx.TransportError):
        linkedin.find()
    line = control.look("requests")["requests"][-1]
    assert (line["status"], line["fault"]) == (None, "lost_response_after_effect")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("q=author&shares=List(urn%3Ali)", "q=author&shares=List(urn%3Ali)"),
        ("state=x&a=1&code=y", "state=***&a=1&code=***"),
        ("%73tate=x", "%73tate=***"),
        ("CODE=a=b", "CODE=***"),
    ],
)
def test_redacting_leaves_the_rest_of_the_query_as_it_came(query, kept):
    assert redact(query) == kept
