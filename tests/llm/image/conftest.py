"""Painters that ask a stand-in of Bedrock on this machine, and a purse that keeps every bill."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from llm.image.options import ImageOptions, build_painter
from llm.image.port import Painter
from llm.model.paying import Payer, paid_by
from llm.model.providers import Endpoint
from tests.llm.image.pictureserver import PictureServer, painting
from tests.llm.model.conftest import KEY, KeptPurse

TITAN = "bedrock:amazon.titan-image-generator-v2:0"
NOVA = "bedrock:amazon.nova-canvas-v1:0"
CORE = "bedrock:stability.stable-image-core-v1:1"


@pytest.fixture(scope="session")
def _pictures() -> Iterator[PictureServer]:
    with painting() as server:
        yield server


@pytest.fixture
def pictures(_pictures: PictureServer, monkeypatch: pytest.MonkeyPatch) -> PictureServer:
    _pictures.reset()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEY)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
    return _pictures


@pytest.fixture
def purse() -> KeptPurse:
    return KeptPurse()


@pytest.fixture(autouse=True)
def _paid() -> Iterator[None]:
    with paid_by(Payer("w1", "r1")):
        yield


@pytest.fixture
async def painter(
    pictures: PictureServer, purse: KeptPurse
) -> AsyncIterator[Callable[..., Painter]]:
    built: list[Painter] = []

    def build(model: str = TITAN, **options: Any) -> Painter:
        at = Endpoint(pictures.url, SecretStr(""), "ap-south-1")
        made = build_painter(ImageOptions(model, **{"bedrock": at, **options}), purse)
        assert made is not None
        built.append(made)
        return made

    yield build
    for one in built:
        await one.aclose()
