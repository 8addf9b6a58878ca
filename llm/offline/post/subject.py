"""What a post is about and what may be said of it, in the brand's own words. Writes nothing."""

import re
from dataclasses import dataclass

from domain.brand import BrandProfile, Fact, Product
from domain.campaign import CalendarEntry
from domain.devanagari import fold, romanised
from domain.intelligence import Finding
from domain.language import ENGLISH, HINDI
from llm.offline import festivals, tongue
from llm.offline.festivals import Festival
from llm.offline.post.rendering import reads, words_in
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
_COUNTRIES = frozenset({"india", "bharat", "online", "worldwide", "pan india", "all india"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything a draft may draw on; an empty string means unknown."""

    language: str
    family: str
    name: str
    spoken: str
    """What goes where a sentence names the subject: a product or the person's own words."""
    product: Product | None
    description: str
    price: str
    """As the shop writes it."""
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
) -> Subject:
    banned = brand.brand_voice.avoid_words
    products = tuple(p for p in brand.products if not says(p.name, banned))
    facts = tuple(f for f in brand.facts if not says(f.text, banned))
    topic = clean(entry.topic)
    product = _product(topic, products, entry.number, brand.business_name)
    news = topic if not product and is_news(topic) else ""
    question = topic if not (product or news) and _is_question(topic) else ""
    language = entry.language
    festival = festivals.named(entry.occasion)
    description = _description(product, banned)
    place = clean(brand.location)
    return Subject(
        language=language,
        family=family_of(brand, language),
        name=clean(brand.business_name),
        spoken=_spoken(topic, product, brand.business_name, f"{news}{question}"),
        product=product,
        description=description,
        price=clean(product.price or "") if product else "",
        news=closed(opened(words_in(news, language))),
        question=opened(words_in(question.rstrip("?.!। "), language)),
        facts=_spoken_first(_ranked(facts, topic, entry.number, findings), language),
        products=products,
        place="" if place.lower() in _COUNTRIES else place,
        city=_city(place),
        offer=clean(offer or "").rstrip("."),
        festival=festivals.spoken_in(festival, language) if festival else None,
        occasion=_occasion(entry.occasion, festival, language),
        unused=_unused(brand, findings, products, facts, language),
    )


def is_news(topic: str) -> bool:
    return bool(re.match(_NEWS, topic, re.I) or re.match(_NEWS_HI, romanised(topic), re.I))


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
    low, folded = text.lower(), fold(text)
    for product in sorted(brand.products, key=lambda p: -len(p.name)):
        key = fold(product.name)
        if product.name.lower() in low or (len(key) > 3 and key in folded):
            return product
    return None


def _product(
    topic: str, products: tuple[Product, ...], number: int, business: str
) -> Product | None:
    """The product the topic names; in turn when the topic is only the shop itself."""
    low, folded = topic.lower(), fold(topic)
    for product in sorted(products, key=lambda p: -len(p.name)):
        name = product.name.lower()
        if name in low or (words(product.name) and words(product.name) <= words(topic)):
            return product
        # मसाला चाय, masala chay and Masala Chai are one product
        if len(key := fold(product.name)) > 3 and key in folded:
            return product
    if (not topic or low == business.strip().lower()) and products:
        return products[(number - 1) % len(products)]
    return None


def _spoken(topic: str, product: Product | None, business: str, sentence: str) -> str:
    if product:
        return clean(product.name)
    about_shop = topic.lower() == business.strip().lower()
    return "" if sentence or about_shop or len(topic.split()) > 7 else topic.rstrip("?.! ")


def _description(product: Product | None, banned: tuple[str, ...]) -> str:
    """The product's description, whole sentences up to a bound, without banned words."""
    if product is None:
        return ""
    kept = ""
    for sentence in split(clean(product.description)):
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


def _spoken_first(facts: tuple[Fact, ...], language: str) -> tuple[Fact, ...]:
    """In a Hindi post facts that can be said in Hindi; the others only when these are few."""
    own = tuple(f for f in facts if reads(f.text, language))
    return own if len(own) > 1 else (*own, *(f for f in facts if f not in own))


def _city(place: str) -> str:
    parts = [p.strip() for p in place.split(",") if p.strip()]
    parts = [p for p in parts if p.lower() not in _COUNTRIES and not re.search(r"\d", p)]
    return (parts[1] if len(parts) > 2 else parts[-1]) if parts else ""


def _unused(
    brand: BrandProfile,
    findings: tuple[Finding, ...],
    products: tuple[Product, ...],
    facts: tuple[Fact, ...],
    language: str,
) -> tuple[str, ...]:
    out = [
        f"“{p.name}”: its name holds a word you avoid." for p in brand.products if p not in products
    ]
    out += [f"“{f.text}”: it holds a word you avoid." for f in brand.facts if f not in facts]
    told = _spoken_first(facts, language)
    out += [
        f"“{f.text}”: I cannot say it in Hindi without guessing. Add it in Hindi to use it."
        for f in facts
        if f not in told
    ]
    odd = sum(f.kind == "suspicious" for f in findings)
    if odd:
        out.append(f"{odd} page(s) that tried to give orders: left aside.")
    return tuple(out)
