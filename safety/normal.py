"""A text as words that can be looked up whatever disguise they wear. Judges none of them.

Undone are: other cases and widths, invisible characters, letters that look alike, digits and signs
in place of letters, letters drawn out, letters spaced out, hashtags written together, Devanagari.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from domain.devanagari import fold
from domain.lettering import IN_WORD, MARKS

_LINK = re.compile(r"https?://\S+|www\.\S+")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u180e]+")
"""Characters without width; joiners stay, as Indic spelling needs them."""
_TAG = re.compile(rf"#({IN_WORD}+)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LATIN = "[a-zA-Zİı]"
_SIGN = rf"(?<={_LATIN})[!|](?={_LATIN})"
_LETTER = rf"[\w{MARKS}@$*]"
_TOKEN = re.compile(
    rf"[\w{MARKS}@$*!|](?:(?<![!|])|(?<={_LATIN}.)(?={_LATIN})){_LETTER}*+"
    rf"(?:{_SIGN}{_LETTER}*+)*(?:['’]{IN_WORD}+)?"
)
"""Letters, and the signs that stand for some; as all others it begins with a plain character, so
that what cannot begin one is skipped fast. The group is not possessive: with such a one, Python
before 3.11.5 finds the same place for ever (its issue 106052)."""
_SPACED = re.compile(
    r"(?<![\w@$])[a-z@$0-9]([ ._-])\1?(?:[a-z@$0-9]\1{1,2}){1,14}[a-z](?!\w)", re.I
)
_BREAK = re.compile(r"[.!?।॥…\n](?:(?<=\n)\n*|(?=\s|$))")
"""What ends where a sentence does."""
_QUOTED = re.compile(
    r"“[^”]{2,400}”|\"[^\"]{2,400}\"|«[^»]{2,400}»|‘[^’]{2,400}’"
    r"|'(?<!\w.)[^'\n]{3,400}'(?!\w)"
)
_LEET = str.maketrans("013457@$!|8", "oieastasilb")
_LEET_L = str.maketrans("013457@$!|8", "oleastaslib")
_ALIKE = str.maketrans("аеорсухіјѕԁһкмтвнαοερυικτν", "aeopcyxijsdhkmtbhaoepuiktv")
"""Cyrillic and Greek letters that look like Latin ones."""
_LONG = re.compile(r"(.)\1{2,}")
_LETTERS = re.compile(r"[^\W\d_]")
KEPT = 40
"""Letters of the longest token that is remembered; longer ones are nobody's word."""
Forms = tuple[str, ...]


class Word(NamedTuple):
    raw: str
    start: int
    end: int
    forms: Forms
    """What it may spell, the plainest first."""
    folded: Forms
    """The same as `domain.devanagari.fold` writes them."""
    sentence: int
    quoted: bool

    @property
    def is_capitalised(self) -> bool:
        return self.raw[:1].isupper() and not self.raw.isupper()


@dataclass(frozen=True, slots=True)
class Reading:
    text: str
    words: tuple[Word, ...]
    spaced: tuple[Word, ...]
    """Words whose letters stand apart; each covers several of `words`."""
    is_one_quote: bool = False
    """Whether quotation marks stand around (nearly) all of it: then they set nothing apart."""

    def place_of(self, start: int) -> int:
        """The place of the word at or after that character."""
        return bisect_left(self.words, start, key=lambda word: word.start)


def read(text: str) -> Reading:
    """The words of a text in order, links left out."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    plain = _LINK.sub(" ", plain)
    plain = _TAG.sub(lambda tag: " " + " ".join(_HUMP.split(tag[1])) + " ", plain)
    quotes = [match.span() for match in _QUOTED.finditer(plain)]
    breaks = [match.end() for match in _BREAK.finditer(plain)]
    spaced = tuple(_apart(match, breaks, quotes) for match in _SPACED.finditer(plain))
    inside = sum(end - start for start, end in quotes)
    is_one_quote = inside > 0.85 * len(plain.strip())
    return Reading(plain, tuple(_words(plain, breaks, quotes)), spaced, is_one_quote)


def _words(plain: str, breaks: list[int], quotes: list[tuple[int, int]]) -> Iterator[Word]:
    """Sentences and quotations are counted along the way: no search for each word."""
    number = quote = 0
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        while number < len(breaks) and breaks[number] <= start:
            number += 1
        while quote < len(quotes) and quotes[quote][1] <= start:
            quote += 1
        raw = match.group()
        forms, folded = _remembered(raw) if len(raw) <= KEPT else _forms(raw)
        quoted = quote < len(quotes) and quotes[quote][0] <= start
        yield Word(raw, start, end, forms, folded, number, quoted)


def _apart(match: re.Match[str], breaks: list[int], quotes: list[tuple[int, int]]) -> Word:
    joined = re.sub(r"[ ._\-]", "", match.group())
    start, end = match.span()
    forms, folded = _forms(joined)
    quote = bisect_right(quotes, start, key=lambda one: one[0]) - 1
    quoted = quote >= 0 and start < quotes[quote][1]
    return Word(joined, start, end, forms, folded, bisect_right(breaks, start), quoted)


def _forms(raw: str) -> tuple[Forms, Forms]:
    """What a token may spell, and the same folded."""
    forms = spelled(raw.casefold())
    return forms, tuple(dict.fromkeys(filter(None, map(fold, forms))))


_remembered = lru_cache(maxsize=1 << 15)(_forms)


def spelled(token: str) -> tuple[str, ...]:
    """What a token in lower case may spell: itself, then without each disguise it may wear."""
    plain = token.strip("@$*'’|!").replace("’", "'").removesuffix("'s")
    found = [plain]
    if not token.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if ord(c) not in _ACCENTS)
        found.append(unicodedata.normalize("NFC", bare).translate(_ALIKE))
    if not token.isalpha() and _LETTERS.search(token):
        stripped = token.rstrip("*'!|")
        found += [form.translate(table) for form in (stripped,) for table in (_LEET, _LEET_L)]
    if "_" in token:
        found.append(plain.replace("_", ""))
    for form in tuple(found):
        if _LONG.search(form):
            found += [_LONG.sub(r"\1\1", form), _LONG.sub(r"\1", form)]
    return tuple(dict.fromkeys(form for form in found if form))


_ACCENTS = frozenset(range(0x300, 0x370))
