"""Models that throttle, fail, filter, hang up, keep silent or send no picture; people who leave."""

import asyncio
import socket

import pytest
from pydantic import SecretStr

from domain.errors import LimitError
from llm.image.faults import PictureError
from llm.image.port import Order
from llm.model.faults import Fault
from llm.model.providers import Endpoint
from tests.llm.image.conftest import CORE, NOVA, TITAN
from tests.llm.image.pictureserver import Paint, base64_of, png
from tests.llm.model.conftest import KEY

ORDER = Order(prompt="a clay cup of chai", seed=1)
BLOCKED = "This request has been blocked by our content filters. Please adjust your text prompt."


async def refused(painter, **given):
    with pytest.raises(PictureError) as raised:
        await painter(**given).paint(ORDER)
    return raised.value


async def test_a_throttled_call_is_made_again(painter, pictures, purse):
    pictures.will(Paint(status=429), Paint())
    painted = await painter().paint(ORDER)
    assert painted.cost_usd == 0.01
    assert [bill.cost_usd for bill in purse.bills] == [0.0, 0.01]


async def test_throttled_three_times_is_given_up(painter, pictures, purse):
    pictures.always = Paint(status=429)
    error = await refused(painter)
    assert error.fault is Fault.THROTTLED
    assert len(pictures.asked) == 3
    assert sum(bill.cost_usd for bill in purse.bills) == 0


async def test_who_asks_to_wait_long_is_not_waited_for(painter, pictures):
    pictures.will(Paint(status=429, headers={"retry-after": "600"}))
    error = await refused(painter)
    assert error.retry_after_s == 600
    assert len(pictures.asked) == 1


@pytest.mark.parametrize(
    ("status", "fault", "says"),
    [
        (403, Fault.KEY, "INSTA_PROVIDERS__BEDROCK__API_KEY"),
        (404, Fault.UNKNOWN, "INSTA_IMAGE_MODEL"),
        (400, Fault.REJECTED, "Another model may take it"),
        (408, Fault.SILENT, "INSTA_MODEL_TIMEOUT_S"),
    ],
)
async def test_a_refusal_says_what_to_do_and_nothing_of_the_providers(
    painter, pictures, purse, status, fault, says
):
    pictures.always = Paint(status=status, error=f"bad key {KEY} of arn:aws:iam::123")
    error = await refused(painter)
    assert error.fault is fault
    assert says in error.message
    told = f"{error!r} {error.message} {error.extra} {error.__cause__}"
    assert KEY not in told
    assert "arn:aws" not in told
    assert len(pictures.asked) == 1
    assert not purse.open


FILTERED = [
    (TITAN, Paint(status=400, error=BLOCKED), 0.0),
    (NOVA, Paint(answer={"images": [], "error": "All of the generated images have been blocked by "
                         "our content filters."}), 0.04),
    (CORE, Paint(answer={"finish_reasons": ["Filter reason: prompt"]}), 0.04),
]  # fmt: skip


@pytest.mark.parametrize(("model", "answer", "cost_usd"), FILTERED)
async def test_what_a_filter_refuses_is_told_and_not_asked_again(
    painter, pictures, purse, model, answer, cost_usd
):
    pictures.always = answer
    error = await refused(painter, model=model)
    assert error.fault is Fault.FILTERED
    assert "filter refused" in error.message
    assert "adjust your text prompt" not in error.message
    assert len(pictures.asked) == 1
    assert [bill.cost_usd for bill in purse.bills] == [cost_usd]


UNREADABLE = {
    "no images": {"images": []},
    "no field": {"else": 1},
    "a list": [1],
    "null": {"images": [None]},
    "a number": {"images": [7]},
    "bad base64": {"images": ["@@@ no base64 @@@"]},
    "cut base64": {"images": [base64_of(png())[:-3]]},
    "cut picture": {"images": [base64_of(png()[:-20])]},
    "no picture": {"images": [base64_of(b"<html>not today</html>")]},
    "empty picture": {"images": [""]},
    "no pixels": {"images": [base64_of(png(0, 0))]},
    "an error": {"finish_reasons": ["Inference error"], "images": [base64_of(png())]},
    "no JSON": b"<html>",
    "nothing": b"",
    "bad UTF-8": b"\xff\xfe{",
}


