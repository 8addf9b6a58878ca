from datetime import UTC, datetime, timedelta

import httpx
import pytest

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, InvalidError, PlatformError
from domain.platform import Platform
from platforms.connect import code_from
from platforms.facebook.oauth import SCOPES


@pytest.fixture
def can(platforms_for, sandbox):
    return platforms_for(sandbox.url).get(Platform.FACEBOOK)


@pytest.fixture
def connect(can, sandbox, press, redirect_uri):
    async def run(**form):
        url = can.connector.authorize_url("state-1", redirect_uri)
        code = press(sandbox, url, **form).params["code"]
        return await can.connector.exchange(code, redirect_uri)

    return run


def test_the_consent_page_is_asked_for_what_pages_need(can, redirect_uri):
    query = httpx.URL(can.connector.authorize_url("s", redirect_uri)).params
    assert query["redirect_uri"] == redirect_uri
    assert tuple(query["scope"].split(",")) == SCOPES


async def test_every_page_comes_with_a_token_of_its_own(connect):
    grant = await connect(account="1016400271935888")
    assert [page.name for page in grant.accounts] == ["Harbour Lane Books", "Tidewater Pottery"]
    assert {page.kind for page in grant.accounts} == {AccountKind.ORGANIZATION}
    tokens = {page.tokens.access_token for page in grant.accounts} | {grant.tokens.access_token}
    assert len(tokens) == 3
    until = grant.accounts[0].tokens.expires_at - datetime.now(UTC)
    assert timedelta(days=89) < until <= timedelta(days=90)
    assert set(SCOPES) <= set(grant.scopes)


async def test_a_declined_permission_that_posting_needs_is_named(connect):
    with pytest.raises(PlatformError, match="pages_manage_posts") as caught:
        await connect(declined="pages_manage_posts")
    assert caught.value.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS


async def test_what_else_is_declined_is_missing_from_the_scopes(connect):
    grant = await connect(declined="read_insights")
    assert "read_insights" not in grant.scopes
    assert "pages_manage_posts" in grant.scopes


async def test_a_code_opens_once_and_for_its_own_address_only(can, sandbox, press, redirect_uri):
    url = can.connector.authorize_url("s", redirect_uri)
    code = press(sandbox, url).params["code"]
    with pytest.raises(PlatformError) as caught:
        await can.connector.exchange(code, redirect_uri + "/other")
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN
    await can.connector.exchange(code, redirect_uri)
    with pytest.raises(PlatformError) as caught:
        await can.connector.exchange(code, redirect_uri)
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN
    assert code not in caught.value.message


def test_who_says_no_is_not_connected(can, sandbox, press, redirect_uri):
    back = press(sandbox, can.connector.authorize_url("s", redirect_uri), action="cancel")
    assert back.params["state"] == "s"
    with pytest.raises(InvalidError) as caught:
        code_from(dict(back.params), Platform.FACEBOOK)
    assert caught.value.code == "connect_declined"


async def test_a_living_page_token_stays_as_it_is(can, connect):
    tokens = (await connect()).accounts[0].tokens
    assert await can.connector.refresh(tokens) == tokens


async def test_ninety_days_without_its_person_end_a_connection(canned, platforms_for):
    lapsed = {"is_valid": True, "expires_at": 0, "data_access_expires_at": 1_700_000_000}
    endless = {"is_valid": True, "expires_at": 0, "data_access_expires_at": 0}
    server = await canned({"GET": [(200, {"data": lapsed}), (200, {"data": endless})]})
    connector = platforms_for(server.url).get(Platform.FACEBOOK).connector
    tokens = Tokens(access_token="page-token")
    assert await connector.refresh(tokens) is None
    assert await connector.refresh(tokens) == tokens


