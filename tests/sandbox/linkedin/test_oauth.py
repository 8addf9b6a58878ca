import httpx
import pytest

CALLBACK = "http://127.0.0.1:9/callback"


def test_a_code_buys_one_long_token_for_sixty_days(stranger):
    back = stranger.consent()
    assert str(back).startswith("http://127.0.0.1:9/callback?")
    assert back.params["state"] == "s-1"
    answer = stranger.redeem(back.params["code"])
    grant = answer.json()
    assert answer.status_code == 200
    assert grant["expires_in"] == 5_184_000
    assert 450 <= len(grant["access_token"]) <= 1000
    assert "refresh_token" not in grant


def test_a_code_works_only_once(stranger):
    code = stranger.code()
    assert stranger.redeem(code).status_code == 200
    again = stranger.redeem(code)
    assert again.status_code == 400
    assert again.json()["error"] == "invalid_request"
    assert "authorization code" in again.json()["error_description"]


def test_a_code_dies_after_thirty_minutes(stranger, control):
    early, late = stranger.code(), stranger.code()
    control.ask("clock", {"advance_s": 29 * 60})
    assert stranger.redeem(early).status_code == 200
    control.ask("clock", {"advance_s": 2 * 60})
    assert stranger.redeem(late).status_code == 400


def test_the_redirect_uri_must_be_exactly_the_asked_one(stranger):
    code = stranger.code()
    assert stranger.redeem(code, redirect_uri="http://127.0.0.1:9/callback/").status_code == 400
    assert stranger.redeem(code).status_code == 200


@pytest.mark.parametrize("change", [{"client_secret": "wrong"}, {"client_id": "nobody"}])
def test_a_wrong_client_is_refused(stranger, change):
    answer = stranger.redeem(stranger.code(), **change)
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"


def test_the_token_endpoint_takes_a_form_not_json(stranger, http):
    answer = http.post("/oauth/v2/accessToken", json={"grant_type": "authorization_code"})
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"


def test_cancelling_returns_the_documented_error_and_no_code(stranger):
    back = stranger.consent({"action": "cancel"})
    assert back.params["error"] == "user_cancelled_authorize"
    assert back.params["state"] == "s-1"
    assert "code" not in back.params


def test_the_consent_page_names_the_app_the_scopes_and_every_member(stranger, http):
    page = http.get("/oauth/v2/authorization", params=stranger.authorize_query())
    assert page.status_code == 200
    for words in ("sandbox-linkedin", "Asha Kulkarni", "Masala Chai Co.", "w_organization_social"):
        assert words in page.text
    assert page.text.count('type="radio"') == 2
    assert 'name="viewport"' in page.text


def test_an_unknown_app_or_a_strange_address_is_not_redirected(stranger, http):
    for change in ({"client_id": "nobody"}, {"redirect_uri": "javascript:alert(1)"}):
        page = http.get("/oauth/v2/authorization", params=stranger.authorize_query(**change))
        assert page.status_code == 400
        assert "Nothing was granted" in page.text


def test_a_closed_scope_is_sent_back_as_an_error(stranger, http):
    query = stranger.authorize_query(scope="openid r_member_social")
    answer = http.get("/oauth/v2/authorization", params=query)
    assert httpx.URL(answer.headers["location"]).params["error"] == "unauthorized_scope_error"


def test_another_scope_set_ends_the_earlier_tokens_of_that_member(stranger):
    first = stranger.connect()
    same = stranger.connect()
    assert first.get("/v2/userinfo").status_code == 200
    stranger.connect(scope="openid profile")
    for old in (first, same):
        answer = old.get("/v2/userinfo")
        assert answer.status_code == 401
        assert answer.json()["message"] == "The token has been revoked"


def test_a_token_expires_after_sixty_days(linkedin, control):
    control.ask("clock", {"advance_s": 5_184_000 - 60})
    assert linkedin.get("/v2/userinfo").status_code == 200
    control.ask("clock", {"advance_s": 120})
    answer = linkedin.get("/v2/userinfo")
    assert answer.status_code == 401
    assert answer.json()["message"] == "Expired access token"


