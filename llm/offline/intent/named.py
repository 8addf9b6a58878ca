"""Which posts a clause names, in whatever way. Knows nothing of what is wanted of them."""

import re
from datetime import datetime

from llm.offline.intent.hindi import in_english, means_all
from llm.offline.intent.mention import Mention, mention_in
from llm.offline.intent.message import QUOTED, platforms_in
from llm.offline.intent.naming import fitting, posts_of
from llm.offline.intent.numbering import numbers_in
from llm.offline.intent.prices import priced_in
from llm.tasks.intent import IntentInputs

_QUOTED = rf"{QUOTED}|'[^']{{2,80}}'"
_NOUN = r"(?:posts?|drafts?|ones?|captions?|wali|wala|wale|vali|vala|version)"
_ALL = (
    r"\b(?:all|both|everything|every (?:post|draft|one)|each)\b(?! (?:the )?(?:hash|emoji|price))"
)
_BARE_NUMBER = r"^#?(\d{1,2})(?= (?:(?:to|in) (?:Hindi|English|hindi|english)|shorter|longer|ko)\b)"
_OTHERS = (
    r"\b(?:the )?(?:others?|rest|remaining)(?: (?:ones?|posts?|drafts?|two|three))?\b"
    r"|\b(?:baaki|baki)\b|बाकी|बाक़ी"
)


def named_in(clause: str, inputs: IntentInputs, now: datetime) -> frozenset[int]:
    """The numbers of the posts that are there and are named; empty when none is."""
    bare = re.sub(_QUOTED, " ", clause)
    known = [post.number for post in posts_of(inputs)]
    bare = re.sub(_BARE_NUMBER, r"post \1", bare)
    numbers = numbers_in(in_english(bare), sorted(d.number for d in inputs.open_drafts) or known)
    if numbers:
        return frozenset(numbers) & frozenset(known)
    return _by_subject(bare, inputs, now) or _of_price(bare, inputs) or _by_platform(bare, inputs)


def says_all(clause: str) -> bool:
    bare = re.sub(_QUOTED, " ", clause)
    return bool(re.search(_ALL, bare, re.I)) or means_all(bare)


def says_others(clause: str) -> bool:
    return re.search(_OTHERS, clause, re.IGNORECASE) is not None


def about(subject: str, inputs: IntentInputs) -> frozenset[int]:
    """The posts that these words alone are the name of."""
    mention = Mention(subject, (), "", is_definite=True)
    return frozenset(post.number for post in fitting(mention, inputs))


def _by_subject(clause: str, inputs: IntentInputs, now: datetime) -> frozenset[int]:
    found: set[int] = set()
    left = clause
    for _ in range(4):
        mention = mention_in(left, now)
        if mention is None or mention.rest == left:
            break
        found |= {post.number for post in fitting(mention, inputs)}
        left = mention.rest
    return frozenset(found)


def _of_price(clause: str, inputs: IntentInputs) -> frozenset[int]:
    subject = priced_in(clause)
    return about(subject, inputs) if subject else frozenset()


def _by_platform(clause: str, inputs: IntentInputs) -> frozenset[int]:
    meant = {
        mention.platform
        for mention in platforms_in(clause)
        if re.match(rf"\s*{_NOUN}\b", clause[mention.end :], re.IGNORECASE)
    }
    return frozenset(post.number for post in posts_of(inputs) if post.platform in meant)
