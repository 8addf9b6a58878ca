from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.x.oauth import SCOPES

VERIFIER = "another-proof-key-that-is-long-enough-for-everybody-who-asks"


@pytest.fixture
def connector(sandbox, platforms_for):
    return platforms_for(sandbox.url).get(Platform.X).connector


@pytest.fixture
def code(connector, sandbox, redirect_uri, press):
    return lambda: press(
        sandbox, connector.authorize_url("a&b=c d", redirect_uri, verifier=VERIFIER)
    ).params["code"]


async def test_signing_in_gives_tokens_scopes_and_the_account(x):
    (account,) = x.grant.accounts
    assert (account.account_id, account.name) == ("1780001234567890123", "@masalachaiclub")
    assert set(x.grant.scopes) == set(SCOPES)
    lifetime = x.grant.tokens.expires_at - datetime.now(UTC)
    assert timedelta(minutes=119) < lifetime <= timedelta(hours=2)
    assert x.grant.tokens.refresh_token


def test_the_address_carries_a_challenge_and_never_the_proof(connector, redirect_uri):
    url = connector.authorize_url("s", redirect_uri, verifier=VERIFIER)
    query = parse_qs(urlsplit(url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["code_challenge"][0]) == 43
    assert query["scope"] == [" ".join(SCOPES)]
    assert VERIFIER not in url


@pytest.mark.parametrize("wrong", ["verifier", "redirect", "late", "twice"])
async def test_a_code_works_once_soon_and_with_its_proof(
    connector, code, sandbox, redirect_uri, wrong
):
    given, verifier, place = code(), VERIFIER, redirect_uri
    match wrong:
        case "verifier":
            verifier += "x"
        case "redirect":
            place += "x"
        case "late":
            sandbox.control("clock", advance_s=31)
        case "twice":
            await connector.exchange(given, place, verifier=verifier)
    with pytest.raises(PlatformError) as caught:
        await connector.exchange(given, place, verifier=verifier)
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN
    assert given not in caught.value.message


async def test_a_refresh_token_works_once_and_brings_the_next(x):
    connector, first = x.can.connector, x.grant.tokens
    second = await connector.refresh(first)
    assert second.access_token != first.access_token
    assert second.refresh_token != first.refresh_token
    assert await connector.refresh(first) is None
    assert await connector.refresh(second) is not None
    assert await connector.refresh(Tokens(access_token="a")) is None


@pytest.mark.parametrize("renewal", [{}, {"refresh_token": ""}, {"refresh_token": None}])
async def test_an_answer_without_a_new_refresh_token_keeps_the_old_one(
    canned, platforms_for, renewal
):
    server = await canned({"POST /2/oauth2/token": [(200, {"access_token": "new", **renewal})]})
    connector = platforms_for(server.url).get(Platform.X).connector
    renewed = await connector.refresh(Tokens(access_token="a", refresh_token="old"))
    assert (renewed.access_token, renewed.refresh_token) == ("new", "old")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"error": "unauthorized_client", "error_description": "Missing valid header"}),
        (400, {"error": "invalid_request", "error_description": "Missing required [client_id]."}),
        (503, {}),
        (429, {}),
    ],
)
async def test_what_is_not_about_the_grant_leaves_it_alone(canned, platforms_for, status, body):
    server = await canned({"POST /2/oauth2/token": [(status, body)]})
    connector = platforms_for(server.url).get(Platform.X).connector
    with pytest.raises(PlatformError):
        await connector.refresh(Tokens(access_token="a", refresh_token="old"))
    assert "authorization: Basic " in server.heads[0]


async def test_revoking_ends_both_tokens(x):
    await x.can.connector.revoke(x.grant.tokens)
    assert await x.can.connector.refresh(x.grant.tokens) is None
    with pytest.raises(PlatformError) as caught:
        await x.submit(x.post("Chai"), {})
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.INVALID_TOKEN, "refused")


async def test_an_answer_that_names_nobody_connects_nobody(canned, platforms_for, redirect_uri):
    server = await canned(
        {
            "POST /2/oauth2/token": [(200, {"access_token": "t", "scope": "users.read"})],
            "GET /2/users/me": [(200, {"errors": [{"title": "Forbidden"}]})],
        }
    )
    connector = platforms_for(server.url).get(Platform.X).connector
    with pytest.raises(PlatformError, match="did not say who"):
        await connector.exchange("c", redirect_uri, verifier=VERIFIER)
