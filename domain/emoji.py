"""Emoji as they stand in a text: one pattern, a whole sequence at a time. Pure."""

import re

_ONE = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]"
_DRESS = "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*"
EMOJI = re.compile(rf"{_ONE}{_DRESS}(?:\u200d{_ONE}{_DRESS})*")
"""One emoji with its skin tone and whatever a joiner binds to it."""
