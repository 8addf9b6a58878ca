"""Posts whose pictures an image model paints: shown as such, painted anew by a word, or a card."""

import io

import pytest
from PIL import Image
from pydantic import SecretStr

from config.settings import BedrockEndpoint, ModelProviders
from domain.media import is_generated
from store.spending import month_of
from tests.llm.image.pictureserver import Paint, painting

ASK = "One LinkedIn post about our masala chai"
KEY = "sk-do-not-tell-0123456789"


@pytest.fixture(scope="module")
def _pictures():
    with painting() as server:
        yield server


@pytest.fixture
def pictures(_pictures):
    _pictures.reset()
    return _pictures


@pytest.fixture
def settings(settings, pictures):
    at = BedrockEndpoint(base_url=pictures.url, api_key=SecretStr(KEY), region="us-east-1")
    return settings.model_copy(
        update={
            "image_model": "bedrock:amazon.titan-image-generator-v2:0, cards",
            "providers": ModelProviders(bedrock=at),
        }
    )


def photo(shade="L"):
    file = io.BytesIO()
    Image.radial_gradient(shade).resize((1024, 1024)).convert("RGB").save(file, "PNG")
    return file.getvalue()


async def newest(shop):
    return [one for one in await shop.approvals() if one.status.value == "open"][-1]


async def spent(shop):
    now = shop.system.services.real_clock()
    async with shop.system.store.reading() as unit:
        return await unit.spending.month(shop.member.workspace_id, month_of(now))


async def test_a_post_has_a_painted_picture_that_says_so(connected, pictures):
    pictures.will(Paint(content=photo()))
    await connected.say(ASK)
    content = (await newest(connected)).content
    (medium,) = content.media
    assert is_generated(medium)
    assert "AI picture" in [flag.term for flag in content.version.safety.flags]
    assert (medium.width, medium.height) == (1080, 1080)
    assert content.version.alt_text == medium.provenance["alt_text"]
    assert len(pictures.asked) == 1
    month = await spent(connected)
    assert (month.spent_micros, month.reserved_micros) == (10_000, 0)


async def test_words_change_without_the_picture_and_a_style_paints_it_anew(connected, pictures):
    pictures.will(Paint(content=photo()))
    await connected.say(ASK)
    before = await newest(connected)
    await connected.say("make it shorter")
    shorter = await newest(connected)
    assert shorter.content.version.media == before.content.version.media
    assert len(pictures.asked) == 1
    pictures.will(Paint(content=photo()))
    said = await connected.say("use a vibrant style for the picture and make it wide")
    new = await newest(connected)
    assert "Drew the picture in the vibrant style." in said
    (medium,) = new.content.media
    assert is_generated(medium)
    assert medium.provenance["style"] == "vibrant"


async def test_where_nothing_could_be_painted_there_is_a_card_and_it_is_said(connected, pictures):
    blocked = "This request has been blocked by our content filters."
    pictures.will(Paint(status=400, error=blocked))
    said = await connected.say(ASK)
    (medium,) = (await newest(connected)).content.media
    assert medium.provenance["kind"] == "card"
    assert "No picture was painted." in said
    assert "It has a card instead." in said
    assert blocked not in said
    assert KEY not in said
