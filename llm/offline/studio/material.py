"""What a text of the studio can draw on: slots, facts with their claims, registers. Writes none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from domain.brand import Contact, Fact
from domain.campaign import CalendarEntry
from domain.content import Claim
from domain.language import HINDI, WRITTEN, language_of
from domain.prices import with_rupees
from domain.register import Register
from domain.template import Purpose
from domain.times import zone
from llm.offline import library, tongue
from llm.offline.choice import digest, shuffled
from llm.offline.post import rendering
from llm.offline.post.subject import Subject, read_subject
from llm.offline.post.voice import led_words, registers_of
from llm.offline.reaching import reached
from llm.offline.sentences import closed, filled_in, opened, says
from llm.tasks.studio import CopyInputs

BRAND_SOURCE, ASKED_SOURCE = "your Brand DNA", "your request"
_GONE_TO = frozenset({"visits", "shop"})
"""Of what a text is for, and of how a business is used: people come to the place."""


@dataclass(frozen=True, slots=True)
class Line:
    text: str = ""
    claims: tuple[Claim, ...] = ()


@dataclass
class Material:
    """One text's slots and lines; remembers which patterns its variations have used."""

    subject: Subject
    slots: dict[str, str]
    data: Any
    """The studio's words in the language of the text."""
    banned: tuple[str, ...]
    worn: str
    way: str
    """How this kind of business is used: order, shop, book, learn, quote or ask."""
    objective: str = ""
    contact: Contact = field(default_factory=Contact)
    used: set[str] = field(default_factory=set)

    def pick(
        self, patterns: list[str], place: int, *, most: int = 0, again: bool = False, fact: str = ""
    ) -> str:
        """One filled pattern, the next ones for later variations; "" when none can be filled.

        Args:
            patterns: To choose from.
            place: Of the variation; it begins further down the list.
            most: Characters it may have; 0 is any number.
            again: It is an alternative, and may be chosen again.
            fact: What goes where a pattern holds a fact.
        """
        known = {**self.slots, "fact": fact} if fact else self.slots
        turn = (place + digest(self.subject.name)) % max(len(patterns), 1)
        order = [p for p in (*patterns[turn:], *patterns[:turn]) if needs(p) <= set(known)]
        filled = [(p, filled_in(p, known)) for p in order]
        sayable = [(p, t) for p, t in filled if not says(t, self.banned) and not 0 < most < len(t)]
        unused = [(p, t) for p, t in sayable if p not in self.used]
        fresh = [(p, t) for p, t in unused if tongue.typed(t) not in self.worn]
        pattern, text = next(iter(fresh or unused or sayable), ("", ""))
        if not again:
            self.used.add(pattern)
        return text

    def fitting(self, patterns: list[str], place: int, most: int) -> str:
        """As `pick`, in the order given: the first places hold what tells most."""
        turned = [p for p in patterns if p not in self.used] or patterns
        known = set(self.slots)
        for pattern in turned:
            text = filled_in(pattern, self.slots) if needs(pattern) <= known else ""
            if text and len(text) <= most and not says(text, self.banned):
                self.used.add(pattern)
                return text
        return self.pick(patterns, place, most=most)

    def hook(self, register: Register, place: int) -> str:
        if self.tells_news:
            return self.pick(list(self.data["news"]["hooks"]), place) or closed(self.slots["name"])
        own = shuffled(self.data["hooks"][register.value], self.subject.name)
        line = self.pick(own, place) or self.pick(list(self.data["lines"]["subject"]), place)
        return line or closed(self.slots["name"])  # every line holds a word that is avoided

    @property
    def tells_news(self) -> bool:
        """What it is about is news, and nothing that has a name."""
        return "news" in self.slots and "product" not in self.slots

    def titles(self, usual: list[str]) -> list[str]:
        """The patterns of a headline, a subject or a title."""
        return list(self.data["news"]["titles"]) if self.tells_news else list(usual)

    def line(self, kind: str, place: int, *, after: str = "") -> Line:
        """A line of that kind (`lines` of the data) with what it rests on; empty when unknown.

        After words that name the product it does not begin by naming it again.
        """
        if kind == "fact":
            return self.fact(place)
        if kind == "news":
            news = self.subject.news
            return Line(news, (Claim(text=news, source=ASKED_SOURCE),)) if news else Line()
        patterns = list(self.data["lines"][kind])
        product = self.slots.get("product", "")
        is_named = bool(product) and product.casefold() in after.casefold()
        fitting = [p for p in patterns if ("{product}" in p) != is_named]
        text = self.pick(fitting, place) or self.pick(patterns, place)
        return Line(text, self.claimed(text)) if text else Line()

    def fact(self, place: int) -> Line:
        facts = self.facts
        if not facts:
            return Line()
        fact = facts[place % len(facts)]
        text = self.pick(list(self.data["lines"]["fact"]), place, fact=self.said(fact.text))
        return Line(text, (Claim(text=fact.text, source=fact.source or BRAND_SOURCE),))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Those that can be said in the language; a Hindi text holds no English sentence."""
        language = self.subject.language
        facts = self.subject.facts
        return tuple(f for f in facts if language != HINDI or rendering.reads(f.text, language))

    def said(self, fact: str) -> str:
        """A fact as a sentence of the language."""
        language = self.subject.language
        said = rendering.fact_in(fact, language)
        return f"{said}।" if language == HINDI and said != fact else opened(closed(said))

    def claimed(self, text: str) -> tuple[Claim, ...]:
        """What a line of our own states, by the brand's words that stand in it."""
        subject, found = self.subject, []
        if (price := self.slots.get("price")) and price in text and subject.product:
            source = ASKED_SOURCE if subject.is_price_told else BRAND_SOURCE
            found.append(Claim(text=f"{subject.product.name}: {subject.price}", source=source))
        if (desc := self.slots.get("desc")) and desc in text:
            found.append(Claim(text=subject.description, source=BRAND_SOURCE))
        if (news := self.slots.get("news")) and news in text:
            found.append(Claim(text=subject.news, source=ASKED_SOURCE))
        if (offer := self.slots.get("offer")) and offer.casefold() in text.casefold():
            found.append(Claim(text=subject.offer, source=ASKED_SOURCE))
        found += [
            Claim(text=fact.text, source=fact.source or BRAND_SOURCE)
            for fact in subject.facts
            if self.said(fact.text).rstrip(".।") in text
        ]
        return tuple(found)

    def call(self, place: int) -> str:
        return self.pick(list(self.data["calls"][self.way]), place)

    def reach(self) -> str:
        """How a reader gets in touch: one of the ways that the brand prints; "" of none."""
        first = ("address",) if {self.objective, self.way} & _GONE_TO else ()
        return reached(self.contact, self.subject.language, first=first)


