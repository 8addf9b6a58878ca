"""Turns whose replies a language model writes: streamed, counted, cancelled, and never fatal."""

import json

import pytest
from pydantic import SecretStr

from config.settings import ModelEndpoint, ModelProviders, ModelRoles
from domain.run import RunStatus
from store.spending import ModelCall, month_of
from tests.llm.model.modelserver import Say, serving
from tests.worker.conftest import open_shop
from worker.system import open_system

KEY = "sk-do-not-tell-0123456789"


@pytest.fixture(scope="module")
def _server():
    with serving() as models:
        yield models


@pytest.fixture
def models(_server):
    _server.script.clear()
    _server.asked.clear()
    _server.always = None
    return _server


@pytest.fixture
def settings(settings, models):
    """Requests are understood offline; whatever is told is written by a model."""
    at = ModelEndpoint(base_url=f"{models.url}/v1", api_key=SecretStr(KEY))
    return settings.model_copy(
        update={
            "model": "offline",
            "models": ModelRoles(draft="openai:small"),
            "providers": ModelProviders(openai=at),
            "model_prices": {"openai:small": (1.0, 2.0)},
        }
    )


async def greet(shop, modes=("values", "messages-tuple")):
    return await shop.system.turns.submit(
        workspace_id=shop.member.workspace_id,
        thread_id=shop.thread.id,
        payload={"messages": [{"role": "user", "content": "hello"}]},
        user_id=shop.member.user_id,
        stream_modes=modes,
    )


async def told(shop, run, kind):
    """The data of a run's events of one kind."""
    async with shop.system.store.reading() as unit:
        events = await unit.runs.events(run.workspace_id, run.id, after=0)
    return [json.loads(event.data) for event in events if event.event == kind]


async def spent(shop):
    now = shop.system.services.real_clock()
    async with shop.system.store.reading() as unit:
        return await unit.spending.month(shop.member.workspace_id, month_of(now))


async def test_a_reply_is_streamed_token_by_token(shop, models):
    models.always = Say("Good morning. What shall we post?", usage=(1000, 100))
    run = await greet(shop)
    done = await shop.system.turns.join(run.workspace_id, run.id)
    assert done.status is RunStatus.SUCCESS, done.error
    pieces = [piece for piece, _where in await told(shop, run, "messages")]
    spoken = [p for p in pieces if p["type"] == "AIMessageChunk" and p["content"]]
    assert [p["content"] for p in spoken] == models.always.pieces
    reply = (await shop.messages())[-1]
    assert reply["content"] == "Good morning. What shall we post?"
    assert {p["id"] for p in spoken} == {reply["id"]}
    assert reply["additional_kwargs"]["author"] == "OpenAI-compatible small"
    assert not [p for p in pieces if p["type"] == "ai"]  # nothing is said twice


async def test_what_a_turn_cost_is_counted_once(shop, models):
    models.always = Say("Good morning.", usage=(1000, 100))
    run = await greet(shop)
    await shop.system.turns.join(run.workspace_id, run.id)
    month = await spent(shop)
    assert (month.spent_micros, month.reserved_micros) == (1200, 0)


async def test_a_mended_reply_is_told_whole(shop, models):
    models.will(Say("Good day " * 5, cut_after=2), Say("Good morning. What shall we post?"))
    run = await greet(shop)
    await shop.system.turns.join(run.workspace_id, run.id)
    reply = (await shop.messages())[-1]
    assert reply["content"] == "Good morning. What shall we post?"
    pieces = [piece for piece, _where in await told(shop, run, "messages")]
    whole = [p for p in pieces if p["id"] == reply["id"]]
    assert "".join(p["content"] for p in whole) == reply["content"]


async def test_a_model_that_fails_ends_the_run_and_not_the_thread(shop, models):
    models.will(Say(status=401, error=KEY))
    run = await greet(shop)
    done = await shop.system.turns.join(run.workspace_id, run.id)
    assert done.status is RunStatus.ERROR
    assert "does not accept our key" in done.error
    (error,) = await told(shop, run, "error")
    assert error["error"] == "model_key_refused"
    assert KEY not in json.dumps([error, done.error, await told(shop, run, "values")])
    models.always = Say("Good morning.")
    assert await shop.say("hello") == "Good morning."


async def test_a_cancelled_turn_stops_the_call(shop, models):
    models.always = Say("Good morning. " * 500, pause_s=0.05)
    run = await greet(shop)
    assert await models.sent(4)
    await shop.system.turns.cancel(run.workspace_id, run.id)
    done = await shop.system.turns.join(run.workspace_id, run.id)
    assert done.status is RunStatus.INTERRUPTED
    assert await models.gone(models.asked[0])
    month = await spent(shop)
    assert month.spent_micros > 0
    assert month.reserved_micros == 0
    models.always = Say("Good morning.")
    assert await shop.say("hello") == "Good morning."


async def test_a_spent_budget_says_so_and_asks_nobody(shop, models):
    now = shop.system.services.real_clock()
    async with shop.system.store.writing() as unit:
        call = ModelCall(
            id="c1",
            workspace_id=shop.member.workspace_id,
            prompt="reply",
            model="openai:small",
            reserved_micros=5_000_000,
            asked_at=now,
        )
        assert await unit.spending.reserve(call, limit_micros=5_000_000)
    run = await greet(shop)
    done = await shop.system.turns.join(run.workspace_id, run.id)
    assert done.status is RunStatus.ERROR
    assert "The basic plan has USD 5 a month for language models" in done.error
    assert models.asked == []


@pytest.fixture
def system_that_ends_offline(settings):
    return settings.model_copy(update={"models": ModelRoles(draft="openai:small,offline")})


async def test_what_the_offline_author_says_instead_is_told_whole(system_that_ends_offline, models):
    models.always = Say(status=401)
    async with open_system(system_that_ends_offline) as system:
        shop = await open_shop(system)
        run = await greet(shop)
        done = await shop.system.turns.join(run.workspace_id, run.id)
        assert done.status is RunStatus.SUCCESS, done.error
        reply = (await shop.messages())[-1]
        pieces = [piece for piece, _where in await told(shop, run, "messages")]
    assert reply["additional_kwargs"]["author"] == "offline author"
    whole = [p["content"] for p in pieces if p["id"] == reply["id"]]
    assert "".join(whole) == reply["content"] != ""
