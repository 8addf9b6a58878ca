"""Finds emoji as people see them: flags, keycaps, families and skin tones are one each.

The properties of characters are Unicode's, as the package `regex` ships them; a newer release of
the package renews them. https://www.unicode.org/reports/tr51/
"""

import regex

_JOINER = "\u200d"
_AS_PICTURE, _AS_TEXT = "\ufe0f", "\ufe0e"
_FLAG = r"\p{Regional_Indicator}{2}"
_KEYCAP = f"[0-9#*]{_AS_PICTURE}?\u20e3"
_REGION = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f"
# © ® ™ and the chess pawn are letters unless they are followed by the mark of pictures
_PICTURE = (
    rf"(?:[©®™♟]{_AS_PICTURE}"
    rf"|[\p{{Emoji}}--[0-9#*©®™♟\U0001F1E6-\U0001F1FF]](?!{_AS_TEXT}))"
)
_ELEMENT = rf"{_PICTURE}(?:\p{{Emoji_Modifier}}|{_AS_PICTURE}){{0,2}}+"
# no emoji of Unicode joins more than four: a family, or two people, a heart and a kiss
_JOINED = rf"{_ELEMENT}(?:{_JOINER}{_ELEMENT}){{0,3}}+"
EMOJI = regex.compile(rf"{_KEYCAP}|{_FLAG}|{_REGION}|{_JOINED}", regex.V1)
