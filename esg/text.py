"""The two forms of a caption: as embedded, and as compared for sameness. Pure."""

import hashlib
import re
import unicodedata
from functools import cache

_STACKED = 100
"""Marks over one letter that no writing has; they are sorted in the square of their number."""


def clean_text(raw: str) -> str:
    """The caption as kept and embedded: NFC, trimmed (design, section 7)."""
    return unicodedata.normalize("NFC", raw).strip()


def text_key(text: str) -> str:
    """The form in which two captions count as the same: also blind to case and kinds of space."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def sha256(text: str) -> str:
    """Hex digest of the UTF-8 text."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_stacked(text: str) -> bool:
    """Whether so many marks stand over one letter that it is no writing, and slow to normalise."""
    return not text.isascii() and _stack().search(text) is not None


@cache
def _stack() -> re.Pattern[str]:
    """All marks that Unicode has stand in this range."""
    marks = [code for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code))]
    return re.compile(f"[{re.escape(''.join(map(chr, marks)))}]{{{_STACKED},}}")
