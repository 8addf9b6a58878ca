"""A message as its clauses, so that one can be taken out and the others stay as they were said."""

import re
from dataclasses import dataclass

_SHORT = "".join(
    rf"(?<!\b{short})" for short in ("min", "max", "Rs", "rs", "No", "no", "Dr", "St", "Rd", "opp")
)
_BOUNDARY = re.compile(
    rf"\s*[;\n।]\s*|,\s+(?!20\d\d(?!\d))|,(?=[^\d\s])|{_SHORT}[.!?]+(?=\s|$)\s*"
    r"|\s+(?:and|&)\s+(?=(?:we|we're|our|you can|call|find us|visit|whatsapp|it's)\b)"
    r"|\s+(?:aur|और)\s+(?=(?:hum|ham|hamar\w|humar\w|dukaa?n|हम|हमा\S+|दुकान)(?![\w\u0900-\u097f]))",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?:(?:shop|plot|house|flat|door) ?(?:no\.?)? ?)?#?\d{1,4}[a-z]?", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass
class Clause:
    """A clause and what stands between it and the next one."""

    text: str
    end: str


def clauses(text: str) -> list[Clause]:
    """The clauses; what stands in brackets belongs to the clause before it."""
    kept = [m.span() for m in _BRACKETS.finditer(text)]
    found, start = [], 0
    for match in _BOUNDARY.finditer(text):
        if any(a <= match.start() < b for a, b in kept):
            continue
        if _is_house(text[start : match.start()], text[match.start() :]):
            continue
        found.append(Clause(text[start : match.start()], match.group()))
        start = match.end()
    return [*found, Clause(text[start:], "")]


def _is_house(before: str, after: str) -> bool:
    """Whether the comma stands behind a house number: “14, Johari Bazaar”."""
    return bool(_HOUSE.fullmatch(before.strip()) and re.match(r", +[A-Z]", after))


def joined(parts: list[Clause]) -> str:
    """The message again, of the clauses that are left."""
    found = ""
    for n, part in enumerate(parts):
        is_last = all(not later.text for later in parts[n + 1 :])
        if part.text:
            found += part.text + ("" if is_last and any(map(str.isalpha, part.end)) else part.end)
    return found
