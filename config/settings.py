"""Every setting, in one place; the only reader of the environment. Opens and connects nothing."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict

from domain.errors import InvalidError
from domain.platform import Platform
from domain.ranking import RankWeights, Scale

PREFIX = "INSTA_"
_ASSETS = re.compile(r"file:///.+|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\w!.*'()/-]*)?", re.ASCII)
"""Names of buckets are 3 to 63 of these; of a prefix, what S3 calls safe (Amazon S3 user guide,
"General purpose bucket naming rules" and "Naming Amazon S3 objects")."""


class PlatformEndpoint(BaseModel):
    """One network: where it is and as which app we speak to it. Empty bases: as documented."""

    api_base: str = ""
    upload_base: str = ""
    auth_base: str = ""
    token_base: str = ""
    client_id: str = ""
    """Without one the sandbox stands in for the network."""
    client_secret: SecretStr = SecretStr("")


class YouTubeEndpoint(PlatformEndpoint):
    analytics_base: str = ""


class InstagramEndpoint(PlatformEndpoint):
    login: Literal["instagram", "facebook"] = "instagram"


class PlatformEndpoints(BaseModel):
    instagram: InstagramEndpoint = InstagramEndpoint()
    facebook: PlatformEndpoint = PlatformEndpoint()
    linkedin: PlatformEndpoint = PlatformEndpoint()
    x: PlatformEndpoint = PlatformEndpoint()
    youtube: YouTubeEndpoint = YouTubeEndpoint()

    def of(self, platform: Platform) -> PlatformEndpoint:
        endpoint: PlatformEndpoint = getattr(self, platform.value)
        return endpoint


class ModelEndpoint(BaseModel):
    """Where one provider of language models is asked, and as whom."""

    base_url: str = ""
    api_key: SecretStr = SecretStr("")


class BedrockEndpoint(ModelEndpoint):
    region: str = ""
    """Empty: as the AWS environment says."""


class ModelProviders(BaseModel):
    bedrock: BedrockEndpoint = BedrockEndpoint()
    openai: ModelEndpoint = ModelEndpoint()
    gemini: ModelEndpoint = ModelEndpoint()
    groq: ModelEndpoint = ModelEndpoint()

    def of(self, provider: str) -> ModelEndpoint:
        endpoint: ModelEndpoint = getattr(self, provider)
        return endpoint


class ModelRoles(BaseModel):
    """The models of one kind of work; empty: those of `model`."""

    route: str = ""
    draft: str = ""
    judge: str = ""
    analyse: str = ""


class Ranking(BaseModel):
    """How posts to learn from are re-ranked; the defaults are the seed's formula."""

    ers_weight: float = Field(default=0.6, ge=0, le=1)
    """What the ERS counts, 0 to 1; similarity counts the rest."""
    ers_scale: Scale = "hundred"
    """hundred: ERS / 100; percentile: the ERS's place among the brand's own posts."""

    @property
    def weights(self) -> RankWeights:
        return RankWeights(ers=self.ers_weight, scale=self.ers_scale)


