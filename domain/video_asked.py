"""How a brief asks for a video: the seconds it names, and what is left without the order."""

import re

from domain.frozen import Frozen
from domain.lettering import AFTER, BEFORE
from domain.video import DURATIONS_S

_SECONDS = r"(?:seconds?|secs?|s|सेकंड|सेकेंड|सेकण्ड)"
_MINUTES = r"(?:minutes?|mins?|मिनट|मिनिट)"
_HALF = ("half a", "half an", "aadha", "aadhe", "आधा", "आधे")
_MANY = rf"(?:\d{{1,3}}|{'|'.join(_HALF)}|an?|one|ek|एक)"
_LENGTH = re.compile(
    rf"{BEFORE}(?P<many>{_MANY})[ -]?(?:{_SECONDS}|(?P<minutes>{_MINUTES})){AFTER}", re.IGNORECASE
)
_LONGEST_S = 180.0
"""A time that is named beyond this is another thing than the video's: a session, an oven."""
TIME = rf"{_MANY}[ -]?(?:{_SECONDS}|{_MINUTES})"
"""A length in words, as a pattern."""
_KIND = r"(?:reels?|shorts?|stor(?:y|ies)|videos?|clips?|रील|शॉर्ट्स?|स्टोरी|वीडियो|विडियो)"
_SCRIPT = r"(?:scripts?|स्क्रिप्ट)"
_FILM = rf"(?:{_KIND}(?: (?:ki |ka |की |का )?{_SCRIPT})?|{_SCRIPT})"
_ORDER = re.compile(
    rf"^(?:please )?(?:(?:write|make|create|draft|film) )?(?:me )?(?:(?:an?|the|one|our) )?"
    rf"(?:{TIME} )?(?:(?:instagram|facebook|youtube|insta|fb) )?{_FILM}(?: of {TIME})?"
    r" (?:about|for|on|of|showing) ",
    re.IGNORECASE,
)
_ORDER_AFTER = re.compile(
    r" (?:par|pe|ki|ka|ke liye|ke baa?re me(?:in)?|पर|की|का|के लिए|के बारे में)"
    rf" (?:ek |एक )?(?:{TIME} (?:ki |ka |की |का )?)?"
    rf"{_FILM}(?: (?:banao|banaiye|bana do|chahiye|likho|likhiye"
    r"|बनाओ|बनाइए|बना दो|चाहिए|लिखो|लिखिए))?[.!।]?$",
    re.IGNORECASE,
)
"""What kind of text is wanted says the request already."""


_TIME_AFTER = re.compile(rf"(?:,| -| –)? {TIME}(?: {_FILM})?[.!।]?$", re.IGNORECASE)


class Length(Frozen):
    """How long a video is to be, and what the person is to know of it."""

    seconds: int
    note: str = ""
    named: float | None = None
    """The seconds that the words name, where a script runs otherwise."""


def length_of(brief: str, asked: int | None) -> Length:
    """The seconds that are asked for beside the brief, else those in its words, else 15.

    A length in words that scripts do not have becomes the nearest one, the shorter of two.
    """
    if asked is not None:
        return Length(seconds=asked)
    named = _named(brief)
    if named is None:
        return Length(seconds=DURATIONS_S[0])
    nearest = min(DURATIONS_S, key=lambda known: abs(known - named))
    if nearest == named:
        return Length(seconds=nearest)
    told = f"Scripts run 15, 30 or 60 seconds: this one has {nearest} instead of {named:g}."
    return Length(seconds=nearest, note=told, named=named)


def _named(text: str) -> float | None:
    """The first time in the text that a video could run, in seconds."""
    times = (_seconds(match) for match in _LENGTH.finditer(text))
    return next((one for one in times if one <= _LONGEST_S), None)


def _seconds(match: re.Match[str]) -> float:
    many = match["many"].lower()
    number = 0.5 if many in _HALF else float(many) if many.isdecimal() else 1.0
    return number * 60 if match["minutes"] else number


def subject_of_brief(brief: str) -> str:
    """The brief without “a 30 second reel about”; itself where nothing else is in it."""
    left = _ORDER_AFTER.sub("", _ORDER.sub("", " ".join(brief.split())))
    last = _TIME_AFTER.search(left)
    if last and _named(last.group()) is not None:
        left = left[: last.start()]
    return left if any(c.isalnum() for c in left) else brief
