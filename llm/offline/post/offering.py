"""An offer in English, put together in Hindi clause by clause: what is given, on what, to whom.

“Free lassi with every thali, till Sunday” is a thing given and two limits. Each part must be known;
one strange word leaves the whole as its owner wrote it, because half an offer is another offer.
"""

import re
from functools import cache

from domain.language import ENGLISH, HINDI
from llm.offline import library
from llm.offline.post.slots import filled, patterns
from llm.offline.sentences import clean

_ORDER = ("when", "whom", "thing")
"""How Hindi puts what limits an offer before it: until when, for whom, on what."""
_BREAK = re.compile(r",(?!\d| *(?:and )?get ) *(?:and )?|; *| \+ ")

_LONGEST = 160
"""A longer text is no offer but a story."""


def composed(text: str, language: str) -> str:
    """The offer in Hindi, or in Hinglish for that; empty where a part is not known."""
    said: list[str] = []
    loose: list[tuple[str, str]] = []
    bare = clean(text).rstrip(".! ")
    if language == ENGLISH or len(bare) > _LONGEST:
        return ""
    for clause in _clauses(bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare):
        core, limits = _parted(clause, language)
        if core is None:
            return ""
        if core:
            said.append(_joined(core, [*loose, *limits]))
            loose = []
        elif said:
            # a limit that follows what is given holds for it
            said[-1] = _joined(said[-1], limits)
        else:
            loose += limits
    return ", ".join(said) if not loose else ""


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _BREAK.split(text) if clause.strip()]


def _joined(core: str, limits: list[tuple[str, str]]) -> str:
    ordered = sorted(limits, key=lambda limit: _ORDER.index(limit[0]))
    return " ".join([*(said for _, said in ordered), core])


def _parted(clause: str, language: str) -> tuple[str | None, list[tuple[str, str]]]:
    """What the clause gives and its limits, which are taken from its end and its beginning.

    None where what is left is not known; empty where the clause gives nothing of its own.
    """
    limits: list[tuple[str, str]] = []
    rest = clause
    while rest:
        if core := _given(rest, language):
            return core, limits
        found = _limit(rest, language)
        if found is None:
            return None, []
        kind, said, rest = found
        limits.insert(0, (kind, said))
    return "", limits


def _given(text: str, language: str) -> str:
    for name in ("offers", "given"):
        for pattern, said in patterns(name):
            match = pattern.fullmatch(text)
            if match and (whole := filled(said, match, language)):
                return whole
    return ""


def _limit(text: str, language: str) -> tuple[str, str, str] | None:
    """A limit at the end of the text, else at its beginning: its kind, how it is said, the rest."""
    for kind, pattern, said in _limits():
        for match in (pattern[0].search(text), pattern[1].match(text)):
            if match and (whole := filled(said, match, language)):
                rest = text[: match.start()] + text[match.end() :]
                return kind, whole, rest.strip(" ,:-–")
    return None


@cache
def _limits() -> tuple[tuple[str, tuple[re.Pattern[str], re.Pattern[str]], str], ...]:
    rows = library.read(f"{HINDI}/renderings")["limits"]
    return tuple(
        (kind, (re.compile(f"(?:^|(?<= ))(?:{p})$", re.I), re.compile(f"(?:{p})(?=[ :])", re.I)), s)
        for kind, p, s in rows
    )
