from datetime import UTC, datetime, timedelta

import httpx
import pytest

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.youtube.oauth import SCOPES

VERIFIER = "a-proof-key-of-sufficient-length-0123456789abc"


@pytest.fixture
def connector(youtube):
    return youtube.can.connector


def grant_of(connector, sandbox, press, redirect_uri, **form):
    url = connector.authorize_url("state-1", redirect_uri, verifier=VERIFIER)
    return press(sandbox, url, **form).params["code"]


def test_the_consent_asks_for_all_that_is_needed_and_to_last(connector, redirect_uri):
    query = httpx.URL(connector.authorize_url("s", redirect_uri, verifier=VERIFIER)).params
    assert query["scope"].split() == list(SCOPES)
    assert (query["access_type"], query["prompt"]) == ("offline", "consent")
    assert query["code_challenge_method"] == "S256"
    assert VERIFIER not in str(query)


async def test_a_code_and_its_proof_become_tokens_and_a_channel(
    connector, sandbox, press, redirect_uri
):
    code = grant_of(connector, sandbox, press, redirect_uri)
    grant = await connector.exchange(code, redirect_uri, verifier=VERIFIER)
    (account,) = grant.accounts
    assert account.account_id.startswith("UC")
    assert (account.name, account.kind) == ("Masala Chai Kitchen", AccountKind.ORGANIZATION)
    assert set(grant.scopes) == set(SCOPES)
    assert grant.tokens.refresh_token
    assert grant.tokens.expires_at - datetime.now(UTC) <= timedelta(hours=1)
    with pytest.raises(PlatformError) as caught:
        await connector.exchange(code, redirect_uri, verifier=VERIFIER)
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN
    assert code not in caught.value.message


async def test_a_code_without_its_proof_is_worth_nothing(connector, sandbox, press, redirect_uri):
    code = grant_of(connector, sandbox, press, redirect_uri)
    with pytest.raises(PlatformError) as caught:
        await connector.exchange(code, redirect_uri, verifier="another-proof-key")
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN


async def test_an_account_without_a_channel_is_told_to_make_one(
    connector, sandbox, press, redirect_uri
):
    code = grant_of(connector, sandbox, press, redirect_uri, account="google-108552001")
    with pytest.raises(PlatformError, match="no YouTube channel"):
        await connector.exchange(code, redirect_uri, verifier=VERIFIER)


async def test_a_refresh_keeps_the_refresh_token(connector, youtube):
    renewed = await connector.refresh(youtube.grant.tokens)
    assert renewed.refresh_token == youtube.grant.tokens.refresh_token
    assert renewed.access_token != youtube.grant.tokens.access_token


async def test_only_a_dead_grant_asks_for_a_new_consent(connector, youtube, sandbox):
    assert await connector.refresh(Tokens(access_token="a")) is None
    for mode in ("http_500_before_effect", "http_429"):
        sandbox.fault(mode, "token", platform="youtube")
        with pytest.raises(PlatformError):
            await connector.refresh(youtube.grant.tokens)
    await connector.revoke(youtube.grant.tokens)
    assert await connector.refresh(youtube.grant.tokens) is None
    await connector.revoke(youtube.grant.tokens)


async def test_a_wrong_app_is_no_dead_grant(canned, platforms_for, youtube):
    server = await canned({"POST /token": [(401, {"error": "invalid_client"})]})
    connector = platforms_for(server.url).get(youtube.can.platform).connector
    with pytest.raises(PlatformError) as caught:
        await connector.refresh(youtube.grant.tokens)
    assert caught.value.error_class is ErrorClass.CONFIGURATION
