"""Choosing sentences: from the shipped patterns, those whose slots are known and that are not worn.

Every sentence that states something of the business comes with the claim it rests on.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from math import gcd
from string import Formatter
from typing import Any

from domain.brand import Fact
from domain.content import Claim
from domain.language import ENGLISH, HINDI, language_of
from domain.register import Register
from llm.offline import tongue
from llm.offline.choice import digest, shuffled
from llm.offline.post import rendering
from llm.offline.post.easing import dated, eased
from llm.offline.post.facts import kind_of
from llm.offline.post.leading import frames_for
from llm.offline.post.subject import Subject
from llm.offline.post.varying import wordings
from llm.offline.sentences import closed, filled_in, opened, says

_NAMES = frozenset({"name", "product", "other", "place", "area"})
"""What a reader hears as said twice."""
_WAYS = {
    "sales": ("message", "place", "act"),
    "visits": ("place", "act", "place"),
    "engagement": ("comment", "comment", "act"),
    "enquiries": ("message", "comment", "message"),
}
_ANY_WAY = ("act", "comment", "place", "message")
BRAND_SOURCE, ASKED_SOURCE = "your Brand DNA", "your request"


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    claims: tuple[Claim, ...] = ()


@dataclass
class Chooser:
    """Picks patterns for one post; remembers what its variations have used."""

    subject: Subject
    number: int
    banned: tuple[str, ...]
    worn: str
    """Texts already written for the brand, in one string."""
    address: str = ""
    """As the brand prints it, where that goes into a sentence."""
    used: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    """Slots that the draft at hand has filled already."""

    def slots(self) -> dict[str, str]:
        s = self.subject
        named = eased if s.language == ENGLISH else str
        description = dated(rendering.description_in(s.description, s.language))
        known = {
            "product": named(s.spoken),
            "price": rendering.price_in(s.price, s.language),
            "amount": rendering.sum_of(s.price),
            "desc": description,
            "about": named(description),
            "lead": "" if _LEANS.match(description) else description,
            "other": named(s.other),
            "name": s.name,
            "area": s.area,
            "place": rendering.city_in(s.city or s.place, s.language),
            "occasion": s.occasion,
            "greeting": s.festival.greeting if s.festival else "",
            "offer": opened(dated(rendering.offer_in(s.offer, s.language))),
            "topic": closed(s.question) if s.language == ENGLISH else s.question,
        }
        return {key: value for key, value in known.items() if value}

    def choose(self, patterns: list[str], *seed: str, turn: int = 0, **extra: str) -> str:
        """One filled pattern not used before, in the seed's order; "" when none can be filled."""
        known = {**self.slots(), **extra}
        order = shuffled(patterns, self.subject.name, *seed)
        if order:
            start = (self.number - 1 + turn) % len(order)
            order = order[start:] + order[:start]
        return self._first(order, known)

    def in_order(self, patterns: list[str], turn: int, **extra: str) -> str:
        """Like choose, but in the shipped order from `turn` on."""
        turn += digest(self.subject.name)  # so that two shops do not frame alike
        start = turn % len(patterns)
        return self._first(patterns[start:] + patterns[:start], {**self.slots(), **extra})

    def _first(self, order: list[str], known: dict[str, str]) -> str:
        clean = [(p, text) for p, text in self._filled(order, known) if not says(text, self.banned)]
        worn = _as_said(self.worn)
        clean.sort(key=lambda pair: self._repeats(pair[0]))
        unused = [(p, t) for p, t in clean if p not in self.used]
        fresh = [(p, t) for p, t in unused if _as_said(t) not in worn]
        # where all have been said, the one that was said longest ago: texts come newest first
        oldest = sorted(unused, key=lambda pair: -worn.find(_as_said(pair[1])))
        for pattern, text in fresh or oldest or clean:
            self.used.add(pattern)
            self.told |= needs(pattern)
            return text
        return ""

    def _repeats(self, pattern: str) -> int:
        """How many names the draft would say again; English has few lines that name anything."""
        again = needs(pattern) & self.told & _NAMES
        return 0 if self.subject.language == ENGLISH else len(again)

    def _filled(self, order: list[str], known: dict[str, str]) -> list[tuple[str, str]]:
        """Each pattern in the brand's own wording, in order; then all in their other wordings."""
        usable = [p for p in order if needs(p) <= set(known)]
        rounds = zip_longest(*(wordings(p, self.subject.name) for p in usable))
        return [
            (pattern, filled_in(wording, known))
            for wordings_of_round in rounds
            for pattern, wording in zip(usable, wordings_of_round, strict=True)
            if wording is not None
        ]

    def hook(self, register: Register, opening: str, *, of_the_matter: bool = True) -> str:
        """The first line: what the post is about where that is no product, else by register."""
        self.told.clear()  # the first line begins a draft
        matter = self._matter(register) if of_the_matter else ""
        return matter or self._of_the_trade(register, opening)

    def _matter(self, register: Register) -> str:
        subject, phrases = self.subject, self._phrases()
        if subject.news:
            return self.choose(list(phrases["news"][register.value]), register.value)
        if asked := subject.question:
            return asked if asked[-1] in ".?”" else f"{asked}?"
        return closed(opened(subject.theme))

    def _of_the_trade(self, register: Register, opening: str) -> str:
        subject = self.subject
        table = tongue.words(self.subject.language, "hooks")[register.value]
        own = shuffled(table.get(subject.family, ()), subject.name, register.value)
        general = shuffled(table["default"], subject.name, register.value)
        order = own + general
        # registers take turns by 2, 4 or 5: a length without a common factor keeps both moving
        while gcd(len(order), 20) > 1:
            order.pop()
        # in Hindi lines of the own kind of shop come before those that fit any
        turn = self.number - 1 if subject.language == ENGLISH else (self.number - 1) // 4
        start = turn % len(order)
        order = order[start:] + order[:start]
        return self._first(_preferring(order, opening), self.slots())

    @property
    def has_matter(self) -> bool:
        """The post is about a question or a topic of its own, which its first line says."""
        return bool(self.subject.question or self.subject.theme)

    @property
    def is_open(self) -> bool:
        """A question is asked that no fact of the brand answers, and not of the readers."""
        asked = self.subject.question
        return bool(asked) and self.subject.met is None and not _TO_READERS.search(asked)

    def closing(self, register: Register) -> str:
        """The register's own word, at the end of a post that begins with its matter."""
        return self.choose(list(self._phrases()["closing"][register.value]), register.value)

    def asking(self, turn: int) -> str:
        """Whom to ask, below a question that no fact of the brand answers."""
        return self.in_order(list(self._phrases()["ask_us"]), self.number - 1 + turn)

    def moment(self, turn: int) -> str:
        """A line that any such shop may say; one that names the subject where none did so far."""
        is_named = any("{product}" in pattern for pattern in self.used)
        lines = [m for m in self._family()["moments"] if not (is_named and "{product}" in m)]
        return self.choose(lines, "moment", turn=turn * 3)

    def product(self, turn: int, *, brief: bool = False) -> Line:
        """The subject by name, with what is known of it; price and description are claims.

        `brief` where something else is what the post is about: the name and the price.
        """
        subject, phrases = self.subject, self._phrases()
        sells = f"product_{self._family().get('sells')}"
        forms = phrases.get(sells, phrases["product"])
        if not subject.spoken:
            return Line("")
        # a price told as news stands in the news, and once is enough
        price = "" if subject.is_price_told else subject.price
        kind = {(True, True): "both", (True, False): "priced", (False, True): "described"}.get(
            (bool(price), "desc" in self.slots() and not brief), "plain"
        )
        text = self.in_order(list(forms[kind]), self.number - 1 + turn)
        claims = []
        if price:
            claims.append(Claim(text=f"{subject.spoken}: {subject.price}", source=BRAND_SOURCE))
        if subject.description and "desc" in self.slots() and not brief:
            claims.append(Claim(text=subject.description, source=BRAND_SOURCE))
        return Line(text, tuple(claims)) if text else Line("")

    def fact(self, turn: int) -> Line:
        """One fact, as its kind is told."""
        facts = self.subject.facts
        if not facts:
            return Line("")
        fact = facts[turn % len(facts)]
        said = self._said(fact)
        frames = self._fact_frames(fact.text, said)
        known = {"fact": said, **({"told": told} if (told := self._inside(fact, said)) else {})}
        text = self.in_order(frames, self.number - 1 + turn, **known)
        return Line(text, (Claim(text=fact.text, source=fact.source or BRAND_SOURCE),))

    def _inside(self, fact: Fact, said: str) -> str:
        """The fact in the middle of a sentence; empty where its first word may be a name."""
        if self.subject.language != ENGLISH:
            return said
        if kind_of(fact.text) in {"opening", "since", "free"}:
            return f"{said[:1].lower()}{said[1:]}"
        if fact.text[:1].islower():
            return f"{fact.text[:1]}{said[1:]}"
        small = eased(said)
        return small if small != said or not fact.text[:1].isupper() else ""

    def _fact_frames(self, fact: str, said: str) -> list[str]:
        phrases = self._phrases()
        if self.subject.language != ENGLISH:
            return frames_for(said, phrases)
        by_itself = language_of(fact) != ENGLISH or says(fact, (self.subject.name,))
        return list(phrases["fact"]["sentence" if by_itself else kind_of(fact)])

    def offer(self, turn: int) -> Line:
        if not self.subject.offer:
            return Line("")
        text = self.in_order(list(self._phrases()["offer"]), turn)
        return Line(text, (Claim(text=self.subject.offer, source=ASKED_SOURCE),))

    def greeting(self, turn: int) -> str:
        """The occasion by name: a festival's greeting, else the words the person used."""
        phrases, festival = self._phrases(), self.subject.festival
        if festival is None:
            return closed(opened(self.subject.occasion))
        frames = phrases["occasion_solemn" if festival.solemn else "occasion"]
        return self.in_order(list(frames), self.number - 1 + turn)

    def festive(self, turn: int) -> str:
        festival = self.subject.festival
        lines = list(festival.lines) if festival else []
        return self.choose(lines, "festive", turn=turn) if lines else ""

    def call(self, objective: str, turn: int) -> str:
        """What the reader can do next, by what the campaign is for."""
        family, phrases = self._family(), self._phrases()
        way, again = self.way(objective, turn)
        if way == "place" and (place := self.address or self.subject.place):
            preposition = "at" if self.address or _is_address(place) else "in"
            lines = list(phrases["place"][preposition])
            said = rendering.city_in(place, self.subject.language)
            return self.in_order(lines, again, place=said)
        if way == "comment":
            ask = self.in_order(list(family["asks"]), again)
            return self.in_order(list(phrases["comments"]), again, ask=ask) if ask else ""
        if way == "message" and family["message"] not in self.used:
            return self.in_order([family["message"]], 0)
        return self.choose(list(family["acts"]), "act", turn=again)

    def way(self, objective: str, turn: int) -> tuple[str, int]:
        """What a reader is asked to do, and how often the post's ways came round before."""
        ways = _WAYS.get(objective, _ANY_WAY)
        return ways[(self.number - 1 + turn) % len(ways)], turn + (self.number - 1) // len(ways)

    def _said(self, fact: Fact) -> str:
        said = rendering.fact_in(fact.text, self.subject.language, self.subject.name)
        if self.subject.language == HINDI and said != fact.text:
            return f"{said}।"
        return opened(closed(dated(said)))

    def _phrases(self) -> Any:
        return tongue.words(self.subject.language, "phrases")

    def _family(self) -> Any:
        return tongue.words(self.subject.language, "families")[self.subject.family]


