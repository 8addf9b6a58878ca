"""What an adapter can do: small separate capabilities and plain types. Knows no vendor, no HTTP.

An adapter offers the capabilities its platform has and leaves out the rest (see `registry`).
Every method that leaves the machine raises `domain.errors.PlatformError`, whose `sent` says what
is known of the effect: "no" (it never left us, or there was none to have), "refused" (a clean
refusal), "unknown" (it may have happened: never send again blindly).
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
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


Keep = Callable[[dict[str, str]], Awaitable[None]]
"""Persists the remote ids made so far; awaited before the call that builds on them."""
BytesOf = Callable[[str], Awaitable[bytes]]
"""The bytes of a medium by its sha256."""
Gate = Callable[[], bool]
"""Asked at the last moment before the irreversible request leaves: False stops it unsent."""
InForce = Callable[[], Awaitable[Tokens]]
"""The grant as it is now, asked for before each call of a long reading; raises when it is over."""


class PlatformSettings(Frozen):
    """Where one network is and as which app we speak to it; the assembly fills it from settings."""

    api_base: str = ""
    """Scheme and host; empty means the documented one. So for every base."""
    upload_base: str = ""
    """Where media are sent; empty means wherever the API says, as long as that is its own."""
    auth_base: str = ""
    token_base: str = ""
    client_id: str
    client_secret: SecretStr
    is_sandbox: bool = False


class MediaItem(Frozen):
    """One medium as a platform is given it: by bytes (`BytesOf`) or by an address it fetches."""

    sha256: str
    content_type: str
    width: int
    height: int
    size: int
    """Bytes."""
    url: str
    """Where the platform can fetch it without a token, while its approval is not over."""
    alt_text: str | None = None

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height


class MediaProfile(Frozen):
    """What one platform takes; the preflight checks against it before anybody approves."""

    content_types: tuple[str, ...]
    max_bytes: int
    least: int = 0
    """How many media a post must have."""
    most: int = 1
    min_aspect: float = 0.0
    """Width over height."""
    max_aspect: float = float("inf")
    min_width: int = 1
    max_pixels: int | None = None
    fetches: bool = False
    """Whether the platform fetches the medium by its address, which must then be reachable."""


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
    media: tuple[MediaItem, ...] = ()
    """In the order in which they are shown."""
    character_count: int
    """Counted as the platform counts."""
    limit: int
    problems: tuple[str, ...] = ()
    """Why it cannot go as it is, in words for a person; empty when it can."""


class Submitted(Frozen):
    """A post that is out."""

    platform_post_id: str
    permalink: str
    published_at: datetime | None = None
    """When it went out by the platform's own clock; None where the answer does not say."""


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
    gone: frozenset[str] = frozenset()
    """Posts that the platform says it does not have (any more)."""


class OwnPost(Frozen):
    """A post that an account has out, as its platform tells of it; what is not told is None."""

    platform_post_id: str
    text: str
    """As readers see it, with its hashtags; empty where the post has no words."""
    published_at: datetime | None = None
    permalink: str = ""
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    impressions: int | None = None
    reach: int | None = None


class OwnPosts(Frozen):
    """A page of them, newest first."""

    posts: tuple[OwnPost, ...]
    after: str = ""
    """Where the next page begins; empty when there is none."""
    total: int | None = None
    """How many posts the account has, where the platform tells."""


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

    @property
    def media(self) -> MediaProfile:
        """What the platform takes beside the text."""
        ...

    def render(
        self, version: Version, *, account_id: str, media: Sequence[MediaItem] = ()
    ) -> RenderedPost:
        """The post as the platform will carry it; `media` are the version's, in its order."""
        ...


class Publisher(Protocol):
    async def prepare(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        bytes_of: BytesOf,
        keep: Keep,
        in_doubt: bool = False,
    ) -> dict[str, str]:
        """Do what precedes publishing and may be repeated.

        Args:
            prepared: Remote ids that an earlier try made; what still serves is used again.
            keep: Awaited with all ids so far after each new one, before the next call.
            in_doubt: Whether an earlier call may still take effect through those ids; an error
                whose `sent` is "unknown" says then that only a person can tell.

        Returns:
            The remote ids that `submit` and a probe need.
        """
        ...

    async def submit(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str], *, gate: Gate
    ) -> Submitted:
        """The one irreversible call, made once and never repeated by us.

        When `gate` says no just before the request's body would leave, nothing is sent and the
        error's `sent` is "no".
        """
        ...


class Probe(Protocol):
    def confidence_for(self, connection: Connection) -> Confidence: ...

    async def probe(
        self,
        post: RenderedPost,
        tokens: Tokens,
        *,
        account_id: str,
        prepared: dict[str, str],
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """Look, without changing anything, for a post that may have gone out in that time.

        Args:
            prepared: The remote ids that were kept before the irreversible call.
            taken: Posts that are known to be other publications' own, however alike.
        """
        ...


class MetricsReader(Protocol):
    async def read_metrics(
        self, platform_post_ids: Iterable[str], tokens: Tokens, *, account_id: str
    ) -> MetricsReading: ...


class ReadsOwnPosts(Protocol):
    def refusal(self, connection: Connection) -> str | None:
        """Why this account's posts cannot be listed, and what helps; None when they can."""
        ...

    async def read_page(
        self, grant: InForce, *, account_id: str, after: str = "", most: int
    ) -> OwnPosts:
        """A page of at most so many posts with their counts; what passes is waited out.

        Args:
            grant: What it raises ends the page.
            after: What the page before says of its end; empty for the newest posts.
        """
        ...


class Connector(Protocol):
    def authorize_url(self, state: str, redirect_uri: str) -> str: ...

    async def exchange(self, code: str, redirect_uri: str) -> Grant: ...

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """New tokens, or the same where it is too early; None: the person has to connect again."""
        ...

    async def revoke(self, tokens: Tokens) -> None:
        """Give the access back; nothing happens on a platform that has no call for it."""
        ...


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
    history: ReadsOwnPosts | None = None
