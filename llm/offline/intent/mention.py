"""Where a message names a post by what it is about or by its day, and what is left without it."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from domain.devanagari import fold
from domain.language import HINDI, HINGLISH, language_of
from llm.offline import library
from llm.offline.intent.hindi import Word, in_english, meaning, words_in
from llm.offline.intent.message import QUOTED, number, platforms_in
from llm.offline.intent.when import read_when

_NOUN = r"(?:posts?|drafts?|ones?|captions?|tweets?|reels?|stor(?:y|ies))"
_BROKEN = (
    r"(?:of|to|in|on|with|it|is|are|was|be|make|from|at|about|for|as|by|than|into|like|not|and|or"
    r"|that|which|write|add|remove|change|post|posts|draft|one)"
)
_WORD = rf"(?!{_BROKEN}\b)[^\s,.;!?\"“”\ue000]+"
_COMMAND = (
    r"(?:shorter|longer|shorten|short|long|more|less|a bit|to|into|in|with|without|at|and|now|so"
    r"|please|pls|funn\w+|warm\w*|professional|formal|simple\w*|brief\w*|crisp\w*|from|off|down)"
)
_DAYS = (
    r"(?:today|tonight|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? \w+)"
)
_DROP_FIRST = (
    r"(?:cancel|delete|drop|discard|reject|scrap|remove|stop|withdraw|call off|take down"
    r"|(?:don't|do not|dont) (?:post|publish|send|share))"
)
_ENGLISH = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:the|my|our) {_NOUN} (?:about|regarding|for|on|of) (?:the |our |my )?"
        rf"(?P<what>[^\s,.;!?\"]+(?: [^\s,.;!?\"]+){{0,4}}?)(?=\s+{_COMMAND}\b|\s*(?:[,.;!?]|$))",
        rf"\b(?:(?:all|both) )?(?:the|my|our|that|those) (?P<what>{_WORD}(?: {_WORD}){{0,4}}?)"
        rf" {_NOUN}\b(?! #?\d)",
        rf"\b(?P<what>{_DAYS}'?s(?: {_WORD}){{0,3}}?) {_NOUN}\b",
        rf"(?<=\babout )(?P<what>{_WORD}(?: {_WORD}){{0,3}})\W*$",
        rf"^(?:please )?{_DROP_FIRST} (?:all |both )?(?P<what>{_WORD}(?: {_WORD}){{0,3}}?)"
        rf" {_NOUN}\W*$",
        rf"^(?:please )?(?:don't|do not|dont|never|no) (?:posts?|posting|publish)(?: anything)? "
        rf"(?:on |for )?(?P<what>{_DAYS})\b",
    )
)
_ABOUT_NOTHING_YET, _BARE_DROP, _NOTHING_ON = _ENGLISH[3:]
_NEGATED = re.compile(
    r"\b(?:don't|do not|dont|never|stop) (?:post|posting|publish|publishing|write|writing)"
    r" (?:anything )?about $",
    re.I,
)
_TOLD = (
    r"\b(?:add|mention|include|say|write|tell)\b[^.;]{0,24}(?:\bthat|\bsaying|:)(?: |$)"
    r"|\b(?:with|to say):? $"
)
"""What follows are words for the text of a post; they name none."""
_TOLD_HINDI = r"(?:likho|likh do|likhna|jodo?(?: do)?|batao|bata do|dalo|dal do) (?:ki|ke|:) "
_POINTING = (
    r"(?<!\S)(?:(?:(?:ke|k) bare (?:mein|me|men) )?(?P<one>vala|vali|vale)(?P<noun> <post>)?"
    r"|(?P<of>ka|ki|ke) <post>|<post>)(?P<role> (?:ko|mein|me|men|ka|ki|ke|se|par|pe))?(?!\S)"
)
_POST = r"(?:posts?|poston|draft|drafts|captions?|tvit|tweet|reels?|ril|stori|story)"
_HINDI = re.compile(_POINTING.replace("<post>", _POST))
_ORDERED = r"(?: (?:mat|kar\w*|kro|bana\w*|likh\w*|do|dal\w*|chahie|on|about|for)|$)"
_DROPS = r" (?:cancel|kainsal|delete|dilit|rad|hata|rok|mat|nahi|reject)"
_JOINS = frozenset({"ka", "ki", "ke", "vala", "vali", "vale"})
_ROLES = {"": "ise", "ko": "ise", "mein": "isme", "me": "isme", "men": "isme", "se": "is se"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A post that is named without its number."""

    subject: str
    """What it is about, in the person's words; empty when only a day was named."""
    days: tuple[date, ...]
    """The day on which it goes or went out; when several can be meant, the likeliest first."""
    rest: str
    """The message with a plain "it" in the place of the name."""
    is_definite: bool
    """The words point at a post that is there: "the Diwali post", "diwali wali post"."""

    @property
    def name(self) -> str:
        return self.subject or f"{self.days[0]:%a} {self.days[0].day} {self.days[0]:%b}"


def mention_in(text: str, now: datetime) -> Mention | None:
    """The first post named by its subject or day; `now` is in the brand's zone."""
    hindi = _in_hindi(text)
    found = hindi or _in_english(text)
    if found is None:
        return None
    days, left = _days(found.subject, now, lead=" ko" if hindi else "")
    subject = _telling(left)
    return replace(found, subject=subject, days=days) if subject or days else None


