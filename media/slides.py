"""A carousel's words: which of a post's sentences stand on which of its cards. Draws nothing."""

import re

from domain.brand import BrandProfile, Contact
from media.wording import COMFORTABLE, LONGEST, CardWords, bare_lines, card_words, sentences, shown

LEAST = 3
"""With fewer cards nobody needs to swipe: the first, a thought, and the last."""
_ITEM = re.compile(
    r"^\s*(?:[-–—•*·▪✓✔➤→☑]\s*|\d{1,2}[.):]\s+|[०-९]{1,2}[.):]\s+|[①-⑳]\s*|\d\ufe0f?\u20e3\s*)"
)
_EMOJI_FIRST = re.compile(r"^[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?\s+")
_LEAST_ITEMS = 2
_LEAST_WORDS = 3


def slides(text: str, brand: BrandProfile, most: int) -> tuple[CardWords, ...]:
    """What each card of a post's carousel says: its first words, one thought each, its call.

    No word is added: a list's items are the thoughts, else the sentences. The last card has the
    post's last line, with how the brand is reached. What does not fit within `most` cards is left
    to the post's text.

    Args:
        text: The post's.
        brand: Whose it is.
        most: So many cards at most.

    Returns:
        Nothing where the text has too little for `LEAST` cards.
    """
    lines = [line for line in text.splitlines() if not _is_of_tags(line)]
    told = "\n".join(lines)
    cover = _cover(told, brand)
    thoughts, call = _thoughts(told, cover.headline)
    plain = [card_words(words, brand) for words in thoughts[: most - 2]]
    found = (cover, *plain, *((_last(call, brand),) if call else ()))
    return found if len(found) >= LEAST else ()


def _cover(text: str, brand: BrandProfile) -> CardWords:
    """The first sentence: what follows it has cards of its own, and so have the products."""
    first = next(iter(bare_lines(text)), "")
    words = card_words(next(iter(sentences(first)), ""), brand)
    return CardWords(words.headline, "", words.brand, words.place)


def _thoughts(text: str, headline: str) -> tuple[list[str], str]:
    """One short thought for each card, and the line that asks for something."""
    lines = bare_lines(text)
    items = [line for line in lines if _is_item(line)]
    if len(items) >= _LEAST_ITEMS:
        last = len(lines) - 1 - lines[::-1].index(items[-1])
        after = lines[last + 1 :]
        return _new(map(_bare, items), headline), (after[-1] if after else "")
    said = [sentence for line in lines for sentence in sentences(line)]
    rest = _joined(_new(said, headline))
    return (rest[:-1], rest[-1]) if len(rest) > 1 else (rest, "")


def _joined(told: list[str]) -> list[str]:
    """What is too short to stand alone, or was asked before, goes with the sentence before it.

    The last one, which asks for something, may be short.
    """
    found: list[str] = []
    for at, one in enumerate(told, 1):
        is_bit = _is_bit(one) and at < len(told)
        belongs = found and (is_bit or _is_bit(found[-1]) or found[-1].endswith("?"))
        if belongs and len(found[-1]) + 1 + len(one) <= COMFORTABLE:
            found[-1] = f"{found[-1]} {one}"
        else:
            found.append(one)
    return found


def _is_bit(sentence: str) -> bool:
    return len(sentence.split()) < _LEAST_WORDS


def _is_of_tags(line: str) -> bool:
    words = line.split()
    return bool(words) and all(word[0] in "#@" for word in words)


def _is_item(line: str) -> bool:
    return bool(_ITEM.match(line) or _EMOJI_FIRST.match(line))


def _bare(line: str) -> str:
    return _EMOJI_FIRST.sub("", _ITEM.sub("", line))


def _new(lines: "map[str] | list[str]", headline: str) -> list[str]:
    """Those that can be drawn and say something, and not what the first card says."""
    from media.shaping import drawable  # the fonts load when a card is needed

    found = [line for line in lines if any(c.isalnum() for c in line)]
    found = [line for line in found if drawable(shown(line), "Bold")]
    return [line for line in dict.fromkeys(found) if shown(line) not in headline]


def _last(call: str, brand: BrandProfile) -> CardWords:
    words = card_words(call, brand)
    return CardWords(words.headline, _reached(brand.contact, call), words.brand, words.place)


def _reached(contact: Contact, call: str) -> str:
    """The first way to reach the brand that is short enough to read; none where the call has it."""
    ways = (contact.whatsapp, contact.phone, contact.website)
    found = next((way for way in ways if way and len(way) <= LONGEST // 2), "")
    return "" if found in call else found
