"""What a script can tell, one thought a scene, each with the seconds that it needs at least."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from domain.content import Claim
from domain.language import HINDI
from domain.video import (
    LEAST_SHOWN_S,
    MOST_OVERLAY_WORDS,
    READ_CHARS_PER_S,
    SPOKEN_WORDS_PER_S,
    spoken_words,
)
from llm.offline import library, tongue
from llm.offline.post.varying import worded
from llm.offline.sentences import clean, closed, says
from llm.offline.studio.material import Line, Material

SHORTEST_S = 2.0
"""A scene that is shorter is a flash."""
_LATE_S = 1.0
"""Words on the screen may need so much longer than the voice; else a scene goes without them."""
_MOST_SHOWN = 3
"""Captions in one scene, one after the other."""
_ONE_LINE = 48
"""Characters that are shown at once where they have few words."""
_MOST_FACTS = 3
_MOST_MOMENTS = 3
_MOST_LISTED = 2


@dataclass(frozen=True, slots=True)
class Beat:
    """One thought: what is said, and what stands on the screen meanwhile."""

    kind: str
    said: str = ""
    shown: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def least_s(self) -> float:
        """In half seconds."""
        needed = max(SHORTEST_S, voice_s(self.said), read_s(self.shown))
        return math.ceil(needed * 2) / 2


def voice_s(said: str) -> float:
    return spoken_words(said) / SPOKEN_WORDS_PER_S


def read_s(shown: tuple[str, ...]) -> float:
    return sum(caption_s(text) for text in shown)


def caption_s(text: str) -> float:
    """Until it is read, with a blink before it."""
    return max(LEAST_SHOWN_S, len(text) / READ_CHARS_PER_S + 0.1)


def captions(text: str) -> tuple[str, ...]:
    """The text in pieces that a screen can show, cut where it pauses; no word is lost."""
    if len(text.split()) <= MOST_OVERLAY_WORDS and len(text) <= _ONE_LINE:
        return (text.rstrip(" ,.।;:"),) if any(c.isalnum() for c in text) else ()
    pieces: list[str] = []
    for part in re.split(r"(?<=[.!?।;:])\s+|(?<=[^\d]),\s+|\s[–—-]\s", clean(text)):
        words = part.split()
        while len(words) > MOST_OVERLAY_WORDS:
            size = _break(words)
            pieces.append(" ".join(words[:size]))
            words = words[size:]
        pieces.append(" ".join(words))
    joined: list[str] = []
    for piece in pieces:
        longer = f"{joined[-1]}, {piece}" if joined and joined[-1][-1] not in ".!?।;:" else ""
        if longer and len(longer.split()) <= MOST_OVERLAY_WORDS:
            joined[-1] = longer
        else:
            joined.append(piece)
    return tuple(trimmed for piece in joined if (trimmed := piece.rstrip(" ,.।;:")))


def _break(words: list[str]) -> int:
    """After how many words a line that is too long breaks: about its middle, where it pauses."""
    pauses = library.read("en/video")["pauses"]
    before, after = pauses["before"], pauses["after"]
    most = min(MOST_OVERLAY_WORDS, len(words) - 1)
    middle = min(math.ceil(len(words) / 2), most)
    places = [n for n in range(2, most + 1) if words[n] in before or words[n - 1] in after]
    near = [n for n in places if words[n] not in after and abs(n - middle) <= 2]
    return min(near, key=lambda n: abs(n - middle), default=middle)


def hook(material: Material, register: str, place: int) -> Beat:
    """The first words: of the day, the kind of shop or the subject; said in three seconds."""
    taken = {one for one in material.used if one.startswith(_HOOK)}
    for patterns in _openings(material, register, place):
        fitting = [p for p in patterns if _is_brief(p, material)]
        text = material.pick(fitting, place) if fitting else ""
        if text and _HOOK + text not in taken:
            material.used.add(_HOOK + text)
            return Beat("hook", text, captions(text)[:1], material.claimed(text))
    text = closed(material.slots["subject" if place else "name"])
    return Beat("hook", text, captions(text)[:1])


_HOOK = "hook: "
"""Marks the first lines among what a script's variations have used: no two begin alike."""
MOST_HOOK_WORDS = 7
"""Said in three seconds."""


def _is_brief(pattern: str, material: Material) -> bool:
    filled = pattern
    for slot, value in material.slots.items():
        filled = filled.replace(f"{{{slot}}}", value)
    shown = captions(filled)
    return spoken_words(filled) <= MOST_HOOK_WORDS and len(shown) == 1 and caption_s(shown[0]) <= 3


def _openings(material: Material, register: str, place: int) -> Iterator[list[str]]:
    subject = material.subject
    if "question" in material.slots:
        yield ["{question}?"]
    if material.tells_news:
        yield list(material.data["news"]["hooks"])
    festival = subject.festival
    if festival and not festival.solemn and place == 0:
        yield [worded(p, subject.name) for p in festival.lines]
    own = tongue.words(subject.language, "hooks")[register]
    of_shop = [worded(p, subject.name) for p in own.get(subject.family, [])]
    usual = [worded(p, subject.name) for p in own["default"]]
    of_subject = list(material.data["hooks"][register])
    first = of_subject if place % 2 and not subject.theme else of_shop
    yield from (first, of_shop, usual, of_subject, list(material.data["lines"]["subject"]))


