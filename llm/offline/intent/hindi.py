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
from domain.platform import Platform
from llm.offline import festivals, library
from llm.offline.intent import sayings as say
from llm.offline.tongue import typed

_TOKEN = re.compile(
    rf"[\"“][^\"”]{{1,600}}[\"”]|#?[\w{LETTERS}]+(?:[:.'/,%-]*[\w{LETTERS}]+)*%?|₹ ?[\d,]+|[^\s]"
)
_MARKED, _DONE, _MAKE = "\ue000", "\ue001", "\ue002"
"""In the folded text: a quotation; a word already put over; the wish that something be written."""


ASKED_BY_SUBJECT = "write something"
"""How a text begins that names a subject and wants it posted, without a word for writing."""
_ASKING = frozenset(
    {"kia", "kya", "kaise", "kaisa", "kaisi", "kyon", "kyun", "kyu", "kahan", "kaha", "kaun", "kab"}
    | {"kitna", "kitne", "kitni", "konsa", "kaunsa", "kaunsi"}
)


_POSTING = r"\b(?:move it to|post|publish|tweet|caption|campaign)\b"
_ELSE_ORDERED = (
    r"\b(?:reschedule|add|remove|replace|start|mention|delete|rewrite|reject|shorter|longer|looks"
    r"|how|what|when|where|show|is|both|go ahead|the (?:first|second|third|last)|post \d+)\b"
    r"|\ball\b(?! platforms)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the rules read it, and as it was typed."""

    folded: str
    said: str


def in_english(text: str) -> str:
    """The message with its words of command in English; unchanged when it is English already."""
    if language_of(text) not in {HINDI, HINGLISH}:
        return text
    words = words_in(text)
    for pattern, english in _rules():
        words = _applied(pattern, english, words)
    asks = any(w.folded in _ASKING for w in words) and words[-1].said not in {"?", "."}
    made = any(w.said == _MAKE for w in words)
    posted = not made and _asks_to_post(words)
    asks_new = made or posted
    if posted:
        words = _without(words, ("move", "it", "to"))
    elif not made and _asks_for_results(words):
        words = _looking_back(words)
    said = " ".join(w.said for w in words if w.said != _MAKE)
    said = re.sub(r"\s+(?=[,.;!?])|(?:,\s*)+(?=[,.;!?]|$)", "", said)
    said = re.sub(r"^[,\s]+|\s+(?=\s)", "", said)
    if asks_new:
        said = f"{ASKED_BY_SUBJECT} {said}" if posted else f"write {said}"
    return f"{said}?" if asks and not asks_new else said


def words_in(text: str) -> list[Word]:
    return [_word(match.group()) for match in _TOKEN.finditer(text)]


def _asks_to_post(words: list[Word]) -> bool:
    """A subject and the wish to post (“masala chai pe kal post karo”) ask for something new.

    Unless a word points at a post that is there, or says what is to be done to one.
    """
    subject = _subject(words)
    if not subject:
        return False
    about, rest = words[subject], [*words[: subject.start], *words[subject.stop :]]
    own = [w.folded for w in about if not _is_done(w)]
    back = meaning("objects") | meaning("everything") | meaning("pointers")
    no_names = back | meaning("determiners")
    nothing_named = not own or no_names.issuperset(own) or own[-1] in meaning("places")
    if nothing_named or own[0] in meaning("objects") or any(w.folded in back for w in rest):
        return False
    orders = " ".join(w.said if _is_done(w) or w.said.isdigit() else "_" for w in rest)
    return bool(re.search(_POSTING, orders)) and not re.search(_ELSE_ORDERED, orders)


@cache
def meaning(kind: str) -> frozenset[str]:
    """Single words that mean this, folded."""
    return frozenset(fold(word) for word in library.read("hi/reading")["meaning"][kind])


def means_all(text: str) -> bool:
    """Whether a word of Hindi or Hinglish in the text means every post that is there."""
    return any(word.folded in meaning("everything") for word in words_in(text))


def _asks_for_results(words: list[Word]) -> bool:
    said = " ".join(w.said for w in words)
    fresh = re.search(say.NEW, said, re.I) or re.search(say.NEW_PLAIN, said, re.I)
    return not fresh and re.search(say.REPORT, said, re.I) is not None


def _looking_back(words: list[Word]) -> list[Word]:
    """“Kal” and “parso” are days before as well as after: results there are of those gone by."""
    gone = {"tomorrow": "yesterday", "after": "before"}
    return [
        Word(f"{_DONE}{gone[word.said]}", gone[word.said])
        if _is_done(word) and word.said in gone
        else word
        for word in words
    ]


def _subject(words: list[Word]) -> slice | None:
    """Where it is said what a post is about, or for which festival, in the person's own words."""
    for start, word in enumerate(words):
        if not _is_done(word) or word.said not in {"about", "for"}:
            continue
        ends = (i for i, w in enumerate(words[start + 1 :], start + 1) if _is_done(w))
        found = slice(start, next(ends, len(words)))
        named = " ".join(w.said for w in words[found] if not _is_done(w))
        if word.said == "about" or festivals.named(named):
            return found
    return None


def _is_done(word: Word) -> bool:
    return word.folded.startswith(_DONE)


def _without(words: list[Word], order: tuple[str, ...]) -> list[Word]:
    """The words without this order that a rule put there."""
    said = [w.said if _is_done(w) else "" for w in words]
    for start in range(len(words) - len(order) + 1):
        if tuple(said[start : start + len(order)]) == order:
            return [*words[:start], *words[start + len(order) :]]
    return words


def _word(said: str) -> Word:
    if said[0] in '"“':
        return Word(_MARKED, said)
    if said in "।॥":
        return Word(".", ".")
    latin = "".join(
        str(unicodedata.digit(c)) if "\u0966" <= c <= "\u096f" else c for c in typed(said)
    )
    # one word to the rules also where a sum is typed with a space: ₹ 500
    return Word(fold(latin).replace(" ", ""), latin if not any(c.isalpha() for c in said) else said)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<!\S)(?:{_full(one)})(?!\S)"), said)
        for pattern, english in library.read("hi/reading")["rules"]
        for one, said in _for_each_name(pattern, english)
    )


