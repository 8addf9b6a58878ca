"""What a post is about and what may be said of it, in the brand's own words. Writes nothing."""

import re
from dataclasses import dataclass
from datetime import date

from almanac.places import is_whole_state
from domain.brand import BrandProfile, Fact, Product
from domain.campaign import CalendarEntry
from domain.intelligence import Finding
from domain.language import ENGLISH
from llm.offline import festivals
from llm.offline.festivals import Festival
from llm.offline.post.announced import announced
from llm.offline.post.endings import ending_of, is_over
from llm.offline.post.endings import lasting as lasting_facts
from llm.offline.post.meeting import meeting, nearest, tells_most
from llm.offline.post.rendering import reads, words_in
from llm.offline.post.topic import About, priced, read_topic
from llm.offline.sentences import clean, closed, opened, says, split, words

MAX_DESCRIPTION = 180
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
    met: Fact | None
    """The fact that speaks of the topic, the first of them, where one does."""
    is_met_whole: bool
    """That fact says all that the topic names."""
    is_product_near: bool
    """The product's name or description speaks of the topic."""
    products: tuple[Product, ...]
    other: str
    """Another product of the brand, by its name."""
    place: str
    area: str
    """The street or the part of the town, where the place names one before the town."""
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
    about = priced(news, brand, entry) or read_topic(brand, entry, products)
    language = entry.language
    ranked = _ranked(facts, clean(entry.topic), entry.number, findings)
    tellable, met, is_met_whole = _facts_told(ranked, about, entry)
    festival, place = festivals.named(entry.occasion), clean(brand.location)
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
        question=opened(words_in(about.question, language)),
        facts=tellable,
        met=met,
        is_met_whole=is_met_whole,
        is_product_near=bool(about.product and nearest((about.product,), entry.topic)),
        products=products,
        other=_other(products, about.product, entry.number),
        place="" if place.lower() in _COUNTRIES else place,
        area=_area(place),
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


def _facts_told(
    ranked: tuple[Fact, ...], about: About, entry: CalendarEntry
) -> tuple[tuple[Fact, ...], Fact | None, bool]:
    """What can be told, the fact among it that speaks of the topic, and whether it says all."""
    tellable = _untold(_sayable(ranked, entry.language, about.product), about.product)
    met = meeting(tellable, clean(entry.topic))
    if met is None:
        return tellable, None, False
    others = tuple(fact for fact in tellable if fact != met)
    is_whole = tells_most(met.text, entry.topic)
    if about.news and is_whole:  # the news says it
        return others, None, False
    return (met, *others), met, is_whole


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


def _occasion(occasion: str | None, festival: Festival | None, language: str) -> str:
    """The festival by its name in the language, other occasions in the person's words."""
    if festival and language != ENGLISH:
        return festivals.spoken_in(festival, language).name
    return clean(occasion or "")


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


def _untold(facts: tuple[Fact, ...], product: Product | None) -> tuple[Fact, ...]:
    """Without those that say only what the product's description says."""
    told = words(product.description) if product else set()
    return tuple(f for f in facts if not words(f.text) or not words(f.text) <= told)


def _city(place: str) -> str:
    parts = [p.strip() for p in place.split(",") if p.strip()]
    parts = [p for p in parts if p.lower() not in _COUNTRIES and not re.search(r"\d", p)]
    # people of Jaipur say Jaipur, not Rajasthan
    parts = [p for p in parts if not is_whole_state(p)] or parts
    return (parts[1] if len(parts) > 2 else parts[-1]) if parts else ""


def _area(place: str) -> str:
    parts = [p.strip() for p in place.split(",") if p.strip()]
    telling = len(parts) > 1 and parts[0].lower() not in _COUNTRIES and len(parts[0].split()) <= 3
    return (
        parts[0] if telling and not re.match(r"\W*\d|(?:shop|near|opp)\b", parts[0], re.I) else ""
    )


def _other(products: tuple[Product, ...], shown: Product | None, number: int) -> str:
    """One that is not the post's own, in turn; nothing where the post is about none."""
    others = [p for p in products if shown and p.name != shown.name]
    return clean(others[(number - 1) % len(others)].name) if others else ""


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
