import logging
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.instagram.oauth import SCOPES
from platforms.ports import PlatformSettings
from platforms.registry import build_platforms


@pytest.fixture
def connector(sandbox, platforms_for):
    return platforms_for(sandbox.url).get(Platform.INSTAGRAM).connector


async def test_signing_in_gives_a_long_lived_token_the_scopes_and_the_account(instagram):
    grant = instagram.grant
    assert set(grant.scopes) == set(SCOPES)
    (account,) = grant.accounts
    assert account.account_id.startswith("17841")
    assert (account.name, account.kind) == ("Masala Chai Adda", AccountKind.ORGANIZATION)
    lifetime = grant.tokens.expires_at - datetime.now(UTC)
    assert timedelta(days=59) < lifetime <= timedelta(days=60)
    assert grant.tokens.refresh_token is None


async def test_the_mark_at_the_end_of_the_redirect_is_no_part_of_the_code(
    connector, sandbox, redirect_uri, press
):
    back = press(sandbox, connector.authorize_url("a&b=c d", redirect_uri))
    assert back.params["state"] == "a&b=c d"
    grant = await connector.exchange(back.params["code"] + "#_", redirect_uri)
    assert grant.tokens.access_token


async def test_declining_gives_no_code(connector, sandbox, redirect_uri, press):
    back = press(sandbox, connector.authorize_url("s", redirect_uri), action="cancel")
    assert back.params["error"] == "access_denied"


async def test_a_code_works_once_and_only_for_its_address(connector, sandbox, redirect_uri, press):
    code = press(sandbox, connector.authorize_url("s", redirect_uri)).params["code"]
    with pytest.raises(PlatformError) as elsewhere:
        await connector.exchange(code, redirect_uri + "/other")
    await connector.exchange(code, redirect_uri)
    with pytest.raises(PlatformError) as again:
        await connector.exchange(code, redirect_uri)
    for caught in (elsewhere, again):
        assert caught.value.error_class is ErrorClass.INVALID_TOKEN
        assert code not in str(caught.value)


async def test_a_wrong_app_secret_is_a_matter_of_configuration(
    connector, sandbox, redirect_uri, press
):
    code = press(sandbox, connector.authorize_url("s", redirect_uri)).params["code"]
    sandbox.control(
        "clients",
        platform="instagram",
        client_id="sandbox-instagram",
        client_secret="changed",
        redirect_uris=[],
    )
    with pytest.raises(PlatformError) as caught:
        await connector.exchange(code, redirect_uri)
    assert caught.value.error_class is ErrorClass.CONFIGURATION


@pytest.mark.parametrize("operation", ["token", "exchange_token", "profile"])
async def test_a_sign_in_that_breaks_off_says_what_to_do_and_shows_no_secret(
    operation, connector, sandbox, redirect_uri, press, caplog
):
    caplog.set_level(logging.DEBUG)
    code = press(sandbox, connector.authorize_url("s", redirect_uri)).params["code"]
    sandbox.fault("lost_response_after_effect", operation, platform="instagram")
    with pytest.raises(PlatformError) as caught:
        await connector.exchange(code, redirect_uri)
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.NETWORK_ERROR, "no")
    assert "try again" in caught.value.message
    shown = f"{caught.value!r}{caught.value}{caplog.text}"
    assert "sandbox-instagram-secret" not in shown
    assert "IGAA" not in shown


@pytest.mark.parametrize("permissions", [["a", "b"], "a,b", "a b"])
@pytest.mark.parametrize("wrapped", [True, False])
async def test_a_token_may_come_wrapped_into_data(canned, platforms_for, permissions, wrapped):
    token = {"access_token": "short", "user_id": 1, "permissions": permissions}
    server = await canned(
        {
            "POST /oauth/access_token": [(200, {"data": [token]} if wrapped else token)],
            "GET /access_token": [(200, {"access_token": "long", "expires_in": 60})],
            "GET /v26.0/me": [(200, {"user_id": 17841, "username": "chai"})],
        }
    )
    connector = platforms_for(server.url).get(Platform.INSTAGRAM).connector
    grant = await connector.exchange("code", "https://me.example/cb")
    assert grant.scopes == ("a", "b")
    assert grant.tokens.access_token == "long"
    assert [(a.account_id, a.name) for a in grant.accounts] == [("17841", "chai")]
    # the profile is asked with the token in a header, not in its address
    assert "long" not in server.lines("GET /v26.0/me")[0]


