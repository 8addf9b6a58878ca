"""The form of a post beside its words and media: where it is shown, and what stands with it.

Everything here is part of what a person approves. Which platform takes what is the platforms
package's to say.
"""

from enum import StrEnum

from pydantic import Field, field_validator

from domain.frozen import Frozen
from domain.times import GivenInstant


class Format(StrEnum):
    """How a platform shows a post. What an ordinary one carries follows from its media."""

    POST = "post"
    REEL = "reel"
    STORY = "story"
    SHORT = "short"
    THREAD = "thread"


class Privacy(StrEnum):
    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"


class Place(Frozen):
    """A location, by its platform's own id."""

    id: str = Field(min_length=1, max_length=100)
    name: str = Field(default="", max_length=200)


class Mention(Frozen):
    """A person or page that the text names: "@name" there becomes the platform's mention."""

    name: str = Field(min_length=1, max_length=200)
    """As it stands in the text, without "@"."""
    id: str = Field(min_length=1, max_length=200)
    """By which the platform knows them: a URN on LinkedIn, a user name on Instagram."""


class Link(Frozen):
    """A web page shown as a card below the text."""

    url: str = Field(max_length=2_000, pattern=r"^https?://")
    title: str = Field(default="", max_length=400)
    description: str = Field(default="", max_length=4_000)


class Video(Frozen):
    """What a video needs to be told beside its bytes."""

    tags: tuple[str, ...] = Field(default=(), max_length=100)
    category: str | None = Field(default=None, max_length=10)
    """A YouTube category by its number."""
    privacy: Privacy | None = None
    """None: public."""
    public_at: GivenInstant | None = None
    """When the platform itself shows a video that went up as private."""
    made_for_kids: bool | None = None
    cover_ms: int | None = Field(default=None, ge=0)
    """Which moment of it is its cover, milliseconds from its start."""
    in_feed: bool | None = None
    """Whether a Reel is shown in the feed too."""


class Form(Frozen):
    format: Format = Format.POST
    title: str | None = Field(default=None, max_length=400)
    """Of a video, a document or an article."""
    link: Link | None = None
    thread: tuple[str, ...] = Field(default=(), max_length=24)
    """The posts that follow the first, in their order."""
    place: Place | None = None
    mentions: tuple[Mention, ...] = Field(default=(), max_length=50)
    alt_texts: tuple[str, ...] = Field(default=(), max_length=20)
    """Of each medium, in their order; where it is short, the version's own is of the first."""
    video: Video | None = None

    @field_validator("thread")
    @classmethod
    def _says_something(cls, parts: tuple[str, ...]) -> tuple[str, ...]:
        if any(not part.strip() for part in parts):
            raise ValueError("a post of the thread is empty")
        return parts

    @property
    def words(self) -> tuple[str, ...]:
        """Every text in it that readers may see, to be checked as the post's own text is."""
        link = (self.link.title, self.link.description) if self.link else ()
        tags = self.video.tags if self.video else ()
        names = (*(m.name for m in self.mentions), self.place.name if self.place else "")
        found = (self.title or "", *link, *self.thread, *self.alt_texts, *tags, *names)
        return tuple(text for text in found if text)


ORDINARY = Form()
