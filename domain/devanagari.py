"""Devanagari in Latin letters as people in India type it: rules only, no word list. Pure.

Silent vowels fall as they do in speech: a final short a always, an inner one between an open
syllable and a following one (Ohala's rule, read from the end of the word). Long vowels are
doubled where people double them: चाय is chai, बात is baat, मसाला is masala.
"""

import re
import unicodedata
from dataclasses import dataclass

LETTERS = "\u0900-\u0963\u0966-\u097f"
"""Letters, vowel signs and digits, for a character class; the danda is a mark of sentences."""
MARKS = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
"""The signs among them, which belong to the letter before and are no letters to Python."""
_RUN = re.compile(f"[{LETTERS}]+")

_CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "chh", "ज": "j",
    "झ": "jh", "ञ": "n", "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t",
    "थ": "th", "द": "d", "ध": "dh", "न": "n", "प": "p", "फ": "ph", "ब": "b", "भ": "bh",
    "म": "m", "य": "y", "र": "r", "ल": "l", "ळ": "l", "व": "v", "श": "sh", "ष": "sh",
    "स": "s", "ह": "h", "ऩ": "n", "ऱ": "r",
}  # fmt: skip
_DOTTED = {"j": "z", "ph": "f"}
"""What a dot below changes in typing; ड़ and ढ़ are typed as without it."""
_SIGNS = {
    "ा": "aa", "ि": "i", "ी": "ee", "ु": "u", "ू": "oo", "ृ": "ri", "े": "e", "ै": "ai",
    "ो": "o", "ौ": "au", "ॉ": "o", "ॅ": "e", "ॆ": "e", "ॊ": "o",
}  # fmt: skip
_VOWELS = {
    "अ": "a", "आ": "aa", "इ": "i", "ई": "ee", "उ": "u", "ऊ": "oo", "ऋ": "ri", "ए": "e",
    "ऐ": "ai", "ओ": "o", "औ": "au", "ऑ": "o", "ऍ": "e", "ॐ": "om",
}  # fmt: skip
_NUKTA, _VIRAMA = "\u093c", "\u094d"
_NASAL = "ंँ"
_JOINED = {"chchh": "chh", "chch": "cch", "jn": "gy", "thth": "tth", "dhdh": "ddh"}
"""Clusters that are typed otherwise than letter by letter."""
_LIPS = frozenset("pbm")
_FOLDS = (
    ("aa", "a"), ("ee", "i"), ("oo", "u"), ("chh", "ch"), ("ph", "f"), ("w", "v"), ("z", "j"),
    ("q", "k"), ("iy", "i"), ("ay", "ai"), ("ey", "e"), ("x", "ks"),
)  # fmt: skip
_TWICE = re.compile(r"([b-df-np-z])\1+")
"""Doubled letters that are no long vowel; single first, so that nothing is left to fold."""


@dataclass
class _Syllable:
    onset: list[str]
    vowel: str
    """"" when silent."""
    inherent: bool
    """The vowel is the short a that no sign writes."""
    nasal: str = ""
    """The sign of nasality, if it bears one."""


def has_devanagari(text: str) -> bool:
    return _RUN.search(text) is not None


def romanised(text: str) -> str:
    """The text with every Devanagari word in Latin letters; all else stays as it is."""
    return _RUN.sub(lambda match: word(match.group()), unicodedata.normalize("NFC", text))


def word(letters: str) -> str:
    """One Devanagari word in Latin letters; digits become ASCII digits."""
    syllables = _syllables(unicodedata.normalize("NFD", letters))
    _silence(syllables)
    spelled = "".join(_spelled(syllables, place) for place in range(len(syllables)))
    spelled = re.sub("(a+)e", lambda hiatus: f"{hiatus[1]}ye", spelled)  # gaye, jayega
    return re.sub("ie$", "iye", re.sub("aay$", "ai", spelled))


