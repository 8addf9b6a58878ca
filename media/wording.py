"""The words on a card, taken from the post and the brand: never others than these say."""

import re
from dataclasses import dataclass

from domain.brand import BrandProfile, Product
from domain.lettering import AFTER, BEFORE, MARKS
from domain.prices import with_rupees

LONGEST = 90
"""Characters of a headline; more is not read in passing."""
COMFORTABLE = 64
"""Characters that are read at a glance."""
_SHORTEST_CUT = 16
_UNWANTED = re.compile(rf"https?://\S+|www\.\S+|{BEFORE}[#@](?=\w)")
_SENTENCE = re.compile(r"(?<=[.!?।॥])\s+")
_CLAUSE = re.compile(r"\s*[,;:]\s+|\s+[–—-]\s+")
_RUPEES = rf"(?<![^\W\d_])(?<![{MARKS}])रु(?:{AFTER}|प[एयि])"
"""The short and the long word, also right behind a number; not the end of गुरु or शुरु."""
_AMOUNT = re.compile(rf"[₹$€£%]|\bRs\b|\bINR\b|{_RUPEES}", re.IGNORECASE)


@dataclass(frozen=True)
class CardWords:
    """All that a card says."""

    headline: str
    line: str
    """A product and its price, or nothing."""
    brand: str
    place: str


def card_words(text: str, brand: BrandProfile) -> CardWords:
    """What the card of a post with this text says."""
    headline = headline_of(text)
    return CardWords(
        headline=headline,
        line=_line(text, headline, with_rupees(brand).products),
        brand=_tidy(brand.business_name),
        place=_tidy(brand.location),
    )


def alt_text(words: CardWords) -> str:
    """What the card shows, for people who cannot see it: what no font can draw is not there."""
    from media.shaping import drawable  # the fonts load when a card is needed

    said = f"“{words.headline}”" if drawable(words.headline, "Bold") else ""
    line = words.line if drawable(words.line, "Medium") else ""
    shown = ". ".join(part for part in (said, line) if part)
    return f"Text card of {words.brand or 'the shop'}{': ' if shown else ''}{shown}"


def headline_of(text: str) -> str:
    """The post's first line that says something, shortened where a reader would stop."""
    return shown(next(iter(bare_lines(text)), ""))


def bare_lines(text: str) -> list[str]:
    """The lines that say something, without addresses, hashtags and names of accounts."""
    lines = (_tidy(_UNWANTED.sub("", line)) for line in text.splitlines())
    return [line for line in lines if any(c.isalnum() for c in line)]


def sentences(line: str) -> list[str]:
    """A line's sentences, each with its own mark."""
    return [sentence for sentence in _SENTENCE.split(line) if sentence]


def shown(line: str) -> str:
    """A line as large type shows it: shortened where a reader would stop, without a full stop."""
    if len(line) > COMFORTABLE:
        line = _first_sentences(line)
    if len(line) > LONGEST:
        line = _cut(line)
    # a full stop is for prose; a question or a call keeps its mark
    return line[:-1] if line.endswith((".", "।")) and not line.endswith("..") else line


def _first_sentences(line: str) -> str:
    """As many whole sentences as fit comfortably; the first one however long it is."""
    first, *others = _SENTENCE.split(line)
    for sentence in others:
        if len(first) >= _SHORTEST_CUT and len(first) + 1 + len(sentence) > COMFORTABLE:
            break
        first = f"{first} {sentence}"
    return first


def _cut(line: str) -> str:
    """End at a clause, else at a word; the dots say that the post goes on."""
    room = LONGEST - 1
    ends = [m.start() for m in _CLAUSE.finditer(line) if _SHORTEST_CUT <= m.start() <= room]
    if not ends:
        ends = [m.start() for m in re.finditer(r"\s", line) if m.start() <= room]
    return line[: ends[-1] if ends else room].rstrip(" ,;:–—-") + "…"


def _line(text: str, headline: str, products: tuple[Product, ...]) -> str:
    """The product that the post names, with a price that the post does not contradict."""
    said = text.casefold()
    named = [p for p in products if p.name.casefold() in said]
    if not named:
        return ""
    product = max(named, key=lambda p: len(p.name))
    price = _price(product, text)
    if not price and product.name.casefold() in headline.casefold():
        return ""  # the headline says it already
    return " · ".join(part for part in (_tidy(product.name), price) if part)


def _price(product: Product, text: str) -> str:
    """Only what the post says too, or nothing beside which another amount could stand."""
    price = _tidy(product.price or "")
    if price and (price in text or not _AMOUNT.search(text)):
        return price
    return ""


def _tidy(words: str) -> str:
    return " ".join(words.split())
