"""What a person's message asks for, as a type. Decides nothing about how it is done."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from domain.brand import BrandProfile
from domain.budget import MOST
from domain.days import Days
from domain.frozen import Frozen
from domain.idea import MOST_IDEAS
from domain.look import Ratio, Style
from domain.period import Period
from domain.platform import Platform
from domain.rule import Aspect, Habit
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


class OfferedIdea(Frozen):
    """An idea that this conversation was offered last, by the number the person sees."""

    number: int
    title: str


class KnownRule(Frozen):
    """A rule of how the brand's posts are written, by the number the person sees in the list."""

    number: int
    aspect: Aspect
    words: str
    is_followed: bool
    """Accepted; else it is proposed and waits for an answer."""
    was_asked: bool = False
    """The team's last message asked about it; of a followed one, whether to drop it."""


class IntentInputs(Frozen):
    message: str
    now: AwareDatetime
    timezone: str
    brand: BrandProfile
    connected_platforms: tuple[Platform, ...] = ()
    open_drafts: tuple[OpenDraft, ...] = ()
    has_campaign: bool = False
    has_open_plan: bool = False
    """Posts of that campaign are still to come, so its plan can change."""
    approved_posts: tuple[ApprovedPost, ...] = ()
    pending_request: str = ""
    """An earlier request that was asked back about; the message may be the answer to it."""
    offered_ideas: tuple[OfferedIdea, ...] = ()
    rules: tuple[KnownRule, ...] = ()


class IntentKind(StrEnum):
    CAMPAIGN = "campaign"
    EDIT = "edit"
    REVISE_PLAN = "revise_plan"
    APPROVAL_ATTEMPT = "approval_attempt"
    WAITING = "waiting"
    HISTORY = "history"
    IDEAS = "ideas"
    REPORT = "report"
    RULES = "rules"
    SETUP = "setup"
    """Wants to tell of the business, or to be asked about it."""
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
    REPLACE_LINE = "replace_line"
    """The first or the last line in the person's words; the others stay."""
    ADD_PRICE = "add_price"
    REMOVE_PRICE = "remove_price"
    CHANGE_PRICE = "change_price"
    CHANGE_TIME = "change_time"
    CHANGE_PICTURE = "change_picture"
    REWRITE = "rewrite"
    """A change that names no rule this product knows; the instruction says what is meant."""


class Replacement(Frozen):
    old: str
    new: str


class PictureLook(Frozen):
    """How the picture of a post is to look; left out: as it is, or as usual."""

    style: Style | None = None
    ratio: Ratio | None = None
    carousel: bool | None = None
    """True: several cards to swipe; False: one picture again."""


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
    first_line: str | None = None
    """What stands in the place of the first line."""
    last_line: str | None = None
    price: str | None = None
    """The sum that a price is to say from now on, in digits: 45, 1250.50."""
    hashtags: tuple[str, ...] = ()
    """Named hashtags to add or remove, without the sign; empty means all of them."""
    keep_hashtags: tuple[str, ...] = ()
    """Named hashtags that stay when the others go."""
    day: date | None = None
    wall_time: str | None = None
    """HH:MM in the brand's zone."""
    picture: PictureLook | None = None


class EditRequest(Frozen):
    targets: tuple[int, ...] | Literal["all"] = "all"
    """Numbers as the person sees them."""
    instruction: str
    """The person's own words."""
    actions: tuple[EditAction, ...] = ()
    details: EditDetails = EditDetails()


Weekday = Annotated[int, Field(ge=0, le=6)]
"""Monday is 0."""


class PlanRevision(Frozen):
    """What the plan of the conversation's campaign shall be from now on; left out: as it is."""

    more: int = Field(default=0, ge=0, le=1000)
    """Posts to add on each platform: the named ones, else all of the plan."""
    posts: int | None = Field(default=None, ge=1, le=1000)
    """How many there shall be in all on each platform, those that are out counted."""
    per_week: float | None = Field(default=None, ge=0.1, le=21)
    """Posts a week; those still to come are spread anew."""
    platforms: tuple[Platform, ...] = ()
    """Beside a number of posts: where these go. Else: where each planned post shall go too."""
    until: date | None = None
    """Posts go on up to this day, as often as they do now."""
    start: date | None = None
    """The day of the first post still to come; the others keep their distance to it."""
    shift_days: int = Field(default=0, ge=-365, le=365)
    """By how many days every post moves; below 0 is earlier."""
    skip_weekdays: tuple[Weekday, ...] = ()
    """Days of the week without posts, Monday 0."""
    budget: float | None = Field(default=None, gt=0, le=MOST)
    """Rupees, in place of the sum that was planned."""


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


class IdeasAsked(Frozen):
    """Ideas that are wished for, or the one that is picked; nothing set: any, as many as usual."""

    n: int | None = Field(default=None, ge=1, le=MOST_IDEAS)
    start: date | None = None
    """The days they are for, where the message says so."""
    end: date | None = None
    pick: int | None = Field(default=None, ge=0)
    """The number of an offered idea that shall be carried out."""


OwnContact = Literal["phone", "whatsapp", "email", "website", "address", "hours"]


class RuleWish(Frozen):
    """What is to become of rules; nothing here approves a post."""

    act: Literal["list", "accept", "decline", "forget", "state"]
    numbers: tuple[int, ...] = ()
    """Of the rules that are meant; empty where none could be told, or all are listed."""
    habits: tuple[Habit, ...] = ()
    """Stated for always: the rules themselves."""
    platform: Platform | None = None
    """Where what is stated holds; None: everywhere."""
    own_contact: OwnContact | None = None
    """Stated for always: posts end with this of the brand's own, as its profile has it."""


class Problem(Frozen):
    """Something in the request that cannot be done as said, with what can be."""

    code: str
    """unknown_platform | past_date | past_time | bad_date | unsupported_language | unknown_draft |
    which_draft | past_festival | too_many_posts | unknown_festival_date | nothing_to_edit |
    decide_on_card | no_platform_left | day_to_avoid | one_at_a_time | left_as_it_is |
    one_subject | price_differs | no_posts | bad_time | unknown_period | far_festival |
    tight_stretch | no_new_posts | video_is_new |
    video_length

    one_at_a_time: different changes for different posts, or one that cannot be told for sure from
    what it is not to touch; nothing is changed. left_as_it_is: the message forbids the change.
    no_new_posts: it complains of the number of posts, or tells of the shop; nothing is planned."""
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
    skip_weekdays: tuple[Weekday, ...] = ()
    """Days of the week on which no post shall go out, Monday 0."""
    right_away: bool = False
    """The posts are to go out as soon as they are approved."""
    without_price: bool = False
    """The posts are to name no price."""
    without_offer: bool = False
    """The posts are to tell no offer, though the brand has one."""
    audience: str | None = None
    offer: str | None = None
    budget: float | None = Field(default=None, gt=0)
    """Rupees that may be spent on showing the posts to more people; no price of anything."""
    picture: PictureLook | None = None
    """How the pictures of the new posts are to look."""
    video: Literal[15, 30, 60] | None = None
    """The new posts are short videos of so many seconds: Reels, Shorts."""
    edit: EditRequest | None = None
    revision: PlanRevision | None = None
    about: tuple[int, ...] = ()
    """Numbers of the posts whose history is asked for; empty: of all."""
    report: ReportWish | None = None
    ideas: IdeasAsked | None = None
    rules: RuleWish | None = None
    problems: tuple[Problem, ...] = ()


INTENT = Task("intent", IntentInputs, Intent)