def fold(text: str) -> str:
    """The text in a form in which spellings of one word meet, for comparing: never shown.

    Lower case, romanised, long vowels short, doubled letters single, w as v, z as j, ph as f.
    """
    plain = unicodedata.normalize("NFKD", romanised(text).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _TWICE.sub(r"\1", plain)
    for given, kept in _FOLDS:
        plain = plain.replace(given, kept)
    return re.sub(r"([a-z])\1+", r"\1", plain)


def _syllables(letters: str) -> list[_Syllable]:
    found: list[_Syllable] = []
    joined = False
    for letter in letters:
        if letter in _CONSONANTS and joined:
            found[-1].onset.append(_CONSONANTS[letter])
            found[-1].vowel, found[-1].inherent = "a", True
        elif (begun := _begun(letter)) is not None:
            found.append(begun)
        elif found:
            _mark(found[-1], letter)
        joined = letter == _VIRAMA and bool(found)
    return found


def _begun(letter: str) -> _Syllable | None:
    """The syllable that this letter begins, if it does."""
    if letter in _CONSONANTS:
        return _Syllable([_CONSONANTS[letter]], "a", inherent=True)
    if letter in _VOWELS:
        return _Syllable([], _VOWELS[letter], inherent=False)
    if letter == "ः":
        return _Syllable(["h"], "", inherent=False)
    if letter.isdigit():
        return _Syllable([str(unicodedata.digit(letter))], "", inherent=False)
    return None


def _mark(syllable: _Syllable, sign: str) -> None:
    """What a sign does to the syllable before it."""
    if sign == _NUKTA:
        _dot(syllable)
    elif sign in _SIGNS:
        syllable.vowel, syllable.inherent = _SIGNS[sign], False
    elif sign == _VIRAMA:
        syllable.vowel, syllable.inherent = "", False
    elif sign in _NASAL:
        syllable.nasal = sign


def _dot(syllable: _Syllable) -> None:
    if syllable.onset:
        syllable.onset[-1] = _DOTTED.get(syllable.onset[-1], syllable.onset[-1])


def _silence(syllables: list[_Syllable]) -> None:
    """Drop the short vowels nobody says."""
    if len(syllables) > 1 and syllables[-1].inherent and not syllables[-1].nasal:
        # after a cluster that ends in r, v or y it is heard: mitra, satya
        heard = len(syllables[-1].onset) > 1 and syllables[-1].onset[-1] in {"r", "v", "y"}
        if not heard:
            syllables[-1].vowel = ""
    for place in range(len(syllables) - 2, 0, -1):
        here, before, after = syllables[place], syllables[place - 1], syllables[place + 1]
        between = _is_open(before) and len(here.onset) == 1 == len(after.onset)
        if here.inherent and not here.nasal and between and after.vowel:
            here.vowel = ""


def _is_open(syllable: _Syllable) -> bool:
    """It ends in a vowel; a nasal consonant closes it, a vowel said through the nose does not."""
    closed = syllable.nasal == "\u0902" and syllable.vowel in {"a", "i", "u"}
    return bool(syllable.vowel) and not closed


def _spelled(syllables: list[_Syllable], place: int) -> str:
    here = syllables[place]
    after = syllables[place + 1] if place + 1 < len(syllables) else None
    onset = _JOINED.get("".join(here.onset), "".join(here.onset))
    if onset == "v" and here.vowel == "aa":
        onset = "w"
    if after is None:
        vowel = _at_end(here, is_alone=len(syllables) == 1)
    elif here.vowel == "aa" and here.onset and after.vowel and (len(syllables) > 2 or onset == "w"):
        vowel = "a"  # masala, wala; but paani, baatein
    else:
        vowel = "e" if _before_h(here, after, is_last=place + 2 == len(syllables)) else here.vowel
    return onset + vowel + _nose(here, after)


def _at_end(here: _Syllable, *, is_alone: bool) -> str:
    """A long vowel that ends the word is typed as one letter: naya, roti, shuru, mithai."""
    if here.nasal and here.vowel == "e":
        return "ei"  # mein, karein, cheezein
    if not here.onset and here.vowel == "aa":
        return "aa" if is_alone else "a"
    if here.nasal and is_alone:
        return here.vowel  # haan
    return {"aa": "a", "ee": "i", "oo": "u"}.get(here.vowel, here.vowel)


def _before_h(here: _Syllable, after: _Syllable, *, is_last: bool) -> bool:
    """The h colours a short vowel before it: pehla, kehna, mehak."""
    return here.vowel == "a" and after.onset == ["h"] and after.vowel in {"", "a"} and not is_last


def _nose(here: _Syllable, after: _Syllable | None) -> str:
    if not here.nasal:
        return ""
    return "m" if after and after.onset and after.onset[0][0] in _LIPS else "n"
