"""What a person's message asks for, as a type. Decides nothing about how it is done."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

from domain.brand import BrandProfile
from domain.days import Days
from domain.frozen import Frozen
from domain.period import Period
from domain.platform import Platform
from llm.port import Task


class OpenDraft(Frozen):
    """A draft whose approval is open, by the number the person sees."""

    number: int
    platform: Platform
    language: str = "en"
    publish_at: AwareDatetime | None = None
    """When it goes out; None as soon as it is approved."""
    about: str = ""
    """What it was asked to be about: topic, occasion, products, offer."""
    says: str = ""
    """Its text, or the beginning of a long one."""


class ApprovedPost(Frozen):
    """An approved post, by the number the person sees."""

    number: int
    platform: Platform
    publish_at: AwareDatetime | None = None
    about: str = ""
    says: str = ""
    is_out: bool = False
    """It was handed to the platform: nothing here takes it back any more."""


class IntentInputs(Frozen):
    message: str
    now: AwareDatetime
    timezone: str
    brand: BrandProfile
    connected_platforms: tuple[Platform, ...] = ()
    open_drafts: tuple[OpenDraft, ...] = ()
    has_campaign: bool = False
    approved_posts: tuple[ApprovedPost, ...] = ()
    pending_request: str = ""
    """An earlier request that was asked back about; the message may be the answer to it."""


class IntentKind(StrEnum):
    CAMPAIGN = "campaign"
    EDIT = "edit"
    APPROVAL_ATTEMPT = "approval_attempt"
    WAITING = "waiting"
    HISTORY = "history"
    REPORT = "report"
    QUESTION = "question"
    GREETING = "greeting"
    UNCLEAR = "unclear"


class EditAction(StrEnum):
    SHORTER = "shorter"
    LONGER = "longer"
    ADD_OFFER = "add_offer"
    CHANGE_TONE = "change_tone"
    TRANSLATE = "translate"
    REMOVE_HASHTAGS = "remove_hashtags"
    ADD_HASHTAGS = "add_hashtags"
    REMOVE_EMOJI = "remove_emoji"
    ADD_EMOJI = "add_emoji"
    REPLACE_TEXT = "replace_text"
    ADD_TEXT = "add_text"
    REMOVE_TEXT = "remove_text"
    START_WITH = "start_with"
    ADD_PRICE = "add_price"
    REMOVE_PRICE = "remove_price"
    CHANGE_PRICE = "change_price"
    CHANGE_TIME = "change_time"
    REWRITE = "rewrite"
    """A change that names no rule this product knows; the instruction says what is meant."""


class Replacement(Frozen):
    old: str
    new: str


class EditDetails(Frozen):
    """The words that the actions need, as the person gave them."""

    offer: str | None = None
    tone: str | None = None
    language: str | None = None
    replacements: tuple[Replacement, ...] = ()
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    """What a sentence mentions to be taken out."""
    start_with: str | None = None
    price: str | None = None
    """The sum that a price is to say from now on, in digits: 45, 1250.50."""
    hashtags: tuple[str, ...] = ()
    """Named hashtags to add or remove, without the sign; empty means all of them."""
    keep_hashtags: tuple[str, ...] = ()
    """Named hashtags that stay when the others go."""
    day: date | None = None
    wall_time: str | None = None
    """HH:MM in the brand's zone."""


class EditRequest(Frozen):
    targets: tuple[int, ...] | Literal["all"] = "all"
    """Numbers as the person sees them."""
    instruction: str
    """The person's own words."""
    actions: tuple[EditAction, ...] = ()
    details: EditDetails = EditDetails()


class ReportWish(Frozen):
    """Whose results are asked for; nothing set means what the conversation is about."""

    period: Period | None = None
    days: Days | None = None
    """Where the time was named by dates, a month or a year."""
    about: tuple[int, ...] = ()
    """Numbers of posts as the person sees them."""
    platforms: tuple[Platform, ...] = ()
    everything: bool = False
    """All posts of the brand, whatever this conversation is about."""


class Problem(Frozen):
    """Something in the request that cannot be done as said, with what can be."""

    code: str
    """unknown_platform | past_date | past_time | bad_date | unsupported_language | unknown_draft |
    which_draft | past_festival | too_many_posts | unknown_festival_date | nothing_to_edit |
    decide_on_card | no_platform_left | day_to_avoid | one_at_a_time | left_as_it_is |
    one_subject | price_differs | no_posts | bad_time | unknown_period | far_festival

    one_at_a_time: different changes for different posts, or one that cannot be told for sure from
    what it is not to touch; nothing is changed. left_as_it_is: the message forbids the change."""
    message: str
    blocking: bool = True
    """True when work cannot start before the person answers."""


class Intent(Frozen):
    kind: IntentKind
    objective: str = ""
    topic: str = ""
    """What the posts are about, in the person's words."""
    platforms: tuple[Platform, ...] = ()
    count: int | None = Field(default=None, ge=1)
    """Posts asked for; each goes out on every platform named."""
    per_platform: dict[Platform, int] = Field(default_factory=dict)
    """Set when different platforms were given their own numbers."""
    languages: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    """Names of the brand's own products that were mentioned."""
    tone: str | None = None
    occasion: str | None = None
    dates: tuple[date, ...] = ()
    wall_times: tuple[str, ...] = ()
    """HH:MM in the brand's zone."""
    right_away: bool = False
    """The posts are to go out as soon as they are approved."""
    without_price: bool = False
    """The posts are to name no price."""
    audience: str | None = None
    offer: str | None = None
    edit: EditRequest | None = None
    about: tuple[int, ...] = ()
    """Numbers of the posts whose history is asked for; empty: of all."""
    report: ReportWish | None = None
    problems: tuple[Problem, ...] = ()


INTENT = Task("intent", IntentInputs, Intent)
