import base64
import hashlib

import pytest

S256 = base64.urlsafe_b64encode(hashlib.sha256(b"proof").digest()).decode().rstrip("=")


def test_a_code_buys_an_access_of_two_hours_and_a_renewal(stranger):
    back = stranger.consent()
    assert back.params["state"] == "s-1"
    given = stranger.redeem(back.params["code"]).json()
    assert (given["token_type"], given["expires_in"]) == ("bearer", 7200)
    assert "offline.access" in given["scope"].split()
    assert given["refresh_token"]


def test_without_the_scope_there_is_no_renewal(stranger):
    assert stranger.connect(scope="tweet.read users.read").renewal == ""


def test_a_hashed_challenge_is_proven_by_its_verifier(stranger):
    asked = {"code_challenge": S256, "code_challenge_method": "S256"}
    code = stranger.consent(**asked).params["code"]
    assert stranger.redeem(code, code_verifier=S256).status_code == 400
    assert stranger.redeem(code, code_verifier="proof").status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": "http://127.0.0.1:9/callback/"},
        {"code_verifier": "q" * 43},
        {"code_verifier": ""},
        {"code_verifier": "प्रमाण"},
        {"code": "unknown"},
        {"grant_type": "password"},
    ],
)
def test_what_does_not_fit_the_code_is_refused_and_leaves_it_good(stranger, change):
    code = stranger.consent().params["code"]
    assert stranger.redeem(**{"code": code, **change}).status_code == 400
    assert stranger.redeem(code).status_code == 200
    again = stranger.redeem(code)
    assert again.json() == {
        "error": "invalid_request",
        "error_description": "Value passed for the authorization code was invalid.",
    }


def test_a_code_dies_after_thirty_seconds(stranger, control):
    early, late = (stranger.consent().params["code"] for _ in range(2))
    control.ask("clock", {"advance_s": 25})
    assert stranger.redeem(early).status_code == 200
    control.ask("clock", {"advance_s": 6})
    assert stranger.redeem(late).status_code == 400


def test_the_app_names_itself_in_the_header(stranger):
    code = stranger.consent().params["code"]
    stranger.app = ("sandbox-x", "wrong")
    answer = stranger.redeem(code, client_id="sandbox-x", client_secret="sandbox-x-secret")
    assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized_client")


def test_each_renewal_works_once(x):
    first = x.refresh(x.renewal).json()
    again = x.refresh(x.renewal)
    assert again.status_code == 400
    assert again.json()["error_description"] == "Value passed for the token was invalid."
    assert x.refresh(first["refresh_token"]).status_code == 200


def test_an_access_ends_with_its_time_or_when_it_is_taken_back(x, stranger, control):
    assert x.get("/2/users/me").json()["data"]["username"] == "masalachaiclub"
    form = {"token": x.token, "client_id": "sandbox-x"}
    assert x.http.post("/2/oauth2/revoke", data=form, auth=x.app).json() == {"revoked": True}
    assert x.get("/2/users/me").status_code == 401
    other = stranger.connect()
    control.ask("clock", {"advance_s": 7201})
    assert other.get("/2/users/me").json()["title"] == "Unauthorized"


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "javascript:alert(1)"},
        {"code_challenge": "short"},
        {"code_challenge_method": "S512"},
        {"state": "s" * 501},
        {"state": ""},
        {"scope": "tweet.read everything"},
        {"response_type": "token"},
    ],
)
def test_a_wrong_request_ends_on_a_page(stranger, http, change):
    page = http.get("/i/oauth2/authorize", params=stranger.query(**change))
    assert page.status_code == 400
    assert "Nothing was granted" in page.text


def test_the_page_names_who_asks_for_what_and_can_be_declined(stranger, http):
    page = http.get("/i/oauth2/authorize", params=stranger.query()).text
    for words in ("sandbox-x", "@masalachaiclub", "@harbourlane", "media.write"):
        assert words in page
    assert stranger.consent("cancel").params["error"] == "access_denied"
