"""How long a caption is where it will stand, on the safe side; adapters hold the exact rules."""

import re
import unicodedata

from domain.platform import Platform

_LINK = re.compile(
    r"(?<![\w@/.$#-])https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}"
    r"(?:/(?:[A-Za-z0-9/_.=&?%+#-]*[A-Za-z0-9/])?)?"
)
_HOST = re.compile(r"\w(?:\.[\w-]+)+")
_OF_LINK = 23
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh one on X; all others weigh two (twitter-text configuration v3)."""
_RESERVED = frozenset("\\|{}@[]()<>#*_~")
"""LinkedIn's little text escapes each of these, and the escapes count."""


def length(text: str, platform: Platform) -> int:
    """The length of the text as the platform counts it, never less than the platform would say."""
    text = unicodedata.normalize("NFC", text)
    if platform is Platform.X:
        rest, links = _LINK.subn("", text)
        # a bare name may be a link or not, wholly or in part: it counts as both
        links += len(_HOST.findall(rest))
        return _OF_LINK * links + _weight(rest)
    if platform is Platform.LINKEDIN:
        return len(text) + sum(c in _RESERVED for c in text)
    if platform is Platform.YOUTUBE:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text)


def caption(text: str, hashtags: tuple[str, ...]) -> str:
    """Text and hashtags as they are sent together."""
    return f"{text}\n\n{' '.join(hashtags)}" if hashtags else text


def fits(text: str, hashtags: tuple[str, ...], platform: Platform, max_chars: int) -> bool:
    return length(caption(text, hashtags), platform) <= max_chars


def _weight(text: str) -> int:
    return sum(1 if _light(ord(c)) else 2 for c in text)


def _light(code: int) -> bool:
    return any(low <= code <= high for low, high in _LIGHT)
