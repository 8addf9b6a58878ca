"""Posts for days of mourning and for solemn days: respect, and nothing for sale.

No joke, no emoji, no product, price or offer stands in them, whatever else was asked for.
"""

import re
from itertools import islice

from domain.register import Register
from llm.offline import tongue
from llm.offline.choice import digest
from llm.offline.counting import fits
from llm.offline.post.hashtags import TASTE, as_tag
from llm.offline.post.lines import needs
from llm.offline.post.subject import Subject
from llm.offline.post.varying import worded
from llm.offline.sentences import closed, each_opened, filled_in, opened, says, words
from llm.tasks.social_post import DraftVariation, SocialPostInputs, SocialPosts

SILENT = "It is a day of mourning: the posts say nothing of products, prices or offers."
_REGISTERS = (
    Register.GRATITUDE,
    Register.VULNERABILITY,
    Register.BELONGING,
    Register.NOSTALGIA,
    Register.ASPIRATION,
)


def remembers(subject: Subject, topic: str) -> bool:
    """Whether the post is for such a day: one of mourning, or a solemn one and nothing else."""
    festival = subject.festival
    if festival is None:
        return bool(re.search(_mourning(), f"{topic} {subject.occasion}", re.IGNORECASE))
    about_the_day = not subject.offer and subject.product is None and not subject.news
    return festival.mourning or (festival.solemn and about_the_day)


def remember(inputs: SocialPostInputs, subject: Subject) -> SocialPosts:
    mourned = subject.festival is None or subject.festival.mourning
    phrases = tongue.words(subject.language, "phrases")["mourning" if mourned else "solemn"]
    registers = islice(_REGISTERS, inputs.variation_count)
    drafts = tuple(
        _draft(inputs, subject, phrases, place, register)
        for place, register in enumerate(registers)
    )
    return SocialPosts(variations=drafts, learned=_left_out(subject, inputs.entry.topic))


def _left_out(subject: Subject, topic: str) -> tuple[str, ...]:
    asked = subject.product is not None and bool(words(subject.product.name) & words(topic))
    if not (subject.offer or asked):
        return ()
    return (SILENT,)


def _draft(
    inputs: SocialPostInputs,
    subject: Subject,
    phrases: dict[str, list[str]],
    place: int,
    register: Register,
) -> DraftVariation:
    banned = inputs.brand.brand_voice.avoid_words
    turn = digest(subject.name) + inputs.entry.number - 1
    phrases = {
        kind: [worded(line, subject.name) for line in lines] for kind, lines in phrases.items()
    }
    hook = _said(phrases[register.value], turn, banned, inputs.avoid)
    day = subject.festival
    middle = closed(opened(day.greeting)) if day else ""
    lines = [one for one in day.lines if not needs(one)] if day else []
    line = worded(lines[(turn + place) % len(lines)], subject.name) if lines else ""
    call = _said(phrases["calls"], turn + place, banned, inputs.avoid)
    sign = filled_in(_said(phrases["signs"], turn + place, banned, ()), {"name": subject.name})
    middle = f"{middle} {opened(line) if place % 2 == 0 else ''}".strip()
    parts = [hook, middle, call, sign]
    named = (as_tag(words) for words in (subject.name, *(day.tags if day else ())))
    limit = min(inputs.max_hashtags, TASTE[inputs.entry.platform], 3)
    tags = tuple(tag for tag in named if tag and not says(tag[1:], banned))[:limit]
    for drop in (None, 3, 1):  # where there is little room, the day's name goes last
        if drop is not None:
            parts[drop] = ""
        text = "\n\n".join(part for part in parts if part)
        if fits(text, tags, inputs.entry.platform, inputs.max_chars):
            break
    else:
        tags = ()
    return DraftVariation(
        register=register, hook=hook, text=text, hashtags=tags, call_to_action=call
    )


def _said(lines: list[str], turn: int, banned: tuple[str, ...], worn: tuple[str, ...]) -> str:
    """One of the lines in turn, without avoided words, and not one that is out already."""
    order = [lines[(turn + step) % len(lines)] for step in range(len(lines))]
    allowed = [line for line in order if not says(line, banned)] or order
    fresh = [line for line in allowed if not any(line in text for text in worn)]
    return each_opened(opened((fresh or allowed)[0]))


def _mourning() -> str:
    words = tongue.words("en", "reading")["mourning"]
    return rf"(?<!\w)(?:{'|'.join(words)})(?!\w)"
