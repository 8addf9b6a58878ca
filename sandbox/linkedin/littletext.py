"""LinkedIn's little text: what a person sees of a commentary as it was sent.

An unescaped reserved character ends the published text there, without an error.
https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format
"""

import re
from dataclasses import dataclass

RESERVED = frozenset("|{}@[]()<>#\\*_~")
_MENTION = re.compile(
    r"@\[((?:\\.|[^\]\\])+)\]\(urn:li:(?:person|organization|school):[A-Za-z0-9_-]+\)"
)
_TEMPLATE = re.compile(r"\{hashtag\|\\#\|((?:\\.|[^}|\\\s])+)\}")


@dataclass(frozen=True)
class Published:
    wire: str
    """As sent, up to the cut."""
    text: str
    """As shown."""


def publish(commentary: str) -> Published:
    shown: list[str] = []
    at = 0
    while at < len(commentary):
        piece = _read(commentary, at)
        if piece is None:
            break
        text, at = piece
        shown.append(text)
    return Published(wire=commentary[:at], text="".join(shown))


def _read(commentary: str, at: int) -> tuple[str, int] | None:
    """The next piece as shown and where it ends; nothing at an unescaped reserved character."""
    character = commentary[at]
    if character not in RESERVED:
        return character, at + 1
    following = commentary[at + 1 : at + 2]
    if character == "\\" and following in RESERVED and following:
        return following, at + 2
    if character == "#" and following.isalnum():
        return character, at + 1
    if mention := _MENTION.match(commentary, at):
        return _unescaped(mention.group(1)), mention.end()
    if template := _TEMPLATE.match(commentary, at):
        return "#" + _unescaped(template.group(1)), template.end()
    return None


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
