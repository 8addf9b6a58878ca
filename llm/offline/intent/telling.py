"""News that a request puts into words: “a post that we are closed on Monday”. Asks for no time."""

import re
from functools import cache

from llm.offline.intent.asks import POST_NOUN
from llm.offline.intent.message import SITE, number_pattern

_SUBJECT = (
    r"(?:we|we're|we've|we'll|our|my|i|the|there(?:'s)?|from|starting|all|every|this|now|today"
    r"|tomorrow)"
)
_LANGUAGE = r"in (?:english|hindi|hinglish)"
_END = re.compile(
    r"[.;!?](?:\s|$)"
    r"|,? (?:and |then )?(?:post|publish|schedule|send|share) (?:it|this|them)\b"
    rf"|,? (?:on|to|for) {SITE}\b|,? {_LANGUAGE}\b|,? (?:please|pls|plz)\b"
    r"|, (?:at \d|on \w+day|tomorrow|today|tonight|with |make |keep |in an? )",
    re.IGNORECASE,
)


def news_in(text: str) -> str:
    """What is to be told, in the person's words; empty when the text puts nothing so."""
    return text[slice(*_span(text))]


def without_news(text: str) -> str:
    """The text with the news blanked out: a day in it is no day to post on."""
    start, end = _span(text)
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def _span(text: str) -> tuple[int, int]:
    found = _lead().search(text)
    if not found:
        return 0, 0
    end = _END.search(text, found.end())
    start, stop = found.end(), end.start() if end else len(text)
    return start, start + len(text[start:stop].rstrip(" ,.!?;"))


@cache
def _lead() -> re.Pattern[str]:
    """A post asked for, and the word after which its news stands."""
    fresh = rf"(?:^|\b(?:an?|another|new|{number_pattern()}) (?:[\w-]+ ){{0,3}}?)"
    where = rf"(?: (?:on|for) {SITE}| {_LANGUAGE})*"
    says = (
        r"(?:(?:that|which) says|saying|to say|to tell (?:\w+|our customers)"
        r"|telling (?:\w+|our customers))(?: that)?:?"
    )
    return re.compile(
        rf"(?:{fresh}{POST_NOUN}{where},? (?:{says} |that (?={_SUBJECT}\b))"
        rf"|^(?:please )?announce that )",
        re.IGNORECASE,
    )
