"""A sum that a message allows for advertising: it is the price of nothing, and no topic."""

import re

from domain.budget import MOST
from llm.offline.intent.spelled_sums import in_figures

_SIGN = r"(?:₹|rs\.?|inr)?\s?"
_UNIT = (
    r"(?:\s?(?P<unit>k|thousand|ha[jz]{1,2}aa?r|हज़ार|हजार|lakhs?|lacs?|लाख"
    r"|crores?|karod|करोड\u093c?)(?![^\W\d_]))?"
)
_SUM = rf"{_SIGN}(?P<sum>\d[\d,]*(?:\.\d+)?){_UNIT}"
_RUPEES = r"(?:\s?(?:/-|rupees?|rupa?y[ae]|rupa?iye|rs\.?|inr|bucks|रुपये|रुपए|रु\.?))?"
WORD = r"(?:budget|bajat|बजट)"
"""What the sum is called."""
_LEAD = (
    r"(?:(?:,|\band\b|\bwith\b|\bon\b|\bfor\b|\bin\b)\s)?"
    r"(?:an?|the|our|my|your|total|monthly|ad|ads|marketing|whole)?\s?"
)
_TO = (
    r"(?:\s(?:of|is|was|will|be|up|to|at|for|it|around|about|max|maximum|only|not|more|than|under"
    r"|within|it's|now|hai|है|ko|को|ab|अब"
    r"|(?:badha|ghata|badal|kam) ?(?:kar(?: ke)?|ke)|(?:बढ\u093c?ा|घटा|बदल|कम) ?(?:कर(?: के)?|के)"
    r")(?!\w)|\s?[:=])*\s?"
)
_SPEND = (
    r"\b(?:and |we can |i can |you (?:can|may) |to )?(?:spend|invest)\b"
    r"(?:\s(?:up to|at most|only|about|around|max))*\s"
)
_NAMED = r"\s?(?:k\b|thousand|ha[jz]|हज|lakh|lac|लाख|/-|rupee|rup[ai]|rs\b|inr|bucks|रुप|रु\.)"
_ON_ADS = (
    r"\s(?:on|for|in)\s(?:ads?|advertising|boost(?:ing|s)?|promoti(?:on|ons|ng)|paid reach"
    r"|it|them|this|these)\b"
)
"""What makes a bare number that is spent money: years and hours are spent, too."""
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LEAD}(?:ad|ads|marketing|total|monthly)?\s?{WORD}{_TO}{_SUM}{_RUPEES}",
        rf"{_LEAD}{_SUM}{_RUPEES}\s(?:ka|ki|ke|का|की|के|as|as a|as the)?\s?(?:total\s)?{WORD}"
        r"(?:\s(?:hai|है|mein|में|me))?",
        rf"{_SPEND}(?P<money>(?:₹|rs\.?|inr)\s?|(?=[\d,.]+{_NAMED}))?{_SUM}{_RUPEES}"
        rf"(?(money)(?:{_ON_ADS})?|(?:{_ON_ADS}|(?=\s*(?:[.,;!?।]|$))))",
    )
)
_PEOPLE = re.compile(
    r"\s(?:people|persons?|customers?|followers?|users?|views?|likes?|posts?|visitors?"
    r"|log(?:on?)?|graha?ko?n?|लोग(?:ों|ो)?|ग्राहक(?:ों)?)(?!\w)",
    re.IGNORECASE,
)
"""What follows a number that counts no money."""
_TIMES = {"k": 1_000, "t": 1_000, "h": 1_000, "ह": 1_000, "l": 100_000, "ल": 100_000}
_TIMES |= dict.fromkeys(("c", "kar", "क"), 10_000_000)


def budget_in(text: str) -> tuple[float | None, str]:
    """The sum in rupees, None where no budget is named, and the text without it."""
    for said, (start, end) in in_figures(text):
        amount, rest = _named(said, start, end)
        if amount and not _PEOPLE.match(said, end):
            return amount, rest
    return _named(text, 0, len(text))


def _named(text: str, start: int, end: int) -> tuple[float | None, str]:
    """The same of a text whose sums are in figures, the sum between these places."""
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None or not start <= match.start("sum") < end:
            continue
        unit = (match["unit"] or " ").lower()
        times = _TIMES.get(unit[:3], _TIMES.get(unit[0], 1))
        amount = float(match["sum"].replace(",", "")) * times
        if not 0 < amount <= MOST:
            continue
        return amount, _joined(text[: match.start()], text[match.end() :])
    return None, text


def _joined(before: str, after: str) -> str:
    """What stood around the sum, as if it had not been there."""
    before, after = before.strip(" ,;"), after.strip(" ,;")
    if not before or before[-1] in ".!?।":
        after = after.lstrip(".!?। ")
    return f"{before}{'' if after[:1] in {'', *'.!?।'} else ' '}{after}".strip()
