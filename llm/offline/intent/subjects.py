"""Several subjects in one request: what each post is about, in the order they were said."""

import re
from dataclasses import dataclass
from functools import cache

from domain.brand import BrandProfile
from domain.platform import Platform
from llm.offline import festivals
from llm.offline.intent import asks
from llm.offline.intent.message import SITE, number_pattern, platforms_in
from llm.offline.sentences import words
from llm.tasks.intent import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """One subject of the request, with what was said of its time."""

    start: int
    """Where the words begin that ask for it."""
    said: str
    """From the subject on, up to the next one."""
    subject: str
    product: str
    """The brand's product that it names; empty when it is none."""
    places: frozenset[Platform]
    """Where it is to go, where that was said of it."""


def parts_in(text: str, brand: BrandProfile) -> tuple[Part, ...]:
    """The subjects, where each has its own “one about …”; empty when there is but one."""
    marks = [m for m in _mark().finditer(text) if m["about"] or _names_much(text[m.end() :], brand)]
    if len(marks) < 2:
        return ()
    ends = [*(m.start() for m in marks[1:]), len(text)]
    parts = []
    for mark, end in zip(marks, ends, strict=True):
        said = text[mark.end() : end]
        subject = asks.topic_in(f"about {said}", None)
        if subject:
            places = frozenset(m.platform for m in platforms_in(text[mark.start() : end]))
            parts.append(Part(mark.start(), said, subject, _product(subject, brand), places))
    return tuple(parts) if len(parts) > 1 else ()


def is_apart(parts: tuple[Part, ...]) -> bool:
    """Whether one plan cannot hold them: a subject that is no product, or places of their own."""
    products = [part.product for part in parts]
    places = {part.places for part in parts if part.places}
    return not all(products) or len(set(products)) < len(products) or len(places) > 1


@cache
def _mark() -> re.Pattern[str]:
    """Before each subject: “about”, and from the second on a word for a post of its own."""
    one = (
        rf"(?:(?:the )?(?:one|another|other|second|third|fourth|last|{number_pattern()})"
        rf"(?: more| other| new)?(?: {asks.POST_NOUN})?)"
    )
    joint = r"(?:\s*[,;.:&]\s*|\s+)(?:(?:and|then|plus|also|aur|और) )*"
    return re.compile(
        rf"(?:{joint}{one} (?:is |should be )?|^.{{0,60}}?\b{asks.POST_NOUN} )"
        rf"(?:(?:for|on|to) {SITE},? )?(?:(?P<about>about|regarding)|on|for) "
        r"|,? about (?:aur|or|और) (?:(?:ek|एक|dusr[aie]|doosr[aie]|दूसर[ीा]) )?(?P<hindi>)",
        re.IGNORECASE,
    )


def _names_much(rest: str, brand: BrandProfile) -> bool:
    """After “one on” and “one for” a product or a festival has to follow; others are places."""
    near = " ".join(rest.split()[:4])
    found = [start for start, _, _ in festivals.find(near)]
    return bool(found and found[0] <= len("the ")) or bool(_product(near, brand))


def _product(subject: str, brand: BrandProfile) -> str:
    """The product by its name, or by a word that no other of them has."""
    if named := asks.products_in(subject, brand):
        return named[0] if len(named) == 1 else ""
    said = words(subject)
    close = [p.name for p in brand.products if words(p.name) & said]
    return close[0] if len(close) == 1 and len(said) < 3 else ""


def other_occasions(text: str, occasion: str | None) -> tuple[str, ...]:
    """Festivals that the text names beside the one that the posts are for."""
    named = dict.fromkeys(festival.name for _, _, festival in festivals.find(text))
    return tuple(name for name in named if name != occasion) if occasion else ()


def one_subject(planned: str, left: tuple[str, ...]) -> Problem:
    """What is planned now, and what has to be asked for by itself."""
    rest = ", ".join(f"“{subject}”" for subject in left)
    message = (
        f"I plan the posts about “{planned}” now. Send the rest as a message of its own: {rest}."
    )
    return Problem(code="one_subject", message=message, blocking=False)
