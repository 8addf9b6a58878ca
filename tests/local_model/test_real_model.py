"""What only a real model shows: its own tokens, its own pace, its own nonsense."""

import asyncio
from typing import Literal

import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, Field

from llm.model.answers import MisfitError, again, asked, read, schema_of
from llm.model.faults import Fault, ModelCallError
from llm.model.hearing import LiveCaller, Meter, Question, guessed
from llm.model.providers import How
from llm.tasks.reply import Reply
from tests.local_model.conftest import NAME


class Mood(BaseModel):
    mood: Literal["warm", "plain", "cold"]
    score: int = Field(ge=0, le=9)


@pytest.fixture
def call(providers):
    async def ask(messages, told=None, **how):
        meter = Meter()
        given = {"temperature": 0.0, "max_tokens": 60, "silence_s": 60.0, **how}
        question = Question(NAME, messages, How(**given), told)
        heard = await LiveCaller(providers).call(question, meter)
        return heard, meter

    return ask


async def test_a_text_is_told_as_it_is_written(call):
    told: list[str] = []
    heard, meter = await call(asked("Say good morning to a tea shop.", Reply), told.append)
    assert heard.text == "".join(told)
    assert len(told) > 5
    assert meter.output_tokens >= len(told)


async def test_tokens_are_the_models_own(call, local_model):
    heard, meter = await call([HumanMessage("Name three spices of a masala chai.")])
    assert abs(meter.output_tokens - local_model.tokens(heard.text)) <= 2
    assert meter.input_tokens > local_model.tokens("Name three spices of a masala chai.")


@pytest.mark.parametrize(
    "text",
    [
        "Fresh masala chai at five, with a bun maska for sixty rupees. " * 5,
        '{"toxicity": 0.1, "issues": [{"category": "claim", "severity": "warn"}]}' * 5,
        "आज शाम पाँच बजे ताज़ी मसाला चाय और बन मस्का। " * 5,
        "Aaj shaam paanch baje taazi masala chai aur bun maska. " * 5,
        "இன்று மாலை ஐந்து மணிக்கு" * 5,
        "🎉🙏🏽✨" * 5,
        "98200 12345, ₹1,234.50 27-11-2026" * 5,
    ],
    ids=["english", "json", "hindi", "hinglish", "tamil", "emoji", "figures"],
)
def test_a_guess_is_never_too_low(local_model, text):
    assert guessed(text) >= local_model.tokens(text)


async def test_an_enforced_schema_gives_the_type(call):
    messages = [
        SystemMessage("Answer in JSON."),
        HumanMessage("How does this sound, in one word, and how much? “Fresh chai at five!”"),
    ]
    heard, _meter = await call(messages, schema=schema_of(Mood), schema_name="mood")
    assert read(heard, Mood).score in range(10)


async def test_an_answer_cut_short_is_seen_as_such(call):
    heard, meter = await call([HumanMessage("Tell a long story.")], max_tokens=8)
    assert heard.ending == "cut"
    assert meter.output_tokens == 8
    with pytest.raises(MisfitError, match="shorter"):
        read(heard, Mood)


async def test_what_it_says_without_a_schema_does_not_fit_and_can_be_asked_for_again(call):
    question = asked("Say how you are.", Mood)
    heard, first = await call(question, is_plain=True)
    with pytest.raises(MisfitError) as why:
        read(heard, Mood)
    _heard, second = await call(again(question, heard, why.value), is_plain=True)
    assert second.input_tokens > first.input_tokens + first.output_tokens


async def test_a_cancelled_answer_is_written_no_further(call, local_model):
    begun = asyncio.Event()
    long = [HumanMessage("Write a very long story about a tea shop.")]
    task = asyncio.create_task(call(long, lambda _piece: begun.set(), max_tokens=3_000))
    await asyncio.wait_for(begun.wait(), 60)
    assert local_model.is_writing()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    for _ in range(100):
        if not local_model.is_writing():
            break
        await asyncio.sleep(0.05)
    assert not local_model.is_writing()


async def test_more_than_it_can_read_is_told_as_such(call):
    with pytest.raises(ModelCallError) as raised:
        await call([HumanMessage("chai " * 6_000)])
    assert raised.value.fault is Fault.LONG