class Settings(BaseSettings):
    """What the environment says, validated. Every field has a working default."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,
        env_file=".env",
        extra="ignore",
    )

    env: Literal["development", "production"] = "development"
    """development listens on loopback only and has the demo login and the seed route."""
    data_dir: Path = Path("data")
    """Databases, index, files, the secret key; made when missing."""
    database_url: str = ""
    """sqlite+aiosqlite:///… or postgresql+psycopg://…; empty is SQLite in the data folder."""
    secret_key: SecretStr = SecretStr("")
    """Comma-separated; the first writes, all read. Empty: made once in the data folder."""
    model: str = "offline"
    """offline, or provider:model; several, comma-separated, are asked in turn."""
    models: ModelRoles = ModelRoles()
    model_base_url: str = ""
    """Where the one provider that has no address of its own is asked."""
    model_api_key: SecretStr = SecretStr("")
    """Of the one provider that has no key of its own."""
    model_timeout_s: float = Field(default=30.0, gt=0, le=600)
    """The longest wait for the next piece of an answer."""
    model_prices: dict[str, tuple[float, float]] = {}
    """JSON: by provider:model, USD per million tokens of input and of output."""
    model_record: Path | None = None
    """File in which what models are asked and answer is kept."""
    model_replay: Path | None = None
    """Such a file, from which answers come instead."""
    image_model: str = "cards"
    """cards, or provider:model; several, comma-separated, are asked in turn."""
    image_prices: dict[str, Annotated[float, Field(ge=0)]] = {}
    """JSON: by provider:model, USD per picture."""
    providers: ModelProviders = ModelProviders()
    embedder: str = ""
    """Folder of another sentence-transformers model; empty is the packaged English one."""
    esg: Ranking = Ranking()
    assets_url: str = ""
    """Folder, file:///folder or s3://bucket/prefix; empty is a folder in the data folder."""
    chroma_url: str = ""
    """http://host:port of a Chroma server on a private network; empty is in the data folder."""
    chroma_any_version: bool = False
    """Use a Chroma server also when its version has, or may have, CVE-2026-45829."""
    redis_url: str = ""
    safety: Literal["local", "comprehend"] = "local"
    public_url: str = ""
    """Where people reach this server; empty is the address it listens on."""
    cors_origins: str = ""
    """Comma-separated origins that may call from a browser."""
    clock: Literal["system", "sandbox"] = "system"
    """What posts go by; sandbox is real time plus the offset that the sandbox was given."""
    rate_limits: Literal["on", "off"] = "on"
    sandbox_url: str = "http://127.0.0.1:8900"
    platforms: PlatformEndpoints = PlatformEndpoints()

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite+aiosqlite:///", "postgresql+psycopg://")):
            raise ValueError(
                "use sqlite+aiosqlite:///path/to/file.db or postgresql+psycopg://user@host/name"
            )
        return url

    @field_validator("chroma_url")
    @classmethod
    def _known_index(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("use http://host:port or https://host:port of a Chroma server")
        return url

    @field_validator("assets_url")
    @classmethod
    def _known_assets(cls, url: str) -> str:
        if "://" in url and not _ASSETS.fullmatch(url):
            raise ValueError("use a folder, file:///folder, or s3://bucket with or without /prefix")
        return url

    @model_validator(mode="after")
    def _absolute_folder(self) -> Self:
        self.data_dir = self.data_dir.expanduser().resolve()
        return self

    @model_validator(mode="after")
    def _sandbox_clock_for_the_sandbox(self) -> Self:
        real = [p.title for p in Platform if not self.uses_sandbox(p)]
        if self.clock == "sandbox" and real:
            raise ValueError(
                f"INSTA_CLOCK=sandbox would publish on the real {' and '.join(real)} by a made-up "
                "time. Set INSTA_CLOCK=system, or remove the CLIENT_ID of each real platform"
            )
        return self

    @property
    def app_database_url(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'app.db'}"

    @property
    def is_sqlite(self) -> bool:
        return self.app_database_url.startswith("sqlite")

    @property
    def begins_empty(self) -> bool:
        """Whether the database is not there yet; the first start makes it, on SQLite."""
        file = self.app_database_url.partition(":///")[2] if self.is_sqlite else ""
        return bool(file) and not Path(file).exists()

    def uses_sandbox(self, platform: Platform) -> bool:
        return not self.platforms.of(platform).client_id

    @property
    def all_sandbox(self) -> bool:
        return all(self.uses_sandbox(platform) for platform in Platform)


_RESERVED = {
    # read elsewhere by design: the tests' own switch
    "INSTA_TEST_POSTGRES_URL"
}


def load_settings(**overrides: object) -> Settings:
    """Read the environment and `.env`; overrides come from the command line.

    Raises:
        InvalidError: A value does not fit, or an INSTA_ name is unknown (usually a typing slip).
    """
    unknown = unknown_names(os.environ) or unknown_names(_dotenv())
    if unknown:
        raise InvalidError(
            f"Unknown setting {', '.join(unknown)}. The names are listed in .env.example; "
            "correct or remove it.",
            code="unknown_setting",
        )
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        lines = [_misfit(e["loc"], e["msg"]) for e in error.errors()]
        raise InvalidError(
            "Settings do not fit. " + "; ".join(lines), code="bad_setting"
        ) from error


def _misfit(where: tuple[int | str, ...], message: str) -> str:
    """The setting and what is wrong with it; what several have to do with names them itself."""
    said = message.removeprefix("Value error, ")
    return f"{PREFIX}{'__'.join(map(str, where)).upper()}: {said}" if where else said


def _dotenv() -> dict[str, str | None]:
    return {name.upper(): value for name, value in DotEnvSettingsSource(Settings).env_vars.items()}


def setting_names() -> list[str]:
    """Every environment name, in order of declaration; nested groups are spelled out."""
    return [PREFIX + name.upper() for name in _names(Settings)]


def unknown_names(environment: Mapping[str, str | None]) -> list[str]:
    known = {*setting_names(), *_RESERVED}
    return sorted(n for n in environment if n.upper().startswith(PREFIX) and n.upper() not in known)


def _names(model: type[BaseModel]) -> list[str]:
    found: list[str] = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += [f"{name}__{below}" for below in _names(inner)]
        else:
            found.append(name)
    return found
