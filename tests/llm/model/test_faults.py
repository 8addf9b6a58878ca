"""Providers that throttle, fail, hang up, keep silent or refuse; people who change their mind."""

import asyncio
import socket
import threading

import pytest
from pydantic import SecretStr

from domain.errors import LimitError, ModelOutputError
from llm.model.faults import Fault, ModelCallError
from llm.model.providers import Endpoint
from llm.model.spec import Provider
from llm.tasks.judge_safety import JUDGE_SAFETY
from llm.tasks.reply import REPLY
from tests.llm.model.conftest import FINE, JUDGE, KEY, REPLY_INPUTS, KeptPurse
from tests.llm.model.modelserver import Say

LONG = "Good morning. " * 200


async def test_a_throttled_call_is_made_again(author, models, purse, model):
    models.will(Say(status=429), Say(FINE))
    written = await author(model).write(JUDGE_SAFETY, JUDGE)
    assert written.output.toxicity == 0.1
    assert [bill.cost_usd > 0 for bill in purse.bills] == [False, True]


async def test_throttling_told_in_the_stream_is_the_same(author, models):
    models.will(Say("{", ending="throttled"), Say(FINE))
    written = await author("bedrock:amazon.nova-lite-v1:0").write(JUDGE_SAFETY, JUDGE)
    assert written.output.toxicity == 0.1


async def test_who_asks_to_wait_long_is_not_waited_for(author, models):
    models.will(Say(status=429, headers={"retry-after": "600"}))
    with pytest.raises(ModelCallError) as raised:
        await author("openai:small").write(JUDGE_SAFETY, JUDGE)
    assert raised.value.retry_after_s == 600
    assert len(models.asked) == 1


REFUSALS = {
    401: Fault.KEY,
    403: Fault.KEY,
    404: Fault.UNKNOWN,
    422: Fault.REJECTED,
}


@pytest.mark.parametrize(("status", "fault"), REFUSALS.items())
async def test_a_refusal_says_what_to_do_and_never_the_key(author, models, purse, status, fault):
    models.always = Say(status=status, error=f"bad key {KEY}")
    with pytest.raises(ModelCallError) as raised:
        await author("openai:small").write(JUDGE_SAFETY, JUDGE)
    error = raised.value
    assert error.fault is fault
    assert str(status) in error.message
    assert KEY not in f"{error!r} {error.message} {error.extra} {error.__cause__}"
    assert sum(bill.cost_usd for bill in purse.bills) == 0
    assert not purse.open


@pytest.mark.parametrize("status", [403, 404])
async def test_bedrocks_refusals_are_read_too(author, models, status):
    models.always = Say(status=status)
    with pytest.raises(ModelCallError) as raised:
        await author("bedrock:amazon.nova-lite-v1:0").write(JUDGE_SAFETY, JUDGE)
    assert raised.value.fault is REFUSALS[status]
    assert len(models.asked) == 1


async def test_bedrock_without_a_region_says_what_to_set(author, models, monkeypatch, tmp_path):
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    at = {Provider.BEDROCK: Endpoint(models.url)}
    with pytest.raises(ModelCallError) as raised:
        await author("bedrock:amazon.nova-lite-v1:0", endpoints=at).write(JUDGE_SAFETY, JUDGE)
    assert raised.value.fault is Fault.REGION, raised.value.extra
    assert "INSTA_PROVIDERS__BEDROCK__REGION" in raised.value.message
    assert models.asked == []


@pytest.mark.parametrize(
    "said", ["This model's maximum context length is 8192 tokens", "Input is too long for model"]
)
async def test_too_much_at_once_is_told_as_such(author, models, model, said):
    models.always = Say(status=400, error=said)
    with pytest.raises(ModelCallError) as raised:
        await author(model).write(JUDGE_SAFETY, JUDGE)
    assert raised.value.fault is Fault.LONG
    assert len(models.asked) == 1


async def test_a_failing_provider_is_tried_three_times(author, models, model):
    models.always = Say(status=500)
    with pytest.raises(ModelCallError) as raised:
        await author(model).write(JUDGE_SAFETY, JUDGE)
    assert raised.value.fault is Fault.FAILED
    assert len(models.asked) == 3


async def test_a_connection_lost_in_the_middle_is_made_again(author, models, purse, model):
    models.will(Say(LONG, cut_after=3), Say("Good morning.", usage=(9, 4)))
    heard: list[str] = []
    written = await author(model).write_aloud(REPLY, REPLY_INPUTS, heard.append)
    assert written.output.text == "Good morning."
    assert "".join(heard) == LONG[:21]  # the second try is not told over the first
    lost, whole = purse.bills
    assert lost.output_tokens > 0
    assert whole.output_tokens == 4


async def test_a_connection_lost_each_time_is_an_error(author, models, purse, model):
    models.always = Say(LONG, cut_after=2)
    with pytest.raises(ModelCallError) as raised:
        await author(model).write(REPLY, REPLY_INPUTS)
    assert raised.value.fault is Fault.CUT
    assert len(purse.bills) == len(models.asked) == 3
    assert not purse.open


