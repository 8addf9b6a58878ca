r"""LinkedIn's "little text": how a commentary is escaped, and what readers see of it. Pure text.

Reserved characters carry a backslash unless they belong to a mention `@[Name](urn:li:…)` or begin
a hashtag. The first reserved character that stands bare cuts the rest of the post off, silently:
https://learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format
"""

import re
from collections.abc import Collection, Sequence

from domain.form import Mention
from domain.lettering import AFTER, BEFORE

_RESERVED = r"|{}@[]()<>#\*_~"
_BARE = re.compile(f"([{re.escape(_RESERVED)}])")
_URN = r"urn:li:(?:person|organization):[A-Za-z0-9_-]+"

# A hashtag begins with a letter and stands where a word can begin. "_" ends it here: as a reserved
# character it is escaped, which reads the same and cannot cut the text.
_TAG = r"(?:(?<=^)|(?<=[\s(\[{\"'“‘]))#(?=[^\W\d_])"

_WRITTEN = re.compile(rf"@\[(?P<name>[^\[\]\n]+)\]\((?P<urn>{_URN})\)|(?P<tag>{_TAG})")
"""Mentions and hashtags in a text as a person writes it."""

_SENT = re.compile(
    rf"\\(?P<escaped>[{re.escape(_RESERVED)}])|@\[(?P<name>(?:\\.|[^\\\[\]])+)\]\({_URN}\)|(?P<tag>#(?=[^\W_]))"
    rf"|\{{hashtag\|\\?#\|(?P<template>(?:\\.|[^{re.escape(_RESERVED)}\s])+)\}}"
    rf"|(?P<plain>[^{re.escape(_RESERVED)}]+)",
)
"""What may follow in a text on the wire; where nothing does, it is cut."""


def to_wire(text: str, mentions: Sequence[Mention] = ()) -> str:
    """The text with every reserved character escaped, mentions and #tags left working.

    Args:
        text: As a person writes it.
        mentions: Whom "@name" stands for in it.
    """
    urns = {mention.name: mention.id for mention in mentions}
    parts, end = [], 0
    for found in _written(urns).finditer(text):
        parts.append(_escaped(text[end : found.start()]))
        if found["tag"]:
            parts.append("#")
        else:
            name = found["name"] or found["known"]
            parts.append(f"@[{_escaped(name)}]({found['urn'] or urns[name]})")
        end = found.end()
    return "".join(parts) + _escaped(text[end:])


def is_named(text: str, mention: Mention) -> bool:
    """Whether "@name" stands in the text as a word of its own."""
    return re.search(f"{BEFORE}@{re.escape(mention.name)}{AFTER}", text) is not None


def is_member_or_page(urn: str) -> bool:
    """Whether that is whom a text can mention."""
    return re.fullmatch(_URN, urn) is not None


def as_displayed(wire: str) -> str:
    """What readers see: escapes resolved, a mention as its name, cut where LinkedIn cuts."""
    return _walked(wire)[0]


def as_read(wire: str) -> str:
    """What readers see of a text that LinkedIn gives back; one that is no little text stays.

    What is out was cut already, so nothing of it is cut a second time.
    """
    shown, end = _walked(wire)
    return shown if end == len(wire) else wire


def _walked(wire: str) -> tuple[str, int]:
    """What is displayed, and how far the text could be read."""
    parts, end = [], 0
    while found := _SENT.match(wire, end):
        parts.append(_shown(found))
        end = found.end()
    return "".join(parts), end


def _written(names: Collection[str]) -> re.Pattern[str]:
    # the longest first: "Asha Kulkarni" is not "Asha" with a word behind it
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"{_WRITTEN.pattern}|{BEFORE}@(?P<known>{known}){AFTER}")


def _escaped(text: str) -> str:
    return _BARE.sub(r"\\\1", text)


def _shown(found: re.Match[str]) -> str:
    if found["name"]:
        return as_displayed(found["name"])
    if found["template"]:  # how LinkedIn itself writes a hashtag
        return f"#{as_displayed(found['template'])}"
    return found["escaped"] or found["tag"] or found["plain"]