async def test_only_a_recognised_dead_grant_asks_for_a_new_consent(can, connect, sandbox):
    tokens = (await connect()).accounts[0].tokens
    sandbox.fault("http_500_before_effect", "debug_token", platform="facebook")
    with pytest.raises(PlatformError):
        await can.connector.refresh(tokens)
    sandbox.fault("http_429", "debug_token", platform="facebook")
    with pytest.raises(PlatformError):
        await can.connector.refresh(tokens)
    await can.connector.revoke(tokens)
    assert await can.connector.refresh(tokens) is None


async def test_an_app_with_a_wrong_secret_disconnects_nobody(canned, platforms_for):
    refused = {"error": {"message": "Invalid OAuth access token signature.", "code": 190}}
    server = await canned({"GET": [(400, refused)]})
    connector = platforms_for(server.url).get(Platform.FACEBOOK).connector
    with pytest.raises(PlatformError):
        await connector.refresh(Tokens(access_token="page-token"))


async def test_an_answer_that_says_nothing_of_the_token_disconnects_nobody(canned, platforms_for):
    server = await canned({"GET": [(200, {"data": {"is_valid": "maybe"}}), (200, {})]})
    connector = platforms_for(server.url).get(Platform.FACEBOOK).connector
    for _ in range(2):
        with pytest.raises(PlatformError, match="does not say"):
            await connector.refresh(Tokens(access_token="page-token"))


async def test_revoking_ends_the_tokens_of_all_pages(can, connect, facebook):
    grant = await connect()
    await can.connector.revoke(grant.accounts[0].tokens)
    with pytest.raises(PlatformError) as caught:
        await facebook.can.publisher.submit(
            facebook.post("Too late"), grant.accounts[0].tokens, {}, gate=lambda: True
        )
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.INVALID_TOKEN, "refused")


async def test_pages_are_read_over_several_answers(canned, platforms_for, redirect_uri):
    def page(number):
        tasks = ["CREATE_CONTENT"] if number != 3 else ["ANALYZE"]
        token = f"page-token-{number}"
        return {"id": str(number), "name": f"Page {number}", "access_token": token, "tasks": tasks}

    more = {"cursors": {"after": "abc"}, "next": "https://graph.facebook.com/next"}
    granted = [{"permission": name, "status": "granted"} for name in SCOPES]
    server = await canned(
        {
            "GET /v26.0/oauth/access_token": [(200, {"access_token": "t", "expires_in": 5183944})],
            "GET /v26.0/me/permissions": [(200, {"data": granted})],
            "GET /v26.0/debug_token": [(200, {"data": {"is_valid": True}})],
            "GET /v26.0/me/accounts": [
                (200, {"data": [page(1)], "paging": more}),
                (200, {"data": [page(2), page(3)]}),
            ],
        }
    )
    connector = platforms_for(server.url).get(Platform.FACEBOOK).connector
    grant = await connector.exchange("code", redirect_uri)
    # the third cannot be posted to by this person
    assert [one.account_id for one in grant.accounts] == ["1", "2"]
    assert "after=abc" in server.lines("GET /v26.0/me/accounts")[1]


async def test_a_token_that_facebook_quotes_is_not_repeated(canned, platforms_for):
    quoted = {"error": {"message": "Malformed access token EAAsecret123", "code": 190}}
    server = await canned({"GET": [(400, quoted)]})
    connector = platforms_for(server.url).get(Platform.FACEBOOK).connector
    for ask in (connector.refresh, connector.revoke):
        with pytest.raises(PlatformError) as caught:
            await ask(Tokens(access_token="EAAsecret123"))
        assert "EAAsecret123" not in caught.value.message


async def test_a_lost_answer_to_giving_access_back_speaks_of_no_post(canned, platforms_for):
    whose = {"data": {"is_valid": True, "user_id": "7"}}
    server = await canned({"GET": [(200, whose)], "DELETE": [(500, {})]})
    connector = platforms_for(server.url).get(Platform.FACEBOOK).connector
    with pytest.raises(PlatformError, match="not available right now") as caught:
        await connector.revoke(Tokens(access_token="page-token"))
    assert "may be" not in caught.value.message
