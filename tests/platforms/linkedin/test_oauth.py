import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.linkedin.oauth import SCOPES


async def test_signing_in_gives_tokens_scopes_and_accounts(signed, sandbox):
    grant = signed.grant
    assert set(grant.scopes) == set(SCOPES)
    kinds = [account.kind for account in grant.accounts]
    assert kinds == [AccountKind.MEMBER, AccountKind.ORGANIZATION]
    assert all(account.account_id.startswith("urn:li:") for account in grant.accounts)
    assert "Masala Chai Co." in [account.name for account in grant.accounts]
    lifetime = grant.tokens.expires_at - datetime.now(UTC)
    assert timedelta(days=59) < lifetime <= timedelta(days=60)
    assert grant.tokens.refresh_token is None


async def test_the_state_comes_back_as_it_was_given(sandbox, platforms_for, redirect_uri, press):
    connector = platforms_for(sandbox.url).get(Platform.LINKEDIN).connector
    back = press(sandbox, connector.authorize_url("a&b=c d", redirect_uri))
    assert back.params["state"] == "a&b=c d"
    assert str(back).startswith(redirect_uri)


async def test_declining_gives_no_code(sandbox, platforms_for, redirect_uri, press):
    connector = platforms_for(sandbox.url).get(Platform.LINKEDIN).connector
    back = press(sandbox, connector.authorize_url("s", redirect_uri), action="cancel")
    assert back.params["error"] == "user_cancelled_authorize"


async def test_a_code_works_once_and_only_for_its_address(
    sandbox, platforms_for, redirect_uri, press
):
    connector = platforms_for(sandbox.url).get(Platform.LINKEDIN).connector
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
    sandbox, platforms_for, redirect_uri, press
):
    connector = platforms_for(sandbox.url).get(Platform.LINKEDIN).connector
    code = press(sandbox, connector.authorize_url("s", redirect_uri)).params["code"]
    sandbox.control(
        "clients",
        platform="linkedin",
        client_id="sandbox-linkedin",
        client_secret="changed",
        redirect_uris=[],
    )
    with pytest.raises(PlatformError) as caught:
        await connector.exchange(code, redirect_uri)
    assert caught.value.error_class is ErrorClass.CONFIGURATION


async def test_without_a_refresh_token_there_is_nothing_to_renew(signed):
    assert await signed.can.connector.refresh(signed.grant.tokens) is None


async def test_a_refresh_token_renews_the_access(sandbox, platforms_for, redirect_uri, press):
    sandbox.control(
        "clients",
        platform="linkedin",
        client_id="sandbox-linkedin",
        client_secret="sandbox-linkedin-secret",
        redirect_uris=[redirect_uri],
        refresh_tokens=True,
    )
    connector = platforms_for(sandbox.url).get(Platform.LINKEDIN).connector
    code = press(sandbox, connector.authorize_url("s", redirect_uri)).params["code"]
    first = (await connector.exchange(code, redirect_uri)).tokens
    second = await connector.refresh(first)
    assert second.access_token != first.access_token
    assert second.refresh_token == first.refresh_token
    assert second.refresh_expires_at > second.expires_at
    assert await connector.refresh(Tokens(access_token="x", refresh_token="nonsense")) is None


async def test_a_revoked_token_is_refused_afterwards(signed):
    await signed.can.connector.revoke(signed.grant.tokens)
    with pytest.raises(PlatformError) as caught:
        await signed.can.publisher.submit(
            signed.post("x"), signed.grant.tokens, {}, gate=lambda: True
        )
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.INVALID_TOKEN, "refused")


async def test_a_sign_in_that_breaks_off_says_what_to_do(
    sandbox, platforms_for, redirect_uri, press
):
    connector = platforms_for(sandbox.url).get(Platform.LINKEDIN).connector
    code = press(sandbox, connector.authorize_url("s", redirect_uri)).params["code"]
    sandbox.fault("lost_response_after_effect", "token")
    with pytest.raises(PlatformError) as caught:
        await connector.exchange(code, redirect_uri)
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.NETWORK_ERROR, "no")
    assert "try again" in caught.value.message


async def test_a_page_whose_name_cannot_be_read_is_named_by_its_number(
    sandbox, platforms_for, redirect_uri, press
):
    connector = platforms_for(sandbox.url).get(Platform.LINKEDIN).connector
    code = press(sandbox, connector.authorize_url("s", redirect_uri)).params["code"]
    sandbox.fault("hold_before_effect", "organizations")

    async def let_the_list_through():
        # the list of pages is held first and let go, then the page's own name fails
        await asyncio.sleep(0.2)
        sandbox.fault("http_500_before_effect", "organizations")
        sandbox.control("release")

    grant, _ = await asyncio.gather(connector.exchange(code, redirect_uri), let_the_list_through())
    assert grant.accounts[-1].name.startswith("LinkedIn page ")