def call(material: Material, place: int) -> Beat:
    """What to do next, where the business is, and how it is reached."""
    said, reach = material.call(place), material.reach()
    known = (material.slots["name"], material.slots.get("place", ""))
    where = ", ".join(part for part in known if part and part not in said)
    below = reach if reach and len(captions(reach)) == 1 else where
    shown = (*captions(said), *captions(below))[:2]
    return Beat("call", said, shown, material.claimed(said))


def silent() -> Beat:
    """The sound of the work alone."""
    return Beat("silent")


def told(material: Material, place: int) -> list[Beat]:
    """All that can be told besides the hook and the call, what must not be missing first."""
    makers: tuple[Callable[[Material, int], list[Beat]], ...] = (
        _news,
        _subject,
        _offer,
        _desc,
        _price,
        _greeting,
        _audience,
        _facts,
        _place,
        _list,
        _ask,
        _moments,
    )
    found = [beat for make in makers for beat in make(material, place)]
    heard: set[str] = set()
    fresh = []
    for beat in found:
        if beat.said and beat.said not in heard:
            heard.add(beat.said)
            fresh.append(beat)
    return fresh


def _one(kind: str, line: Line, shown: str = "", *, always: bool = False) -> list[Beat]:
    """A beat with its caption, where there is time to read it beside the voice, or `always`."""
    if not line.text:
        return []
    pieces = captions(shown or line.text)
    is_readable = len(pieces) <= _MOST_SHOWN
    is_readable = is_readable and read_s(pieces) <= max(SHORTEST_S, voice_s(line.text)) + _LATE_S
    return [Beat(kind, line.text, pieces if always or is_readable else (), line.claims)]


def _news(material: Material, place: int) -> list[Beat]:
    return _one("news", material.line("news", place))


def _subject(material: Material, place: int) -> list[Beat]:
    """Where it is about no product: the person's own words."""
    subject = material.subject
    if {"question", "news"} & set(material.slots) or not subject.theme:
        return []
    # words that may be a sentence of their own stand after a colon only
    patterns = tongue.words(subject.language, "video")["subject"]
    text = material.pick(list(patterns), place)
    return _one("subject", Line(text, material.claimed(text)), material.slots["subject"])


def _offer(material: Material, place: int) -> list[Beat]:
    offer = material.slots.get("offer", "")
    return _one("offer", material.line("offer", place), offer, always=True) if offer else []


def _desc(material: Material, place: int) -> list[Beat]:
    return _one("desc", material.line("desc", place), material.slots.get("desc", ""))


def _price(material: Material, place: int) -> list[Beat]:
    slots = material.slots
    line = material.line("price", place)
    shown = f"{slots['product']}, {slots['price']}" if line.text else ""
    if len(captions(shown)) > 1:
        shown = slots["price"]
    return _one("price", line, shown, always=True)


def _greeting(material: Material, place: int) -> list[Beat]:
    return _one("greeting", material.line("greeting", place))


def _facts(material: Material, place: int) -> list[Beat]:
    facts = material.facts
    found = []
    for number in range(min(len(facts), _MOST_FACTS)):
        fact = facts[(place + number) % len(facts)]
        line = material.fact(place + number)
        if number and material.said(fact.text) != line.text:  # one lead-in a video is enough
            line = replace(line, text=material.said(fact.text))
        found += _one("fact", line, material.said(fact.text))
    return found


def _place(material: Material, place: int) -> list[Beat]:
    return _one("place", material.line("place", place), material.slots.get("place", ""))


def _list(material: Material, place: int) -> list[Beat]:
    """What else there is, by name."""
    subject = material.subject
    own = subject.product.name if subject.product else ""
    others = [p for p in subject.products if p.name != own]
    others = [p for p in others if not says(p.name, material.banned)][:_MOST_LISTED]
    lead = material.pick(list(material.data["lines"]["list"]), place) if others else ""
    if not lead:
        return []
    stop = "।" if subject.language == HINDI else "."
    text = f"{lead} {', '.join(clean(p.name) for p in others)}{stop}"
    return _one("list", Line(text), ", ".join(clean(p.name) for p in others))


def _audience(material: Material, place: int) -> list[Beat]:
    return _one("audience", material.line("audience", place))


def _ask(material: Material, place: int) -> list[Beat]:
    """A question for the comments, of the kind that such shops ask."""
    asks = _of_family(material, "asks")
    text = material.pick(asks, place) if asks else ""
    return _one("ask", Line(text))


def _moments(material: Material, place: int) -> list[Beat]:
    """Lines that any such shop can say without claiming a thing."""
    patterns = _of_family(material, "moments")
    found = []
    for number in range(_MOST_MOMENTS):
        text = material.pick(patterns, place + number) if patterns else ""
        found += _one("moment", Line(text, material.claimed(text)))
    return found


def _of_family(material: Material, kind: str) -> list[str]:
    subject = material.subject
    families = tongue.words(subject.language, "families")
    own = families.get(subject.family, families["default"]).get(kind, [])
    return [worded(pattern, subject.name) for pattern in own]
