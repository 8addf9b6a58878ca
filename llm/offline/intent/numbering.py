"""The numbers of posts that a text names. Knows nothing of what is wanted of them."""

import re
from functools import cache

from llm.offline import library
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
            rf"\b({'|'.join(ordinals)}) (?:ones?|posts?|drafts?|caption|version|and|aur|linkedin"
            rf"|instagram|facebook|youtube|x)\b|\b(last) (?:one|post|draft)\b"
            rf"|(?<!on )(?<!by )\bthe (first|second|third|fourth|fifth)(?= (?:shorter|longer"
            rf"|funnier|warmer|bolder|in (?:hindi|english|hinglish))\b)"
            rf"|\b(first|second|third|fourth), (?=(?:the )?(?:second|third|fourth|fifth)\b)"
        ),
        text,
        re.I,
    ):
        place = ordinals.get(_ordinal(match), len(known) - 1)
        if not known:
            found.append(max(place, 0) + 1)  # there is none: whoever reads it says so
        else:
            found.append(place + 1 if place + 1 in known or place >= len(known) else known[place])
    found += [n for group in _listed(text) if (n := number(group)) is not None]
    return list(dict.fromkeys(found))


def _ordinal(match: re.Match[str]) -> str:
    return (match.group(1) or match.group(3) or match.group(4) or "").lower()


@cache
def _list() -> re.Pattern[str]:
    tones = "|".join(re.escape(tone) for tone in library.read("en/reading")["tones"])
    # “post 2 more pictures” counts, “make post 2 more emotional” names one
    more = rf"more(?! (?:{tones}|salesy|interesting|catchy)\b(?! (?:\w+ )?posts?\b))"
    no_post = (
        rf"(?!\d)(?! ?(?:am|pm|%|o'clock|baje|lines?|sentences?|words?|{more}|new|posts?|hashtags?"
        r"|emojis?)\b)(?!%)"
    )
    return re.compile(
        rf"\b(?:posts?|drafts?|number|no\.?|captions?|version) (?P<list>#?\d{{1,3}}{no_post}"
        rf"(?:(?:,? (?:and|aur)|,| &) ?(?:posts? )?#?\d{{1,3}}{no_post})*)|#(?P<sign>\d{{1,3}})\b"
        r"|\b(?:make|change|edit|shorten) (?P<bare>\d{1,2}) (?=shorter|longer|to|more|less|in)",
        re.IGNORECASE,
    )


def _listed(text: str) -> list[str]:
    """The numerals of “post 2”, “posts 1, 2 and 3”, “#4”."""
    return [
        numeral
        for match in _list().finditer(text)
        for numeral in re.findall(r"\d+", match["list"] or match["sign"] or match["bare"])
    ]


def as_it(text: str, known: list[int]) -> str:
    """The text with “it” for posts that are there: “make post 2 funnier” asks for none.

    Where none is there, only for what is to be changed: “make post 2 funnier”.
    """

    def named(match: re.Match[str]) -> str:
        if match["list"] is None or re.match(" ?:", match.string[match.end() :]):
            return match.group()
        numbers = {int(n) for n in re.findall(r"\d+", match.group())}
        changed = re.match(_CHANGED, match.string[match.end() :], re.IGNORECASE)
        return "it" if numbers <= set(known) or (not known and changed) else match.group()

    return _list().sub(named, text)


_CHANGED = (
    r" (?:(?:should|must|could|can) (?:be|sound) )?(?:(?:a bit|a little|little|bit|much|sound) )*"
    r"(?:(?:\w{2,}er|more \w+|less \w+)(?: (?:please|pls|now|too|again))*\W*$|(?:again|anew)\b)"
)
