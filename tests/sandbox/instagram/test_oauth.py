import pytest

HOUR, DAY = 3600, 86_400


def test_the_page_asks_a_person_and_allows_nothing_by_being_looked_at(somebody):
    page = somebody.http.get("/oauth/authorize", params=somebody.authorize_query())
    assert page.status_code == 200
    assert "Masala Chai Adda" in page.text
    assert "@masalachai.adda" in page.text
    assert "Local stand-in, not Instagram" in page.text


def test_the_way_back_carries_code_and_state_and_ends_with_the_known_mark(somebody):
    answer = somebody.http.post(
        "/oauth/authorize", params=somebody.authorize_query(), data={"action": "allow"}
    )
    location = answer.headers["location"]
    assert location.startswith("http://127.0.0.1:9/callback?code=")
    assert location.endswith("&state=s-1#_")


@pytest.mark.parametrize("word", ["deny", "cancel"])
def test_a_refusal_goes_back_as_a_refusal(somebody, word):
    back = somebody.consent({"action": word})
    assert back.params["error"] == "access_denied"
    assert back.params["error_reason"] == "user_denied"
    assert back.params["state"] == "s-1"
    assert "code" not in back.params


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "ftp://elsewhere"},
        {"response_type": "token"},
        {"scope": "instagram_business_basic instagram_business_content_publish"},
        {"scope": "instagram_business_content_publish"},
        {"scope": "user_profile"},
    ],
)
def test_a_wrong_request_stops_on_a_page(somebody, changes):
    answer = somebody.http.get("/oauth/authorize", params=somebody.authorize_query(**changes))
    assert answer.status_code == 400
    assert "Nothing was granted" in answer.text


def test_a_registered_address_must_match_exactly(somebody, control):
    address = "http://127.0.0.1:9/here"
    app = {"client_id": "strict", "client_secret": "s", "redirect_uris": [address]}
    control.ask("clients", {"platform": "instagram", **app})
    code = somebody.code(client_id="strict", redirect_uri=address)
    wrong = somebody.authorize_query(client_id="strict", redirect_uri=address + "/")
    assert somebody.http.get("/oauth/authorize", params=wrong).status_code == 400
    mine = {"client_id": "strict", "client_secret": "s"}
    assert somebody.redeem(code, **mine).status_code == 400
    assert somebody.redeem(code, **mine, redirect_uri=address).status_code == 200


def test_a_code_is_good_once(somebody):
    code = somebody.code()
    answer = somebody.redeem(code)
    assert answer.json().keys() == {"access_token", "user_id", "permissions"}
    assert "instagram_business_content_publish" in answer.json()["permissions"]
    again = somebody.redeem(code)
    assert again.status_code == 400
    assert again.json()["error_type"] == "OAuthException"


def test_a_code_is_good_for_an_hour(somebody, control):
    code = somebody.code()
    control.ask("clock", {"advance_s": HOUR + 1})
    assert somebody.redeem(code).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"client_secret": "wrong"},
        {"client_id": "nobody"},
        {"redirect_uri": "http://127.0.0.1:9/callback/"},
        {"grant_type": "refresh_token"},
        {"client_secret": ""},
    ],
)
def test_a_wrong_exchange_is_refused_and_leaves_the_code_good(somebody, changes):
    code = somebody.code()
    assert somebody.redeem(code, **changes).status_code == 400
    assert somebody.redeem(code).status_code == 200


def test_a_short_lived_token_lives_an_hour(somebody, control, code_of):
    short = somebody.redeem(somebody.code()).json()["access_token"]
    somebody.token = short
    assert somebody.get("me").status_code == 200
    control.ask("clock", {"advance_s": HOUR + 1})
    assert code_of(somebody.get("me")) == (190, 463)
    assert code_of(somebody.exchange(short)) == (190, 463)


def test_a_long_lived_token_lives_sixty_days(instagram, control, code_of):
    control.ask("clock", {"advance_s": 60 * DAY - 60})
    assert instagram.get("me").status_code == 200
    control.ask("clock", {"advance_s": 120})
    assert code_of(instagram.get("me")) == (190, 463)
    assert code_of(instagram.refresh(instagram.token)) == (190, 463)


def test_lengthening_needs_the_secret_and_a_short_token(somebody, code_of):
    short = somebody.redeem(somebody.code()).json()["access_token"]
    assert code_of(somebody.exchange(short, client_secret="wrong"))[0] == 1
    answer = somebody.exchange(short)
    assert answer.json()["expires_in"] == 60 * DAY
    assert answer.json()["token_type"] == "bearer"
    assert code_of(somebody.exchange(answer.json()["access_token"]))[0] == 452


def test_a_token_can_be_refreshed_when_it_is_a_day_old(instagram, control, code_of):
    assert code_of(instagram.refresh(instagram.token))[0] == 100
    control.ask("clock", {"advance_s": 50 * DAY})
    answer = instagram.refresh(instagram.token)
    assert answer.json()["expires_in"] == 60 * DAY
    control.ask("clock", {"advance_s": 20 * DAY})
    assert code_of(instagram.get("me")) == (190, 463)
    instagram.token = answer.json()["access_token"]
    assert instagram.get("me").status_code == 200


def test_a_short_lived_token_cannot_be_refreshed(somebody, code_of):
    short = somebody.redeem(somebody.code()).json()["access_token"]
    assert code_of(somebody.refresh(short))[0] == 452


def test_the_id_for_publishing_is_read_from_the_profile(somebody):
    answer = somebody.redeem(somebody.code()).json()
    somebody.token = answer["access_token"]
    profile = somebody.get("me", fields="user_id,username,name,profile_picture_url").json()
    assert profile["user_id"] == "17841405822304914"
    assert profile["username"] == "masalachai.adda"
    assert profile["id"] == str(answer["user_id"]) != profile["user_id"]


def test_no_token_or_a_strange_one_is_refused(somebody, linkedin, code_of):
    somebody.token = ""
    assert code_of(somebody.get("me"))[0] == 104
    for strange in ("IGAAnothing", linkedin.token):
        somebody.token = strange
        assert code_of(somebody.get("me"))[0] == 190
    assert code_of(somebody.get("me", fields="secret"))[0] == 190


def test_a_token_of_instagram_opens_nothing_at_linkedin(instagram, stranger):
    stranger.headers["Authorization"] = f"Bearer {instagram.token}"
    assert stranger.get("/v2/userinfo").status_code == 401


def test_the_token_may_come_in_a_header(instagram):
    headers = {"Authorization": f"Bearer {instagram.token}"}
    assert instagram.http.get("/v26.0/me", headers=headers).status_code == 200


def test_a_new_account_can_be_made_and_chosen(somebody, control):
    made = control.ask("accounts", {"platform": "instagram", "name": "Kulhad & Sons"})
    mine = somebody.connect(made["member"]["id"])
    assert mine.get("me", fields="name").json()["name"] == "Kulhad & Sons"
    control.ask("audience", {"account": mine.account, "seed": 7, "zone": "Europe/Lisbon"})


def test_secrets_do_not_reach_the_journal(instagram, control):
    lines = control.look("requests?platform=instagram")["requests"]
    assert [line for line in lines if line["operation"] == "exchange_token"]
    assert not [line for line in lines if instagram.token in line["query"]]
    assert not [line for line in lines if "sandbox-instagram-secret" in line["query"]]
