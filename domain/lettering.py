r"""What belongs to a word in the scripts of India, for regular expressions. Pure.

To Python a vowel sign is no letter: `\w` ends दिनों after its first letter, and so do Bengali,
Tamil and every other script that writes signs around its letters.
"""

import re
import unicodedata
from collections.abc import Iterator

JOINERS = "\u200c\u200d"
"""They shape letters of one word; Indic and Persian spelling needs them."""
_FIRST, _LAST = 0x300, 0xDFF
"""From the accents of Latin over Arabic (Urdu, Sindhi) to Sinhala; more makes patterns slow."""


def _marks() -> Iterator[str]:
    """Ranges of combining marks."""
    start = None
    for code in range(_FIRST, _LAST + 2):
        is_mark = unicodedata.category(chr(code)) in ("Mn", "Mc")
        if is_mark and start is None:
            start = code
        elif not is_mark and start is not None:
            yield f"{chr(start)}-{chr(code - 1)}"
            start = None


MARKS = "".join(_marks()) + JOINERS
"""For a character class: what continues a word and is no letter."""
IN_WORD = rf"[\w{MARKS}]"
"""A character of a word."""
BEFORE, AFTER = f"(?<!{IN_WORD})", f"(?!{IN_WORD})"
"""The edges of a word."""
_IN_WORD = re.compile(IN_WORD)


def has_word(text: str, word: str) -> bool:
    """Whether the text has the word, in any case, and not only as a part of another one.

    Far faster than a pattern made for each of many words.
    """
    text, word = text.casefold(), word.strip().casefold()
    at = text.find(word) if word else -1
    while at >= 0:
        end = at + len(word)
        if not _IN_WORD.match(text[at - 1 : at] if at else "") and not _IN_WORD.match(text, end):
            return True
        at = text.find(word, at + 1)
    return False
