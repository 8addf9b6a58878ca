"""What a cell of a history file says: counts and hashtags. Knows nothing of columns or rows."""

import re

MAX_COUNT = 10**15
_SPACES = r" \u00a0\u2009\u202f"
_GROUPED = re.compile(
    rf"(?P<digits>\d{{1,3}}(?P<sep>[,.'’{_SPACES}])\d{{3}}(?:(?P=sep)\d{{3}})*"
    r"|\d{1,2}(?:,\d{2})+,\d{3}"
    r"|\d+)"
    r"(?:[.,]0{1,2})?"
)
"""Plain; 1,234 / 1.234 / 1 234 / 1'234; Indian 1,23,456; each with a decimal part of zeros."""
_TAG_BREAKS = re.compile(r"[\s,;|#\[\]\"'\u200b-\u200d\ufeff]+")


def parse_count(cell: str) -> int | None:
    """The count in a cell; None for a blank one, which means unknown and never zero.

    Raises:
        ValueError: Negative, fractional, too large or not a number; the message says which.
    """
    text = cell.strip()
    if not text:
        return None
    match = _GROUPED.fullmatch(text)
    if match is None:
        looks_negative = re.match(rf"[-−(][{_SPACES}]*\d", text) is not None
        problem = "is negative" if looks_negative else "is not a whole number"
        raise ValueError(f"“{text[:40]}” {problem}")
    count = int(re.sub(r"\D", "", match["digits"]))
    if count > MAX_COUNT:
        raise ValueError(f"“{text[:40]}” is too large for a count")
    return count


def parse_hashtags(cell: str) -> tuple[str, ...]:
    """The tags of a cell without their signs, in order, each once whatever its case."""
    tags: dict[str, str] = {}
    for tag in _TAG_BREAKS.split(cell):
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())
