"""Each family's own request, through the client that people run with, and its answer."""

import asyncio
import os

import pytest
from pydantic import SecretStr

from llm.image.port import Order
from llm.model.providers import Endpoint
from tests.llm.image.conftest import CORE, NOVA, TITAN
from tests.llm.image.pictureserver import Paint, png
from tests.llm.model.conftest import KEY

ORDER = Order(prompt="a clay cup of chai on a table", negative="text, logo", seed=7)
FORMS = {"1:1": (1080, 1080), "4:5": (1080, 1350), "9:16": (1080, 1920), "16:9": (1600, 900)}


def sized(form):
    width, height = FORMS[form]
    return ORDER.model_copy(update={"width": width, "height": height})


async def test_a_picture_comes_with_all_that_is_told_of_it(painter, pictures, purse):
    pictures.will(Paint())
    painted = await painter().paint(ORDER)
    assert painted.content == png(1024, 1024)
    assert (painted.content_type, painted.width, painted.height) == ("image/png", 1024, 1024)
    assert painted.model == TITAN
    assert painted.label == "Amazon Bedrock amazon.titan-image-generator-v2:0"
    assert painted.seed == 7
    assert painted.cost_usd == 0.01
    assert painted.latency_ms > 0
    assert [bill.cost_usd for bill in purse.bills] == [0.01]
    assert purse.payers[0].workspace_id == "w1"
    assert not purse.open


@pytest.mark.parametrize("model", [TITAN, NOVA])
async def test_amazons_models_are_asked_in_their_form(painter, pictures, model):
    pictures.will(Paint())
    await painter(model).paint(ORDER)
    (asked,) = pictures.asked
    assert asked.model == model.partition(":")[2]
    assert asked.headers["accept"] == asked.headers["content-type"] == "application/json"
    assert asked.body == {
        "taskType": "TEXT_IMAGE",
        "textToImageParams": {"text": ORDER.prompt, "negativeText": "text, logo"},
        "imageGenerationConfig": {
            "numberOfImages": 1,
            "width": 1024,
            "height": 1024,
            "cfgScale": 8.0,
            "seed": 7,
            "quality": "standard",
        },
    }


async def test_stabilitys_models_are_asked_in_theirs(painter, pictures):
    pictures.will(Paint())
    painted = await painter(CORE).paint(sized("4:5"))
    assert pictures.asked[0].body == {
        "prompt": ORDER.prompt,
        "negative_prompt": "text, logo",
        "mode": "text-to-image",
        "aspect_ratio": "4:5",
        "output_format": "png",
        "seed": 7,
    }
    assert painted.cost_usd == 0.04


SIZES = [
    (TITAN, "1:1", (1024, 1024)),
    (TITAN, "4:5", (896, 1152)),
    (TITAN, "9:16", (768, 1408)),
    (TITAN, "16:9", (1152, 640)),
    (NOVA, "1:1", (1024, 1024)),
    (NOVA, "4:5", (816, 1024)),
    (NOVA, "9:16", (576, 1024)),
    (NOVA, "16:9", (1024, 576)),
]


@pytest.mark.parametrize(("model", "form", "size"), SIZES)
async def test_the_nearest_size_that_a_model_paints_is_asked_for(
    painter, pictures, model, form, size
):
    pictures.will(Paint())
    painted = await painter(model).paint(sized(form))
    config = pictures.asked[0].body["imageGenerationConfig"]
    assert (config["width"], config["height"]) == size == (painted.width, painted.height)


@pytest.mark.parametrize(("form", "aspect"), [("9:16", "9:16"), ("16:9", "16:9"), ("1:1", "1:1")])
async def test_the_nearest_aspect_is_asked_for(painter, pictures, form, aspect):
    pictures.will(Paint())
    await painter(CORE).paint(sized(form))
    assert pictures.asked[0].body["aspect_ratio"] == aspect


async def test_a_negative_that_is_too_short_is_left_out(painter, pictures):
    pictures.always = Paint()
    bare = ORDER.model_copy(update={"negative": ""})
    await painter(TITAN).paint(bare)
    await painter(CORE).paint(bare)
    assert "negativeText" not in pictures.asked[0].body["textToImageParams"]
    assert "negative_prompt" not in pictures.asked[1].body


@pytest.mark.parametrize(("model", "most"), [(TITAN, 2_147_483_646), (NOVA, 858_993_459)])
async def test_a_seed_is_brought_within_the_models_bounds(painter, pictures, model, most):
    pictures.will(Paint())
    painted = await painter(model).paint(ORDER.model_copy(update={"seed": 2**40 + 3}))
    seed = pictures.asked[0].body["imageGenerationConfig"]["seed"]
    assert 0 <= seed <= most
    assert painted.seed == seed


async def test_a_jpeg_is_read_as_one(painter, pictures):
    frame = b"\xff\xc0\x00\x0b\x08\x00\x30\x00\x40\x01\x01\x11\x00"
    jpeg = b"\xff\xd8\xff\xe0\x00\x04\x00\x00" + frame + b"\xff\xd9"
    pictures.will(Paint(content=jpeg))
    painted = await painter().paint(ORDER)
    assert (painted.content_type, painted.width, painted.height) == ("image/jpeg", 64, 48)


async def test_without_a_bedrock_key_the_request_is_signed_as_aws_programs_do(painter, pictures):
    pictures.will(Paint())
    await painter().paint(ORDER)
    assert pictures.asked[0].headers["authorization"].startswith("AWS4-HMAC-SHA256")
    assert "ap-south-1/bedrock" in pictures.asked[0].headers["authorization"]


async def test_a_bedrock_key_is_borne_and_stays_out_of_the_environment(painter, pictures):
    pictures.will(Paint())
    at = Endpoint(pictures.url, SecretStr(KEY), "us-east-1")
    await painter(bedrock=at).paint(ORDER)
    assert pictures.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert "AWS_BEARER_TOKEN_BEDROCK" not in os.environ


async def test_several_at_once_each_get_their_own(painter, pictures, purse):
    pictures.always = Paint(hold_s=0.05)
    one = painter()
    orders = [sized(form) for form in FORMS] * 2
    painted = await asyncio.gather(*(one.paint(order) for order in orders))
    sizes = [(p.width / p.height > 1) - (p.width / p.height < 1) for p in painted]
    assert sizes == [0, -1, -1, 1] * 2
    assert len(purse.bills) == 8