def test_a_revoked_token_is_dead(linkedin, http):
    form = {
        "client_id": "sandbox-linkedin",
        "client_secret": "sandbox-linkedin-secret",
        "token": linkedin.token,
    }
    assert http.post("/oauth/v2/revoke", data=form).status_code == 200
    assert linkedin.get("/v2/userinfo").json()["code"] == "REVOKED_ACCESS_TOKEN"


def test_missing_and_invented_tokens_have_their_own_errors(stranger):
    assert stranger.get("/v2/userinfo").json()["code"] == "EMPTY_ACCESS_TOKEN"
    invented = stranger.get("/v2/userinfo", Authorization="Bearer nonsense")
    assert invented.status_code == 401
    assert invented.json()["message"] == "Invalid access token"


def test_only_an_approved_partner_gets_refresh_tokens(stranger, control, http):
    app = {"client_id": "partner", "client_secret": "p-secret", "refresh_tokens": True}
    control.ask("clients", {"platform": "linkedin", "redirect_uris": [CALLBACK], **app})
    client = {"client_id": "partner", "client_secret": "p-secret"}
    grant = stranger.redeem(stranger.code(client_id="partner"), **client).json()
    assert grant["refresh_token_expires_in"] == 365 * 24 * 3600
    control.ask("clock", {"advance_s": 100 * 24 * 3600})
    form = {"grant_type": "refresh_token", "refresh_token": grant["refresh_token"], **client}
    renewed = http.post("/oauth/v2/accessToken", data=form).json()
    assert renewed["expires_in"] == 5_184_000
    assert renewed["refresh_token_expires_in"] <= 265 * 24 * 3600


def test_what_one_platform_gave_opens_nothing_on_another(stranger, control, http):
    app = {"client_id": "both", "client_secret": "s"}
    for platform in ("linkedin", "youtube", "x"):
        control.ask("clients", {"platform": platform, "refresh_tokens": True, **app})
    grant = stranger.redeem(stranger.code(client_id="both"), **app).json()
    refresh = {"grant_type": "refresh_token", "refresh_token": grant["refresh_token"]}
    code = {"grant_type": "authorization_code", "code": stranger.code(client_id="both")}
    for form in (refresh, {**code, "redirect_uri": CALLBACK}):
        assert http.post("/token", data={**form, **app}).json()["error"] == "invalid_grant"
        at_x = http.post("/2/oauth2/token", data={**form, "code_verifier": "v"}, auth=("both", "s"))
        assert at_x.json()["error"] == "invalid_request"
    assert http.post("/oauth/v2/accessToken", data={**refresh, **app}).status_code == 200


def test_a_registered_app_returns_only_where_it_said(stranger, control, http):
    app = {"platform": "linkedin", "client_id": "mine", "client_secret": "s"}
    control.ask("clients", {**app, "redirect_uris": ["https://app.example/cb"]})
    query = stranger.authorize_query(client_id="mine")
    assert http.get("/oauth/v2/authorization", params=query).status_code == 400
    query["redirect_uri"] = "https://app.example/cb"
    assert http.get("/oauth/v2/authorization", params=query).status_code == 200


def test_userinfo_gives_what_the_scopes_allow(stranger):
    everything = stranger.connect().get("/v2/userinfo").json()
    assert everything["name"] == "Asha Kulkarni"
    assert everything["email_verified"] is True
    assert stranger.connect(scope="openid").get("/v2/userinfo").json() == {"sub": "yrZCpj2Z12"}
    assert stranger.connect(scope="profile").get("/v2/userinfo").status_code == 403


def test_a_new_account_can_be_chosen_and_sees_only_its_own_organisation(stranger, control):
    made = control.ask("accounts", {"platform": "linkedin", "name": "Blue Door Books"})
    mine = stranger.connect(account=made["member"]["id"])
    acls = mine.get("/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED")
    (element,) = acls.json()["elements"]
    assert element["organization"] == made["organizations"][0]["urn"]
    number = element["organization"].rpartition(":")[2]
    assert mine.get(f"/rest/organizations/{number}").json()["localizedName"] == "Blue Door Books"
    assert mine.get("/rest/organizations/105432001").status_code == 403
    assert mine.get("/rest/organizations/1").status_code == 404
