"""The owner's words inside a sentence: "Teeth cleaning" becomes "teeth cleaning"."""

import re
from functools import cache

from llm.offline import library


def eased(text: str) -> str:
    """The text with a small first letter, where its first word is one that any shop may use.

    Names stay: Banarasi silk, Manali trip. So do words that are capitals for a reason (JEE, EMI).
    """
    first = text.split(" ", 1)[0]
    bare = first.strip(",.:;!?’'").casefold()
    if not bare or not first[:1].isupper() or any(c.isupper() for c in first[1:]):
        return text
    rest = text[len(first) :]
    if bare not in _common() or _is_title(rest):
        return text
    return f"{first.lower()}{rest}"


def _is_title(rest: str) -> bool:
    """Masala Chai: written as a name, it stays one."""
    following = rest.split()[:1]
    return bool(following) and following[0][:1].isupper() and not following[0].isupper()


def dated(text: str) -> str:
    """Days and months with their capital: owners type “feb to april” and “sunday before noon”."""
    return _dates().sub(lambda match: match.group().capitalize(), text)


@cache
def _dates() -> re.Pattern[str]:
    """May and March are words of every day too, and are left as they were typed."""
    reading = library.read("en/reading")
    names = {*reading["weekdays"], *reading["months"]} - {
        "may",
        "march",
        "sun",
        "sat",
        "wed",
        "mon",
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})(?=s?\b)")


@cache
def _common() -> frozenset[str]:
    return frozenset(" ".join(library.read("en/common")["words"]).split())