@lru_cache(maxsize=64)
def _as_said(text: str) -> str:
    """One form for a line in both scripts: who reads the Hindi post reads the Hinglish one too."""
    return tongue.typed(text)


_TO_READERS = re.compile(r"\byou(?:r|rs)?\b.*\?$", re.IGNORECASE)
"""A question that the readers are to answer, and not the shop."""
_LEANS = re.compile(r"(?:with|in|for|while|from|on|at|by|and|or|also|of|to)\b", re.IGNORECASE)
"""A description that begins so needs its product before it."""


def needs(pattern: str) -> set[str]:
    """Slots a pattern cannot do without."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def _preferring(order: list[str], opening: str) -> list[str]:
    if opening == "any":
        return order
    return sorted(order, key=lambda pattern: not _opens(pattern, opening))


def _opens(pattern: str, opening: str) -> bool:
    if opening == "number":
        return "{price}" in pattern or any(c.isdigit() for c in pattern)
    return ("?" in pattern) == (opening == "question")


def _is_address(place: str) -> bool:
    streets = (
        "road",
        "street",
        "lane",
        "nagar",
        "chowk",
        "market",
        "mall",
        "block",
        "sector",
        "circle",
    )
    return any(c.isdigit() for c in place) or any(w in place.lower().split(",")[0] for w in streets)
