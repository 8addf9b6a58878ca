"""Web addresses as they stand in a text. Knows no platform."""

import re

LINK = re.compile(r"https?://[^\s<>\"“”‘’]+[^\s<>\"“”‘’.,;:!?)\]}']")
"""Without the punctuation that follows it."""
