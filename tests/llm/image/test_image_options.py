"""What may be set about image models, what is refused, and what is said then."""

import subprocess
import sys
from pathlib import Path

import pytest

from domain.errors import InvalidError
from llm.image.options import ImageOptions, build_painter, images_chosen
from llm.image.spec import parse_images
from llm.model.spec import ModelName, Provider

ROOT = Path(__file__).parents[3]
TITAN = "bedrock:amazon.titan-image-generator-v2:0"


@pytest.mark.parametrize("setting", ["", " ", "cards", "Cards "])
def test_without_a_model_every_picture_is_a_card(setting):
    assert parse_images(setting).models == ()
    assert build_painter(ImageOptions(setting)) is None


def test_models_are_asked_in_the_order_of_the_setting():
    line = parse_images(f" {TITAN} , bedrock:us.stability.stable-image-ultra-v1:1,cards")
    assert [one.model for one in line.models] == [
        "amazon.titan-image-generator-v2:0",
        "us.stability.stable-image-ultra-v1:1",
    ]
    assert line.ends_with_cards
    assert not parse_images(TITAN).ends_with_cards


@pytest.mark.parametrize(
    "setting",
    [
        "amazon.titan-image-generator-v2:0",
        "bedrock:",
        "bedrock:amazon.nova-lite-v1:0",
        "bedrock:stability.stable-diffusion-xl-v1",
        "bedrock:stability.stable-image-inpaint-v1:0",
        "openai:gpt-image-1",
        f"cards, {TITAN}",
        f"{TITAN},{TITAN}",
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_with_an_example(setting):
    with pytest.raises(InvalidError, match=r"INSTA_IMAGE_MODEL .*titan-image-generator-v2") as bad:
        parse_images(setting)
    assert bad.value.code == "unknown_image_model"


@pytest.mark.parametrize(
    ("model", "usd"),
    [
        ("amazon.titan-image-generator-v1", 0.01),
        ("amazon.titan-image-generator-v2:0", 0.01),
        ("amazon.nova-canvas-v1:0", 0.04),
        ("stability.sd3-5-large-v1:0", 0.08),
        ("stability.stable-image-core-v1:1", 0.04),
        ("us.stability.stable-image-ultra-v1:1", 0.14),
    ],
)
def test_list_prices_are_known(model, usd):
    found = images_chosen(ImageOptions(f"bedrock:{model}"))
    assert found.prices == {ModelName(Provider.BEDROCK, model): usd}


def test_a_model_without_a_price_is_refused_and_may_be_given_one():
    newer = "bedrock:amazon.nova-canvas-v9:0"
    with pytest.raises(InvalidError, match="INSTA_IMAGE_PRICES") as refused:
        images_chosen(ImageOptions(newer))
    assert refused.value.code == "unknown_price"
    own = images_chosen(ImageOptions(newer, prices={newer: 0.06}))
    assert list(own.prices.values()) == [0.06]


def test_ones_own_price_goes_before_the_table():
    assert list(images_chosen(ImageOptions(TITAN, prices={TITAN: 0.5})).prices.values()) == [0.5]


def test_a_painter_loads_no_providers_package_before_it_paints():
    code = (
        "import sys; from llm.image.options import *; "
        f"build_painter(ImageOptions('{TITAN}')); "
        "print([n for n in ('boto3', 'botocore', 'langchain_aws', 'PIL') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
