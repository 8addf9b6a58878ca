"""Comprehend through the real client, against the stand-in that speaks its protocol."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from domain.errors import UpstreamError
from llm.comprehend import SEGMENT_BYTES, Comprehend, segments

ROOT = Path(__file__).parents[2]
SIGNED = (
    "AWS4-HMAC-SHA256 Credential=AKIA/20261111/ap-south-1/comprehend/aws4_request, "
    f"SignedHeaders=host;x-amz-date, Signature={'0' * 64}"
)
HEADERS = {
    "authorization": SIGNED,
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "Comprehend_20171127.DetectToxicContent",
}


PII = {"x-amz-target": "Comprehend_20171127.DetectPiiEntities"}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory) -> Iterator[str]:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data"]
    folder = str(tmp_path_factory.mktemp("sandbox"))
    with subprocess.Popen(
        [*command, folder], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["sandbox"]
        process.terminate()


@pytest.fixture
def comprehend(sandbox, aws) -> Comprehend:
    aws(f"{sandbox}/comprehend")
    return Comprehend()


async def test_a_toxic_text_and_a_kind_one_are_told_apart(comprehend):
    said = await comprehend.moderate("You are all vermin.")
    assert said.toxicity > 0.9
    assert max(said.labels, key=said.labels.__getitem__) == "HATE_SPEECH"
    assert (await comprehend.moderate("Masala chai, ₹20.")).toxicity < 0.3


async def test_a_long_text_is_cut_into_what_the_service_takes(comprehend):
    """Twelve kilobytes make two requests; what is toxic stands in the last of them."""
    said = await comprehend.moderate("चाय और बारिश. " * 400 + "I will kill you")
    assert said.labels["VIOLENCE_OR_THREAT"] > 0.9


async def test_personal_data_is_told_with_its_kind_and_its_words(comprehend):
    said = await comprehend.personal(
        "₹20 chai. Write to asha@x.in, my password is tea4two, friend."
    )
    assert [(one.kind, one.text) for one in said] == [
        ("EMAIL", "asha@x.in"),
        ("PASSWORD", "tea4two,"),
    ]
    assert all(one.score > 0.9 for one in said)
    assert await comprehend.personal("Masala chai, ₹20.") == ()


async def test_personal_data_is_found_at_the_end_of_a_text_too_long_for_one_request(comprehend):
    said = await comprehend.personal("चाय और बारिश. " * 4000 + "asha@x.in")
    assert [one.text for one in said] == ["asha@x.in"]


async def test_a_burst_of_refusals_is_waited_out(sandbox, comprehend):
    _fault(sandbox, "http_429")
    assert (await comprehend.moderate("Masala chai")).toxicity < 0.3


async def test_a_service_that_stays_broken_is_told_without_secrets(sandbox, comprehend):
    _fault(sandbox, "http_500_before_effect", count=9)
    with pytest.raises(UpstreamError) as failed:
        await Comprehend(tries=1).moderate("Masala chai")
    assert failed.value.message == "InternalServerException"
    _reset(sandbox)


async def test_nobody_waits_for_a_service_that_hangs(sandbox, comprehend):
    _fault(sandbox, "hold_before_effect")
    with pytest.raises(UpstreamError, match=r"within 0\.2 s"):
        await Comprehend(tries=1, patience_s=0.2).moderate("Masala chai")
    _release(sandbox)


async def test_nobody_there_is_told(aws):
    aws("http://127.0.0.1:9")
    with pytest.raises(UpstreamError, match="EndpointConnectionError"):
        await Comprehend(tries=1).moderate("Masala chai")


def _release(sandbox: str) -> None:
    httpx.post(f"{sandbox}/control/release", json={}).raise_for_status()


def _reset(sandbox: str) -> None:
    httpx.post(f"{sandbox}/control/reset", json={}).raise_for_status()


def _fault(sandbox: str, mode: str, **more: object) -> None:
    fault = {"platform": "comprehend", "operation": "detect_toxic_content", "mode": mode, **more}
    httpx.post(f"{sandbox}/control/faults", json=fault).raise_for_status()


@pytest.mark.parametrize(
    "text", ["", "chai", "चाय " * 2000, "x" * 5000, "a" * 999 + " b", "é" * 1500 + " " + "ß" * 700]
)
def test_segments_hold_the_whole_text_in_pieces_that_fit(text):
    parts = list(segments(text))
    assert all(0 < len(part.encode()) <= SEGMENT_BYTES for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("body", "headers", "refusal"),
    [
        ({"TextSegments": [{"Text": "x" * 1025}], "LanguageCode": "en"}, {}, "TextSizeLimit"),
        ({"TextSegments": [{"Text": "x"}] * 11, "LanguageCode": "en"}, {}, "InvalidRequest"),
        ({"TextSegments": [{"Text": "x"}], "LanguageCode": "hi"}, {}, "UnsupportedLanguage"),
        ({"TextSegments": [{"Text": "x"}], "LanguageCode": "tlh"}, {}, "ValidationException"),
        ({"TextSegments": [{"Text": ""}], "LanguageCode": "en"}, {}, "ValidationException"),
        ({"TextSegments": [], "LanguageCode": "en"}, {}, "ValidationException"),
        ({"TextSegments": [{"Text": "x"}], "LanguageCode": "en", "Q": 1}, {}, "Serialization"),
        ({}, {"authorization": ""}, "MissingAuthenticationToken"),
        ({}, {"authorization": "AWS4-HMAC-SHA256 x"}, "IncompleteSignature"),
        ({}, {"x-amz-target": "Comprehend_20171127.DetectSentiment"}, "UnknownOperation"),
        ({}, {"content-type": "application/json"}, "Serialization"),
        ({"Text": "x" * 102_401, "LanguageCode": "en"}, PII, "TextSizeLimit"),
        ({"Text": "x", "LanguageCode": "hi"}, PII, "UnsupportedLanguage"),
        ({"Text": "", "LanguageCode": "en"}, PII, "ValidationException"),
        ({"Text": "x", "LanguageCode": "en", "Q": 1}, PII, "Serialization"),
        ([], PII, "Serialization"),
        ({}, {**PII, "authorization": ""}, "MissingAuthenticationToken"),
    ],
)
def test_the_stand_in_is_as_strict_as_the_service_model(sandbox, body, headers, refusal):
    answer = httpx.post(
        f"{sandbox}/comprehend", content=json.dumps(body), headers={**HEADERS, **headers}
    )
    assert answer.status_code in (400, 403)
    assert answer.json()["__type"].startswith(refusal)
