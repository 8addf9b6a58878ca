"""Web addresses as they stand in a text. Knows no platform."""

import re

_LETTER = r"[^\s<>\"“”‘’()]"
LINK = re.compile(rf"https?://(?:\({_LETTER}*\)|{_LETTER})+(?<![.,;:!?\]}}'])")
"""Without the punctuation that follows it; brackets that close within it are its own."""