@cache
def saying(kind: str) -> re.Pattern[str]:
    """What whole folded messages of this kind look like."""
    return re.compile("|".join(_full(one) for one in library.read("hi/reading")["sayings"][kind]))


@cache
def of_plans() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What whole folded wishes for another plan look like, each with what it changes.

    Groups: c how many, p the networks, d a day, w days of the week, u the unit, k which way.
    """
    told = library.read("hi/reading")["plan"]
    return tuple((what, re.compile(_full(one))) for what, many in told.items() for one in many)


def platforms_of(folded: str) -> list[Platform]:
    """The networks that folded words name."""
    found = [
        (match.start(), name)
        for name, spelled in library.read("hi/reading")["names"].items()
        if (match := re.search(rf"(?<!\S)(?:{_full(spelled)})(?!\S)", folded))
    ]
    return [Platform.X if name == "twitter" else Platform(name) for _, name in sorted(found)]


def in_english_days(said: str) -> str:
    """Words that name days, in English; what follows them is no part of them."""
    words = words_in(said)
    for pattern, english in _rules():
        words = _applied(pattern, english, words)
    return " ".join(w.said for w in words if w.said != _MAKE)


def count_of(folded: str) -> int | None:
    """The number that a folded word means."""
    known: dict[str, int] = library.read("hi/reading")["counts"]
    return int(folded) if folded.isdecimal() else known.get(folded)


def _full(pattern: str) -> str:
    """The pattern with its macros, in folded spelling."""
    for _ in range(3):  # macros may use macros
        pattern = re.sub(r"<(\w+)>", lambda m: _macros().get(m[1], m[0]), pattern)
    # the rules are typed like messages; what they are matched with is folded
    return re.sub(r"(?<![\\a-z])[a-z]{2,}", lambda m: fold(m.group()), pattern)


@cache
def _macros() -> dict[str, str]:
    days = "|".join(sorted({fold(n) for n in festivals.names()}, key=len, reverse=True))
    given = library.read("hi/reading")["macros"]
    return {name: f"(?:{body.replace('FESTIVALS', days)})" for name, body in given.items()}


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


def _applied(pattern: re.Pattern[str], english: str, words: list[Word]) -> list[Word]:
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


def _filled(english: str, match: re.Match[str], folded: str, words: list[Word]) -> list[Word]:
    fresh: list[Word] = []
    for part in english.split():
        group = re.fullmatch(r"\\(q?)(\d)", part)
        if group and match.group(int(group[2])):
            first, last = _span(folded, *match.span(int(group[2])))
            own = words[first:last]
            fresh += [_kept(own)] if group[1] else own
        elif not group:
            fresh.append(Word(f"{_DONE}{fold(part)}", part))
    return fresh


def _kept(words: list[Word]) -> Word:
    """The person's own words as one quotation, which no further rule reads."""
    said = " ".join(w.said for w in words)
    return Word(_MARKED, said if said[0] in '"“' else f'"{said}"')
