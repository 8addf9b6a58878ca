"""Makes the LangChain chat model of a name: where it is asked, how long, how it gives JSON.

The only importer of provider packages, each when its first model is made.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import SecretStr

from domain.errors import InvalidError
from llm.model.spec import ModelName, Provider

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_BASES = {
    Provider.OPENAI: "https://api.openai.com/v1",
    # https://console.groq.com/docs/openai
    Provider.GROQ: "https://api.groq.com/openai/v1",
    # https://ai.google.dev/gemini-api/docs/openai
    Provider.GEMINI: "https://generativelanguage.googleapis.com/v1beta/openai/",
}
"""Where those are who speak OpenAI's protocol (docs/decisions/0026)."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a provider is asked and as whom; empty: as documented by it."""

    base_url: str = ""
    api_key: SecretStr = field(default_factory=lambda: SecretStr(""))
    region: str = ""
    """Of Bedrock; empty: as the AWS environment says."""


@dataclass(frozen=True, slots=True)
class How:
    """The parameters of a call."""

    temperature: float
    max_tokens: int
    silence_s: float
    """The longest wait for the next piece of an answer."""
    schema: Mapping[str, object] | None = None
    """The JSON Schema of the answer; None: plain text."""
    schema_name: str = ""
    is_plain: bool = False
    """Without what a model may not know: a temperature, an enforced schema."""


@dataclass(slots=True)
class Providers:
    """Chat models by name, made once per set of parameters."""

    endpoints: Mapping[Provider, Endpoint] = field(default_factory=dict)
    _made: "dict[object, BaseChatModel]" = field(default_factory=dict)
    _hang_up: list[Callable[[], Awaitable[object]]] = field(default_factory=list)

    def endpoint(self, provider: Provider) -> Endpoint:
        return self.endpoints.get(provider, Endpoint())

    def require(self, name: ModelName) -> None:
        """Refuse a model that can never be asked.

        Raises:
            InvalidError: `model_key_missing`.
        """
        at = self.endpoint(name.provider)
        if name.provider is Provider.BEDROCK or at.api_key.get_secret_value():
            return
        if name.provider is Provider.OPENAI and at.base_url:
            return  # one's own server often asks for none
        raise InvalidError(
            f"{name.label} needs a key. Set INSTA_MODEL_API_KEY, or "
            f"INSTA_PROVIDERS__{name.provider.value.upper()}__API_KEY where several are used.",
            code="model_key_missing",
        )

    def chat(self, name: ModelName, how: How) -> "tuple[BaseChatModel, dict[str, Any]]":
        """The chat model, and what each call of it is given beside the messages.

        Made once for all calls alike: a new one would connect and shake hands anew.
        """
        key = (name, how.temperature, how.max_tokens, how.is_plain)
        chat = self._made.get(key)
        if chat is None:
            chat, hang_up = _MAKERS[name.provider](name, self.endpoint(name.provider), how)
            self._made[key] = chat
            self._hang_up.append(hang_up)
        return chat, _given(chat, name, how)

    async def aclose(self) -> None:
        self._made.clear()
        while self._hang_up:
            await self._hang_up.pop()()


def _given(chat: "BaseChatModel", name: ModelName, how: How) -> dict[str, Any]:
    """What makes the model answer in JSON, each provider's way."""
    if how.schema is None or how.is_plain:
        return {}
    match name.provider:
        case Provider.BEDROCK:
            from llm.model.bedrock import forced

            return forced(chat, how)
        case Provider.GEMINI | Provider.GROQ:
            # the one enforces a part of JSON Schema and refuses the rest, the other enforces it
            # for some of its models; JSON as such is for all
            return _with_format({"type": "json_object"})
        case Provider.OPENAI:
            named = {"name": how.schema_name, "schema": how.schema}
            return _with_format({"type": "json_schema", "json_schema": named})


def _with_format(response_format: dict[str, Any]) -> dict[str, Any]:
    # as a plain field of the request: given by name, the package reads the stream in another way,
    # which raises where an answer is cut short and tells no tokens
    return {"extra_body": {"response_format": response_format}}


def _openai(name: ModelName, at: Endpoint, how: How) -> "_Made":
    from langchain_openai import ChatOpenAI
    from langchain_openai.chat_models.base import BaseChatOpenAI
    from openai import DefaultAsyncHttpxClient

    is_itself = name.provider is Provider.OPENAI and not at.base_url
    # OpenAI itself wants max_completion_tokens, and all who speak its protocol know max_tokens
    kind = ChatOpenAI if is_itself else BaseChatOpenAI
    # its own: the package shares one among all of a process, whichever loop they are of
    http = DefaultAsyncHttpxClient(timeout=how.silence_s)
    chat = kind(
        model=name.model,
        base_url=at.base_url or _BASES[name.provider],
        api_key=SecretStr(at.api_key.get_secret_value() or "none"),
        temperature=None if how.is_plain else how.temperature,
        max_tokens=how.max_tokens,
        timeout=how.silence_s,
        max_retries=0,
        stream_usage=True,
        http_async_client=http,
    )
    return chat, http.aclose


def _bedrock(name: ModelName, at: Endpoint, how: How) -> "_Made":
    from llm.model.bedrock import bedrock

    chat = bedrock(name.model, at, how)

    async def hang_up() -> None:
        chat.client.close()
        chat.bedrock_client.close()

    return chat, hang_up


_Made: TypeAlias = "tuple[BaseChatModel, Callable[[], Awaitable[object]]]"
"""A chat model, and what hangs up all its connections."""
_MAKERS: Mapping[Provider, Callable[[ModelName, Endpoint, How], _Made]] = {
    Provider.BEDROCK: _bedrock,
    Provider.GEMINI: _openai,
    Provider.OPENAI: _openai,
    Provider.GROQ: _openai,
}
