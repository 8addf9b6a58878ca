"""Recorded traffic: answers again without asking, holds no key, and never guesses."""

import json

import pytest

from domain.errors import InvalidError, NotFoundError
from llm.tasks.judge_safety import JUDGE_SAFETY, JudgeSafetyInputs
from llm.tasks.reply import REPLY
from tests.llm.model.conftest import FINE, JUDGE, KEY, REPLY_INPUTS
from tests.llm.model.modelserver import Say


async def test_what_was_recorded_is_answered_again(author, models, purse, tmp_path, model):
    tape = tmp_path / "deep" / "tape.jsonl"
    models.will(Say("no"), Say(FINE, usage=(70, 7)), Say("Good morning."))
    recording = author(model, record=tape)
    first = await recording.write(JUDGE_SAFETY, JUDGE)
    await recording.write(REPLY, REPLY_INPUTS)
    asked = len(models.asked)
    again = author(model, replay=tape, endpoints={})
    replayed = await again.write(JUDGE_SAFETY, JUDGE)
    assert replayed.output == first.output
    assert replayed.provenance.input_tokens == first.provenance.input_tokens == 170
    heard = []
    spoken = await again.write_aloud(REPLY, REPLY_INPUTS, heard.append)
    assert "".join(heard) == spoken.output.text == "Good morning."
    assert len(models.asked) == asked


async def test_a_question_that_is_not_recorded_is_an_error(author, models, tmp_path):
    tape = tmp_path / "tape.jsonl"
    models.will(Say(FINE))
    await author("openai:small", record=tape).write(JUDGE_SAFETY, JUDGE)
    replay = author("openai:small", replay=tape)
    with pytest.raises(NotFoundError) as raised:
        await replay.write(JUDGE_SAFETY, JudgeSafetyInputs(text="Another text."))
    assert raised.value.code == "not_recorded"
    assert "INSTA_MODEL_RECORD" in raised.value.message
    assert len(models.asked) == 1


async def test_another_models_answer_is_no_answer(author, models, tmp_path):
    tape = tmp_path / "tape.jsonl"
    models.will(Say(FINE))
    await author("openai:small", record=tape).write(JUDGE_SAFETY, JUDGE)
    with pytest.raises(NotFoundError):
        await author("openai:other", replay=tape).write(JUDGE_SAFETY, JUDGE)


async def test_no_key_is_ever_written_down(author, models, tmp_path):
    tape = tmp_path / "tape.jsonl"
    models.will(Say(json.dumps({"toxicity": 0, "issues": [], "x": KEY})), Say(FINE))
    asks = JudgeSafetyInputs(text=f"my key is {KEY}")
    await author("openai:small", record=tape).write(JUDGE_SAFETY, asks)
    kept = tape.read_text()
    assert "my key is" in kept
    assert KEY not in kept


@pytest.mark.parametrize("text", ["{}", "no json", '{"asked": 1}\n', "[]"])
def test_a_file_that_is_no_record_is_refused(author, tmp_path, text):
    tape = tmp_path / "tape.jsonl"
    tape.write_text(text)
    with pytest.raises(InvalidError) as raised:
        author("openai:small", replay=tape)
    assert raised.value.code == "bad_recording"


def test_a_record_that_is_not_there_is_refused(author, tmp_path):
    with pytest.raises(InvalidError, match="INSTA_MODEL_RECORD"):
        author("openai:small", replay=tmp_path / "none.jsonl")
