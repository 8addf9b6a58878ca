"""What an adapter can do: small separate capabilities and plain types. Knows no vendor, no HTTP.

An adapter offers the capabilities its platform has and leaves out the rest (see `registry`).
Every method that leaves the machine raises `domain.errors.PlatformError`, whose `sent` says what
is known of the effect: "no" (it never left us, or there was none to have), "refused" (a clean
refusal), "unknown" (it may have happened: never send again blindly).
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import SecretStr

from domain.connection import Connection, Tokens
from domain.content import Version
from domain.form import Format
from domain.frozen import Frozen
from domain.platform import Platform
from platforms.material import MediaItem, MediaProfile
from platforms.values import (
    Account,
    Audience,
    Confidence,
    Grant,
    MetricsReading,
    OwnPost,
    OwnPosts,
    Part,
    ProbeResult,
    PublicAccount,
    RenderedPost,
    Submitted,
)

__all__ = [
    "Account",
    "Audience",
    "Confidence",
    "Grant",
    "MediaItem",
    "MediaProfile",
    "MetricsReading",
    "OwnPost",
    "OwnPosts",
    "Part",
    "ProbeResult",
    "PublicAccount",
    "RenderedPost",
    "Submitted",
]

Keep = Callable[[dict[str, str]], Awaitable[None]]
"""Persists the remote ids made so far; awaited before the call that builds on them."""
Gate = Callable[[], bool]
"""Asked at the last moment before the irreversible request leaves: False stops it unsent."""
InForce = Callable[[], Awaitable[Tokens]]
"""The grant as it is now, asked for before each call of a long reading; raises when it is over."""


class Files(Protocol):
    """The bytes of media by their sha256, proven to be those that were approved."""

    async def whole(self, sha256: str) -> bytes:
        """All of them; for pictures.

        Raises:
            NotFoundError: They are not here, or not what was approved.
        """
        ...

    async def part(self, sha256: str, start: int, length: int) -> bytes:
        """So many from there on, fewer at the end; for what is too large to hold.

        Raises:
            NotFoundError: They are not here.
        """
        ...


class PlatformSettings(Frozen):
    """Where one network is and as which app we speak to it; the assembly fills it from settings."""

    api_base: str = ""
    """Scheme and host; empty means the documented one. So for every base."""
    upload_base: str = ""
    """Where media are sent; empty means wherever the API says, as long as that is its own."""
    auth_base: str = ""
    token_base: str = ""
    analytics_base: str = ""
    """Where YouTube's numbers are asked for."""
    login: str = ""
    """How people sign in where there are two ways: "instagram" or "facebook"."""
    client_id: str
    client_secret: SecretStr
    is_sandbox: bool = False


class Renderer(Protocol):
    @property
    def limit(self) -> int:
        """The most characters a text may have, as the platform counts them."""
        ...

    @property
    def formats(self) -> Mapping[Format, MediaProfile]:
        """The formats it offers, each with what it takes beside the text."""
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
        files: Files,
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


class Continues(Protocol):
    """Lets something follow a post that is out: each part is an irreversible call of its own."""

    async def add_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,
        root_id: str,
        parent_id: str,
        gate: Gate,
    ) -> Submitted:
        """Send it below the post (`root_id`) and right after `parent_id`, once.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        ...

    async def find_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,
        root_id: str,
        parent_id: str,
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """As `Probe.probe`, for a part."""
        ...


class Deleter(Protocol):
    def refusal(self, connection: Connection) -> str | None:
        """Why this account's posts cannot be deleted from here, and what helps; None: they can."""
        ...

    async def delete(self, platform_post_id: str, tokens: Tokens, *, account_id: str) -> None:
        """Take a post off the platform; one that is gone already is no error.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        ...


class ReadsPublicAccounts(Protocol):
    async def read_public(
        self, handle: str, grant: InForce, *, account_id: str, most: int
    ) -> PublicAccount:
        """Another account by its public name, with so many of its newest posts.

        Raises:
            NotFoundError: There is none of that name that the platform shows.
            PlatformError: It could not be asked.
        """
        ...


class ReadsAudience(Protocol):
    async def read_audience(
        self, tokens: Tokens, *, account_id: str, since: datetime, until: datetime
    ) -> Audience: ...


class Connector(Protocol):
    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:
        """Where to send the person.

        Args:
            verifier: The secret of the proof key (RFC 7636), where the platform takes one.
        """
        ...

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant: ...

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """New tokens, or the same where it is too early; None: the grant is over for certain.

        None only for the platform's own words for that: it disconnects whoever shares the grant.

        Raises:
            PlatformError: Refused in other words, which may be about the app or the moment, or
                not answered. The grant is as good as it was.
        """
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
    continues: Continues | None = None
    deleter: Deleter | None = None
    public: ReadsPublicAccounts | None = None
    audience: ReadsAudience | None = None
