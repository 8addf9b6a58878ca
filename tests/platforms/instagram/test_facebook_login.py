from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from domain.connection import Tokens
from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.platform import Platform
from platforms.ports import PlatformSettings
from platforms.registry import build_platforms
from platforms.waiting import Waiting

REDIRECT_URI = "http://127.0.0.1:9/api/v1/platforms/callback/instagram"


@pytest.fixture
def adapter_at(http):
    def built(base):
        settings = PlatformSettings(
            api_base=base,
            auth_base=base,
            token_base=base,
            login="facebook",
            client_id="sandbox-instagram",
            client_secret=SecretStr("sandbox-instagram-secret"),
            is_sandbox=True,
        )
        return build_platforms(
            {Platform.INSTAGRAM: settings},
            http=http,
            now=lambda: datetime.now(UTC),
            waiting=Waiting(),
        ).get(Platform.INSTAGRAM)

    return built


@pytest.fixture
async def facebook(instagram, sandbox, adapter_at, press):
    """As `instagram`, but connected through the linked Page."""
    can = adapter_at(f"{sandbox.url}/facebook-login")
    back = press(sandbox, can.connector.authorize_url("state-1", REDIRECT_URI))
    instagram.can = can
    grant = await can.connector.exchange(back.params["code"], REDIRECT_URI)
    instagram.person = grant.tokens
    instagram.grant = grant.model_copy(update={"tokens": grant.accounts[0].tokens})
    return instagram


async def publish(signed, text="Chai at four"):
    post = signed.post(text)
    return (await signed.submit(post, await signed.prepare(post, {}))).platform_post_id


def test_people_are_sent_to_facebooks_dialog(adapter_at):
    url = urlsplit(adapter_at("").connector.authorize_url("s", REDIRECT_URI))
    assert (url.netloc, url.path) == ("www.facebook.com", "/v26.0/dialog/oauth")
    scopes = parse_qs(url.query)["scope"][0].split(",")
    assert {"instagram_content_publish", "instagram_manage_contents"} <= set(scopes)


async def test_a_linked_page_gives_its_own_token_without_an_end(facebook):
    (account,) = facebook.grant.accounts
    assert (account.account_id, account.name) == ("17841405822304914", "Masala Chai Adda")
    assert account.tokens.expires_at is None
    assert account.tokens.access_token != facebook.person.access_token
    assert facebook.person.expires_at > datetime.now(UTC) + timedelta(days=59)
    assert "instagram_manage_contents" in facebook.grant.scopes
    refresh = facebook.can.connector.refresh
    assert await refresh(account.tokens) == account.tokens
    assert await refresh(facebook.person) == facebook.person
    over = Tokens(access_token="x", expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert await refresh(over) is None


async def test_a_used_code_needs_a_new_consent(facebook, sandbox, press):
    connector = facebook.can.connector
    back = press(sandbox, connector.authorize_url("s", REDIRECT_URI))
    code = back.params["code"]
    await connector.exchange(code, REDIRECT_URI)
    with pytest.raises(PlatformError) as caught:
        await connector.exchange(code, REDIRECT_URI)
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN
    assert code not in caught.value.message


async def test_without_a_linked_account_it_is_said_what_to_do(adapter_at, canned):
    server = await canned(
        {
            "GET /v26.0/oauth": [(200, {"access_token": "EAA", "expires_in": 5})],
            "GET /v26.0/me/accounts": [(200, {"data": [{"id": "1", "access_token": "p"}, 7]})],
        }
    )
    with pytest.raises(PlatformError, match="Link them in the Page's settings"):
        await adapter_at(server.url).connector.exchange("c#_=_", REDIRECT_URI)
    assert "code=c&" in server.asked[0] + "&"


async def test_declined_permissions_are_not_counted_as_granted(adapter_at, canned):
    page = {"access_token": "p", "instagram_business_account": {"id": "178410001"}}
    told = [
        {"permission": "instagram_basic", "status": "granted"},
        {"permission": "instagram_manage_contents", "status": "declined"},
    ]
    server = await canned(
        {
            "GET /v26.0/oauth": [(200, {"access_token": "EAA", "expires_in": 5})],
            "GET /v26.0/me/accounts": [(200, {"data": [page]})],
            "GET /v26.0/me/permissions": [(200, {"data": told})],
        }
    )
    grant = await adapter_at(server.url).connector.exchange("c", REDIRECT_URI)
    assert grant.scopes == ("instagram_basic",)


async def test_publishing_and_reading_work_with_the_pages_token(facebook, sandbox):
    media = await publish(facebook)
    assert sandbox.effects()[0]["post_id"] == media
    connection = facebook.connection()
    assert facebook.can.probe.confidence_for(connection) == "high"
    assert facebook.can.history.refusal(connection) is None


async def test_a_post_is_deleted_and_one_that_is_gone_is_no_error(facebook, sandbox):
    media = await publish(facebook)
    delete, tokens = facebook.can.deleter.delete, facebook.grant.tokens
    assert facebook.can.deleter.refusal(facebook.connection()) is None
    await delete(media, tokens, account_id=facebook.account())
    assert sandbox.effects() == []
    await delete(media, tokens, account_id=facebook.account())


async def test_a_deletion_whose_answer_is_lost_is_in_doubt(facebook, sandbox):
    media = await publish(facebook)
    sandbox.fault("lost_response_after_effect", "delete_media", platform="instagram")
    with pytest.raises(PlatformError) as caught:
        await facebook.can.deleter.delete(
            media, facebook.grant.tokens, account_id=facebook.account()
        )
    assert caught.value.sent == "unknown"


async def test_by_instagram_login_deleting_and_reading_others_are_not_offered(instagram):
    media = await publish(instagram)
    assert "Delete the post in the Instagram app" in instagram.can.deleter.refusal(
        instagram.connection()
    )
    assert instagram.can.public is None
    with pytest.raises(PlatformError) as caught:
        await instagram.can.deleter.delete(
            media, instagram.grant.tokens, account_id=instagram.account()
        )
    assert caught.value.sent == "refused"


async def test_another_account_is_read_by_its_name(facebook):
    media = await publish(facebook, "For everybody")
    await publish(facebook, "Newer")

    async def grant():
        return facebook.grant.tokens

    read = facebook.can.public.read_public
    found = await read("@masalachai.adda", grant, account_id=facebook.account(), most=2)
    assert (found.handle, found.name) == ("masalachai.adda", "Masala Chai Adda")
    assert found.followers > 1_000
    assert [post.text for post in found.posts.posts] == ["Newer", "For everybody"]
    assert found.posts.posts[1].platform_post_id == media
    for nobody in ("nobody.here", "a){id},x(", ""):
        with pytest.raises(NotFoundError, match="shows no business or creator account"):
            await read(nobody, grant, account_id=facebook.account(), most=2)
