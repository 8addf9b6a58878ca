"""What says that a wish holds for always, and where: taken off, so that the wish itself is left."""

import re
from dataclasses import dataclass

from domain.devanagari import fold
from domain.emoji import EMOJI
from domain.platform import Platform
from llm.offline.tongue import typed

QUOTED, TAG, ICON = "[\ue100-\ue1ff]", "[\ue200-\ue2ff]", "[\ue300-\ue3ff]"
"""What the person gave word for word: one private character each, so that no rule reads into it."""
_KINDS = (
    (0xE100, re.compile(r"\"([^\"]{1,300})\"|(?<![\w'])'([^']{1,300})'(?!\w)")),
    (0xE200, re.compile(r"(#[^\s#.,!?;:\"'()]+)")),
    (0xE300, re.compile(f"({EMOJI.pattern})")),
)
_LONGEST = 600
"""Characters; who writes more states no rule of one sentence."""
_POLITE = re.compile(
    r"^(?:(?:please|pls|plz|ok|okay|hey|hi|hello|and|also|so|team)\b[,!. ]*)+"
    r"|(?:,? (?:please|pls|plz|ok|okay|thanks|thank you|ji))+$",
    re.I,
)
_FIRST = re.compile(
    r"^(?:(?:remember|keep in mind)(?: this| that)?|(?:(?:a|my|our|new|as a|the) )*rule(?: \d+)?"
    r"|niy?am|ya+d rakh\w*)(?:\s*[:,–—]|\s+-)\s*"
    r"|^(?:remember|keep in mind)(?: that)? (?:to )?(?=(?:always|never|from now)\b)"
    r"|^(?:remember|keep in mind)(?: that)? (?=(?:no|not|don'?t|do not|we never)\b)"
    r"|^ya+d rakh\w* (?:ki )?(?=.*\b(?:mat|nahi\w*|hamesha|kabhi)\b)",
    re.I,
)
"""At the beginning. “Remember to add the price” is a wish for this one post."""
_ANYWHERE = re.compile(
    r"\b(?:(?:from now on|from here on)(?:wards?| out)?|going forward|henceforth|hereafter"
    r"|in (?:the )?future|always|(?:a+ge|ab) se|h[au]mesha(?: ke li\w+)?|bhavishya mei?n?"
    r"|kabhi(?: bhi)?(?=.*\b(?:mat|nahi\w*|na)\b))(?!\w)[:,]?|,? ya+d rakh\w*[.!]*$|,? ever\W*$",
    re.I,
)
_NEVER = re.compile(r"\b(?:never|(?:don'?t|do not) ever)\b", re.I)
_REMINDED = re.compile(r"(?<![,;:.]) ya+d rakh\w*[.!]*$", re.I)
"""“Price daalna yaad rakhna”: do not forget it, this time."""
_NAMES = {
    Platform.INSTAGRAM: r"instagram|insta|ig",
    Platform.FACEBOOK: r"facebook|facebuk|fb",
    Platform.LINKEDIN: r"linked ?in|linkdin",
    Platform.YOUTUBE: r"youtube|yt",
    Platform.X: r"x|twitter",
}
_ANY_NAME = "|".join(_NAMES.values())
_OF_ALL = r"(?:(?:my|our|the|all|of|any|every|each) )*"
_AT = r"(?:par|pe|mei?n?|ke li\w+)"
_PLACE = re.compile(
    rf",?\s*\b(?:on|for|in) {_OF_ALL}(?P<on>{_ANY_NAME})(?: (?:posts?|captions?))?\b[,:]?"
    rf"|\b(?P<at>{_ANY_NAME})(?: (?:k[ie] )?(?:posts?|captions?))? {_AT}\b[,:]?",
    re.I,
)
_POSTS = re.compile(
    r"\b(?:in|on|to|of|from) (?:(?:all|any|every|each|my|our|your|the|of) )*"
    r"(?:posts|captions|drafts)\b"
    r"|\b(?:in|on|to|of|from) (?:any|every|each|a) (?:post|caption|draft)\b"
    r"|\b(?:(?:kisi|har|sab|sabhi|sari|sa+re|meri|mere|hamari|hamare|apni|apne|bhi) )*"
    r"(?:posts?|poston|captions?|drafts?) (?:mei?n?|par|pe|ke)\b",
    re.I,
)
_EDGES = " \t.,!;:–—-।"


@dataclass(frozen=True, slots=True)
class Standing:
    """A wish that is to hold for always."""

    forms: tuple[str, ...]
    """The bare wish, as typed in Latin letters and folded; what was given stands for itself."""
    given: dict[str, str]
    platform: Platform | None


def standing_wish(said: str) -> Standing | None:
    """The wish without the words for always and for where; None where it says no always."""
    masked, given = _masked(said)
    if "?" in masked or len(said) > _LONGEST:
        return None
    plain = " ".join(typed(masked).split())
    bare = [_bare(form) for form in (plain, fold(plain))]
    found = [one for one in bare if one is not None]
    if not found:
        return None
    platforms = {platform for _, platform in found if platform}
    if len(platforms) > 1:
        return None
    return Standing(tuple(form for form, _ in found), given, next(iter(platforms), None))


def _masked(said: str) -> tuple[str, dict[str, str]]:
    text = "".join(c for c in said if not "\ue000" <= c <= "\uf8ff")
    text = re.sub(r"([\"'])!+\1", "exclamation marks", text)
    given: dict[str, str] = {}

    for first, pattern in _KINDS:
        count = 0

        def hide(match: re.Match[str], first: int = first) -> str:
            nonlocal count
            if count > 0xFF:
                return match.group()
            key = chr(first + count)
            count += 1
            given[key] = next(filter(None, match.groups())).strip()
            return key

        text = pattern.sub(hide, text)
    return text, given


def _bare(text: str) -> tuple[str, Platform | None] | None:
    text = _trimmed(text)
    if _REMINDED.search(text):
        return None
    rest, firsts = _FIRST.subn("", text)
    rest, others = _ANYWHERE.subn(" ", rest)
    if not (firsts or others or _NEVER.search(rest)):
        return None
    named = [m["on"] or m["at"] for m in _PLACE.finditer(rest)]
    if len(named) > 1:
        return None
    rest = _POSTS.sub(" ", _PLACE.sub(" ", rest))
    return _trimmed(rest), _platform(named[0]) if named else None


def _trimmed(text: str) -> str:
    return _POLITE.sub("", " ".join(text.split()).strip(_EDGES)).strip(_EDGES)


def _platform(name: str) -> Platform:
    return next(p for p, names in _NAMES.items() if re.fullmatch(names, name, re.I))
