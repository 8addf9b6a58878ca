"""Which pages of a brand's own site tell what it is, sells and where it is. Fetches nothing."""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from domain.devanagari import romanised

MOST_OF_A_KIND = 3
_KINDS = (
    # in the order in which they are worth most; a page of each comes before a second of any
    r"about(?: ?us)?|our ?story|story|who we are|company|hama+re b[a]+re mein?|parichay",
    r"men(?:u|yu)|products?|shop|store|services?|treatments?|courses?|price ?lists?|prices?|pricing"
    r"|rates?|rate ?card|catalog|catalogue|collections?|utpa+d|mo*u?lya so*u?chi"
    r"|sewa(?:yen|yein|en)?",
    r"contact(?: ?us)?|visit(?: ?us)?|locations?|find ?us|reach ?us|stores|branches|sampark",
    r"offers?|deals?|faqs?",
)
_WANTED = tuple(re.compile(rf"(?:our |the )?(?:{words})") for words in _KINDS)


def own_links(links: Sequence[tuple[str, str]]) -> list[str]:
    """The addresses among (address, words of the link) that are worth reading, best first."""
    found: dict[str, tuple[int, int]] = {}
    counts = [0] * len(_WANTED)
    for url, words in links:
        kind = _kind(url, words)
        if kind is None or url in found or counts[kind] >= MOST_OF_A_KIND:
            continue
        found[url] = (counts[kind], kind)
        counts[kind] += 1
    return sorted(found, key=lambda url: found[url])


def _kind(url: str, words: str) -> int | None:
    """Which kind of page it is, by the last part of its path or by the words of the link."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].rpartition(".")
    names = (_plain(last[0] or last[2]), _plain(words))
    for kind, wanted in enumerate(_WANTED):
        if any(wanted.fullmatch(name) for name in names):
            return kind
    return None


def _plain(text: str) -> str:
    return " ".join(re.split(r"[\W_]+", romanised(text).casefold())).strip()
