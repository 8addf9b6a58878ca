"""A change to one post as a person wished it: the types. The slot is not part of it."""

from datetime import date

from pydantic import Field

from domain.brand import BrandProfile
from domain.content import Claim
from domain.frozen import Frozen
from domain.platform import Platform
from llm.port import Task
from llm.tasks.intent import EditRequest


class CurrentPost(Frozen):
    text: str
    hashtags: tuple[str, ...] = ()
    first_comment: str | None = None
    alt_text: str | None = None
    claims: tuple[Claim, ...] | None = None
    """What the text states, with sources, when a change wrote it anew; None: as before."""


class EditPostInputs(Frozen):
    brand: BrandProfile
    platform: Platform
    language: str = "en"
    current: CurrentPost
    instruction: str
    edit: EditRequest
    max_chars: int = Field(ge=40)
    """As the platform counts: text, a blank line and the hashtags together."""
    max_hashtags: int = Field(ge=0)
    goes_out: date | None = None
    """The day of the post in the brand's zone: a fact that has ended by then is none."""


class NotDone(Frozen):
    wish: str
    why: str


class EditedPost(Frozen):
    text: str
    hashtags: tuple[str, ...] = ()
    first_comment: str | None = None
    alt_text: str | None = None
    language: str | None = None
    """The language it is in now; None: as before."""
    claims: tuple[Claim, ...] | None = None
    """What it states now, with sources, when it was written anew; None: what is left of before."""
    done: tuple[str, ...] = ()
    """What was changed, one line each. A wish about the time is left to whoever moves the slot."""
    not_done: tuple[NotDone, ...] = ()


EDIT_POST = Task("edit_post", EditPostInputs, EditedPost)
