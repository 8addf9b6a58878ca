"""What the topic of a post is: a product, news, a question, a day, or a matter of its own."""

import re
from dataclasses import dataclass

from domain.brand import BrandProfile, Product
from domain.campaign import CalendarEntry
from domain.devanagari import fold, has_devanagari, romanised
from domain.language import ENGLISH, HINDI, TITLES, language_of
from llm.offline import festivals, tongue
from llm.offline.letters import in_letters
from llm.offline.post.announced import Announced
from llm.offline.post.meeting import nearest, telling
from llm.offline.post.theme import is_thing, quoted, said_in
from llm.offline.products import named, names
from llm.offline.sentences import clean, says, words

_QUESTION = (
    r"(?:how|why|what|when|which|where|who|is|are|can|should|do|does"
    r"|\d+ (?:ways|tips|mistakes|things|reasons))\b"
)
_AUX = r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)"
_DIRECT = (
    rf"(?:how|why|when|where|who|whom|what) {_AUX}\b|{_AUX}\b"
    r"|(?:what|which|whose|how (?:many|much|long|often|old|far))"
    rf"(?! (?:our|the|an?|my|your|we|i)\b)(?: \w+){{1,2}} {_AUX}\b"
)
"""A question as it is asked, with its verb before its subject."""
_NEWS = r"(?:we|we're|we've|our|now|new in|just arrived|finally)\b(?:\W+\w+){3,}"
_QUESTION_HI = r"\b(?:kaise|kyon|kyun|kyu|kya|kab|kahan|kaun|kaunsa|kaunsi|kitn[aei])\b"
_NEWS_HI = (
    r"(?:hum|humne|ham|hamne|hamara|hamari|hamare|humara|humari|humare|ab|naya|nayi|naye"
    r"|aakhirkaar)\b(?:\W+\w+){3,}"
)
_TELLS = re.compile(
    r"\b(?:is|are|has|have|was|were|here|back|launched|launching|arrived|opened|opening|started"
    r"|aa gay[aei]|aa gaya|shuru|khul)\b",
    re.I,
)
"""What makes words about a product news, and not its name with an adjective."""
_POSSESSIVE = re.compile(
    r"^(?:(?:hamar|humar|mer|apn)[aei]|our|my|the|हमार[ाेी]|मेर[ाेी]|अपन[ाेी])\s+", re.I
)
_ORDERED = (
    r"\b(?:ke|ki) baa?re (?:mein|mei|me|men)\b"
    r"|\b(?:par|pe|pr|liye|lie)\b(?:\W+\w+){0,2}\W+(?:post|caption)\b"
)
"""What is to be written about, in a message that asks for it: no news."""


@dataclass(frozen=True, slots=True)
class About:
    """How a topic was understood."""

    family: str
    product: Product | None = None
    spoken: str = ""
    theme: str = ""
    news: str = ""
    question: str = ""
    unused: tuple[str, ...] = ()


def priced(told: Announced | None, brand: BrandProfile, entry: CalendarEntry) -> About | None:
    """A new price is news of the product that has it."""
    if told is None:
        return None
    news, name = told.told(entry.language), clean(told.product.name)
    family = family_of(brand, entry.language)
    return About(family, told.of(told.product), spoken=name, news=news)


def read_topic(brand: BrandProfile, entry: CalendarEntry, products: tuple[Product, ...]) -> About:
    topic, language = clean(entry.topic), entry.language
    family = family_of(brand, language)
    shop = topic.lower() == brand.business_name.strip().lower()
    in_turn = products[(entry.number - 1) % len(products)] if products else None
    product = _product(topic, products) or (in_turn if not topic or shop else None)
    if product and is_news(topic) and _TELLS.search(topic):
        return About(family, product, spoken=_called(product, topic, language), news=topic)
    if product or not topic or shop:
        spoken = _called(product, topic, language) if product else ""
        says_more = product and len(telling(topic) - telling(product.name)) >= _MUCH
        theme = (language == HINDI and in_letters(topic)) or topic
        return About(family, product, spoken, said_in(theme, language) if says_more else "")
    return _other_topic(topic, language, family, nearest(products, topic) or in_turn)


_MUCH = 2
"""Telling words beside a product's name that make the topic a matter of its own."""


def _other_topic(topic: str, language: str, family: str, in_turn: Product | None) -> About:
    """A topic that is no product of the brand: a day, news, a question, a thing, or a theme."""
    if language == HINDI:
        topic = in_letters(topic) or topic
    if feast := festivals.alone(topic):  # the occasion speaks for it; some of them sell nothing
        shown = None if feast.solemn else in_turn
        return About(family, shown, spoken=_name(shown))
    if is_news(topic):
        return About(family, news=topic)
    strange = _is_strange(topic, language)
    unsaid = _unsaid(topic, language) if strange and language == HINDI else ()
    if _is_question(topic):
        asked = (
            quoted(f"{topic.rstrip('?')}?")
            if strange and language == HINDI
            else _asked_whole(topic)
        )
        return About(family, in_turn, _name(in_turn), question=asked, unused=unsaid)
    words_of_kind = tongue.words(HINDI if language != ENGLISH else ENGLISH, "families")
    bare = _POSSESSIVE.sub("", topic.rstrip("?.! "))
    if is_thing(bare, tuple(words_of_kind[family]["words"])) and (language != HINDI or not strange):
        return About(family, spoken=topic.rstrip("?.! ") if language == ENGLISH else bare)
    if theme := said_in(topic, language):
        return About(family, in_turn, _name(in_turn), theme=theme, unused=unsaid)
    too_long = () if language == ENGLISH else _unsaid(topic, language)
    return About(family, in_turn, _name(in_turn), unused=too_long)


def _unsaid(topic: str, language: str) -> tuple[str, ...]:
    return (f"“{topic}”: I cannot say it in {TITLES[language]} without guessing.",)


def _is_strange(topic: str, language: str) -> bool:
    """Words of another language, or in letters that the post's language does not have."""
    if language == HINDI and not has_devanagari(topic):
        return True
    return language != ENGLISH and language_of(topic) == ENGLISH


def _name(product: Product | None) -> str:
    return clean(product.name) if product else ""


def _called(product: Product, topic: str, language: str) -> str:
    """The product by its name; in Hindi as the person spelled it, where the name is English."""
    name = clean(product.name)
    own = has_devanagari(topic) and not has_devanagari(name) and fold(name) not in fold(topic)
    return topic if language == HINDI and own and names(topic, name) else name


def is_news(topic: str) -> bool:
    if re.match(_NEWS, topic, re.I):
        return True
    said = romanised(topic)
    return bool(re.match(_NEWS_HI, said, re.I)) and not re.search(_ORDERED, said, re.I)


def _is_question(topic: str) -> bool:
    return bool(re.match(_QUESTION, topic, re.I) or re.search(_QUESTION_HI, romanised(topic), re.I))


def _asked_whole(topic: str) -> str:
    """The question with its end; in English a clause (“how tea is smoked”) ends as a statement."""
    bare = topic.rstrip("?.!। ")
    if language_of(bare) != ENGLISH:
        return bare
    return f"{bare}{'?' if re.match(_DIRECT, bare, re.I) else '.'}"


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
