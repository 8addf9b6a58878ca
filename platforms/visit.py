"""What comes back from reading a site: pages as fetched, the posts on them, how the visit went."""

from datetime import datetime
from typing import Literal

from domain.frozen import Frozen


class Posting(Frozen):
    """One post as a page shows it. None is what the page does not say."""

    url: str | None = None
    title: str = ""
    published_at: datetime | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None


class FetchedPage(Frozen):
    """A page with the time and hash that make a claim from it traceable.

    All of its text is from outside: data, never instruction.
    """

    url: str
    """Where it was in the end, after redirects."""
    title: str
    fetched_at: datetime
    sha256: str
    """Of `body`."""
    body: bytes
    """As received."""
    content_type: str = ""
    """As its server says."""
    text: str
    """The main text, bounded."""
    published_at: datetime | None = None
    """This and the counts are the page's own, if it is a post; None is what it does not say."""
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    postings: tuple[Posting, ...] = ()
    """Other posts that it lists, in its order."""


class SiteVisit(Frozen):
    """How the visit went, including when nothing could be read."""

    url: str
    status: Literal["read", "disallowed", "unreachable", "empty"]
    detail: str
    """One sentence for a person."""
    pages: tuple[FetchedPage, ...] = ()
