"""Campaign parameters (UTM) on a brand's own links, so that visits can be told apart. No I/O.

They are written into the text before anybody approves it: what goes out is what was seen. The
names are those of https://support.google.com/analytics/answer/10917952.
"""

import re
import unicodedata
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from pydantic import Field

from domain.frozen import Frozen
from domain.lettering import IN_WORD
from domain.links import LINK
from domain.platform import Platform

_JOINED = re.compile(rf"(?:(?!{IN_WORD}|\.).)+", re.DOTALL)
_NAMES = ("utm_source", "utm_medium", "utm_campaign", "utm_content")


class Tracking(Frozen):
    """What a brand adds to its links; each value may name {platform}, {campaign}, {language}."""

    on: bool = False
    source: str = Field(default="{platform}", max_length=100)
    medium: str = Field(default="social", max_length=100)
    campaign: str = Field(default="{campaign}", max_length=100)
    content: str = Field(default="", max_length=100)
    hosts: tuple[str, ...] = Field(default=(), max_length=50)
    """Only links to these and their subdomains; empty: to any host but the social platforms'."""


class Occasion(Frozen):
    """What the values may name."""

    platform: Platform
    campaign: str = ""
    language: str = ""


_ELSEWHERE = (
    "instagram.com",
    "facebook.com",
    "fb.me",
    "linkedin.com",
    "lnkd.in",
    "x.com",
    "twitter.com",
    "t.co",
    "youtube.com",
    "youtu.be",
    "wa.me",
    "whatsapp.com",
)
"""Pages that are not the brand's to measure; a parameter there only lengthens the link."""


def tracked(text: str, tracking: Tracking, occasion: Occasion) -> str:
    """The text with the parameters on each link that is the brand's; twice is once.

    A parameter that a link has already, and its fragment, stay as a person wrote them.
    """
    if not tracking.on:
        return text
    return LINK.sub(lambda found: _with(found[0], tracking, occasion), text)


def _with(url: str, tracking: Tracking, occasion: Occasion) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return url
    if not _is_ours(host, tracking.hosts):
        return url
    has = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    values = (tracking.source, tracking.medium, tracking.campaign, tracking.content)
    filled = {name: _filled(value, occasion) for name, value in zip(_NAMES, values, strict=True)}
    missing = [f"{n}={quote(v, safe='')}" for n, v in filled.items() if v and n not in has]
    query = "&".join(filter(None, (parts.query, *missing)))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment))


def _is_ours(host: str, hosts: tuple[str, ...]) -> bool:
    if hosts:
        return any(_is_below(host, one) for one in hosts)
    return bool(host) and not any(_is_below(host, one) for one in _ELSEWHERE)


def _is_below(host: str, domain: str) -> bool:
    wanted = domain.strip().lower().removeprefix("www.").rstrip(".")
    return bool(wanted) and (host == wanted or host.endswith(f".{wanted}"))


def _filled(value: str, occasion: Occasion) -> str:
    for name, said in (
        ("{platform}", occasion.platform.value),
        ("{campaign}", occasion.campaign),
        ("{language}", occasion.language),
    ):
        value = value.replace(name, said)
    return _plain(value)


def _plain(value: str) -> str:
    """As it stands in a report: lower case, words joined; letters of every script stay."""
    folded = unicodedata.normalize("NFC", value).casefold()
    return _JOINED.sub("-", folded).strip("-_")[:100]
