import httpx
import pytest

CALLBACK = "http://127.0.0.1:9/callback"
APP = {"client_id": "sandbox-instagram", "client_secret": "sandbox-instagram-secret"}
SCOPES = (
    "instagram_basic,instagram_content_publish,instagram_manage_contents,pages_show_list,"
    "pages_read_engagement"
)
HOST = "/facebook-login/v26.0"


@pytest.fixture
def code(http):
    def given(scope=SCOPES):
        query = {
            "client_id": APP["client_id"],
            "redirect_uri": CALLBACK,
            "state": "s",
            "response_type": "code",
            "scope": scope,
        }
        back = http.post(f"{HOST}/dialog/oauth", params=query, data={"action": "allow"})
        assert back.status_code == 303, back.text
        assert back.headers["location"].endswith("#_=_")
        return httpx.URL(back.headers["location"]).params["code"]

    return given


@pytest.fixture
def token(http):
    return lambda **query: http.get(f"{HOST}/oauth/access_token", params={**APP, **query})


@pytest.fixture
def page(http, code, token):
    """A Page with its own token and its Instagram account."""
    short = token(code=code(), redirect_uri=CALLBACK).json()["access_token"]
    long = token(grant_type="fb_exchange_token", fb_exchange_token=short).json()["access_token"]
    query = {
        "fields": "id,name,access_token,instagram_business_account{id,username}",
        "access_token": long,
    }
    (found,) = http.get(f"{HOST}/me/accounts", params=query).json()["data"]
    return found


def test_a_code_serves_once_for_ten_minutes_and_only_with_its_redirect(
    code, token, code_of, control
):
    first = code()
    assert code_of(token(code=first, redirect_uri="http://127.0.0.1:9/other")) == (100, 36008)
    assert token(code=first, redirect_uri=CALLBACK).status_code == 200
    assert code_of(token(code=first, redirect_uri=CALLBACK)) == (100, 36009)
    late = code()
    control.ask("clock", {"advance_s": 601})
    assert code_of(token(code=late, redirect_uri=CALLBACK)) == (100, 36007)
    assert code_of(token(code=code(), redirect_uri=CALLBACK, client_secret="no")) == (1, None)


def test_neither_logins_token_opens_the_others_host(http, page, instagram, code_of):
    account = page["instagram_business_account"]["id"]
    by_page, by_instagram = (
        {"access_token": page["access_token"]},
        {"access_token": instagram.token},
    )
    assert http.get(f"{HOST}/{account}", params=by_page).json() == {"id": account}
    assert code_of(http.get(f"/v26.0/{account}", params=by_page)) == (190, None)
    assert code_of(http.get(f"{HOST}/{account}", params=by_instagram)) == (190, None)


def test_a_page_token_deletes_what_is_the_accounts_own(http, page, instagram, control, code_of):
    media = instagram.publish("Soon gone")
    query = {"access_token": page["access_token"]}
    assert http.delete(f"{HOST}/{media}", params=query).json() == {"success": True}
    assert control.texts() == []
    assert code_of(http.delete(f"{HOST}/{media}", params=query)) == (100, 33)


def test_other_professional_accounts_are_shown_by_their_name(http, page, instagram, code_of):
    instagram.publish("For everybody")
    account = page["instagram_business_account"]["id"]

    def discover(name, inner="username,followers_count,media.limit(5){id,caption}"):
        fields = f"business_discovery.username({name}){{{inner}}}"
        query = {"access_token": page["access_token"], "fields": fields}
        return http.get(f"{HOST}/{account}", params=query)

    found = discover("masalachai.adda").json()["business_discovery"]
    assert found["username"] == "masalachai.adda"
    assert [one["caption"] for one in found["media"]["data"]] == ["For everybody"]
    assert code_of(discover("nobody.here")) == (110, 2207013)
    assert code_of(discover("masalachai.adda", "email")) == (100, None)
    assert code_of(instagram.get("me", fields="business_discovery.username(a){id}")) == (100, None)
