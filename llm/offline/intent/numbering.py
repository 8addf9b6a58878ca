"""The numbers of posts that a text names. Knows nothing of what is wanted of them."""

import re

from llm.offline.intent.message import number


def numbers_in(text: str, known: list[int]) -> list[int]:
    """The posts that the text names, by number or place, also such as there are none of."""
    ordinals = {
        "first": 0,
        "1st": 0,
        "second": 1,
        "2nd": 1,
        "third": 2,
        "3rd": 2,
        "fourth": 3,
        "4th": 3,
        "fifth": 4,
        "5th": 4,
    }
    found: list[int] = []
    for match in re.finditer(
        (
            rf"\b({'|'.join(ordinals)}) (?:one|post|draft|caption|version|and|linkedin"
            rf"|instagram|facebook|youtube|x)\b|\b(last) (?:one|post|draft)\b"
        ),
        text,
        re.I,
    ):
        place = ordinals.get((match.group(1) or "").lower(), len(known) - 1)
        if not known:
            found.append(max(place, 0) + 1)  # there is none: whoever reads it says so
        else:
            found.append(place + 1 if place + 1 in known or place >= len(known) else known[place])
    for match in re.finditer(
        (
            r"\b(?:posts?|drafts?|number|no\.?|captions?|version) #?(\d{1,3})(?:(?: and |, ?"
            r"| & )#?(\d{1,3}))?\b(?! ?(?:am|pm|%|o'clock))|#(\d{1,3})\b|\b(?:make|change"
            r"|edit|shorten) (\d{1,2}) (?=shorter|longer|to|more|less|in)"
        ),
        text,
        re.I,
    ):
        found += [n for g in match.groups() if g and (n := number(g)) is not None]
    return list(dict.fromkeys(found))
