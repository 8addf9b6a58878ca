"""Posts with pictures in a running system: drawn, redrawn with the words, proven, and sent."""

import asyncio
import dataclasses
import hashlib
import http.server
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from PIL import Image

from domain.approval import Decision
from domain.brand import BrandAssets
from domain.content import Version
from domain.errors import InvalidError, NotFoundError
from domain.platform import Platform
from domain.publication import PublicationState
from media.card import draw
from media.inspecting import inspect
from media.wording import alt_text, card_words
from store.media import blob_key
from tests.parts import a_version
from tools import decisions, pictures
from tools.media import Kept, keep, media_items
from tools.preflight import check_media
from worker.ending import Endings
from worker.publisher import Publisher

ASK = "One LinkedIn post about our masala chai"


def version_of(text: str, *media: str, alt: str | None = None) -> Version:
    return a_version(text, datetime(2026, 11, 11, tzinfo=UTC), media=media, alt_text=alt)


@pytest.fixture
async def carded(shop):
    """Gives versions of the shop's posts for a platform their card."""

    async def give(version: Version, platform: Platform = Platform.INSTAGRAM) -> Version:
        return await pictures.with_card(
            shop.system.services,
            shop.member.workspace_id,
            shop.brand.profile,
            platform,
            version,
        )

    return give


async def test_a_drafted_post_gets_a_card_that_is_part_of_what_is_approved(connected):
    await connected.say(ASK)
    (asked,) = await connected.approvals()
    version, (medium,) = asked.content.version, asked.content.media
    assert version.media == (medium.sha256,)
    content = await Kept(connected.system.services, connected.member.workspace_id).whole(
        medium.sha256
    )
    assert inspect(content).sha256 == medium.sha256
    assert (medium.content_type, medium.width, medium.height) == ("image/jpeg", 1080, 1080)
    assert (medium.provenance["style"], medium.provenance["ratio"]) == ("modern", "1:1")
    words = card_words(version.text, connected.brand.profile)
    assert medium.provenance["headline"] == words.headline
    assert version.alt_text == alt_text(words)


async def test_an_edit_of_the_words_redraws_the_card_and_asks_anew(connected):
    await connected.say(ASK)
    (asked,) = await connected.approvals()
    services, member = connected.system.services, connected.member
    await decisions.decide(
        services, member, asked.id, version=1, decision=Decision.EDIT,
        edits={"text": "Rain outside.\nMasala chai inside."}, surface="test",
    )  # fmt: skip
    new = (await connected.approvals())[-1]
    assert new.content.version.media != asked.content.version.media
    assert new.content.media[0].provenance["headline"] == "Rain outside"
    assert new.content_hash != asked.content_hash
    assert "Rain outside" in (new.content.version.alt_text or "")


async def test_an_edit_beside_the_words_keeps_the_card_and_a_persons_description(connected):
    await connected.say(ASK)
    (asked,) = await connected.approvals()
    services, member = connected.system.services, connected.member
    edits = {"hashtags": ["chai"], "alt_text": "Our card for the week"}
    await decisions.decide(
        services, member, asked.id, version=1, decision=Decision.EDIT, edits=edits, surface="test"
    )
    new = (await connected.approvals())[-1]
    assert new.content.version.media == asked.content.version.media
    assert new.content.version.alt_text == "Our card for the week"


async def test_a_wish_in_the_chat_redraws_the_card_too(connected):
    await connected.say(ASK)
    (asked,) = await connected.approvals()
    await connected.say("Make it shorter and write it in Hindi")
    new = (await connected.approvals())[-1]
    assert new.id != asked.id
    said = card_words(new.content.version.text, connected.brand.profile).headline
    assert new.content.media[0].provenance["headline"] == said


async def test_the_approved_picture_is_the_one_that_goes_out(connected, sandbox, until):
    await connected.say("One LinkedIn post about our masala chai, right now")
    (asked,) = await connected.approvals()
    services, member = connected.system.services, connected.member
    if asked.publish_at is not None:
        await decisions.decide(
            services, member, asked.id, version=1, decision=Decision.EDIT,
            edits={"publish_at": None}, surface="test",
        )  # fmt: skip
        asked = (await connected.approvals())[-1]
    await decisions.decide(
        services, member, asked.id, version=asked.version, decision=Decision.APPROVE,
        surface="test",
    )  # fmt: skip

    async def out():
        (row,) = await connected.publications()
        return row.state is PublicationState.PUBLISHED

    await until(out)
    assert asked.content.media[0].sha256 in str(sandbox.effects())


async def test_a_lost_picture_of_ours_is_found_missing_before_a_platform_is_asked(
    connected, sandbox, until
):
    await connected.say("One LinkedIn post about our masala chai tomorrow at 7 pm")
    (asked,) = await connected.approvals()
    services, member = connected.system.services, connected.member
    await decisions.decide(
        services, member, asked.id, version=1, decision=Decision.APPROVE, surface="test"
    )
    (row,) = await connected.publications()
    picture = (
        connected.system.settings.data_dir / "assets" / blob_key(asked.content.media[0].sha256)
    )
    picture.unlink()
    then = dataclasses.replace(services, clock=lambda: row.publish_at)
    await Publisher(then, Endings(then), owner="test").publish_next(row.connection_id)
    (row,) = await connected.publications()
    assert (row.state, row.error.code) == (PublicationState.FAILED, "medium_missing")
    assert "file of this post's media" in row.error.message
    assert sandbox.calls("initialize_upload") == 0


