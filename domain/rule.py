"""A rule of how a brand's posts are written: learned or stated, applied once accepted."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.emoji import EMOJI
from domain.frozen import Frozen
from domain.language import TITLES
from domain.platform import Platform


class Aspect(StrEnum):
    """What of a post a rule is about. The value of each says what is wished."""

    NO_EXCLAMATION = "no_exclamation"
    NO_EMOJI = "no_emoji"
    ADD_EMOJI = "add_emoji"
    MOST_HASHTAGS = "most_hashtags"
    NO_HASHTAG = "no_hashtag"
    ADD_HASHTAG = "add_hashtag"
    REPLACE = "replace"
    LEAVE_OUT = "leave_out"
    LENGTH = "length"
    OPENING = "opening"
    SIGN_OFF = "sign_off"
    CALL_TO_ACTION = "call_to_action"
    NO_PRICE = "no_price"
    ADD_PRICE = "add_price"
    NO_CAPITALS = "no_capitals"
    NO_ELLIPSIS = "no_ellipsis"
    NO_DASHES = "no_dashes"
    ONE_PARAGRAPH = "one_paragraph"
    LINE_PER_SENTENCE = "line_per_sentence"
    INFORMAL = "informal"
    NO_OPENING_QUESTION = "no_opening_question"


class RuleStatus(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DELETED = "deleted"


A = Aspect
_NEEDS: dict[Aspect, tuple[str, ...]] = {
    A.ADD_EMOJI: ("text",),
    A.MOST_HASHTAGS: ("most",),
    A.NO_HASHTAG: ("text",),
    A.ADD_HASHTAG: ("text",),
    A.REPLACE: ("old", "text"),
    A.LEAVE_OUT: ("old",),
    A.LENGTH: ("most",),
    A.OPENING: ("text",),
    A.SIGN_OFF: ("text",),
    A.CALL_TO_ACTION: ("text",),
}
"""Which parameters an aspect takes; all others take none."""
SHORTEST = 40
"""Characters below which no author is asked to write a post."""


class Params(Frozen):
    """What an aspect needs to be applied."""

    old: str | None = Field(default=None, min_length=1, max_length=80)
    """Words to take out."""
    text: str | None = Field(default=None, min_length=1, max_length=300)
    """Words, an emoji, or a hashtag with its sign, to put in or (`no_hashtag`) to leave out."""
    most: int | None = Field(default=None, ge=0, le=5_000)
    """Hashtags, or characters of the text."""


class Habit(Frozen):
    """What somebody always does to drafts, and what would have to be done for them.

    Raises:
        ValidationError: The parameters are not those that the aspect takes.
    """

    aspect: Aspect
    params: Params = Params()

    @model_validator(mode="after")
    def _takes_its_parameters(self) -> Self:
        given = {name for name, value in self.params.model_dump().items() if value is not None}
        needed = set(_NEEDS.get(self.aspect, ()))
        if given != needed:
            takes = " and ".join(sorted(needed)) or "no parameters"
            raise ValueError(f"{self.aspect.value} takes {takes}")
        if problem := _unfit(self):
            raise ValueError(problem)
        return self


class Evidence(Frozen):
    """What a rule was learned from. Of posts that wait still, nothing is counted."""

    edited: tuple[str, ...] = ()
    """Ids of the content in which a person did so by hand, newest first."""
    wished: tuple[str, ...] = ()
    """Ids of the content in which it was asked for in the chat; one message counts once."""
    acts: int = 0
    """Edits and messages."""
    occasions: int = 0
    """How often it could have been done."""
    against: tuple[str, ...] = ()
    """Ids of the content in which a person did the opposite since it was accepted."""


class BrandRule(Frozen):
    id: str
    workspace_id: str
    brand_id: str
    habit: Habit
    platform: Platform | None = None
    """Only there; None: everywhere."""
    language: str | None = None
    """Only in this language; None: in all."""
    status: RuleStatus
    evidence: Evidence = Evidence()
    created_at: datetime
    created_by: str | None = None
    """Who stated it; None: it was noticed."""
    decided_at: datetime | None = None
    decided_by: str | None = None
    told_in: str | None = None
    """The run that told of the proposal, or of the doubt; None: nobody was told yet."""

    @property
    def is_doubted(self) -> bool:
        """Whether to propose that it be dropped: people put back what it takes out, twice."""
        return self.status is RuleStatus.ACCEPTED and len(self.evidence.against) >= DOUBTED_AFTER

    def holds_for(self, platform: Platform, language: str) -> bool:
        return self.platform in (None, platform) and self.language in (None, language)


DOUBTED_AFTER = 2
"""Posts; a single one may be an exception."""


def rule_words(habit: Habit) -> str:
    """The rule as a person would write it on a list: “no exclamation marks”."""
    return _RULES[habit.aspect].format(**habit.params.model_dump())


def habit_words(habit: Habit) -> str:
    """What the person does, after “you always”: “remove exclamation marks”."""
    return _HABITS[habit.aspect].format(**habit.params.model_dump())


def subject_words(habit: Habit) -> str:
    """What the rule is about, by which a person can name it: “exclamation marks”.

    Empty where its own words would not tell it, as those of two letters.
    """
    if habit.aspect in (A.NO_HASHTAG, A.ADD_HASHTAG, A.REPLACE, A.LEAVE_OUT):
        own = (habit.params.old or habit.params.text or "").strip()
        is_plain = not set(own) & set(".!?\"'“”") and any(len(w) >= _TELLING for w in own.split())
        return own if is_plain else ""
    return _SUBJECTS.get(habit.aspect, "")


def scope_words(rule: BrandRule) -> str:
    """Where it holds, with a space before; empty for everywhere."""
    where = f" on {rule.platform.title}" if rule.platform else ""
    return where + (f" in {TITLES.get(rule.language, rule.language)}" if rule.language else "")


def _unfit(habit: Habit) -> str:
    """Why the parameters cannot be applied; empty when they can."""
    params, text = habit.params, habit.params.text or ""
    tags = habit.aspect in (A.NO_HASHTAG, A.ADD_HASHTAG)
    if tags and (not text.startswith("#") or len(text) < 2 or len(text.split()) != 1):
        return "text has to be one hashtag with its sign, for example #chai"
    if habit.aspect is A.ADD_EMOJI and not EMOJI.fullmatch(text):
        return "text has to be one emoji"
    if habit.aspect is A.LENGTH and (params.most or 0) < SHORTEST:
        return f"most has to be {SHORTEST} characters or more"
    if params.old is not None and any(c.isdigit() or c in "₹@#/\n" for c in params.old):
        return "old has to be plain words: no number, price, link, name or hashtag is replaced"
    return "" if all(v is None or str(v).strip() for v in (params.old, params.text)) else "empty"


_RULES = {
    A.NO_EXCLAMATION: "no exclamation marks",
    A.NO_EMOJI: "no emoji",
    A.ADD_EMOJI: "always {text}",
    A.MOST_HASHTAGS: "at most {most} hashtags",
    A.NO_HASHTAG: "never {text}",
    A.ADD_HASHTAG: "always {text}",
    A.REPLACE: "“{text}” instead of “{old}”",
    A.LEAVE_OUT: "never “{old}”",
    A.LENGTH: "about {most} characters at most",
    A.OPENING: "begin with “{text}”",
    A.SIGN_OFF: "end with “{text}”",
    A.CALL_TO_ACTION: "“{text}” as the call to action",
    A.NO_PRICE: "no prices",
    A.ADD_PRICE: "always the price",
    A.NO_CAPITALS: "no words in capitals",
    A.NO_ELLIPSIS: "no trailing dots",
    A.NO_DASHES: "no dashes",
    A.ONE_PARAGRAPH: "everything in one paragraph",
    A.LINE_PER_SENTENCE: "a line for each sentence",
    A.INFORMAL: "tum instead of aap",
    A.NO_OPENING_QUESTION: "no question in the first line",
}
_TELLING = 4
"""Letters of a word by which a rule is told from others."""
_SUBJECTS = {
    A.NO_EXCLAMATION: "exclamation marks",
    A.NO_EMOJI: "emoji",
    A.ADD_EMOJI: "emoji",
    A.MOST_HASHTAGS: "hashtags",
    A.LENGTH: "the length",
    A.OPENING: "the opening",
    A.SIGN_OFF: "the sign-off",
    A.CALL_TO_ACTION: "the call to action",
    A.NO_PRICE: "prices",
    A.ADD_PRICE: "prices",
    A.NO_CAPITALS: "capitals",
    A.NO_ELLIPSIS: "dots",
    A.NO_DASHES: "dashes",
    A.ONE_PARAGRAPH: "paragraphs",
    A.LINE_PER_SENTENCE: "line breaks",
    A.INFORMAL: "tum",
    A.NO_OPENING_QUESTION: "questions",
}
_HABITS = {
    A.NO_EXCLAMATION: "remove exclamation marks",
    A.NO_EMOJI: "remove emoji",
    A.ADD_EMOJI: "add {text}",
    A.MOST_HASHTAGS: "keep at most {most} hashtags",
    A.NO_HASHTAG: "remove {text}",
    A.ADD_HASHTAG: "add {text}",
    A.REPLACE: "write “{text}” instead of “{old}”",
    A.LEAVE_OUT: "take out “{old}”",
    A.LENGTH: "shorten the text to about {most} characters",
    A.OPENING: "begin with “{text}”",
    A.SIGN_OFF: "end with “{text}”",
    A.CALL_TO_ACTION: "make “{text}” the last line",
    A.NO_PRICE: "remove prices",
    A.ADD_PRICE: "add the price",
    A.NO_CAPITALS: "write words in capitals small",
    A.NO_ELLIPSIS: "remove trailing dots",
    A.NO_DASHES: "remove dashes",
    A.ONE_PARAGRAPH: "join the lines into one paragraph",
    A.LINE_PER_SENTENCE: "give each sentence a line of its own",
    A.INFORMAL: "write tum instead of aap",
    A.NO_OPENING_QUESTION: "remove a question from the first line",
}
