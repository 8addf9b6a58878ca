import pytest


def test_a_code_is_good_once_for_ten_minutes_and_its_own_address(stranger, control, refused):
    code = stranger.code()
    assert refused(stranger.redeem(code, redirect_uri="http://127.0.0.1:9/other"))[0] == 400
    assert stranger.redeem(code).status_code == 200
    assert refused(stranger.redeem(code)) == (400, "invalid_grant")
    late = stranger.code()
    control.ask("clock", {"advance_s": 601})
    assert refused(stranger.redeem(late)) == (400, "invalid_grant")


@pytest.mark.parametrize("proof", [{"code_verifier": "wrong"}, {"code_verifier": ""}])
def test_the_proof_key_is_checked(stranger, refused, proof):
    assert refused(stranger.redeem(stranger.code(), **proof)) == (400, "invalid_grant")


def test_a_refresh_brings_no_new_refresh_token(youtube, control, refused):
    control.ask("clock", {"advance_s": 3600})
    assert refused(youtube.get("/youtube/v3/channels", part="id", mine="true")) == (
        401,
        "authError",
    )
    answer = youtube.ask(grant_type="refresh_token", refresh_token=youtube.refresh_token).json()
    assert "refresh_token" not in answer
    youtube.token = answer["access_token"]
    assert youtube.get("/youtube/v3/channels", part="id", mine="true").status_code == 200


def test_a_second_consent_brings_a_refresh_token_only_when_asked_anew(stranger):
    assert stranger.connect().refresh_token
    assert stranger.connect(prompt="").refresh_token == ""
    assert stranger.connect(access_type="online").refresh_token == ""
    assert stranger.connect().refresh_token


def test_a_revoked_grant_is_dead(youtube, http, refused):
    assert http.post("/revoke", params={"token": youtube.refresh_token}, data={}).status_code == 200
    again = youtube.ask(grant_type="refresh_token", refresh_token=youtube.refresh_token)
    assert refused(again) == (400, "invalid_grant")
    assert refused(http.post("/revoke", data={"token": youtube.token})) == (400, "invalid_token")


def test_a_refusing_person_and_a_wrong_wish_bring_no_code(stranger):
    assert "error=access_denied" in stranger.consent({"action": "deny"}).headers["location"]
    assert stranger.consent(scope="everything").status_code == 400
    assert stranger.consent(code_challenge_method="plain").status_code == 400


def test_scopes_are_needed_and_an_account_without_a_channel_can_do_nothing(stranger, refused):
    prefix = "https://www.googleapis.com/auth/"
    reader = stranger.connect(scope=prefix + "youtube.readonly")
    assert refused(reader.begin(9)) == (403, "insufficientPermissions")
    assert refused(reader.get("/v2/reports")) == (403, "insufficientPermissions")
    nobody = stranger.connect("google-108552001")
    assert refused(nobody.begin(9)) == (401, "youtubeSignupRequired")
    assert "items" not in nobody.get("/youtube/v3/channels", part="id", mine="true").json()
