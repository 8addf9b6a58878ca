"""What a cell of a history file says: counts and hashtags. Knows nothing of columns or rows."""

import re
from decimal import Decimal

MAX_COUNT = 10**15
_LONGEST = 40
"""No number is longer; only a text is."""
_TURNS = "\u200b\u200e\u200f\u061c\ufeff"
"""What spreadsheets of right-to-left languages put around a number, and shows nothing."""
_SPACES = r" \u00a0\u2009\u202f"
_GROUPED = re.compile(
    rf"(?P<digits>(?!0)\d{{1,3}}(?P<sep>[,.'’٬{_SPACES}])\d{{3}}(?:(?P=sep)\d{{3}})*"
    r"|\d{1,2}(?:,\d{2})+,\d{3}"
    r"|\d+)"
    r"(?:[.,]0{1,2})?\+?"
)
"""Plain; 1,234 / 1.234 / 1 234 / 1'234; Indian 1,23,456; each with a decimal part of zeros.
A + after it says that it is rounded down."""
_ONE_POINT = re.compile(r"\d+\.\d*[1-9]\d*|[1-9]\d{0,2}\.000")
_UNKNOWN = frozenset(
    ("-", "--", "---", "–", "—", "n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "unavailable")
)
"""What tools write where they know nothing."""
_SHORT = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s?(k|m|b|l|lakhs?|lacs?|cr|crores?)\.?\+?", re.I)
"""1.2K, 3,4 M, 2.5 lakh: with three digits after the mark it could part thousands instead."""
_POWERS = {"k": 3, "m": 6, "b": 9, "l": 5, "c": 7}
_MONEY = re.compile(r"(?:[₹$€£¥]|rs\.?|inr|usd)\s*\d.*", re.I | re.S)
_RATE = re.compile(r".*[%٪]|\d+\s?/\s?\d+|\d*[.,]\d+", re.S)
_TAG_BREAKS = re.compile(r"[\s,;|#\[\]\"'\u200b-\u200d\ufeff]+")


def parse_count(cell: str, *, has_point_groups: bool = True) -> int | None:
    """The count in a cell; None for a blank one or a dash, which mean unknown and never zero.

    Args:
        cell: As the file has it.
        has_point_groups: Whether 1.234 is read as people write a thousand; in JSON it never is.

    Raises:
        ValueError: Negative, fractional, too large or not a number; the message says which.
    """
    text = cell.strip().strip(_TURNS).strip()
    if is_unknown(text):
        return None
    if len(text) > _LONGEST:
        is_digits = re.fullmatch(r"[\d,.]+", text)
        what = "is too large for a count" if is_digits else "is not a whole number"
        raise ValueError(f"“{text[:40]}…” {what}")
    is_fraction = not has_point_groups and _ONE_POINT.fullmatch(text)
    match = None if is_fraction else _GROUPED.fullmatch(text)
    count = _shortened(text) if match is None else int(re.sub(r"\D", "", match["digits"]))
    if count is None:
        raise ValueError(f"“{text[:40]}” {_problem(text)}")
    if count > MAX_COUNT:
        raise ValueError(f"“{text[:40]}” is too large for a count")
    return count


def is_unknown(cell: str) -> bool:
    """Whether the cell says nothing: it is blank, or has what tools write for "not known"."""
    text = cell.strip()
    return not text or text.casefold() in _UNKNOWN


def _shortened(text: str) -> int | None:
    """The count of a shortened number, if it comes to a whole one."""
    match = _SHORT.fullmatch(text)
    if match is None:
        return None
    count = Decimal(match[1].replace(",", ".")).scaleb(_POWERS[match[2][0].casefold()])
    return int(count) if count == count.to_integral_value() else None


def _problem(text: str) -> str:
    if re.match(rf"[-−(][{_SPACES}]*\d", text):
        return "is negative"
    if _MONEY.fullmatch(text):
        return "is not a whole number: it is money, not a count"
    if _RATE.fullmatch(text):
        return "is not a whole number: it is a rate or a fraction, not a count"
    return "is not a whole number"


def parse_hashtags(cell: str) -> tuple[str, ...]:
    """The tags of a cell without their signs, in order, each once whatever its case."""
    tags: dict[str, str] = {}
    for tag in _TAG_BREAKS.split(cell):
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())