def cut(text: str, most: int, count: Callable[[str], int] = len) -> str:
    """The text within its bound, ended at a word, with dots that say so."""
    if count(text) <= most:
        return text
    while text and count(f"{text}…") > most:
        text = text.rsplit(" ", 1)[0] if " " in text else text[:-1]
    return f"{text}…"


def kind_of(purpose: Purpose) -> str:
    """Which of the data's `lines` serve that part of a template."""
    return "desc" if purpose is Purpose.DESCRIPTION else purpose.value


def built(inputs: CopyInputs, usual: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of lines that follow the hook: a template's in its order, else the usual ones."""
    own = tuple(kind_of(part.purpose) for part in inputs.structure if part.purpose not in _NO_LINES)
    return own or usual


_NO_LINES = (Purpose.HOOK, Purpose.CALL, Purpose.LIST)


def needs(pattern: str) -> set[str]:
    """Slots a pattern cannot do without."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def read_material(inputs: CopyInputs) -> Material:
    """What there is to write from; facts that are over by now are none."""
    brand = with_rupees(inputs.brand)
    entry = CalendarEntry(
        number=1,
        platform=inputs.platform,
        language=inputs.language,
        topic=inputs.topic,
        occasion=inputs.occasion,
    )
    today = inputs.now.astimezone(zone(brand.timezone)).date()
    subject = read_subject(brand, entry, inputs.offer, inputs.findings, today)
    return Material(
        subject=subject,
        slots=_slots(subject, inputs.audience or ""),
        data=tongue.words(inputs.language, "studio"),
        banned=brand.brand_voice.avoid_words,
        worn=tongue.typed("\n".join(inputs.avoid)),
        way=_way(subject.family),
        objective=inputs.objective,
        contact=brand.contact,
    )


def _slots(subject: Subject, audience: str) -> dict[str, str]:
    language = subject.language
    product = subject.spoken
    about = subject.theme or product
    known = {
        "product": product,
        "subject": about or subject.name,
        "price": rendering.price_in(subject.price, language) if product else "",
        "desc": _description(subject) if product else "",
        "name": subject.name,
        "place": rendering.city_in(subject.city or subject.place, language),
        "question": subject.question,
        "news": subject.news.rstrip(".।"),
        "occasion": subject.occasion,
        "greeting": subject.festival.greeting if subject.festival else "",
        "offer": opened(rendering.offer_in(subject.offer, language)),
        "audience": rendering.words_in(audience, language),
    }
    return {key: value for key, value in known.items() if value}


def _description(subject: Subject) -> str:
    """As the language says it; a Hindi text holds no English sentence."""
    said = rendering.description_in(subject.description, subject.language)
    is_strange = subject.language == HINDI and said and language_of(said) != HINDI
    return "" if is_strange else said


def unused(material: Material) -> tuple[str, ...]:
    """What was given and is not told, and why."""
    subject = material.subject
    told = list(subject.unused)
    if subject.spoken and subject.description and "desc" not in material.slots:
        told.append(
            f"“{subject.description}”: I cannot say it in Hindi without guessing. Add it in Hindi "
            "to use it."
        )
    return tuple(told)


def _way(family: str) -> str:
    ways = library.read("en/studio")["ways"]
    return next((str(way) for way, kinds in ways.items() if family in kinds), "ask")


def missing(inputs: CopyInputs, material: Material | None = None) -> tuple[str, ...]:
    """Questions without whose answers a text would be fluff; empty when there is enough.

    Args:
        inputs: What was asked for.
        material: Once it could be read: a language that is not written here has none.
    """
    if inputs.language not in WRITTEN:
        return (str(library.read("en/studio")["messages"]["language"]),)
    say = tongue.words(inputs.language, "studio")["messages"]
    brand = inputs.brand
    if not brand.business_name.strip():
        return (str(say["missing_name"]),)
    if not (brand.products or brand.facts or inputs.topic.strip() or inputs.offer):
        return (str(say["missing_what"]),)
    festival = material.subject.festival if material else None
    return (str(say["mourning"]),) if festival and festival.mourning else ()


def registers(inputs: CopyInputs, material: Material) -> tuple[Register, ...]:
    """As many different registers as variations are asked for, the one that suits best first."""
    tone = _tone(inputs)
    prefer, avoid = tone.get("prefer", []), {Register(r) for r in tone.get("avoid", [])}
    subject = material.subject
    usual = tongue.words(subject.language, "tones")["families"]
    learned = inputs.registers or tuple(registers_of(inputs.references)[:2])
    if inputs.tone:  # what was asked for comes before what was learned
        learned = tuple(r for r in learned if r.value in prefer)[:2]
    wanted = [*learned, *(Register(r) for r in prefer)]
    wanted += [Register(r) for r in usual.get(subject.family, usual["default"])]
    if subject.offer and (not learned or Register.URGENCY in learned):
        wanted.append(Register.URGENCY)
    if not subject.offer:  # without a reason to hurry, hurry is a trick
        avoid.add(Register.URGENCY)
    if subject.festival and subject.festival.solemn:
        avoid |= {Register.HUMOUR, Register.URGENCY}
    order = dict.fromkeys([*wanted, *Register])
    first = [r for r in order if r not in avoid]
    return tuple([*first, *(r for r in order if r in avoid)][: inputs.variation_count])


def _tone(inputs: CopyInputs) -> Any:
    """What the tone asked for, else the first of the brand's own that is known, prefers."""
    known = library.read("en/reading")["tones"]
    tones = library.read("en/tones")["tones"]
    for tone in (inputs.tone or "", *inputs.brand.brand_voice.tone):
        if named := known.get(tone.strip().lower()):
            return tones.get(str(named), {})
    return {}


def learned(inputs: CopyInputs, begun: Sequence[Register]) -> tuple[str, ...]:
    """What the brand's own posts taught, in words for the person; `begun` as `led_words` has it."""
    references = inputs.references
    if not references:
        return ()
    best = max(r.ers for r in references)
    told = f"Compared with {len(references)} of your own posts (best ERS {best:.2f})."
    return (told, *led_words(registers_of(references), begun))
