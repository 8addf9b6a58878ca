"""What adapters are handed and hand back: plain values of every platform. Knows no vendor."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from domain.connection import AccountKind, Tokens
from domain.form import ORDINARY, Form
from domain.frozen import Frozen
from domain.platform import Platform
from platforms.material import MediaItem

Confidence = Literal["high", "medium", "low", "none"]
"""How far a probe's "not there" can be trusted; only "high" settles an attempt as not sent."""


class Part(Frozen):
    """What follows a post once it is out: a further post of its thread, or its first comment."""

    kind: Literal["reply", "comment"]
    wire: str
    """As sent."""
    text: str
    """As readers see it."""
    character_count: int
    limit: int


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
    form: Form = ORDINARY
    parts: tuple[Part, ...] = ()
    """What follows it, in its order."""
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
    tokens: Tokens | None = None
    """Where each account has a grant of its own, as a Facebook Page; None: the person's."""


class Grant(Frozen):
    """What a person gave us on the consent page."""

    tokens: Tokens
    scopes: tuple[str, ...]
    accounts: tuple[Account, ...]


class PublicAccount(Frozen):
    """What anybody may know of an account, as the platform's API tells it."""

    platform: Platform
    account_id: str
    handle: str
    name: str
    followers: int | None = None
    posts: OwnPosts = OwnPosts(posts=())


class Audience(Frozen):
    """Of an account: its numbers over a time, and who its people are. Absent is unknown."""

    values: dict[str, int] = Field(default_factory=dict)
    """Canonical name (followers, impressions, reach, follows …) to value."""
    demographics: dict[str, dict[str, float]] = Field(default_factory=dict)
    """Dimension (age, gender, country, city, industry …) to group to count or share."""
    source: str = ""
    """The requests it came from, without secrets."""
