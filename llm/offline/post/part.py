"""One line of a post with its weight, and what several ways of building a post need."""

from dataclasses import dataclass

from domain.language import ENGLISH
from llm.offline import tongue
from llm.offline.post.lines import Line
from llm.offline.post.rendering import audience_in
from llm.offline.post.subject import Subject
from llm.offline.post.varying import worded
from llm.offline.sentences import clean
from llm.tasks.social_post import SocialPostInputs

_STATING = frozenset({5, 7, 8})
"""Weights of facts, products and offers; the others greet or set a mood."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line with its weight: when the post is too long, the lightest goes first."""

    line: Line
    weight: int
    breaks: bool = True
    """Begins a paragraph."""


def run_on(part: Part, language: str) -> Part:
    """The same part running on in its paragraph; in Hindi only what states something does."""
    stands = language != ENGLISH and part.weight not in _STATING
    return Part(part.line, part.weight, breaks=stands)


def is_thin(subject: Subject) -> bool:
    """So little is known that a post needs the shop's kind to speak at all."""
    told = subject.news or subject.theme
    return not subject.description and len(subject.facts) < 2 and not told


def audience(inputs: SocialPostInputs) -> str:
    who = clean(inputs.audience or "")
    frame = tongue.words(inputs.entry.language, "phrases")["audience"]
    frame = worded(frame, inputs.brand.business_name)
    return audience_in(f"{who[:1].upper()}{who[1:]}", inputs.entry.language, frame) if who else ""
