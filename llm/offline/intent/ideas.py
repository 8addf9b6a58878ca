"""Whether a message asks for ideas, or picks one that was offered, in any of the languages."""

import calendar
import re
from datetime import date, datetime, timedelta

from domain.devanagari import fold
from domain.idea import MOST_IDEAS
from domain.language import HINDI, HINGLISH, language_of
from llm.offline import library
from llm.offline.intent.hindi import in_english
from llm.offline.intent.message import number, number_pattern
from llm.offline.intent.when import read_when
from llm.tasks.intent import IdeasAsked, Intent, IntentInputs, IntentKind, Problem

_ASKED = re.compile(
    r"\b(?:give|suggest|share|need|want|show|get|send|find|any|some|think of|come up with"
    r"|brainstorm|have)\b[^.!?]{0,60}\b(?:ideas?|suggestions)\b"
    r"|\b(?:ideas|suggestions)\b(?: (?:for|about|on|around)\b|[^.!?]{0,20}$)"
    r"|^(?:an )?idea (?:for|about) |\bbrainstorm\b"
    r"|\bwhat (?:(?:should|can|could|shall|do) (?:i|we)|to) post\b"
    r"(?! (?:it|them|that|this(?! (?:week|month|year))|\d))",
    re.IGNORECASE,
)
_NO_WISH = re.compile(
    r"\b(?:the|this|that|which|whose|no|not an|good|great|nice|bad) idea\b|\bideas? (?:behind|of)\b"
    r"|\bany ideas? (?:when|why|how|if|who|where|whether)\b"
    r"|\b(?:write|draft|create|make|schedule|plan)\b[^.!?]{0,40}"
    r"\b(?:posts?|captions?|reels?)\b(?! ideas)",
    re.IGNORECASE,
)
_WORD = r"(?:ideas?|aidias?|aidiaj|aidiye|sujhav|sugestions?)"
_ASKED_HINDI = re.compile(
    rf"(?:^|\W){_WORD}\b.*\b(?:do|de|dedo|dijie|dijiye|dena|batao|bata|bataie|bataiye|chahie|chaie"
    rf"|socho|sochie|sujhao|sujhaie|hai|hain|lao|dikhao|please|plij)\b"
    rf"|\b(?:ke lie|ke liye|k lie|par|pe) (?:\S+ ){{0,2}}{_WORD}\W*$"
    rf"|^(?:\S+ )?(?:kuch|koi|aur|nae|naye|nai|\d+) (?:\S+ )?{_WORD}\W*$"
    r"|\b(?:kya|kia) post (?:kar(?:u|un|ein|en|na)\b)|\bpost (?:kya|kia) kar(?:u|un|ein|en|na)\b"
)
_NO_WISH_HINDI = re.compile(
    rf"\b(?:acha|achha|badhia|mast|ie|ye|yah|yeh|vo|voh) {_WORD}\b"
    r"|\bposts? (?:likho|banao|bana do|likh do|dalo)\b"
)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_PLACES |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7}
_NAMED = (
    rf"(?:(?:idea|option|number|no\.?|#) ?#?(?P<number>\d{{1,2}}|{number_pattern()})"
    rf"|(?:the )?(?P<place>{'|'.join(_PLACES)})(?: (?P<noun>one|idea|option))?|(?P<bare>\d{{1,2}}))"
)
_PICKED = re.compile(
    r"^(?:(?:ok|okay|yes|great|please|so|then|and),? )*"
    r"(?P<verb>(?:i(?:'ll| will|'d)? (?:take|like|want|choose|pick|go with)|take|pick|choose"
    r"|go (?:with|for)|let's (?:do|take|go with|make)|do|plan|use|make) )?"
    rf"{_NAMED}(?:,? (?:please|then|it is|sounds good|is (?:good|great|fine)))*\W*$",
    re.IGNORECASE,
)
_HINDI_PLACES = {"pehla": 1, "pehli": 1, "pehle": 1, "pahla": 1, "pahli": 1, "dusra": 2}
_HINDI_PLACES |= {"dusri": 2, "dusre": 2, "tisra": 3, "tisri": 3, "tisre": 3, "chautha": 4}
_HINDI_PLACES |= {"chauthi": 4, "panchva": 5, "panchvan": 5, "panchvi": 5, "panchvin": 5}
_HINDI_NUMBERS = {"ek": 1, "do": 2, "tin": 3, "char": 4, "panch": 5, "chah": 6, "che": 6, "sat": 7}
_THEN = (
    r"(?: (?:lo|le|lelo|lete|hain|karo|kar|do|chuno|chunte|rakho|rakhte|thik|acha|hai|banao|banate"
    r"|pe|par|chalega|chalo|sahi|pasand|please|plij|ko|ise|post))*\W*$"
)
_PICKED_HINDI = (
    re.compile(
        rf"^(?:(?:idea|aidia|number|nambar|option) )(?P<n>\d{{1,2}}|{'|'.join(_HINDI_NUMBERS)})"
        rf"(?: (?:vala|vali|vale))?{_THEN}"
    ),
    re.compile(rf"^(?P<n>\d{{1,2}}) (?:number|nambar|vala|vali|vale|no)(?: vala| vali)?{_THEN}"),
    re.compile(
        rf"^(?P<n>{'|'.join(_HINDI_PLACES)})(?: (?P<noun>vala|vali|vale|idea|aidia))+{_THEN}"
    ),
)
_DATES = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?"
    r"(?:jan|feb|far|mar|apr|may|mai\b|jun|jul|aug|ag|sep|sit|oct|ok?t|akt|nov|nav|dec|dis|tari)"
    r"[a-z]*|\d{1,2} (?:जनवरी|फ\u093c?रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|अक्तूबर"
    r"|नवंबर|दिसंबर|तारीख\u093c?)",
    re.IGNORECASE,
)
"""Dates, whose figures count no ideas."""


