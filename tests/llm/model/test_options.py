"""What may be set about models, what is refused, and what is said then."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.errors import InvalidError
from llm.build import build_author
from llm.model.options import Options, chosen
from llm.model.prices import Price, price_of
from llm.model.providers import Endpoint
from llm.model.spec import ModelName, Provider, parse_line

KEY = SecretStr("sk-do-not-tell-0123456789")
ROOT = Path(__file__).parents[3]


def test_models_are_asked_in_the_order_of_the_setting():
    line = parse_line(" groq:a , bedrock:b.c-v1:0,offline", name="INSTA_MODEL")
    assert [one.spec for one in line.models] == ["groq:a", "bedrock:b.c-v1:0"]
    assert line.ends_offline


@pytest.mark.parametrize(
    "setting",
    ["", " , ", "gpt-4o", "openai:", ":x", "mistral:x", "offline,groq:a", "groq:a,groq:a"],
)
def test_a_list_that_cannot_be_meant_is_refused_with_an_example(setting):
    with pytest.raises(InvalidError, match=r"INSTA_MODELS__JUDGE .*groq:llama-3.1-8b-instant"):
        parse_line(setting, name="INSTA_MODELS__JUDGE")


def test_a_role_has_its_own_models_or_those_of_all():
    found = chosen(
        Options("groq:llama-3.1-8b-instant", roles={"route": "offline", "judge": ""}, api_key=KEY)
    )
    assert found.lines["route"].models == ()
    assert found.lines["judge"].models[0].spec == "groq:llama-3.1-8b-instant"
    assert not found.is_offline


@pytest.mark.parametrize("model", ["openai:gpt-4o-mini", "gemini:gemini-2.5-flash", "groq:a"])
def test_a_model_without_a_key_is_refused_before_anything_is_asked(model):
    with pytest.raises(InvalidError) as refused:
        build_author(model)
    assert refused.value.code == "model_key_missing"
    assert "INSTA_MODEL_API_KEY" in refused.value.message


def test_ones_own_server_needs_no_key_but_a_price():
    mine = Options("openai:mine", base_url="http://127.0.0.1:1/v1")
    with pytest.raises(InvalidError, match="INSTA_MODEL_PRICES") as refused:
        chosen(mine)
    assert refused.value.code == "unknown_price"
    priced = Options(
        "openai:mine", base_url="http://127.0.0.1:1/v1", prices={"openai:mine": (0, 0)}
    )
    assert chosen(priced).prices[ModelName(Provider.OPENAI, "mine")] == Price(0, 0)


def test_a_list_price_says_nothing_of_another_address():
    with pytest.raises(InvalidError, match="INSTA_MODEL_PRICES"):
        chosen(Options("openai:gpt-4o-mini", base_url="http://127.0.0.1:1/v1", api_key=KEY))


@pytest.mark.parametrize(
    ("spec", "price"),
    [
        ("bedrock:anthropic.claude-3-sonnet-20240229-v1:0", Price(3.0, 15.0)),
        ("bedrock:apac.anthropic.claude-3-sonnet-20240229-v1:0", Price(3.0, 15.0)),
        ("bedrock:amazon.nova-lite-v1:0", Price(0.06, 0.24)),
        ("groq:llama-3.1-8b-instant", Price(0.05, 0.08)),
        ("openai:gpt-4o-mini", Price(0.15, 0.60)),
    ],
)
def test_list_prices_are_known(spec, price):
    (name,) = parse_line(spec, name="x").models
    found = price_of(name, {}, elsewhere=False)
    assert found.input == pytest.approx(price.input)
    assert found.output == pytest.approx(price.output)
    assert found.of(1_000_000, 500_000) == pytest.approx(price.input + price.output / 2)


def test_one_key_for_two_providers_is_ambiguous():
    with pytest.raises(InvalidError, match="INSTA_PROVIDERS__GROQ__API_KEY and INSTA_PROV"):
        chosen(Options("groq:llama-3.1-8b-instant,openai:gpt-4o-mini", api_key=KEY))


def test_a_providers_own_key_goes_before_that_of_all():
    own = {Provider.GROQ: Endpoint(api_key=SecretStr("groq-key"))}
    found = chosen(
        Options("groq:llama-3.1-8b-instant,openai:gpt-4o-mini", endpoints=own, api_key=KEY)
    )
    assert found.providers.endpoint(Provider.GROQ).api_key.get_secret_value() == "groq-key"
    assert found.providers.endpoint(Provider.OPENAI).api_key == KEY
    assert set(found.secrets) == {SecretStr("groq-key"), KEY}
    assert KEY.get_secret_value() not in repr(found)


@pytest.mark.parametrize(
    "given",
    [{"base_url": "http://x"}, {"api_key": KEY}, {"record": Path("x")}, {"replay": Path("x")}],
)
def test_settings_of_models_without_a_model_are_refused(given):
    with pytest.raises(InvalidError) as refused:
        build_author(Options("offline", **given))
    assert refused.value.code == "setting_without_effect"
    assert KEY.get_secret_value() not in refused.value.message


def test_the_offline_author_loads_no_providers_package():
    code = (
        "import sys; from llm.build import build_author; build_author('offline'); "
        "print([n for n in ('openai', 'langchain_openai', 'langchain_aws', 'boto3', "
        "'genai_prices', 'langchain_core') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
