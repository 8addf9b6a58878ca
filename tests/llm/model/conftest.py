"""Model authors of each provider, all asked on this machine, and a purse that keeps every bill."""

import json
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import SecretStr

from domain.errors import LimitError
from llm.build import build_author
from llm.model.options import Options
from llm.model.paying import Asking, Bill, Payer, paid_by
from llm.model.providers import Endpoint
from llm.model.spec import Provider
from llm.port import Author, close
from llm.tasks.judge_safety import JudgeSafetyInputs
from llm.tasks.reply import Greeting, ReplyInputs
from tests.llm.model.modelserver import ModelServer, serving

KEY = "sk-do-not-tell-0123456789"
MODELS = {
    Provider.OPENAI: "openai:small",
    Provider.GROQ: "groq:llama-3.1-8b-instant",
    Provider.GEMINI: "gemini:gemini-2.5-flash",
    Provider.BEDROCK: "bedrock:amazon.nova-lite-v1:0",
}
PRICES = dict.fromkeys([*MODELS.values(), "openai:other", "openai:third"], (1.0, 2.0))
JUDGE = JudgeSafetyInputs(text="Fresh chai at five.")
REPLY_INPUTS = ReplyInputs(business_name="Chai Sutra", situations=(Greeting(),))
FINE = json.dumps({"toxicity": 0.1, "issues": []})


@dataclass
class KeptPurse:
    """Keeps what was reserved and billed, within a limit in USD."""

    limit_usd: float = 1_000.0
    open: dict[str, Asking] = field(default_factory=dict)
    bills: list[Bill] = field(default_factory=list)
    payers: list[Payer] = field(default_factory=list)

    async def reserve(self, payer: Payer, asking: Asking) -> str:
        spent = sum(b.cost_usd for b in self.bills) + sum(a.most_usd for a in self.open.values())
        if spent + asking.most_usd > self.limit_usd:
            raise LimitError("This month's budget is spent.", code="model_budget")
        self.payers.append(payer)
        reservation = uuid.uuid4().hex
        self.open[reservation] = asking
        return reservation

    async def settle(self, reservation: str, bill: Bill) -> None:
        if self.open.pop(reservation, None) is not None:
            self.bills.append(bill)


@pytest.fixture(scope="session")
def _server() -> Iterator[ModelServer]:
    with serving() as models:
        yield models


@pytest.fixture
def models(_server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    _server.script.clear()
    _server.asked.clear()
    _server.always = None
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEY)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
    return _server


@pytest.fixture
def purse() -> KeptPurse:
    return KeptPurse()


@pytest.fixture(autouse=True)
def _paid() -> Iterator[None]:
    with paid_by(Payer("w1", "r1")):
        yield


@pytest.fixture
async def author(models: ModelServer, purse: KeptPurse) -> AsyncIterator[Callable[..., Author]]:
    built: list[Author] = []

    def build(model: str, **options: Any) -> Author:
        key = SecretStr(KEY)
        base = {
            Provider.OPENAI: Endpoint(f"{models.url}/v1", key),
            Provider.GROQ: Endpoint(f"{models.url}/v1", key),
            Provider.GEMINI: Endpoint(f"{models.url}/v1beta/openai/", key),
            Provider.BEDROCK: Endpoint(models.url, SecretStr(""), "ap-south-1"),
        }
        given = {"endpoints": base, "prices": PRICES, "silence_s": 20.0, **options}
        built.append(build_author(Options(model, **given), purse))
        return built[-1]

    yield build
    for one in built:
        await close(one)


@pytest.fixture(params=list(MODELS.values()), ids=[one.value for one in MODELS])
def model(request: pytest.FixtureRequest) -> str:
    """Each provider's model in turn."""
    found: str = request.param
    return found