@pytest.mark.parametrize("where", [{"hold_s": 3.0}, {"pause_s": 3.0}])
async def test_silence_is_given_up(author, models, purse, model, where):
    models.always = Say(FINE, **where)
    one = author(model, silence_s=1.0)
    with pytest.raises(ModelCallError) as raised:
        await one.write(JUDGE_SAFETY, JUDGE)
    assert raised.value.fault is Fault.SILENT
    assert not purse.open


async def test_a_slow_answer_that_goes_on_is_heard_to_its_end(author, models, model):
    models.will(Say("Good morning to all of you.", pause_s=0.4))
    written = await author(model, silence_s=2.0).write(REPLY, REPLY_INPUTS)
    assert written.output.text == "Good morning to all of you."


async def test_an_address_where_nobody_answers(author, purse):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at = {Provider.OPENAI: Endpoint(f"http://127.0.0.1:{port}/v1", SecretStr(KEY))}
    with pytest.raises(ModelCallError) as raised:
        await author("openai:small", endpoints=at).write(JUDGE_SAFETY, JUDGE)
    assert raised.value.fault in (Fault.UNREACHABLE, Fault.CUT)
    assert "INSTA_MODEL_BASE_URL" in raised.value.message
    assert sum(bill.cost_usd for bill in purse.bills) == 0


async def test_a_cancelled_answer_stops_at_the_provider(author, models, purse, model):
    models.always = Say(LONG, pause_s=0.05)
    begun = asyncio.Event()
    one = author(model)
    task = asyncio.create_task(one.write_aloud(REPLY, REPLY_INPUTS, lambda _piece: begun.set()))
    await asyncio.wait_for(begun.wait(), 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    (asked,) = models.asked
    assert await models.gone(asked)
    assert asked.sent < 60
    (bill,) = purse.bills
    assert bill.input_tokens > 0
    assert not purse.open


async def test_a_stopped_bedrock_leaves_no_thread(author, models):
    models.always = Say(LONG, pause_s=0.05)
    one = author("bedrock:amazon.nova-lite-v1:0")
    for _ in range(3):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.5):
                await one.write(REPLY, REPLY_INPUTS)
    for _ in range(100):
        if not any(thread.name == "bedrock" for thread in threading.enumerate()):
            break
        await asyncio.sleep(0.05)
    assert not any(thread.name == "bedrock" for thread in threading.enumerate())


async def test_the_next_model_is_asked_in_turn(author, models, purse):
    models.will(Say(status=401), Say(status=404), Say(FINE))
    written = await author("openai:small, openai:other, openai:third").write(JUDGE_SAFETY, JUDGE)
    assert [asked.body["model"] for asked in models.asked] == ["small", "other", "third"]
    assert written.provenance.author == "OpenAI-compatible third"
    assert len(purse.bills) == 3


async def test_a_model_that_cannot_be_mended_gives_way_to_the_next(author, models):
    models.will(Say("no"), Say("no"), Say(FINE))
    written = await author("openai:small,openai:other").write(JUDGE_SAFETY, JUDGE)
    assert written.provenance.author == "OpenAI-compatible other"
    assert written.provenance.input_tokens == 300  # what the first one cost is part of it


async def test_the_offline_author_writes_last_and_under_its_own_name(author, models):
    models.always = Say(status=401)
    written = await author("openai:small,offline").write(REPLY, REPLY_INPUTS)
    assert written.provenance.author == "offline author"
    assert written.output.text


async def test_nothing_is_asked_beyond_the_budget(author, models, purse):
    purse.limit_usd = 0.001
    with pytest.raises(LimitError) as raised:
        await author("openai:small").write(JUDGE_SAFETY, JUDGE)
    assert raised.value.code == "model_budget"
    assert models.asked == []


async def test_beyond_the_budget_the_offline_author_writes(author, models, purse):
    purse.limit_usd = 0.001
    written = await author("openai:small, offline").write(REPLY, REPLY_INPUTS)
    assert written.provenance.author == "offline author"
    assert models.asked == []


async def test_many_at_once_keep_within_the_budget(author, models):
    models.always = Say(FINE, usage=(1000, 100))
    purse = KeptPurse(limit_usd=0.01)
    one = author("openai:small")
    one._purse = purse
    done = await asyncio.gather(
        *(one.write(JUDGE_SAFETY, JUDGE) for _ in range(30)), return_exceptions=True
    )
    refused = [result for result in done if isinstance(result, LimitError)]
    assert refused
    assert sum(bill.cost_usd for bill in purse.bills) <= 0.01
    assert len(refused) + len(models.asked) == 30


async def test_a_model_that_always_refuses_is_an_error(author, models, model):
    models.always = Say("I cannot help with that.", ending="refused")
    with pytest.raises(ModelOutputError) as raised:
        await author(model).write(JUDGE_SAFETY, JUDGE)
    assert raised.value.extra["ending"] == "refused"
    assert len(models.asked) == 2