async def test_an_answer_without_an_account_is_not_taken_for_one(canned, platforms_for):
    server = await canned(
        {
            "POST /oauth/access_token": [(200, {"access_token": "short"})],
            "GET /access_token": [(200, {"access_token": "long"})],
            "GET /v26.0/me": [(200, {"username": "chai"})],
        }
    )
    connector = platforms_for(server.url).get(Platform.INSTAGRAM).connector
    with pytest.raises(PlatformError, match="which account"):
        await connector.exchange("code", "https://me.example/cb")


def at(sandbox, http, now):
    """The connector as it would act at another time."""
    settings = PlatformSettings(
        api_base=sandbox.url,
        client_id="sandbox-instagram",
        client_secret=SecretStr("sandbox-instagram-secret"),
    )
    built = build_platforms({Platform.INSTAGRAM: settings}, http=http, now=lambda: now)
    return built.get(Platform.INSTAGRAM).connector


async def test_a_token_of_a_day_is_renewed_for_sixty_more(instagram, sandbox, http):
    tomorrow = datetime.now(UTC) + timedelta(hours=25)
    sandbox.control("clock", advance_s=25 * 3600)
    renewed = await at(sandbox, http, tomorrow).refresh(instagram.grant.tokens)
    assert renewed.access_token != instagram.grant.tokens.access_token
    assert renewed.expires_at == tomorrow + timedelta(days=60)


async def test_a_token_younger_than_a_day_is_kept_without_asking(instagram, sandbox, http):
    before = len(sandbox.requests("instagram"))
    soon = datetime.now(UTC) + timedelta(hours=23)
    assert await at(sandbox, http, soon).refresh(instagram.grant.tokens) is instagram.grant.tokens
    assert len(sandbox.requests("instagram")) == before


async def test_a_token_that_ran_out_needs_the_person_again(instagram, sandbox, http):
    later = datetime.now(UTC) + timedelta(days=61)
    assert await at(sandbox, http, later).refresh(instagram.grant.tokens) is None


async def test_a_token_that_instagram_ended_needs_the_person_again(sandbox, http):
    stranger = Tokens(access_token="IGAAnonsense")
    assert await at(sandbox, http, datetime.now(UTC)).refresh(stranger) is None


async def test_a_refusal_of_a_renewal_that_is_not_about_the_token_ends_nothing(
    instagram, sandbox, http
):
    # a token of half an hour is none that can be renewed: Instagram says so by another number
    odd = Tokens(access_token=instagram.grant.tokens.access_token)
    with pytest.raises(PlatformError) as caught:
        await at(sandbox, http, datetime.now(UTC)).refresh(odd)
    assert odd.access_token not in caught.value.message


async def test_disconnecting_asks_instagram_for_nothing(instagram, sandbox):
    before = len(sandbox.requests("instagram"))
    await instagram.can.connector.revoke(instagram.grant.tokens)
    assert len(sandbox.requests("instagram")) == before


async def test_without_bases_the_documented_hosts_are_used(http):
    settings = PlatformSettings(client_id="id", client_secret=SecretStr("hidden"))
    built = build_platforms(
        {Platform.INSTAGRAM: settings}, http=http, now=lambda: datetime.now(UTC)
    )
    url = built.get(Platform.INSTAGRAM).connector.authorize_url("s", "https://me.example/cb")
    assert url.startswith("https://www.instagram.com/oauth/authorize?client_id=id&")
    assert "&response_type=code&scope=instagram_business_basic%2C" in url
