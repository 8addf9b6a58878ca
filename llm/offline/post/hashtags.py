"""Hashtags from the brand's words, its place, the occasion and its kind of shop; few of them."""

import re
import unicodedata

from domain.platform import Platform
from llm.offline import tongue
from llm.offline.post.rendering import city_in
from llm.offline.post.subject import Subject
from llm.offline.post.theme import tag_words
from llm.offline.sentences import says

TASTE = {
    Platform.INSTAGRAM: 7,
    Platform.FACEBOOK: 3,
    Platform.LINKEDIN: 4,
    Platform.X: 2,
    Platform.YOUTUBE: 4,
}
"""More than these read as begging."""


def hashtags(
    subject: Subject, keywords: tuple[str, ...], banned: tuple[str, ...], limit: int
) -> tuple[str, ...]:
    """At most `limit` tags, each with its "#", the telling ones first."""
    family = tongue.words(subject.language, "families")[subject.family]
    topic = re.sub(r"^(?:our|my|the|a|an|new)\s+", "", subject.spoken, flags=re.I)
    theme = tag_words(subject.theme, subject.language)
    wanted = [
        subject.name,
        *(subject.festival.tags[:1] if subject.festival else (subject.occasion,)),
        theme,
        topic if len(topic.split()) <= 4 else "",
        city_in(subject.city, subject.language),
        *(k for k in keywords[:2] if len(k.split()) <= 3),
        *(family["tags"] if subject.family != "default" else ()),
        *(subject.festival.tags[1:] if subject.festival else ()),
    ]
    found: dict[str, str] = {}
    for words in wanted:
        tag = as_tag(words)
        if tag and not says(words, banned) and not says(tag[1:], banned):
            found.setdefault(tag.lower(), tag)
    return tuple(found.values())[: max(limit, 0)]


def as_tag(words: str) -> str:
    """The words as one tag: masala chai is #MasalaChai; empty when nothing usable is left."""
    # vowel signs of Indic scripts are marks, not letters: without them the word is another one
    kept = [
        c if c.isalnum() or unicodedata.category(c)[0] == "M" else " "
        for c in words
        if c not in "'’"
    ]
    parts = "".join(kept).split()
    body = "".join(p if any(c.isupper() for c in p[1:]) else p[:1].upper() + p[1:] for p in parts)
    return f"#{body}" if 2 <= len(body) <= 40 and not body.isdigit() else ""
