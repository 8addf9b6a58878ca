"""Numbers and amounts of money in a text, whatever script they are written in."""

import re
import unicodedata

_NUMBER = re.compile(r"\d+(?:[,.]\d+)*")
_MONEY = re.compile(
    r"(?:₹|\brs\.?|\binr\b|रु\.?|रुपये)\s*(\d+(?:[,.]\d+)*)"
    r"|(\d+(?:[,.]\d+)*)\s*(?:/-|₹|rupees?\b|rs\b|रुपये|रुपए|रु\b|rupaye\b|rupay\b)",
    re.IGNORECASE,
)


def numbers(text: str) -> set[str]:
    """Every number, in ASCII digits without group marks: "१,२५०" is 1250, "7:30" is 7 and 30."""
    return {_plain(match.group()) for match in _NUMBER.finditer(ascii_digits(text))}


def amounts(text: str) -> set[str]:
    """The numbers that stand with a currency."""
    found = _MONEY.finditer(ascii_digits(text))
    return {_plain(match.group(1) or match.group(2)) for match in found}


def ascii_digits(text: str) -> str:
    """Digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and c.isdecimal() else c for c in text)


def _plain(number: str) -> str:
    whole = number.replace(",", "")
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
