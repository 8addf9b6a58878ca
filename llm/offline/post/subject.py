"""What a post is about and what may be said of it, in the brand's own words. Writes nothing."""

import re
from dataclasses import dataclass
from datetime import date

from domain.brand import BrandProfile, Fact, Product
from domain.campaign import CalendarEntry
from domain.devanagari import fold, has_devanagari, romanised
from domain.intelligence import Finding
from domain.language import ENGLISH, HINDI, TITLES, language_of
from llm.offline import festivals, tongue
from llm.offline.festivals import Festival
from llm.offline.post.announced import Announced, announced
from llm.offline.post.endings import ending_of, is_over
from llm.offline.post.endings import lasting as lasting_facts
from llm.offline.post.rendering import reads, words_in
from llm.offline.post.theme import is_thing, is_time, said_in
from llm.offline.products import named, names
from llm.offline.sentences import clean, closed, opened, says, split, words

MAX_DESCRIPTION = 180
_QUESTION = (
    r"(?:how|why|what|when|which|where|who|is|are|can|should|do|does"
    r"|\d+ (?:ways|tips|mistakes|things|reasons))\b"
)
_NEWS = r"(?:we|we're|we've|our|now|new in|just arrived|finally)\b(?:\W+\w+){3,}"
_QUESTION_HI = r"\b(?:kaise|kyon|kyun|kyu|kya|kab|kahan|kaun|kaunsa|kaunsi|kitn[aei])\b"
_NEWS_HI = (
    r"(?:hum|humne|ham|hamne|hamara|hamari|hamare|humara|humari|humare|ab|naya|nayi|naye"
    r"|aakhirkaar)\b(?:\W+\w+){3,}"
)
_POSSESSIVE = re.compile(
    r"^(?:(?:hamar|humar|mer|apn)[aei]|our|my|the|हमार[ाेी]|मेर[ाेी]|अपन[ाेी])\s+", re.I
)
_ORDERED = (
    r"\b(?:ke|ki) baa?re (?:mein|mei|me|men)\b"
    r"|\b(?:par|pe|pr|liye|lie)\b(?:\W+\w+){0,2}\W+(?:post|caption)\b"
)
"""What is to be written about, in a message that asks for it: no news."""
_COUNTRIES = frozenset({"india", "bharat", "online", "worldwide", "pan india", "all india"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything a draft may draw on; an empty string means unknown."""

    language: str
    family: str
    name: str
    spoken: str
    """What goes where a sentence names the subject: a product or the person's own words."""
    theme: str
    """What the post is about when that is no product, said in its language."""
    product: Product | None
    description: str
    price: str
    """As the shop writes it, or as the request tells it anew."""
    is_price_told: bool
    """The request tells the price."""
    news: str
    question: str
    facts: tuple[Fact, ...]
    products: tuple[Product, ...]
    place: str
    city: str
    offer: str
    festival: Festival | None
    occasion: str
    unused: tuple[str, ...]


def read_subject(
    brand: BrandProfile,
    entry: CalendarEntry,
    offer: str | None = None,
    findings: tuple[Finding, ...] = (),
    on: date | None = None,
) -> Subject:
    """What a post of this entry draws on; facts that are over on the day are none."""
    banned = brand.brand_voice.avoid_words
    news = announced(entry.topic, tuple(p for p in brand.products if not says(p.name, banned)))
    brand = news.applied(brand) if news else brand
    products = tuple(p for p in brand.products if not says(p.name, banned))
    lasting = lasting_facts(brand.facts, on)
    told = brand.model_copy(update={"facts": lasting})
    facts = tuple(f for f in lasting if not says(f.text, banned))
    about = _priced(news, brand, entry) or _read_topic(brand, entry, products)
    language = entry.language
    ranked = _ranked(facts, clean(entry.topic), entry.number, findings)
    festival = festivals.named(entry.occasion)
    place = clean(brand.location)
    return Subject(
        language=language,
        family=about.family,
        name=clean(brand.business_name),
        spoken=about.spoken,
        theme=about.theme,
        product=about.product,
        description=_description(about.product, banned, on),
        price=clean(about.product.price or "") if about.product else "",
        is_price_told=news is not None,
        news=closed(opened(words_in(about.news, language))),
        question=opened(words_in(about.question.rstrip("?.!। "), language)),
        facts=_sayable(ranked, language, about.product),
        products=products,
        place="" if place.lower() in _COUNTRIES else place,
        city=_city(place),
        offer=clean(offer or "").rstrip("."),
        festival=festivals.spoken_in(festival, language) if festival else None,
        occasion=_occasion(entry.occasion, festival, language),
        unused=(
            *about.unused,
            *_ended(brand.facts, on),
            *_unused(told, findings, products, facts, _sayable(facts, language, about.product)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _About:
    """How a topic was understood."""

    family: str
    product: Product | None = None
    spoken: str = ""
    theme: str = ""
    news: str = ""
    question: str = ""
    unused: tuple[str, ...] = ()


def _priced(told: Announced | None, brand: BrandProfile, entry: CalendarEntry) -> _About | None:
    """A new price is news of the product that has it."""
    if told is None:
        return None
    news, name = told.told(entry.language), clean(told.product.name)
    family = family_of(brand, entry.language)
    return _About(family, told.of(told.product), spoken=name, news=news)


def _read_topic(brand: BrandProfile, entry: CalendarEntry, products: tuple[Product, ...]) -> _About:
    topic, language = clean(entry.topic), entry.language
    family = family_of(brand, language)
    shop = topic.lower() == brand.business_name.strip().lower()
    in_turn = products[(entry.number - 1) % len(products)] if products else None
    product = _product(topic, products) or (in_turn if not topic or shop else None)
    if product or not topic or shop:
        return _About(family, product, spoken=_called(product, topic, language) if product else "")
    if feast := festivals.alone(topic):  # the occasion speaks for it; some of them sell nothing
        shown = None if feast.solemn else in_turn
        return _About(family, shown, spoken=clean(shown.name) if shown else "")
    if is_news(topic):
        return _About(family, news=topic)
    strange = language != ENGLISH and language_of(topic) == ENGLISH
    if _is_question(topic) and not strange:
        return _About(family, question=topic)
    words_of_kind = tongue.words(HINDI if language != ENGLISH else ENGLISH, "families")
    bare = _POSSESSIVE.sub("", topic.rstrip("?.! "))
    if is_thing(bare, tuple(words_of_kind[family]["words"])) and (language != HINDI or not strange):
        return _About(family, spoken=topic.rstrip("?.! ") if language == ENGLISH else bare)
    if theme := said_in(topic, language):
        paired = in_turn if is_time(theme) else None
        return _About(family, paired, spoken=clean(paired.name) if paired else "", theme=theme)
    unsaid = f"“{topic}”: I cannot say it in {TITLES[language]} without guessing."
    named = (unsaid,) if language != ENGLISH else ()
    return _About(family, in_turn, clean(in_turn.name) if in_turn else "", unused=named)


def _called(product: Product, topic: str, language: str) -> str:
    """The product by its name; in Hindi as the person spelled it, where the name is English."""
    name = clean(product.name)
    own = has_devanagari(topic) and not has_devanagari(name) and fold(name) not in fold(topic)
    return topic if language == HINDI and own and names(topic, name) else name


def _ended(facts: tuple[Fact, ...], on: date | None) -> tuple[str, ...]:
    """What is not told because its time is over, or because nobody knows when it is."""
    lines = []
    for fact in facts:
        ending = ending_of(fact.text, on) if on else None
        if ending and ending.day is None:
            lines.append(f"“{fact.text}”: it does not say on which date it ends. Add the date.")
        elif ending and on and is_over(fact.text, on):
            lines.append(f"“{fact.text}”: it has ended by then.")
    return tuple(lines)


def is_news(topic: str) -> bool:
    if re.match(_NEWS, topic, re.I):
        return True
    said = romanised(topic)
    return bool(re.match(_NEWS_HI, said, re.I)) and not re.search(_ORDERED, said, re.I)


def _is_question(topic: str) -> bool:
    return bool(re.match(_QUESTION, topic, re.I) or re.search(_QUESTION_HI, romanised(topic), re.I))


def _occasion(occasion: str | None, festival: Festival | None, language: str) -> str:
    """The festival by its name in the language, other occasions in the person's words."""
    if festival and language != ENGLISH:
        return festivals.spoken_in(festival, language).name
    return clean(occasion or "")


def family_of(brand: BrandProfile, language: str = ENGLISH) -> str:
    """The kind of shop whose words occur most; the industry counts three times."""
    weighted = [
        (brand.industry, 3),
        (brand.business_name, 2),
        *((p.name, 1) for p in brand.products),
    ]
    weighted += [(f.text, 1) for f in brand.facts]
    table = tongue.words(HINDI if language != ENGLISH else ENGLISH, "families")
    scores = {
        name: sum(weight for text, weight in weighted if says(text, tuple(family["words"])))
        for name, family in table.items()
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else "default"


def named_in(text: str, brand: BrandProfile) -> Product | None:
    """The product that the text names, in any script; the longest name first."""
    return named(text, brand.products)


def _product(topic: str, products: tuple[Product, ...]) -> Product | None:
    """The product the topic names, the longest name first."""
    for product in sorted(products, key=lambda p: -len(p.name)):
        telling = words(product.name)
        if names(topic, product.name) or (telling and telling <= words(topic)):
            return product
    return None


def _description(product: Product | None, banned: tuple[str, ...], on: date | None) -> str:
    """The product's description, whole sentences up to a bound, without banned words."""
    if product is None:
        return ""
    kept = ""
    for sentence in split(clean(product.description)):
        if on and is_over(sentence, on):
            continue
        longer = f"{kept} {opened(closed(sentence))}".strip()
        if len(longer) > MAX_DESCRIPTION or says(sentence, banned):
            break
        kept = longer
    return kept


def _ranked(
    facts: tuple[Fact, ...], topic: str, number: int, findings: tuple[Finding, ...]
) -> tuple[Fact, ...]:
    """Facts near the topic or a gap in the market first; the rest in turn from post to post."""
    turn = (number - 1) % len(facts) if facts else 0
    turned = facts[turn:] + facts[:turn]
    gaps = " ".join(f.text for f in findings if f.kind == "gap")
    wanted = words(topic)
    return tuple(
        sorted(
            turned,
            key=lambda f: -(2 * len(words(f.text) & wanted) + len(words(f.text) & words(gaps))),
        )
    )


def _sayable(facts: tuple[Fact, ...], language: str, product: Product | None) -> tuple[Fact, ...]:
    """In a Hindi post facts that can be said in Hindi; the others when there is nothing else."""
    own = tuple(f for f in facts if reads(f.text, language))
    return own if own or product else facts


def _city(place: str) -> str:
    parts = [p.strip() for p in place.split(",") if p.strip()]
    parts = [p for p in parts if p.lower() not in _COUNTRIES and not re.search(r"\d", p)]
    return (parts[1] if len(parts) > 2 else parts[-1]) if parts else ""


def _unused(
    brand: BrandProfile,
    findings: tuple[Finding, ...],
    products: tuple[Product, ...],
    facts: tuple[Fact, ...],
    sayable: tuple[Fact, ...],
) -> tuple[str, ...]:
    out = [
        f"“{p.name}”: its name holds a word you avoid." for p in brand.products if p not in products
    ]
    out += [f"“{f.text}”: it holds a word you avoid." for f in brand.facts if f not in facts]
    out += [
        f"“{f.text}”: I cannot say it in Hindi without guessing. Add it in Hindi to use it."
        for f in facts
        if f not in sayable
    ]
    odd = sum(f.kind == "suspicious" for f in findings)
    if odd:
        out.append(f"{odd} page(s) that tried to give orders: left aside.")
    return tuple(out)
