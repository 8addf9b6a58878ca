"""Takes words the brand avoids out of a text, so that what is left still reads. Adds nothing."""

import re

from domain.lettering import AFTER, BEFORE, IN_WORD, has_word
from llm.offline.align.reading import calls, words_of
from llm.offline.edit.text import sentences, tidy
from llm.offline.sentences import closed, opened, says

_CLAUSE = re.compile(
    r"(?:[,;:–—]\s+|\s+[–—-]\s+|\s+(?:and|but|और|aur|लेकिन|lekin)\s+)", re.IGNORECASE
)
_MIN_WORDS = 3
"""A clause or sentence of fewer words says nothing by itself."""


def without_words(text: str, banned: tuple[str, ...], language: str) -> str | None:
    """The text without these words.

    Returns:
        None when a number would be lost with them, or nothing would be left.
    """
    lines = []
    for line in text.split("\n"):
        cut = [_cut(sentence, banned, language) for sentence in sentences(line)]
        if None in cut:
            return None
        kept = [sentence for sentence in cut if sentence]
        if kept or not line.strip():
            lines.append(" ".join(kept))
    left = tidy("\n".join(lines))
    return left if left and not says(left, banned) else None


def _cut(sentence: str, banned: tuple[str, ...], language: str) -> str | None:
    """The sentence without them, "" when it may go whole, None when it may not."""
    for word in sorted(banned, key=len, reverse=True):
        while sentence and has_word(sentence, word):
            shorter = _whole_enough(_attribute(sentence, word, language))
            shorter = _link(sentence, word, language) if shorter is None else shorter
            shorter = _clause(sentence, word) if shorter is None else shorter
            if shorter is None:
                return None
            sentence = shorter
    return sentence


def _whole_enough(sentence: str | None) -> str | None:
    """The same; "" for a few words that now say nothing."""
    if not sentence or len(sentence.split()) >= _MIN_WORDS or re.search(r"\d", sentence):
        return sentence
    return sentence if calls(sentence) else ""


def _attribute(sentence: str, word: str, language: str) -> str | None:
    """“our cheap chai” is “our chai”; None where the word carries the sentence."""
    words = words_of(language)
    fillers, joints = "|".join(words["fillers"]), "|".join(words["joints"])
    before = rf"(?P<article>(?<!{IN_WORD})an?\s+)?(?:(?:{fillers})\s+)*"
    pattern = (
        rf"{BEFORE}{before}{re.escape(word)}{AFTER}(?:,|\s+(?:{joints}){AFTER})?\s+(?={IN_WORD})"
    )
    match = re.search(pattern, sentence, re.IGNORECASE)
    if not match or _starts(sentence[match.end() :], words["ends"]):
        return None
    rest = sentence[match.end() :]
    article = match.group("article")
    if article:
        fitting = "an " if rest[:1].lower() in "aeiou" else "a "
        rest = (fitting.capitalize() if article[0].isupper() else fitting) + rest
    return _tidied(sentence[: match.start()] + rest)


def _link(sentence: str, word: str, language: str) -> str | None:
    """“Our chai is cheap at ₹20” is “Our chai at ₹20”, “tasty and cheap.” is “tasty.”"""
    words = words_of(language)
    joints, links = "|".join(words["joints"]), "|".join(words["links"])
    fillers = "|".join(words["fillers"])
    joined = rf"(?:,\s*|\s+)(?:{joints})\s+(?:(?:{fillers})\s+)*{re.escape(word)}{AFTER}"
    if match := re.search(joined, sentence, re.IGNORECASE):
        return _tidied(sentence[: match.start()] + sentence[match.end() :])
    linked = (
        rf"\s+(?:{links})\s+(?:(?:{fillers})\s+)*{re.escape(word)}\s+(?=(?:at|for|from|in|with)\s)"
    )
    if match := re.search(linked, sentence, re.IGNORECASE):
        return _tidied(f"{sentence[: match.start()]} {sentence[match.end() :]}")
    return None


def _clause(sentence: str, word: str) -> str | None:
    """Without the clause that holds it; "" when there is no other, None when it has numbers."""
    clauses = _CLAUSE.split(sentence)
    kept = [clause for clause in clauses if not has_word(clause, word)]
    gone = " ".join(clause for clause in clauses if has_word(clause, word))
    if re.search(r"\d", gone):
        return None
    if len(clauses) == len(kept) or not kept:
        return ""
    # what stands on one side of the clause is still a row of words of the person's own
    sides = [c for c in (_side(sentence, kept[0], 0), _side(sentence, kept[-1], -1)) if c]
    whole = max(sides, key=len, default="")
    lost = re.sub(r"\D", "", sentence) != re.sub(r"\D", "", whole)
    if len(whole.split()) < _MIN_WORDS:
        return None if lost else ""
    return None if lost else opened(closed(whole))


def _side(sentence: str, clause: str, place: int) -> str:
    """The clause, when it stands at that end of the sentence."""
    bare = sentence.rstrip(" .!?।…")
    stands = sentence.startswith(clause) if place == 0 else bare.endswith(clause.rstrip(" .!?।…"))
    return clause.strip(" ,;:–—-") if stands else ""


def _starts(rest: str, ends: list[str]) -> bool:
    first = re.match(rf"{IN_WORD}+", rest)
    return bool(first) and first.group().casefold() in ends if first else True


def _tidied(sentence: str) -> str:
    return opened(tidy(re.sub(r"\s{2,}", " ", sentence)))
