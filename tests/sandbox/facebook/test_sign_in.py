import pytest

CALLBACK = "http://127.0.0.1:9/callback"
APP_TOKEN = "sandbox-facebook|sandbox-facebook-secret"
PAGE = "104523809112771"


def test_a_code_is_used_once_for_its_own_address_within_ten_minutes(stranger, control, refused):
    code = stranger.code()
    assert refused(stranger.redeem(code=code, redirect_uri=CALLBACK + "/x")) == (100, 36008)
    assert stranger.redeem(code=code, redirect_uri=CALLBACK).status_code == 200
    assert refused(stranger.redeem(code=code, redirect_uri=CALLBACK)) == (100, 36009)
    late = stranger.code()
    control.ask("clock", {"advance_s": 601})
    assert refused(stranger.redeem(code=late, redirect_uri=CALLBACK)) == (100, 36007)


def test_a_long_token_lives_sixty_days_and_its_pages_tokens_without_end(facebook, control, refused):
    control.ask("clock", {"advance_s": 61 * 86_400})
    assert facebook.get(PAGE).status_code == 200
    facebook.token = facebook.user
    assert refused(facebook.get("me/accounts")) == (190, 463)


def test_a_wrong_secret_opens_nothing(stranger, refused):
    answer = stranger.redeem(code=stranger.code(), redirect_uri=CALLBACK, client_secret="wrong")
    assert refused(answer) == (1, None)


def test_what_was_unticked_is_told_and_missing(stranger, refused):
    client = stranger.connect(declined="pages_manage_posts")
    assert refused(client.post(f"{PAGE}/feed", message="Hi")) == (200, None)
    client.token = client.user
    told = {one["permission"]: one["status"] for one in client.get("me/permissions").json()["data"]}
    assert (told["pages_manage_posts"], told["read_insights"]) == ("declined", "granted")


def test_an_unknown_scope_stops_the_page(http):
    query = {"client_id": "sandbox-facebook", "redirect_uri": CALLBACK, "response_type": "code"}
    page = http.get("/v26.0/dialog/oauth", params={**query, "scope": "pages_rule_the_world"})
    assert (page.status_code, "Invalid scopes" in page.text) == (400, True)
    assert (
        "Masala Chai Corner"
        in http.get("/v26.0/dialog/oauth", params={**query, "scope": "pages_show_list"}).text
    )


def test_the_app_may_look_at_a_token_and_end_a_grant(facebook, http, refused):
    query = {"input_token": facebook.token, "access_token": APP_TOKEN}
    told = http.get("/v26.0/debug_token", params=query).json()["data"]
    assert (told["is_valid"], told["type"], told["profile_id"]) == (True, "PAGE", PAGE)
    assert told["expires_at"] == 0 < told["data_access_expires_at"]
    ended = http.delete(f"/v26.0/{told['user_id']}/permissions", params={"access_token": APP_TOKEN})
    assert ended.json() == {"success": True}
    told = http.get("/v26.0/debug_token", params=query).json()["data"]
    assert (told["is_valid"], told["error"]["code"]) == (False, 190)
    assert refused(facebook.post(f"{PAGE}/feed", message="Hi")) == (190, 460)
    wrong = {**query, "access_token": "sandbox-facebook|wrong"}
    assert refused(http.get("/v26.0/debug_token", params=wrong)) == (190, None)


@pytest.mark.parametrize(
    ("version", "served"), [("v26.0", "v26.0"), ("v20.0", "v21.0"), ("v3.1", "v21.0")]
)
def test_a_dead_version_is_served_by_the_oldest_live_one(facebook, version, served):
    answer = facebook.get(PAGE, version=version)
    assert answer.headers["facebook-api-version"] == served
    assert "x-business-use-case-usage" in answer.headers


def test_a_version_that_never_was_is_refused(facebook, refused):
    assert refused(facebook.get(PAGE, version="v99.0")) == (2500, None)


def test_another_page_needs_its_own_token(facebook, refused):
    assert refused(facebook.post("104523809117702/feed", message="Hi")) == (100, 33)
    facebook.token = facebook.user
    assert refused(facebook.post(f"{PAGE}/feed", message="Hi")) == (210, None)