def _in_english(text: str) -> Mention | None:
    masked = re.sub(QUOTED, lambda m: "\ue000" * len(m.group()), text)
    for pattern in _ENGLISH:
        for match in pattern.finditer(masked):
            before = masked[: match.start()]
            told = re.search(_TOLD, before, re.I)
            unasked = pattern is _ABOUT_NOTHING_YET and not _NEGATED.search(before)
            if not (told or unasked) and _telling(match["what"]):
                rest = _rest(pattern, match, text)
                return Mention(match["what"], (), rest, is_definite=True)
    return None


def _rest(pattern: re.Pattern[str], match: re.Match[str], text: str) -> str:
    if pattern in (_ABOUT_NOTHING_YET, _NOTHING_ON):
        return "don't post it"
    if pattern is _BARE_DROP:
        return f"{match.string[: match.start('what')]}it"
    return f"{text[: match.start()]}it{text[match.end() :]}"


def _in_hindi(text: str) -> Mention | None:
    words = words_in(text)
    folded = " ".join(w.folded for w in words)
    is_hindi = language_of(text) in {HINDI, HINGLISH}
    for match in _HINDI.finditer(folded):
        told = re.search(_TOLD_HINDI, folded[: match.start()])
        if told or not _points(match, folded, is_hindi=is_hindi):
            continue
        at = folded[: match.start()].count(" ")
        subject = _subject_before(words, at)
        if not subject:
            continue
        role = (match["role"] or "").strip()
        after = [w.said for w in words[at + match.group().count(" ") + 1 :]]
        before = [w.said for w in words[: at - len(subject)]]
        rest = " ".join([*before, _ROLES.get(role, "iski"), *after])
        definite = bool(match["one"]) or role in {"ko", "mein", "me", "men"}
        return Mention(" ".join(w.said for w in subject), (), rest, is_definite=definite)
    return None


def _points(match: re.Match[str], folded: str, *, is_hindi: bool) -> bool:
    """“diwali vali post”, “diwali vali ko”, “diwali ki post”; a bare noun only before an order."""
    after = folded[match.end() :]
    if match["one"]:
        return bool(match["noun"] or match["role"]) or _is_order(after)
    if not is_hindi or (not match["role"] and re.match(r" \d", after)):
        return False
    return bool(match["of"] or match["role"]) or not re.match(_ORDERED, after)


def _is_order(after: str) -> bool:
    return (
        re.match(
            r" (?:cancel|kainsal|delete|dilit|rad|hata|rok|mat|nahi|reject|rehne|rahne|chod"
            r"|chot[aie]\b|lamb[aie]\b|bad[aie]\b|short\b|th\w+k\b|sahi|ach[aie]\b|badl|badal|change)",
            after,
        )
        is not None
    )


def _subject_before(words: list[Word], end: int) -> list[Word]:
    """Up to four words before the place, back to the first that belongs to no subject."""
    subject: list[Word] = []
    for word in reversed(words[max(0, end - 4) : end]):
        closed = word.folded in _outside() or not re.search(r"\w", word.folded)
        if closed or (not subject and word.folded.isdigit()):
            break
        subject.insert(0, word)
    while subject and subject[0].folded in _JOINS:
        subject = subject[1:]
    return subject


@cache
def _outside() -> frozenset[str]:
    kinds = ("outside", "determiners", "pointers", "objects", "everything")
    return frozenset(word for kind in kinds for word in meaning(kind)) - _JOINS


def _days(phrase: str, now: datetime, lead: str) -> tuple[tuple[date, ...], str]:
    """The days that the phrase can mean, and the phrase without them.

    The lead makes a bare word of Hindi one: “shukravar ko”.
    """
    said = re.sub(r"(?<=[a-z])'?s\b", "", phrase) if re.match(_DAYS, phrase, re.I) else phrase
    said = in_english(f"{said}{lead}")
    when = read_when(said, now)
    today = now.date()
    days = list(when.dates)
    if re.search(r"\byesterday\b", said, re.I):
        days.append(today - timedelta(days=1))
    for day in when.dates:
        days += _other_days(day, said, today, is_kal=fold("kal") in fold(phrase).split())
    if not days:
        return (), phrase
    left = "".join(c for i, c in enumerate(said) if not any(a <= i < b for a, b in when.spans))
    return tuple(dict.fromkeys(days)), re.sub(r"\byesterday\b|\bko$|,", "", left, flags=re.I)


def _other_days(day: date, said: str, today: date, *, is_kal: bool) -> list[date]:
    """“Kal” is also the day before; “Friday” on a Friday is today first, or the last one."""
    if is_kal and day == today + timedelta(days=1):
        return [today - timedelta(days=1)]
    if not re.search(rf"\b{day:%A}\b", said, re.I) or re.search(r"\bnext\b", said, re.I):
        return []
    last = day - timedelta(days=7)
    return [last, last - timedelta(days=7)] if last == today else [last]


def _telling(phrase: str) -> str:
    """The words of the phrase that say what a post is about; empty when there is none."""
    data = library.read("en/reading")
    idle = {*data["unnamed"], *data["languages"]}
    taken = [(m.start, m.end) for m in platforms_in(phrase)]
    kept = [
        match.group()
        for match in re.finditer(r"\S+", phrase)
        if not any(a <= match.start() < b for a, b in taken)
    ]
    while kept and fold(kept[0]) in _JOINS:
        kept = kept[1:]
    telling = [w for w in kept if w.lower() not in idle and not (w.isdigit() or number(w))]
    return " ".join(kept).strip(" ,'\"") if telling else ""