@pytest.mark.parametrize("answer", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_is_no_whole_picture_is_an_error_and_paid_once(painter, pictures, purse, answer):
    pictures.always = Paint(answer=answer)
    error = await refused(painter)
    assert error.fault is Fault.UNREADABLE
    assert "Nothing was kept" in error.message
    assert [bill.cost_usd for bill in purse.bills] == [0.01]
    assert len(pictures.asked) == 1


async def test_more_than_any_picture_has_is_not_read_to_its_end(painter, pictures):
    pictures.always = Paint(answer=b'{"images": ["' + b"A" * 60_000_000 + b'"]}')
    assert (await refused(painter)).fault is Fault.UNREADABLE


async def test_a_connection_lost_in_the_middle_is_made_again(painter, pictures, purse):
    pictures.will(Paint(cut=True), Paint())
    painted = await painter().paint(ORDER)
    assert painted.cost_usd == pytest.approx(0.02)  # the first one was painted, too
    assert len(purse.bills) == 2


async def test_a_failing_model_is_tried_three_times(painter, pictures, purse):
    pictures.always = Paint(status=500)
    assert (await refused(painter)).fault is Fault.FAILED
    assert len(pictures.asked) == 3
    assert sum(bill.cost_usd for bill in purse.bills) == 0


async def test_silence_is_given_up_and_hung_up(painter, pictures, purse):
    pictures.always = Paint(hold_s=30)
    error = await refused(painter, silence_s=1.0)
    assert error.fault is Fault.SILENT
    assert await pictures.gone(pictures.asked[0])
    assert [bill.cost_usd for bill in purse.bills] == [0.01]


async def test_a_cancelled_picture_hangs_up_and_is_counted(painter, pictures, purse):
    pictures.always = Paint(hold_s=30)
    task = asyncio.create_task(painter().paint(ORDER))
    assert await pictures.heard()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await pictures.gone(pictures.asked[0])
    assert [bill.cost_usd for bill in purse.bills] == [0.01]
    assert not purse.open


async def test_one_that_hung_up_leaves_the_others_alone(painter, pictures):
    one = painter()
    pictures.will(Paint())
    await one.paint(ORDER)  # its connection is open, and used again
    pictures.always = Paint(hold_s=0.6)
    tasks = [asyncio.create_task(one.paint(ORDER)) for _ in range(4)]
    assert await pictures.heard(5)
    tasks[0].cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(done[0], asyncio.CancelledError)
    assert [picture.width for picture in done[1:]] == [1024] * 3


async def test_an_address_where_nobody_answers(painter, purse):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at = Endpoint(f"http://127.0.0.1:{port}", SecretStr(KEY), "us-east-1")
    error = await refused(painter, bedrock=at)
    assert error.fault is Fault.UNREACHABLE
    assert "INSTA_PROVIDERS__BEDROCK__BASE_URL" in error.message
    assert sum(bill.cost_usd for bill in purse.bills) == 0


async def test_without_a_region_nothing_is_asked(painter, pictures, monkeypatch, tmp_path):
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    error = await refused(painter, bedrock=Endpoint(pictures.url))
    assert error.fault is Fault.REGION
    assert pictures.asked == []


async def test_the_next_model_is_asked_in_turn(painter, pictures, purse):
    pictures.will(Paint(answer={"images": []}), Paint(status=403), Paint())
    painted = await painter(f"{TITAN},{NOVA},{CORE}").paint(ORDER)
    assert painted.model == CORE
    assert painted.cost_usd == pytest.approx(0.05)  # the unreadable one and this one
    assert [bill.cost_usd for bill in purse.bills] == [0.01, 0.0, 0.04]


async def test_nothing_is_asked_beyond_the_budget(painter, pictures, purse):
    purse.limit_usd = 0.005
    with pytest.raises(LimitError) as raised:
        await painter().paint(ORDER)
    assert raised.value.code == "model_budget"
    assert pictures.asked == []


async def test_many_at_once_keep_within_the_budget(painter, pictures, purse):
    purse.limit_usd = 0.045
    pictures.always = Paint(hold_s=0.05)
    one = painter()
    done = await asyncio.gather(*(one.paint(ORDER) for _ in range(9)), return_exceptions=True)
    assert sum(isinstance(result, LimitError) for result in done) == 5
    assert len(pictures.asked) == 4
    assert sum(bill.cost_usd for bill in purse.bills) == pytest.approx(0.04)
