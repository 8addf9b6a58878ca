"""A message made readable: a clean line, numbers, platforms with typos. Decides no intent."""

import re
import unicodedata
from functools import cache

from domain.platform import Platform
from llm.offline import library

MAX_READ = 6000
"""Characters read; what a person asks for stands at the beginning."""


SITE = r"(?:linkedin|instagram|insta|facebook|fb|youtube|twitter|x)"
"""A network as a pattern of its own; `platforms_in` reads more names, and slips."""
QUOTED = r"[\"“][^\"”]{1,600}[\"”]"
SPOKEN = r"[\"“]([^\"”]{1,600})[\"”]"
"""The same with what stands between the marks as a group."""


def words() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = library.read("en/reading")
    return data


def tidy(message: str) -> str:
    """One line in normal form, without control characters."""
    text = unicodedata.normalize("NFC", message[:MAX_READ])
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in text)
    return re.sub(r"\s+", " ", text).strip()


def number(word: str) -> int | None:
    """The number a word or numeral means."""
    key = word.lower()
    if key.isascii() and key.isdigit():
        return int(key[:6])
    value = library.read("en/reading")["numbers"].get(key)
    return int(value) if value is not None else None


@cache
def number_pattern() -> str:
    spelled = sorted(library.read("en/reading")["numbers"], key=len, reverse=True)
    return r"(?:\d{1,4}|" + "|".join(spelled) + ")"


class PlatformMention:
    """A platform where it stands in the text."""

    __slots__ = ("end", "platform", "start")

    def __init__(self, start: int, end: int, platform: Platform) -> None:
        self.start, self.end, self.platform = start, end, platform


def platforms_in(text: str) -> list[PlatformMention]:
    """Platforms in the order they are named, typos forgiven; "not on Instagram" is left out."""
    mentions = _mentions(text)
    refused = _refused(text, mentions)
    return [mention for mention in mentions if mention not in refused]


def refused_in(text: str) -> tuple[Platform, ...]:
    """Platforms on which nothing is wanted: “not on Facebook”, “except Facebook and X”."""
    return tuple(dict.fromkeys(m.platform for m in _refused(text, _mentions(text))))


def _mentions(text: str) -> list[PlatformMention]:
    found = [
        PlatformMention(m.start(), m.end(), platform)
        for platform, pattern in _aliases()
        for m in pattern.finditer(text)
    ]
    taken = {i for mention in found for i in range(mention.start, mention.end)}
    for match in re.finditer(r"[A-Za-z]{6,11}", text):
        close = _nearest(match.group().lower()) if match.start() not in taken else None
        if close:
            found.append(PlatformMention(match.start(), match.end(), close))
    return sorted(found, key=lambda m: m.start)


def _refused(text: str, mentions: list[PlatformMention]) -> list[PlatformMention]:
    """Those that a refusal stands before, and those joined to one: “except Facebook and X”."""
    refused: list[PlatformMention] = []
    for mention in mentions:
        before = refused[-1] if refused else None
        between = text[before.end : mention.start] if before else "."
        listed = re.fullmatch(_JOINED, between, re.IGNORECASE) and (
            between.strip() != "," or re.match(_LIST_GOES_ON, text[mention.end :], re.IGNORECASE)
        )
        if (
            listed
            or _negated(text, mention.start)
            or re.match(_NEGATED_AFTER, text[mention.end :], re.IGNORECASE)
        ):
            refused.append(mention)
    return refused


_JOINED = r"\s*(?:,|/|&|,? ?(?:and|or|nor))\s*(?:(?:on|to) )?(?:the )?"
_LIST_GOES_ON = r"\s*(?:,\s*\w+\s*)*,?\s*(?:and|or|nor|&)\s"
_NEGATED_AFTER = (
    r"(?: is| are)?:? (?:not (?:needed|required|necessary|wanted|this time)|excluded)\b"
)


