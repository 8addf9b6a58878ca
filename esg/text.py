"""The two forms of a caption: as embedded, and as compared for sameness. Pure."""

import hashlib
import unicodedata


def clean_text(raw: str) -> str:
    """The caption as kept and embedded: NFC, trimmed (design, section 7)."""
    return unicodedata.normalize("NFC", raw).strip()


def text_key(text: str) -> str:
    """The form in which two captions count as the same: also blind to case and kinds of space."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def sha256(text: str) -> str:
    """Hex digest of the UTF-8 text."""
    return hashlib.sha256(text.encode()).hexdigest()
