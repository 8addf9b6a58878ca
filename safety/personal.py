"""Personal data in a text: numbers of people, papers, cards and accounts; homes. Pure.

What the brand itself publishes (its Brand DNA holds it) is fine: a shop's number is no secret.
Check digits tell a number from any other digits: Aadhaar by Verhoeff's scheme (UIDAI), cards by
Luhn's (ISO/IEC 7812-1), PAN by its letters (the fourth is the kind of holder).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from domain.lettering import BEFORE
from domain.safety import SafetyFlag, Severity
from safety.sought import blanked, lowered, sought

_AADHAAR = re.compile(r"(?<![\d-])[2-9]\d{3}([ -]?)\d{4}\1\d{4}(?![ -]?\d)")
_CARD = re.compile(r"(?<![\d-])(?:\d[ -]?){12,18}\d(?![ -]?\d)")
_PAN = re.compile(r"(?<![A-Z\d])[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z](?![A-Z\d])")
_MOBILE = re.compile(
    r"(?<![\w.+-])(?:(?:\+|00)?91[ -]?|0)?([6-9]\d{4}[ -]?\d{5}|[6-9]\d{2}[ -]\d{3}[ -]\d{4})(?!\d)"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_UPI = re.compile(r"(?<![\w.+-])[\w.-]{2,}@[a-z]{2,}+(?![\w.-]*\.\w|[\w-])", re.I)
_NUMBER, _PAPER = re.compile(r"\d[\d -]{8,}\d"), re.compile(r"\d{4}[A-Z]")
"""What every number of a person holds, and every PAN; far faster to look for than they are."""
_BANK_NAMES = """
upi ybl ibl axl okaxis oksbi okhdfcbank okicici paytm ptyes ptsbi pthdfc ptaxis apl yapl sbi icici
hdfcbank axisbank kotak pnb barodampay cnrb idfcbank indus federal unionbank waicici wahdfcbank
wasbi waaxis freecharge ikwik jupiteraxis fam pz airtel timecosmos slice naviaxis yescred superyes
"""
"""What stands behind "@" in an address of India's Unified Payments Interface."""
_BANKS = frozenset(_BANK_NAMES.split())
_HOME = sought(
    rf"{BEFORE}(?:"
    r"(?:lives?|living|stays?|staying|resides?|residing|residence|home) (?:at|in)? ?"
    r"(?=[^.!?\n]{0,60}(?:flat|house|h\.? ?no|plot|apartment|apts?|society|nagar|colony|road|lane|"
    r"\b[1-9]\d{5}\b))[^.!?\n]{0,20}\d[^.!?\n]{0,60}"
    r"|(?:her|his|their|uska|uski|unka|उसका|उसकी|उनका) (?:home |house )?(?:address|pata|पता)"
    r"[^.!?\n]{0,60})",
    "live,living,stay,resid,home,address,pata,पता",
)
_PLACES = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 4, 0, 6, 7, 8, 9, 5), (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7), (4, 0, 1, 2, 3, 9, 5, 6, 7, 8), (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2), (7, 6, 5, 9, 8, 2, 1, 0, 4, 3), (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)  # fmt: skip
"""Products in the dihedral group of ten, Verhoeff's check (1969)."""
_TURNS = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4), (5, 8, 0, 3, 7, 9, 6, 1, 4, 2),
    (8, 9, 1, 6, 0, 4, 3, 5, 2, 7), (9, 4, 5, 3, 1, 2, 6, 8, 7, 0), (4, 2, 8, 6, 5, 7, 3, 9, 0, 1),
    (2, 7, 9, 3, 8, 0, 6, 4, 1, 5), (7, 0, 4, 6, 9, 1, 3, 2, 5, 8),
)  # fmt: skip


def personal_data(text: str, published: str = "") -> tuple[SafetyFlag, ...]:
    """A flag for each piece of personal data, its digits masked in the message.

    Args:
        text: What would be posted.
        published: Everything that the brand says of itself; what stands there is its own.
    """
    plain = _with_ascii_digits(text)
    own = _with_ascii_digits(published)
    known, found = _digits(own), []
    for kind, severity, term in _found(plain):
        digits = _digits(term)
        if (digits and kind == "mobile number" and digits[-10:] in known) or (
            kind in ("e-mail address", "UPI address") and term.casefold() in own.casefold()
        ):
            continue
        found.append(_flag(kind, severity, term))
    return tuple(dict.fromkeys(found))


def is_published(term: str, published: str) -> bool:
    """Whether what the brand says of itself holds it, in words or by its digits."""
    own, digits = _with_ascii_digits(published), _digits(_with_ascii_digits(term))
    if len(digits) >= _FEWEST_DIGITS:
        return digits[-10:] in _digits(own)
    return bool(term.strip()) and term.strip().casefold() in own.casefold()


_FEWEST_DIGITS = 6
"""Fewer may stand in any other number."""


def _found(text: str) -> Iterator[tuple[str, Severity, str]]:
    has = {
        "@": "@" in text,
        "a number": _NUMBER.search(text) is not None,
        "a paper": _PAPER.search(text) is not None,
    }
    for kind, severity, pattern, is_one, needs in _KINDS:
        if not has[needs]:
            continue
        spans = [m.span() for m in pattern.finditer(text) if is_one(m.group())]
        for start, end in spans:
            yield kind, severity, text[start:end].strip()
        text = blanked(text, spans)  # what is one thing is not another one too
    for start, end in _HOME.spans(lowered(text)):
        yield "private address", "warn", text[start:end].strip()


def _is_card(term: str) -> bool:
    digits = _digits(term)
    if not 13 <= len(digits) <= 19 or digits[0] not in "23456" or len(set(digits)) < 2:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def _is_aadhaar(term: str) -> bool:
    check = 0
    for place, digit in enumerate(reversed(_digits(term))):
        check = _PLACES[check][_TURNS[place % 8][int(digit)]]
    return check == 0


def _is_upi(term: str) -> bool:
    return term.rpartition("@")[2].casefold() in _BANKS


def _always(_term: str) -> bool:
    return True


_KINDS: tuple[tuple[str, Severity, re.Pattern[str], Callable[[str], bool], str], ...] = (
    ("card number", "block", _CARD, _is_card, "a number"),
    ("Aadhaar number", "block", _AADHAAR, _is_aadhaar, "a number"),
    ("PAN", "block", _PAN, _always, "a paper"),
    ("e-mail address", "warn", _EMAIL, _always, "@"),
    ("UPI address", "warn", _UPI, _is_upi, "@"),
    ("mobile number", "warn", _MOBILE, _always, "a number"),
)


def _with_ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    for digit in {letter for letter in set(text) if letter.isdigit() and not letter.isascii()}:
        text = text.replace(digit, str(unicodedata.digit(digit)))
    return text


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _flag(kind: str, severity: Severity, term: str) -> SafetyFlag:
    help_ = (
        "Leave it out: it is a person's paper."
        if severity == "block"
        else "If it is yours to publish, add it to the facts of your Brand page; else leave it out."
    )
    return SafetyFlag(
        category="personal_data",
        severity=severity,
        term=masked(term) if severity == "block" else term,
        message=f"This looks like somebody's {kind}. {help_}",
    )


def masked(term: str) -> str:
    """Its last four characters: whoever reads the flag need not be shown the rest."""
    return re.sub(r"\w", "•", term[:-4]) + term[-4:]