def read_ideas(said: str, inputs: IntentInputs, now: datetime) -> Intent | None:
    """The wish for ideas or the pick of one; None when it is about something else."""
    is_hindi = language_of(said) in {HINDI, HINGLISH}
    folded = fold(said) if is_hindi else said
    if inputs.offered_ideas and (picked := _picked(said, inputs)):
        return _intent(IdeasAsked(pick=picked))
    asks = _ASKED_HINDI.search(folded) if is_hindi else None
    refused = _NO_WISH_HINDI.search(folded) if is_hindi else None
    if not (asks or _ASKED.search(said)) or refused or _NO_WISH.search(said):
        return None
    dated, problems = _dated(said, now)
    if problems:
        return _intent(IdeasAsked()).model_copy(update={"problems": problems})
    start, end = dated or _stretch(said, folded, now.date())
    counted, folded = (_DATES.sub(" ", text) for text in (said, folded))
    return _intent(IdeasAsked(n=_count(counted, folded), start=start, end=end))


def _intent(asked: IdeasAsked) -> Intent:
    return Intent(kind=IntentKind.IDEAS, ideas=asked)


def _picked(said: str, inputs: IntentInputs) -> int | None:
    """The idea's number. While drafts wait, or a question of ours, it has to say “idea”."""
    around = bool(inputs.open_drafts or inputs.approved_posts or inputs.pending_request)
    folded = fold(said)
    if around and not re.search(r"\b(?:ideas?|aidia)\b", folded):
        return None
    if match := _PICKED.match(said):
        named = match["number"] or match["bare"]
        place = (match["place"] or "").lower()
        if match["place"] and not (match["noun"] or match["verb"]):
            return None
        return number(named) if named else _PLACES[place]
    for pattern in _PICKED_HINDI:
        if match := pattern.match(folded):
            said_as = match["n"]
            known = _HINDI_PLACES | _HINDI_NUMBERS
            return int(said_as) if said_as.isdigit() else known[said_as]
    return None


def _count(said: str, folded: str) -> int | None:
    spoken = re.search(rf"\b({number_pattern()}) (?:\w+ ){{0,3}}?ideas?\b", said, re.IGNORECASE)
    if spoken and spoken[1].lower() not in {"few", "couple", "several"}:
        return min(number(spoken[1]) or 1, MOST_IDEAS)
    hindi = re.search(rf"(?:^| )(\d+|{'|'.join(_HINDI_NUMBERS)}) (?:\S+ )?{_WORD}\b", folded)
    if hindi:
        found = int(hindi[1][:4]) if hindi[1].isdigit() else _HINDI_NUMBERS[hindi[1]]
        return min(max(found, 1), MOST_IDEAS)
    return None


def _dated(said: str, now: datetime) -> tuple[tuple[date, date] | None, tuple[Problem, ...]]:
    """The first and the last of the dates that the message names by figures, or what is wrong."""
    text = in_english(said)
    when = read_when(text, now)
    problems = tuple(
        problem.model_copy(
            update={"message": re.sub(r"Which day [^?]*\?$", _ASK_AGAIN, problem.message)}
        )
        for problem in when.problems
        if problem.code in {"bad_date", "past_date"}
    )
    days = [
        day
        for (start, end), day in when.told.items()
        if re.search(r"\d", text[start:end])
        and not (text[end - 1].isdigit() and re.match(r" (?:\w+ )?ideas?\b", text[end:]))
    ]
    stretch = when.stretch or (min(days), max(days)) if days else None
    return stretch, problems


_ASK_AGAIN = "Ask again with the day you mean, for example “ideas for 28 February”."


def _stretch(said: str, folded: str, today: date) -> tuple[date | None, date | None]:
    """The days that ideas are for, where the message names a week or a month."""
    if re.search(r"\bnext week\b", said, re.I) or re.search(r"\bagl[aei] h[ae]ft[aei]\b", folded):
        monday = today + timedelta(days=7 - today.weekday())
        return monday, monday + timedelta(days=6)
    if re.search(r"\bthis week\b", said, re.I) or re.search(r"\bis h[ae]ft[aei]\b", folded):
        return today, today + timedelta(days=6 - today.weekday())
    if re.search(r"\bnext month\b", said, re.I) or re.search(r"\bagl[aei] mahin[aei]\b", folded):
        return _month(_following(today).year, _following(today).month)
    if re.search(r"\bthis month\b", said, re.I) or re.search(r"\bis mahin[aei]\b", folded):
        return today, _month(today.year, today.month)[1]
    months = library.read("en/reading")["months"]
    names = "|".join(name for name in months if name != "may" and len(name) > 3)
    if match := re.search(rf"\b(?:for |in )?({names}|(?<=in )may|(?<=for )may)\b", said, re.I):
        month = months[match[1].lower()]
        year = today.year + (month < today.month)
        first, last = _month(year, month)
        return max(first, today), last
    return None, None


def _following(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _month(year: int, month: int) -> tuple[date, date]:
    last = calendar.monthrange(year, month)[1]
    return date(year, month, 1), date(year, month, last)
