"""A post of the brand's own history, and a reference: such a post with the reason it was chosen."""

from datetime import datetime

from domain.frozen import Frozen
from domain.platform import Platform


class Post(Frozen):
    """One post as imported or published. Counts are None when the source did not say."""

    id: str
    workspace_id: str
    brand_id: str
    platform: Platform
    platform_post_id: str | None = None
    text: str
    """The caption as imported: NFC, trimmed, without a hashtags column."""
    hashtags: tuple[str, ...] = ()
    published_at: datetime | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    impressions: int | None = None
    reach: int | None = None
    ers: float | None = None
    partial: bool = False
    """True when a count that the score needs was missing and taken as 0."""
    registers: tuple[str, ...] = ()
    source: str = "import"


class Reference(Frozen):
    """A post chosen to learn from, with its whole explanation (contracts: /esg/search)."""

    post_id: str
    text: str
    platform: Platform
    published_at: datetime | None = None
    similarity: float
    ers: float
    combined: float
    rank_semantic: int
    rank: int
    why: str
