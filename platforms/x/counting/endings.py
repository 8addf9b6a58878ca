"""The endings of host names: what comes last in an address for it to be one. Reads one list."""

import re
from functools import cache
from importlib.resources import files

import tld

# The Public Suffix List as the package `tld` ships it; a newer release of the package renews it.
_LIST = "effective_tld_names.dat.txt"
_END_OF_OFFICIAL = "===END ICANN DOMAINS==="
_LATIN = re.compile(r"[0-9A-Za-z]++")
_ENCODED = re.compile(r"xn--[-0-9a-z]++", re.IGNORECASE)
_NOT_AFTER = re.compile(r"[0-9A-Za-z@+-]")


@cache
def _known() -> frozenset[str]:
    text = (files(tld) / "res" / _LIST).read_text(encoding="utf-8")
    official = text.partition(_END_OF_OFFICIAL)[0].splitlines()
    rules = (line.strip() for line in official if line and not line.startswith("//"))
    return frozenset(rule.rpartition(".")[2] for rule in rules if rule)


@cache
def _longest() -> int:
    return max(map(len, _known()))


def end_of(text: str, start: int, limit: int) -> int | None:
    """Where the ending that begins at `start` is over; None when there is none."""
    if encoded := _ENCODED.match(text, start, limit):
        return encoded.end()
    latin = _LATIN.match(text, start, limit)
    if latin:
        is_known = latin[0].lower() in _known()
        return latin.end() if is_known and _may_end(text, latin.end()) else None
    for end in range(min(limit, start + _longest()), start, -1):
        if text[start:end] in _known() and _may_end(text, end):
            return end
    return None


def _may_end(text: str, end: int) -> bool:
    return not _NOT_AFTER.match(text, end)
