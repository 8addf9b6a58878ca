"""What a person set about models, checked as a whole before anything is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from domain.errors import InvalidError
from llm.model.prices import Price, price_of
from llm.model.providers import Endpoint, Providers
from llm.model.spec import Line, ModelName, Provider, parse_line

ROLES = ("route", "draft", "judge", "analyse")
"""As prompts name them."""
SILENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Options:
    model: str
    """The models of every role that has none of its own."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """By role; empty: the model of all."""
    endpoints: Mapping[Provider, Endpoint] = field(default_factory=dict)
    """What is set for one provider."""
    base_url: str = ""
    """Of the one provider that has no address of its own."""
    api_key: SecretStr = field(default_factory=lambda: SecretStr(""))
    """Of the one provider that has no key of its own."""
    prices: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """By `provider:model`: USD per million tokens of input and of output."""
    silence_s: float = SILENCE_S
    """The longest wait for the next piece of an answer."""
    record: Path | None = None
    """Keep what is asked and answered in this file."""
    replay: Path | None = None
    """Answer from this file, and ask nobody."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Options that fit together."""

    lines: Mapping[str, Line]
    providers: Providers
    prices: Mapping[ModelName, Price]
    secrets: tuple[SecretStr, ...]
    """Every key, so that none is ever written down."""

    @property
    def is_offline(self) -> bool:
        return not any(line.models for line in self.lines.values())


def chosen(options: Options) -> Chosen:
    """The options, checked.

    Raises:
        InvalidError: What does not fit, and what would.
    """
    lines = {role: _line(options, role) for role in ROLES}
    names = tuple(dict.fromkeys(name for line in lines.values() for name in line.models))
    if not names:
        _require_nothing(options)
    providers = Providers(_endpoints(options, names))
    if options.replay is None:
        for name in names:
            providers.require(name)
    own = {spec: Price(*price) for spec, price in options.prices.items()}
    prices = {name: price_of(name, own, elsewhere=_is_elsewhere(providers, name)) for name in names}
    keys = tuple(at.api_key for at in providers.endpoints.values() if at.api_key)
    return Chosen(lines, providers, prices, keys)


def _require_nothing(options: Options) -> None:
    """Settings of models where no model is asked are a slip, not a wish."""
    given = {
        "INSTA_MODEL_BASE_URL": options.base_url,
        "INSTA_MODEL_API_KEY": options.api_key.get_secret_value(),
        "INSTA_MODEL_RECORD": options.record,
        "INSTA_MODEL_REPLAY": options.replay,
    }
    if found := [name for name, value in given.items() if value]:
        raise InvalidError(
            f"{' and '.join(found)} can do nothing while the offline author writes. Name a model "
            "in INSTA_MODEL, for example “groq:llama-3.1-8b-instant”, or take it out.",
            code="setting_without_effect",
        )


def _line(options: Options, role: str) -> Line:
    own = options.roles.get(role, "")
    name = f"INSTA_MODELS__{role.upper()}" if own else "INSTA_MODEL"
    return parse_line(own or options.model, name=name)


def _is_elsewhere(providers: Providers, name: ModelName) -> bool:
    # Bedrock's other addresses are its own: a region's, a private link's
    return name.provider is not Provider.BEDROCK and bool(
        providers.endpoint(name.provider).base_url
    )


def _endpoints(options: Options, names: tuple[ModelName, ...]) -> dict[Provider, Endpoint]:
    found = {name.provider: options.endpoints.get(name.provider, Endpoint()) for name in names}
    address = [p for p, at in found.items() if not at.base_url] if options.base_url else []
    key = [
        p
        for p, at in found.items()
        if p is not Provider.BEDROCK and not at.api_key.get_secret_value()
    ]
    keyed = key if options.api_key.get_secret_value() else []
    _only_one(address, "INSTA_MODEL_BASE_URL", "BASE_URL")
    _only_one(keyed, "INSTA_MODEL_API_KEY", "API_KEY")
    for provider in address:
        found[provider] = Endpoint(
            options.base_url, found[provider].api_key, found[provider].region
        )
    for provider in keyed:
        found[provider] = Endpoint(
            found[provider].base_url, options.api_key, found[provider].region
        )
    return found


def _only_one(providers: Sequence[Provider], setting: str, own: str) -> None:
    if len(providers) > 1:
        names = " and ".join(f"INSTA_PROVIDERS__{p.value.upper()}__{own}" for p in providers)
        raise InvalidError(
            f"{setting} could be meant for {len(providers)} providers. Set {names} instead.",
            code="ambiguous_setting",
        )