async def test_the_same_words_find_their_card_again(carded):
    one = await carded(version_of("Chai at four."))
    assert await carded(version_of("Chai at four.\n\nCome by.")) == one.model_copy(
        update={"text": "Chai at four.\n\nCome by."}
    )
    assert await carded(one) == one


async def test_a_persons_own_picture_is_never_replaced(shop, carded):
    content = draw(card_words("A photo of mine", shop.brand.profile), ())
    photo = await keep(
        shop.system.services, shop.member.workspace_id, content, provenance={"kind": "upload"}
    )
    mine = version_of("Something else.", photo.sha256)
    assert await carded(mine) == mine


async def test_a_brands_logo_is_a_medium_of_its_own_workspace(shop):
    services, workspace = shop.system.services, shop.member.workspace_id
    content = draw(card_words("A logo", shop.brand.profile), ())
    logo = await keep(services, workspace, content, provenance={"kind": "upload"})
    branded = shop.brand.profile.model_copy(
        update={"brand_assets": BrandAssets(logo_s3_key=logo.sha256)}
    )
    plain, with_logo = [
        await pictures.with_card(services, workspace, brand, Platform.INSTAGRAM, version_of("x"))
        for brand in (shop.brand.profile, branded)
    ]
    assert plain.media != with_logo.media
    with pytest.raises(NotFoundError):
        await Kept(services, "another-workspace").whole(logo.sha256)


@pytest.mark.parametrize(
    ("platform", "media", "reason"),
    [
        (Platform.INSTAGRAM, 0, "need a picture"),
        (Platform.INSTAGRAM, "wide", "too tall or too wide"),
        (Platform.INSTAGRAM, "png", "JPEG"),
        (Platform.LINKEDIN, "unknown", "picture, video or document of this post is missing here"),
    ],
)
async def test_what_a_platform_would_not_take_is_said_before_a_yes(shop, platform, media, reason):
    services, workspace = shop.system.services, shop.member.workspace_id
    hashes = []
    if media in ("wide", "png"):
        medium = await keep(services, workspace, picture(media), provenance={"kind": "upload"})
        hashes = [medium.sha256]
    elif media == "unknown":
        hashes = ["0" * 64]
    with pytest.raises(InvalidError, match=reason) as refused:
        await check_media(services, workspace, platform, version_of("Chai.", *hashes))
    assert refused.value.code == "media_unfit"


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    size = (3000, 400) if kind == "wide" else (1080, 1350)
    Image.new("RGB", size, (120, 30, 30)).save(file, "PNG" if kind == "png" else "JPEG")
    return file.getvalue()


@contextmanager
def serving(answer: bytes, *, status: int = 200, content_type: str = "image/jpeg") -> Iterator[str]:
    """A web server that has one answer for everything."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


async def test_a_picture_that_can_be_fetched_is_proven_so(shop, carded):
    services, workspace = shop.system.services, shop.member.workspace_id
    version = await carded(version_of("Chai at four."))
    content = await services.blobs.get(blob_key(version.media[0]))
    with serving(content) as address:
        reachable = dataclasses.replace(services, public_url=address)
        (item,) = await check_media(reachable, workspace, Platform.INSTAGRAM, version)
    assert urlsplit(item.url).path == f"/media/{hashlib.sha256(content).hexdigest()}.jpg"


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"answer": b"another server"}, "something else is served"),
        ({"answer": b"", "status": 404}, "it answers 404"),
        ({"content_type": "text/html"}, "not served as image/jpeg"),
        ({"answer": b"x" * 2_000_000}, "larger than"),
    ],
)
async def test_a_picture_that_would_not_arrive_is_refused_with_what_to_do(
    shop, carded, how, reason
):
    services, workspace = shop.system.services, shop.member.workspace_id
    version = await carded(version_of("Chai at four."))
    content = await services.blobs.get(blob_key(version.media[0]))
    with serving(**{"answer": content, **how}) as address:
        misled = dataclasses.replace(services, public_url=address)
        with pytest.raises(InvalidError, match=reason) as refused:
            await check_media(misled, workspace, Platform.INSTAGRAM, version)
    assert refused.value.code == "media_unreachable"
    assert "INSTA_PUBLIC_URL" in refused.value.message


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "does not know its own address"),
        ("http://127.0.0.1:8000", "needs https"),
        ("https://127.0.0.1:8000", "inside a private network"),
        ("https://shop.example?token=1", "plain address"),
    ],
)
async def test_a_real_platform_needs_a_public_https_address(shop, carded, address, reason):
    services, workspace = shop.system.services, shop.member.workspace_id
    version = await carded(version_of("Chai at four."))
    real = dataclasses.replace(services.platforms.get(Platform.INSTAGRAM), is_sandbox=False)
    outside = dataclasses.replace(
        services, public_url=address, platforms=type(services.platforms)([real])
    )
    with pytest.raises(InvalidError, match=reason) as refused:
        await check_media(outside, workspace, Platform.INSTAGRAM, version)
    assert refused.value.code == "media_unreachable"


async def test_two_at_once_keep_one_medium(shop):
    services, workspace = shop.system.services, shop.member.workspace_id
    content = draw(card_words("Chai", shop.brand.profile), ())
    one, other = await asyncio.gather(
        *(keep(services, workspace, content, provenance={"kind": "card"}) for _ in range(2))
    )
    assert one == other
    (item,) = await media_items(services, workspace, version_of("Chai", one.sha256))
    assert (item.sha256, item.size) == (one.sha256, len(content))
