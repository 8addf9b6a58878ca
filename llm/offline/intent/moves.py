"""A wish that a post go out at another time: to when, and which one when that is not plain."""

import re
from datetime import datetime

from llm.offline.intent import asks
from llm.offline.intent.hindi import means_all
from llm.offline.intent.numbering import numbers_in
from llm.offline.intent.offers import without_offers
from llm.offline.intent.when import read_when
from llm.tasks.intent import ApprovedPost, EditAction, IntentInputs, OpenDraft, Problem

A = EditAction
_POINTS_BACK = (
    r"\b(?:it|them|this|that|these|those|move|reschedule|postpone|shift|delay|push|change|instead"
    r"|the \w+ (?:one|post|draft)|(?:post|draft) #?\d+|#\d+)\b(?! (?:morning|afternoon|evening|week"
    r"|weekend|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)"
)
_NAMED = (
    r"\b(?:posts?|drafts?) #?\d{1,3}(?:(?: and|,) #?\d{1,3})*\b"
    r"|\bthe (?:first|second|third|fourth|fifth|last) (?:one|post|draft)\b"
    r"|\b(?:both|all)(?: of them| posts| drafts)?\b|\b(?:it|ise|isko|ko)\b|को|इसे"
)
_ALL = (
    r"\b(?:all|both|each|every(?:thing|one)|every (?:post|draft|one)|them|these|those|posts|drafts"
    r"|captions|ones)\b"
)


_DAY = (
    r"(?:the )?(?:day after tomorrow|tomorrow|today|yesterday|(?:next |this )?"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)?"
    r" (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*)"
    r"(?: (?:morning|afternoon|evening|night))?(?: at)?(?: \d{1,2}(?::\d\d)? ?(?:am|pm))?"
)
_HOUR = r"(?:at )?(?:\d{1,2}(?::\d\d)? ?(?:am|pm)|\d{1,2}:\d\d)"
_UNWANTED = re.compile(
    rf"\b{_HOUR}(?: ko)? nahin?(?=\W|$)|\b(?:not|instead of|rather than) {_HOUR}\b"
    rf"|\bfrom {_HOUR}(?= to\b)|"
    rf"\bfrom {_DAY}(?=,? (?:to|till|on to|onto)\b)"
    rf"|\b(?:not|instead of|rather than)(?: on)? {_DAY}\b"
    rf"|\b{_DAY}(?: ko)? (?:nahin?|not|mat|ki jagah|ke bajay|ke badle)(?=\W|$)"
    r"|\b(?:don'?t|do not|never) (?:post|publish|send|share|move|put) (?:it |this |that )?"
    rf"(?:on |to )?{_DAY}\b",
    re.IGNORECASE,
)


def moved(
    text: str, now: datetime, details: dict[str, object], actions: list[EditAction]
) -> tuple[Problem, ...]:
    """A new slot: only when the message is about when it goes out, not about words in the text."""
    if {A.REPLACE_TEXT, A.START_WITH, A.ADD_OFFER} & set(actions):
        return ()
    moves = (
        r"\b(?:move|reschedule|schedule|postpone|shift|delay|post|publish|send|put"
        r"|change|push|share|time|date|day|slot|instead|make it)\b"
    )
    says = r"\b(?:mention|say|add|include|write|tell)\b"
    when = read_when(without_unwanted(without_offers(text)), now)
    if not (when.dates or when.wall_times or when.problems) or not re.search(moves, text, re.I):
        return ()
    if re.search(says, text, re.I) and not re.search(
        r"\b(?:move|reschedule|schedule|postpone)\b", text, re.I
    ):
        return ()
    actions.append(A.CHANGE_TIME)
    details["day"] = when.dates[0] if when.dates else None
    details["wall_time"] = when.wall_times[0] if when.wall_times else None
    return tuple(when.problems)


def without_unwanted(text: str) -> str:
    """The text with the days blanked out that it is to leave: “from Friday”, “not tomorrow”."""
    gone = " ".join(match.group() for match in _UNWANTED.finditer(text))
    left = _UNWANTED.sub(lambda match: " " * len(match.group()), text)
    if half := re.search(r"\d ?([ap]m)\b", gone, re.I):  # “not 7 pm, at 8” is 8 in the evening
        left = re.sub(
            r"\bat (\d{1,2})(?! ?(?:am|pm|[:.\d]))", rf"at \1 {half[1]}", left, flags=re.I
        )
    return left


def as_move(text: str, now: datetime) -> str:
    """A bare day or hour, or one with the post it is for, is when that is to go out."""
    if len(text) > 60:
        return text
    when = read_when(without_offers(text), now)
    left = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in when.spans))
    left = re.sub(_NAMED, "", left, flags=re.I)
    idle = re.sub(r"\b(?:at|on|in|the|by|for|to|ok|please)\b", "", left, flags=re.I)
    bare = not re.search(r"\w", idle) or (len(idle.split()) == 1 and means_all(idle))
    return f"move it to {text}" if when.spans and bare else text


def names_subject(text: str) -> bool:
    """What a post is to be about, and no word for one that is there: a wish for a new one."""
    topic = asks.topic_in(text, None)
    return bool(re.search(r"[^\W\d]{3,}", topic)) and not re.search(_POINTS_BACK, text, re.I)


def which_to_move(
    text: str, inputs: IntentInputs, targets: tuple[int, ...] | str
) -> tuple[Problem, ...]:
    """Posts that go out at different times are not all moved to one unless that was said."""
    posts = _movable(inputs)
    known = sorted(post.number for post in posts)
    meant = [p for p in posts if targets == "all" or p.number in targets]
    if len({p.publish_at for p in meant}) < 2 or numbers_in(text, known) or _all(text):
        return ()
    names = ", ".join(str(post.number) for post in meant)
    message = (
        f"Posts {names} go out at different times, so I moved none of them. Which one is meant? "
        f"Say for example “post {meant[0].number} on Friday at 7 pm”, or “all on Friday at 7 pm”."
    )
    return (Problem(code="which_draft", message=message),)


def _movable(inputs: IntentInputs) -> list[OpenDraft | ApprovedPost]:
    """What waits for approval; where nothing does, what is approved and not out yet."""
    to_come = (p for p in inputs.approved_posts if p.publish_at and p.publish_at > inputs.now)
    return [*inputs.open_drafts] or [*to_come]


def _all(text: str) -> bool:
    return re.search(_ALL, text, re.I) is not None or means_all(text)
