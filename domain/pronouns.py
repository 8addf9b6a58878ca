"""The Hindi “you”, formal (आप, aap) and among friends (तुम, tum), with the verbs that go with it.

Only from formal to informal: the other way a verb like दो may be a number, so it is left to the
author. Pure.
"""

import re

from domain.lettering import AFTER, BEFORE

_WORDS = {
    "आप": "तुम", "आपका": "तुम्हारा", "आपकी": "तुम्हारी", "आपके": "तुम्हारे", "आपको": "तुम्हें",
    "आपसे": "तुमसे", "आपने": "तुमने", "aap": "tum", "aapka": "tumhara", "aapki": "tumhari",
    "aapke": "tumhare", "aapko": "tumhe", "aapse": "tumse", "aapne": "tumne",
    "लीजिए": "लो", "दीजिए": "दो", "कीजिए": "करो", "पीजिए": "पियो", "lijiye": "lo",
    "dijiye": "do", "kijiye": "karo", "pijiye": "piyo",
    "लीजिएगा": "लेना", "दीजिएगा": "देना", "कीजिएगा": "करना",
}  # fmt: skip
_STAY = frozenset(
    ("लिए", "इसलिए", "इसीलिए", "किसलिए", "जिसलिए", "चाहिए", "किए", "दिए", "पिए", "जिए", "तकिए",
     "liye", "isliye", "isiliye", "kisliye", "chahiye", "kiye", "diye")
)  # fmt: skip
"""They only look like a formal order."""
_FORMAL = re.compile(
    rf"{BEFORE}(?:आप(?:का|की|के|को|से|ने)?|aap(?:ka|ki|ke|ko|se|ne)?){AFTER}", re.IGNORECASE
)
_INFORMAL = re.compile(
    rf"{BEFORE}(?:तुम(?:से|ने|को)?|तुम्हारा|तुम्हारी|तुम्हारे|तुम्हें|tum(?:se|ne|ko|he|hara|hari|hare)?){AFTER}",
    re.IGNORECASE,
)
_WORD = re.compile(rf"{BEFORE}[\w\u0900-\u0963\u0966-\u097f]+{AFTER}")
_ENDINGS = (
    (re.compile(r"(.*[\u0915-\u0939\u093c])िए"), r"\1ो"),  # देखिए, देखो
    (re.compile(r"(.*[\u0915-\u0939\u093c])िये"), r"\1ो"),
    (re.compile(r"(.*ा)इए"), r"\1ओ"),  # मनाइए, मनाओ
    (re.compile(r"(.*आ)इए"), r"\1ओ"),  # आइए, आओ
    (re.compile(r"(.*a)aiye", re.IGNORECASE), r"\1ao"),  # aaiye, aao
    (re.compile(r"(.{2,}[b-df-hj-np-tv-z])iye", re.IGNORECASE), r"\1o"),  # dekhiye, dekho
)
_TO_BE = (
    (re.compile(rf"{BEFORE}(तुम(?: [^\s.!?।]+){{0,4}}?) हैं{AFTER}"), r"\1 हो"),
    (re.compile(rf"{BEFORE}(tum(?: [^\s.!?]+){{0,4}}?) hain{AFTER}", re.IGNORECASE), r"\1 ho"),
)


def is_formal(text: str) -> bool:
    return bool(_FORMAL.search(text))


def is_informal(text: str) -> bool:
    return bool(_INFORMAL.search(text))


def informal(text: str) -> str:
    """The text as said to a friend; what is in no Hindi sentence stays."""
    said = _WORD.sub(lambda match: _one(match.group()), text)
    for pattern, to_be in _TO_BE:
        said = pattern.sub(to_be, said)
    return said


def _one(word: str) -> str:
    small = word.lower()
    if small in _STAY:
        return word
    if known := _WORDS.get(small):
        return known.capitalize() if word[0].isupper() else known
    found = ((pattern, ending) for pattern, ending in _ENDINGS if pattern.fullmatch(word))
    pattern, ending = next(found, (None, ""))
    return pattern.sub(ending, word) if pattern else word