def unknown_platforms_in(text: str) -> list[str]:
    """Networks the person wants to post on that this product does not know, as typed."""
    names = "|".join(
        re.escape(n).replace("\\ ", " ?") for n in library.read("en/reading")["unknown_platforms"]
    )
    pattern = (
        rf"\b(?:posts? (?:it )?(?:on|to|for|in)|on|to|for|and|,) ({names})\b"
        rf"|\b({names}) (?:posts?|videos?|reels?|stor(?:y|ies)|captions?)\b"
        rf"|\b({names})(?=(?:,| and| or| &| \+|/) ?(?:on |for )?(?:{_known_names()})\b)"
        rf"|\b(tik ?tok)\b"
    )
    wanted: list[str] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        place = next(i for i, g in enumerate(match.groups(), 1) if g)
        name = match.group(place)
        if _negated(text, match.start(place)):
            continue
        after_known = re.search(rf"\b(?:{_known_names()}) ?$", text[: match.start()], re.IGNORECASE)
        joins = text[match.start()].lower() in "a," and not after_known
        contact = name.lower() in {"whatsapp", "telegram"} and not re.search(
            rf"\bposts?\b[^.]{{0,40}}\b{re.escape(name)}", text, re.IGNORECASE
        )
        thread = name.lower() == "threads" and (joins or text[match.start()].lower() == "f")
        if not (contact or thread) and name.lower() not in {w.lower() for w in wanted}:
            wanted.append(name)
    return wanted


@cache
def _known_names() -> str:
    table = library.read("en/reading")["platforms"]
    return "|".join(re.escape(alias) for aliases in table.values() for alias in aliases)


@cache
def _aliases() -> tuple[tuple[Platform, re.Pattern[str]], ...]:
    table = library.read("en/reading")["platforms"]
    patterns = []
    for name, aliases in table.items():
        body = "|".join(re.escape(a).replace("\\ ", " ") for a in aliases)
        patterns.append(
            (Platform(name), re.compile(rf"(?<![\w#@.])(?:{body})(?![\w])", re.IGNORECASE))
        )
    # a lone X is a platform only where a platform stands: "on X", "X post", "Instagram and X"
    lone = (
        r"(?:(?<=\bon )|(?<=\bto )|(?<=\bfor )|(?<=\band )|(?<=\bor )"
        r"|(?<=\bexcept )|(?<=, )|(?<=/))X\b(?!-)"
        r"|\b[Xx](?= (?:posts?|threads?|captions?)\b)|(?<=\bon )x\b"
    )
    patterns.append((Platform.X, re.compile(lone)))
    return tuple(patterns)


def _nearest(word: str) -> Platform | None:
    if word in library.read("en/reading")["not_typos"]:
        return None
    for name in ("instagram", "facebook", "linkedin", "youtube", "twitter"):
        allowed = 2 if len(name) >= 8 else 1
        near = word[0] == name[0] and abs(len(word) - len(name)) <= allowed
        if near and word != name and distance(word, name) <= allowed:
            return Platform.X if name == "twitter" else Platform(name)
    return None


def distance(left: str, right: str) -> int:
    """Edits between two short words (Damerau: a swap of neighbours is one)."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def _negated(text: str, start: int) -> bool:
    """A refusal stands right before: “not on”, “don't put it on”, “everywhere except”."""
    return re.search(_REFUSAL, text[max(0, start - 60) : start], re.IGNORECASE) is not None


_REFUSAL = (
    r"\b(?:(?:everything|everywhere|all(?: \w+)?|anywhere) but"
    r"|(?:no|without|skip|skipping|except|excluding|avoid|leave out|leaving out|other than"
    r"|apart from|besides|but not|nothing)(?: (?:on|for|to|in|the|my|our))*"
    r"|(?:not|never|don'?t|do not|does not|doesn'?t|no need to|please not)"
    r"(?: (?:on|for|to|in|the|my|our|any|anything|put|post|publish|share|use|send|upload|add"
    r"|do|make|write|want|need|go|it|them|this|that|one|posts?|be|posted|published|shared))*) $"
)
