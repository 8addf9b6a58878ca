"""Which of the posts that are there a name means: by subject, by words in them, by day."""

import re
from functools import cache

from domain.brand import BrandProfile
from domain.devanagari import fold
from domain.lettering import IN_WORD, has_word
from domain.times import zone
from llm.offline import festivals, library
from llm.offline.intent.asks import products_in
from llm.offline.intent.mention import Mention
from llm.offline.intent.message import distance
from llm.tasks.intent import ApprovedPost, IntentInputs, OpenDraft

Post = OpenDraft | ApprovedPost
_MISTYPED = 6
"""Letters from which on a word with one slip is still the word."""


def posts_of(inputs: IntentInputs) -> list[Post]:
    """All posts that are there, in the order of their numbers."""
    return sorted([*inputs.open_drafts, *inputs.approved_posts], key=lambda post: post.number)


def is_out(post: Post) -> bool:
    return isinstance(post, ApprovedPost) and post.is_out


def fitting(mention: Mention, inputs: IntentInputs) -> list[Post]:
    """The posts that the name fits; those that are out only when no other one does."""
    posts = posts_of(inputs)
    to_come = [post for post in posts if not is_out(post)]
    out = [post for post in posts if is_out(post)]
    return _named(mention, to_come, inputs) or _named(mention, out, inputs)


def tells_nothing(posts: list[Post]) -> bool:
    """Whether it is not known of any of them what it is about."""
    return not any(post.about or post.says for post in posts)


def _named(mention: Mention, posts: list[Post], inputs: IntentInputs) -> list[Post]:
    if mention.days:
        posts = _of_day(mention, posts, inputs)
    if not mention.subject:
        return posts
    # what it was asked to be about goes before a word that happens to stand in it
    about = [p for p in posts if _fits(mention.subject, p.about, inputs.brand)]
    return about or [
        p for p in posts if _fits(mention.subject, f"{p.about}\n{p.says}", inputs.brand)
    ]


def _of_day(mention: Mention, posts: list[Post], inputs: IntentInputs) -> list[Post]:
    here = zone(inputs.timezone)
    for day in mention.days:
        found = [p for p in posts if p.publish_at and p.publish_at.astimezone(here).date() == day]
        if found:
            return found
    return []


def _fits(subject: str, text: str, brand: BrandProfile) -> bool:
    """Whether the text is about all that the subject names."""
    if not text.strip():
        return False
    wanted = _festivals_in(subject)
    if wanted and not wanted <= _festivals_in(text):
        return False
    products = set(products_in(subject, brand))
    if products and products <= set(products_in(text, brand)):
        return True
    there = _words(text)
    left = _words(_without_festivals(subject)) - _idle()
    return all(_is_there(word, there) for word in left) and bool(wanted or left)


def _is_there(word: str, there: set[str]) -> bool:
    if word in there:
        return True
    return len(word) >= _MISTYPED and any(
        len(other) >= _MISTYPED and distance(word, other) <= 1 for other in there
    )


def _words(text: str) -> set[str]:
    """The words in the form in which spellings meet, without the s of a plural."""
    found = (fold(word) for word in re.findall(rf"[^\W_]{IN_WORD}*", text.replace("'s", "")))
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in found}


@cache
def _idle() -> frozenset[str]:
    return frozenset(_words(" ".join(library.read("en/reading")["beside"])))


@cache
def _folded_festivals() -> dict[str, str]:
    return {
        fold(alias): found[0][2].name
        for alias in festivals.names()
        if (found := festivals.find(alias))
    }


def _festivals_in(text: str) -> set[str]:
    folded = fold(text)
    spelled = {name for alias, name in _folded_festivals().items() if has_word(folded, alias)}
    return spelled | {festival.name for _, _, festival in festivals.find(text)}


def _without_festivals(text: str) -> str:
    folded = fold(text)
    for alias in sorted(_folded_festivals(), key=len, reverse=True):
        if has_word(folded, alias):
            folded = re.sub(rf"(?<!\w){re.escape(alias)}(?!\w)", " ", folded)
    return folded
