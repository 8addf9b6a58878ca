"""How heavy a text is to X, and the addresses in it; written apart from whatever posts here.

https://docs.x.com/fundamentals/counting-characters
"""

import re
import unicodedata
from dataclasses import dataclass

LIMIT = 280
_OF_LINK = 23
_LIGHT = (range(4352), range(8192, 8206), range(8208, 8224), range(8242, 8248))
_ENDINGS = "com|net|org|edu|gov|info|biz|app|dev|shop|store|online|site|blog|cafe|club|example"
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
_REST = r"(?::\d+)?(?:[/?][^\s]*[^\s.,;:!?)\]}'\"])?/?"
_ADDRESS = re.compile(
    rf"(?<![\w@#$.\-/])(?:https?://{_HOST}[^\W\d_]{{2,}}|{_HOST}(?:{_ENDINGS}|[a-z]{{2}}))"
    rf"(?![A-Za-z0-9@+-]){_REST}",
    re.IGNORECASE,
)
_PICTOGRAM = (
    "[\u203c\u2049\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u27bf\u2934-\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff]"
)
_EMOJI = re.compile(
    "[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{2}"
    "|\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f"
    f"|(?:[\xa9\xae\u2122]\ufe0f|{_PICTOGRAM})[\ufe0f\U0001f3fb-\U0001f3ff]*"
    f"(?:\u200d{_PICTOGRAM}[\ufe0f\U0001f3fb-\U0001f3ff]*){{0,3}}"
)
_CASHTAG = re.compile(r"(?<!\S)\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?![A-Za-z0-9])")


@dataclass(frozen=True)
class Address:
    start: int
    end: int
    text: str

    @property
    def full(self) -> str:
        is_whole = self.text.lower().startswith(("http://", "https://"))
        return self.text if is_whole else f"http://{self.text}"


def addresses(text: str) -> list[Address]:
    return [Address(*found.span(), found[0]) for found in _ADDRESS.finditer(text)]


def weight(text: str) -> int:
    composed = unicodedata.normalize("NFC", text)
    links = len(addresses(composed))
    words = _ADDRESS.sub("", composed)
    emoji = len(_EMOJI.findall(words))
    letters = _EMOJI.sub("", words)
    light = sum(1 for letter in letters if any(ord(letter) in some for some in _LIGHT))
    return links * _OF_LINK + emoji * 2 + light + 2 * (len(letters) - light)


def cashtags(text: str) -> int:
    return len(_CASHTAG.findall(text))
