"""Recorded answers: the same words and provenance again, and nothing made up where one lacks."""

import pytest

from domain.errors import InvalidError, ModelOutputError, NotFoundError
from llm.recording import Recorder, Replay
from llm.tasks.intent import INTENT


@pytest.fixture
async def recorded(author, asked, tmp_path):
    path = tmp_path / "answers" / "offline.json"
    recorder = Recorder(author, path)
    written = await recorder.write(INTENT, asked("two posts about chai, ₹20 \ud83d"))
    recorder.save()
    return path, written


async def test_an_answer_is_given_again_with_its_provenance(recorded, author, asked):
    path, written = recorded
    replay = Replay.read(path)
    assert replay.label == author.label
    assert await replay.write(INTENT, asked("two posts about chai, ₹20 \ud83d")) == written


async def test_what_was_not_asked_then_has_no_answer_now(recorded, asked):
    with pytest.raises(NotFoundError, match="Record it anew"):
        await Replay.read(recorded[0]).write(INTENT, asked("something else"))


async def test_an_answer_that_does_not_fit_is_not_passed_on(recorded, asked):
    path, _ = recorded
    path.write_text(path.read_text("utf-8").replace('"campaign"', '"poem"'), "utf-8")
    with pytest.raises(ModelOutputError, match="intent"):
        await Replay.read(path).write(INTENT, asked("two posts about chai, ₹20 \ud83d"))


@pytest.mark.parametrize("text", ["", "{}", '{"label": "a"}'])
def test_another_file_is_refused(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(InvalidError, match="holds no recorded answers"):
        Replay.read(tmp_path / "x.json")
