"""A message in Hindi or Hinglish put into the short English that the readers understand.

Only words of command are put over; what the person wrote of their own (a topic, a product, quoted
words) stays as it is, in its script. Works on spellings folded to one form, so that one rule reads
छोटा, chhota and chota. Decides no intent.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from domain.devanagari import LETTERS, fold
from domain.language import HINDI, HINGLISH, language_of
from llm.offline import festivals, library
from llm.offline.tongue import typed

_TOKEN = re.compile(
    rf"[\"“][^\"”]{{1,600}}[\"”]|#?[\w{LETTERS}]+(?:[:.'/,%-]*[\w{LETTERS}]+)*%?|₹ ?[\d,]+|[^\s]"
)
_MARKED, _DONE, _MAKE = "\ue000", "\ue001", "\ue002"
"""In the folded text: a quotation; a word already put over; the wish that something be written."""


_ASKING = frozenset(
    {"kia", "kya", "kaise", "kaisa", "kaisi", "kyon", "kyun", "kyu", "kahan", "kaha", "kaun", "kab"}
    | {"kitna", "kitne", "kitni", "konsa", "kaunsa", "kaunsi"}
)


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    said: str


def in_english(text: str) -> str:
    """The message with its words of command in English; unchanged when it is English already."""
    if language_of(text) not in {HINDI, HINGLISH}:
        return text
    words = [_word(match.group()) for match in _TOKEN.finditer(text)]
    for pattern, english in _rules():
        words = _applied(pattern, english, words)
    asks = any(w.folded in _ASKING for w in words) and words[-1].said not in {"?", "."}
    asks_new = any(w.said == _MAKE for w in words)
    said = " ".join(w.said for w in words if w.said != _MAKE)
    said = re.sub(r"\s+(?=[,.;!?])|(?:,\s*)+(?=[,.;!?]|$)", "", said)
    said = re.sub(r"^[,\s]+|\s+(?=\s)", "", said)
    said = f"write {said}" if asks_new else said
    return f"{said}?" if asks and not asks_new else said


def _word(said: str) -> _Word:
    if said[0] in '"“':
        return _Word(_MARKED, said)
    if said in "।॥":
        return _Word(".", ".")
    latin = "".join(
        str(unicodedata.digit(c)) if "\u0966" <= c <= "\u096f" else c for c in typed(said)
    )
    # one word to the rules also where a sum is typed with a space: ₹ 500
    return _Word(
        fold(latin).replace(" ", ""), latin if not any(c.isalpha() for c in said) else said
    )


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = library.read("hi/reading")
    days = "|".join(sorted({fold(n) for n in festivals.names()}, key=len, reverse=True))
    macros = {n: f"(?:{b.replace('FESTIVALS', days)})" for n, b in data["macros"].items()}

    def full(pattern: str) -> str:
        for _ in range(3):  # macros may use macros
            pattern = re.sub(r"<(\w+)>", lambda m: macros.get(m[1], m[0]), pattern)
        # the rules are typed like messages; what they are matched with is folded
        return re.sub(r"(?<![\\a-z])[a-z]{2,}", lambda m: fold(m.group()), pattern)

    return tuple(
        (re.compile(rf"(?<!\S)(?:{full(one)})(?!\S)"), said)
        for pattern, english in data["rules"]
        for one, said in _for_each_name(pattern, english)
    )


def _for_each_name(pattern: str, english: str) -> list[tuple[str, str]]:
    """The rule once for each network it may name; a rule that names none stays one."""
    data = library.read("hi/reading")
    known, strange = data["names"], data["strange_names"]
    if "<strange name>" in pattern:
        pattern, names = pattern.replace("<strange name>", "<name>"), strange
    elif re.search(r"\bexcept NAME\b", english):
        names = known | strange
    else:
        names = known if "<name>" in pattern else {"": ""}
    return [
        (pattern.replace("<name>", f"(?:{spelled})"), english.replace("NAME", name))
        for name, spelled in names.items()
    ]


def _applied(pattern: re.Pattern[str], english: str, words: list[_Word]) -> list[_Word]:
    """Every place where the rule fits, replaced; groups keep the person's own words."""
    start = 0
    for _ in range(12):
        folded = " ".join(w.folded for w in words)
        match = pattern.search(folded, start)
        if not match:
            return words
        first, last = _span(folded, match.start(), match.end())
        fresh = _filled(english, match, folded, words)
        words = [*words[:first], *fresh, *words[last:]]
        start = len(" ".join(w.folded for w in words[: first + len(fresh)]))
    return words


def _span(folded: str, start: int, end: int) -> tuple[int, int]:
    first = folded[:start].count(" ")
    return first, first + (folded[start:end].count(" ") + 1 if end > start else 0)


def _filled(english: str, match: re.Match[str], folded: str, words: list[_Word]) -> list[_Word]:
    fresh: list[_Word] = []
    for part in english.split():
        group = re.fullmatch(r"\\(q?)(\d)", part)
        if group and match.group(int(group[2])):
            first, last = _span(folded, *match.span(int(group[2])))
            own = words[first:last]
            fresh += [_kept(own)] if group[1] else own
        elif not group:
            fresh.append(_Word(f"{_DONE}{fold(part)}", part))
    return fresh


def _kept(words: list[_Word]) -> _Word:
    """The person's own words as one quotation, which no further rule reads."""
    said = " ".join(w.said for w in words)
    return _Word(_MARKED, said if said[0] in '"“' else f'"{said}"')
