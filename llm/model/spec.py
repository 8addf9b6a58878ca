"""Which models answer, in words of a setting: "groq:llama-3.1-8b-instant, offline"."""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import InvalidError

OFFLINE = "offline"
"""The offline author's name in a list of models; only ever the last of it."""


class Provider(StrEnum):
    BEDROCK = "bedrock"
    OPENAI = "openai"
    """OpenAI itself, or whatever speaks its protocol at the configured address."""
    GEMINI = "gemini"
    GROQ = "groq"

    @property
    def shown(self) -> str:
        return _SHOWN[self]


_SHOWN = {
    Provider.BEDROCK: "Amazon Bedrock",
    Provider.OPENAI: "OpenAI-compatible",
    Provider.GEMINI: "Gemini",
    Provider.GROQ: "Groq",
}


@dataclass(frozen=True, slots=True)
class ModelName:
    """One model of one provider."""

    provider: Provider
    model: str
    """The provider's own id of it."""

    @property
    def label(self) -> str:
        """As shown beside its text."""
        return f"{self.provider.shown} {self.model}"

    @property
    def spec(self) -> str:
        return f"{self.provider.value}:{self.model}"


@dataclass(frozen=True, slots=True)
class Line:
    """The models that are asked in turn; the next only when one cannot answer."""

    models: tuple[ModelName, ...]
    ends_offline: bool = False
    """Whether the offline author writes where no model could."""


def parse_line(setting: str, *, name: str) -> Line:
    """A setting's models in their order.

    Args:
        setting: Comma-separated `provider:model`; the last may be `offline`.
        name: The setting's, for the errors.

    Raises:
        InvalidError: `unknown_model`; says what is wrong and what would be right.
    """
    entries = [entry.strip() for entry in setting.split(",") if entry.strip()]
    if not entries:
        raise _bad(f"{name} names no model.")
    ends_offline = entries[-1].lower() == OFFLINE
    models = tuple(_model(entry, name) for entry in (entries[:-1] if ends_offline else entries))
    if len(set(models)) < len(models):
        raise _bad(f"{name} names a model twice.")
    return Line(models, ends_offline)


def _model(entry: str, name: str) -> ModelName:
    if entry.lower() == OFFLINE:
        raise _bad(f"{name} goes on after “{OFFLINE}”, which always answers; put it last.")
    provider, colon, model = entry.partition(":")
    known = {one.value: one for one in Provider}
    found = known.get(provider.strip().lower())
    if found is None or not colon or not model.strip():
        raise _bad(f"{name} is “{entry}”.")
    return ModelName(found, model.strip())


def _bad(what: str) -> InvalidError:
    providers = ", ".join(one.value for one in Provider)
    return InvalidError(
        f"{what} Use “{OFFLINE}”, or provider:model with one of {providers}, for example "
        "“groq:llama-3.1-8b-instant”; several, comma-separated, are asked in turn.",
        code="unknown_model",
    )
