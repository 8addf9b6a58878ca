"""What another's server says, made fit to keep and to show: bounded, on one line. Knows no vendor.

No word, number or date of theirs may be one that our database or our arithmetic cannot hold: what
became of a post could not be written down then.
"""

import math
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from domain import hidden
from platforms.http import Head

MAX_WORDS = 240
MAX_ID = 200
MAX_ADDRESS = 1000
MAX_NAME = 200
LONGEST_WAIT_S = timedelta(days=7).total_seconds()
"""No cap of any platform lasts longer; what asks for more is taken for this."""
_SHORTEST_SECRET = 6
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: they could make our own words read otherwise."""


def one_line(text: str, most: int = MAX_WORDS) -> str:
    """The words on one line, without what cannot be seen or kept."""
    # longer input than could ever be shown is not worth looking at
    text = text[: 16 * most]
    concealing = set(hidden.places(text))
    seen = "".join(_visible(letter, is_hidden=at in concealing) for at, letter in enumerate(text))
    words = " ".join(seen.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def quoted(text: str, secrets: Iterable[str] = ()) -> str:
    """A sentence of theirs, to be put between quotation marks of ours, without anything secret."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, "…")
    return one_line(text).rstrip(".")


def first_of(fields: Mapping[str, object], *names: str) -> str:
    """The first of these fields that holds words; empty when none does."""
    found = (fields.get(name) for name in names)
    return next((value for value in found if isinstance(value, str) and value.strip()), "")


def identifier(value: object) -> str:
    """A remote id as given; empty when it is none that could be kept and sent again."""
    if not isinstance(value, str) or not 0 < len(value) <= MAX_ID:
        return ""
    return value if value.isascii() and value.isprintable() and " " not in value else ""


def address(value: object) -> str:
    """A web address as given; empty when it is none that could be kept and opened."""
    if not isinstance(value, str) or len(value) > MAX_ADDRESS:
        return ""
    is_web = value.startswith(("https://", "http://"))
    return value if is_web and value.isprintable() and " " not in value else ""


def wait_s(seconds: float | None) -> float | None:
    """A waiting time within bounds; None when it is none."""
    if seconds is None or math.isnan(seconds) or seconds < 0:
        return None
    return min(float(seconds), LONGEST_WAIT_S)


def retry_after_s(head: Head) -> float | None:
    """What Retry-After asks for, in its two forms; None when it asks for nothing sensible.

    A date is read against the answer's own Date: our clock may differ from theirs.
    https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    text = head.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        # so many digits are more than any bound, and more than int() takes
        return wait_s(float(text[:18])) if len(text) <= 18 else LONGEST_WAIT_S
    until, now = _date(text), _date(head.headers.get("date", ""))
    return wait_s((until - now).total_seconds()) if until and now else None


def in_time(now: datetime, seconds: object) -> datetime | None:
    """That many seconds from now; None when it is no number or beyond every calendar."""
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        return None
    try:
        return now + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else None


def _visible(letter: str, *, is_hidden: bool) -> str:
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    is_unfit = category in ("Cs", "Co", "Cn") or letter in _TURNS
    return "" if is_hidden or is_unfit else letter
