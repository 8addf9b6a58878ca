"""Choosing sentences: from the shipped patterns, those whose slots are known and that are not worn.

Every sentence that states something of the business comes with the claim it rests on.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from math import gcd
from string import Formatter
from typing import Any

from domain.brand import Fact
from domain.content import Claim
from domain.language import ENGLISH, HINDI
from domain.register import Register
from llm.offline import tongue
from llm.offline.choice import digest, shuffled
from llm.offline.post import rendering
from llm.offline.post.subject import Subject
from llm.offline.post.theme import is_time
from llm.offline.sentences import closed, filled_in, opened, says

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
    used: set[str] = field(default_factory=set)

    def slots(self) -> dict[str, str]:
        s = self.subject
        known = {
            "product": s.spoken,
            "price": rendering.price_in(s.price, s.language),
            "amount": rendering.sum_of(s.price),
            "desc": rendering.description_in(s.description, s.language),
            "name": s.name,
            "place": rendering.city_in(s.city or s.place, s.language),
            "occasion": s.occasion,
            "greeting": s.festival.greeting if s.festival else "",
            "offer": opened(rendering.offer_in(s.offer, s.language)),
            "topic": s.question,
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
        if self.subject.language != ENGLISH:  # so that two shops do not frame alike
            turn += digest(self.subject.name)
        start = turn % len(patterns)
        return self._first(patterns[start:] + patterns[:start], {**self.slots(), **extra})

    def _first(self, order: list[str], known: dict[str, str]) -> str:
        filled = [(p, filled_in(p, known)) for p in order if needs(p) <= set(known)]
        clean = [(p, text) for p, text in filled if not says(text, self.banned)]
        worn = _as_said(self.worn)
        unused = [(p, t) for p, t in clean if p not in self.used]
        fresh = [(p, t) for p, t in unused if _as_said(t) not in worn]
        # where all have been said, the one that was said longest ago: texts come newest first
        oldest = sorted(unused, key=lambda pair: -worn.find(_as_said(pair[1])))
        for pattern, text in fresh or oldest or clean:
            self.used.add(pattern)
            return text
        return ""

    def hook(self, register: Register, opening: str) -> str:
        """The first line: news or a question when the post is one, else by register and shop."""
        subject, phrases = self.subject, self._phrases()
        if subject.news:
            return self.choose(list(phrases["news"][register.value]), register.value)
        if subject.question:
            return self.choose(list(phrases["question"][register.value]), register.value)
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

    def theme(self, turn: int) -> str:
        """A sentence that says what the post is about, when that is no product."""
        theme = self.subject.theme
        frames = self._phrases()["theme_time" if is_time(theme) else "theme"]
        return self.in_order(list(frames), self.number - 1 + turn, theme=theme) if theme else ""

    def moment(self, turn: int) -> str:
        return self.choose(list(self._family()["moments"]), "moment", turn=turn * 3)

    def product(self, turn: int) -> Line:
        """The subject by name, with what is known of it; price and description are claims."""
        subject, phrases = self.subject, self._phrases()
        sells = f"product_{self._family().get('sells')}"
        forms = phrases.get(sells, phrases["product"])
        if not subject.spoken:
            return Line("")
        # a price told as news stands in the news, and once is enough
        price = "" if subject.is_price_told else subject.price
        kind = {(True, True): "both", (True, False): "priced", (False, True): "described"}.get(
            (bool(price), bool(subject.description)), "plain"
        )
        text = self.in_order(list(forms[kind]), self.number - 1 + turn)
        claims = []
        if price:
            claims.append(Claim(text=f"{subject.spoken}: {subject.price}", source=BRAND_SOURCE))
        if subject.description:
            claims.append(Claim(text=subject.description, source=BRAND_SOURCE))
        return Line(text, tuple(claims)) if text else Line("")

    def fact(self, turn: int, *, leads: bool = False) -> Line:
        """One fact; `leads` when nothing was said before it, so that no “also” opens the body."""
        facts = self.subject.facts
        if not facts:
            return Line("")
        fact = facts[turn % len(facts)]
        phrases = self._phrases()
        frames = list(phrases.get("fact_leading" if leads else "fact", phrases["fact"]))
        text = self.in_order(frames, self.number - 1 + turn, fact=self._said(fact))
        return Line(text, (Claim(text=fact.text, source=fact.source or BRAND_SOURCE),))

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
        ways = {
            "sales": ["message", "place", "act"],
            "visits": ["place", "act", "place"],
            "engagement": ["comment", "comment", "act"],
            "enquiries": ["message", "comment", "message"],
        }.get(objective, ["act", "comment", "place", "message"])
        way = ways[(self.number - 1 + turn) % len(ways)]
        again = turn + (self.number - 1) // len(ways)
        if way == "place" and self.subject.place:
            preposition = "at" if _is_address(self.subject.place) else "in"
            lines = list(phrases["place"][preposition])
            place = rendering.city_in(self.subject.place, self.subject.language)
            return self.in_order(lines, again, place=place)
        if way == "comment":
            ask = self.in_order(list(family["asks"]), again)
            return self.in_order(list(phrases["comments"]), again, ask=ask) if ask else ""
        if way == "message" and family["message"] not in self.used:
            return self.in_order([family["message"]], 0)
        return self.choose(list(family["acts"]), "act", turn=again)

    def _said(self, fact: Fact) -> str:
        said = rendering.fact_in(fact.text, self.subject.language)
        if self.subject.language == HINDI and said != fact.text:
            return f"{said}।"
        return opened(closed(said))

    def _phrases(self) -> Any:
        return tongue.words(self.subject.language, "phrases")

    def _family(self) -> Any:
        return tongue.words(self.subject.language, "families")[self.subject.family]


@lru_cache(maxsize=64)
def _as_said(text: str) -> str:
    """One form for a line in both scripts: who reads the Hindi post reads the Hinglish one too."""
    return tongue.typed(text)


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
