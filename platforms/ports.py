"""What an adapter can do: small separate capabilities and plain types. Knows no vendor, no HTTP.

An adapter offers the capabilities its platform has and leaves out the rest (see `registry`).
Every method that leaves the machine raises `domain.errors.PlatformError`, whose `sent` says what
is known of the effect: "no" (it never left us, or there was none to have), "refused" (a clean
refusal), "unknown" (it may have happened: never send again blindly).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from pydantic import Field, SecretStr

from domain.connection import AccountKind, Connection, Tokens
from domain.content import Version
from domain.frozen import Frozen
from domain.platform import Platform

Confidence = Literal["high", "medium", "low", "none"]
"""How far a probe's "not there" can be trusted; only "high" settles an attempt as not sent."""


class PlatformSettings(Frozen):
    """Where one network is and as which app we speak to it; the assembly fills it from settings."""

    api_base: str = ""
    """Scheme and host; empty means the documented one. So for every base."""
    auth_base: str = ""
    token_base: str = ""
    client_id: str
    client_secret: SecretStr
    is_sandbox: bool = False


class RenderedPost(Frozen):
    """A version as one platform will carry it: the preview and the payload, made together."""

    platform: Platform
    account_id: str
    wire: str
    """The text as sent, with the platform's escapes."""
    text: str
    """The text as readers will see it: the preview, and what a probe looks for."""
    hashtags: tuple[str, ...] = ()
    """Without "#", in the order they appear."""
    links: tuple[str, ...] = ()
    character_count: int
    """Counted as the platform counts."""
    limit: int
    problems: tuple[str, ...] = ()
    """Why it cannot go as it is, in words for a person; empty when it can."""


class Submitted(Frozen):
    """A post that is out."""

    platform_post_id: str
    permalink: str


class ProbeResult(Frozen):
    """What a read-only look found; `confidence` says what a missing find is worth."""

    found: Submitted | None
    confidence: Confidence


class MetricsReading(Frozen):
    """What the platform said of some posts. An absent post or metric is unknown, not zero."""

    values: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Post id to canonical name (impressions, reach, clicks, likes, comments, shares) to value."""
    sources: dict[str, str] = Field(default_factory=dict)
    """Post id to the request its values came from, without secrets."""


class Account(Frozen):
    """Something a grant lets us act as."""

    account_id: str
    name: str
    kind: AccountKind


class Grant(Frozen):
    """What a person gave us on the consent page."""

    tokens: Tokens
    scopes: tuple[str, ...]
    accounts: tuple[Account, ...]


class Renderer(Protocol):
    @property
    def limit(self) -> int:
        """The most characters a text may have, as the platform counts them."""
        ...

    def render(self, version: Version, *, account_id: str) -> RenderedPost: ...


class Publisher(Protocol):
    async def prepare(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str]
    ) -> dict[str, str]:
        """Do what precedes publishing and may be repeated; returns remote ids to persist."""
        ...

    async def submit(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str]
    ) -> Submitted:
        """The one irreversible call, made once and never repeated by us."""
        ...


class Probe(Protocol):
    def confidence_for(self, connection: Connection) -> Confidence: ...

    async def probe(
        self,
        post: RenderedPost,
        tokens: Tokens,
        *,
        account_id: str,
        since: datetime,
        until: datetime,
    ) -> ProbeResult:
        """Look, without changing anything, for a post that may have gone out in that time."""
        ...


class MetricsReader(Protocol):
    async def read_metrics(
        self, platform_post_ids: Iterable[str], tokens: Tokens, *, account_id: str
    ) -> MetricsReading: ...


class Connector(Protocol):
    def authorize_url(self, state: str, redirect_uri: str) -> str: ...

    async def exchange(self, code: str, redirect_uri: str) -> Grant: ...

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """New tokens; None without a refresh token: the person has to connect again."""
        ...

    async def revoke(self, tokens: Tokens) -> None: ...


@dataclass(frozen=True)
class Capabilities:
    """What one platform can do here; None is a thing it cannot do."""

    platform: Platform
    is_sandbox: bool
    renderer: Renderer
    connector: Connector
    publisher: Publisher | None = None
    probe: Probe | None = None
    metrics: MetricsReader | None = None
