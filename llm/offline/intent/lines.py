"""A first or last line given in the person's own words. Changes no text."""

import re

from llm.offline.intent import remarks
from llm.offline.intent.message import SPOKEN

_WHICH = (
    r"(?P<which>first|opening|top|last|closing|final|ending|pehli|pahli|akhri|aakhri"
    r"|पहली|आख़िरी|आखिरी)"
    r" (?:line|sentence|lain|लाइन|पंक्ति)"
)
_POST = r"(?:posts?|drafts?|captions?)(?: #?\d{1,3})?"
_PLACE = (
    r"(?: (?:of|in|for|on|from) (?:it|this"
    rf"|(?:the |this |that |my |our )?(?:\w+ ){{0,2}}?{_POST}))?"
)
_VERB = r"\b(?:change|replace|make|rewrite|set|put|edit|update|have|use|write|correct|fix)\b"
_OWN = r"(?: (?:to|into|with|as|by))?(?: (?:say|read|be|this))?(?: ?[:–—=-])? ?"
_GIVEN = (
    # quoted
    rf"{_VERB} (?:the |its |it's |post \d+'s )?{_WHICH}(?P<at>{_PLACE}){_OWN}{SPOKEN}",
    rf"\b(?:the |its )?{_WHICH}(?P<at>{_PLACE})(?: (?:should|must|shall|to|can|could))?"
    rf"(?: (?:be|is|say|says|read|ko|को|badal\w*|बदल\w*))*:? ?{SPOKEN}"
    r"(?: (?:kar|bana|rakh|likh|कर|रख|लिख|बना)\w*)?",
    rf"\b(?:use|write|put) {SPOKEN} (?:as|for|in place of) (?:the |its )?{_WHICH}(?P<at>{_PLACE})",
    # to the end of the message
    rf"{_VERB} (?:the |its )?{_WHICH}(?P<at>{_PLACE})(?: (?:say|read|this|to|to say|to read))? ?: ?"
    r"([^\"]{2,300})$",
    rf"\b(?:change|replace|set|update) (?:the |its )?{_WHICH}(?P<at>{_PLACE}) (?:to|with|by)"
    r"(?: (?:say|read))? ([^\".:]{2,200}[.!?]?)$",
    rf"(?:^|[,.;] )(?:the )?{_WHICH}(?P<at>{_PLACE})(?: (?:should|must|shall))?"
    r"(?: (?:be|say|read))? ?: ?([^\"]{2,300})$",
)
NAMED = r"\b(?:the )?(?:first|opening|top|last|closing|final) (?:line|sentence)\b"
"""A line by its place: words of the person's, not of the post's."""
_LAST = re.compile(r"last|closing|final|ending|a?akhri|आ", re.IGNORECASE)
_WISHED = re.compile(
    r"(?:(?:a|an|the|be|bit|little|very|much|too|way|sound|in|into|something|more|less|better|short"
    r"|shorter|longer|catchy|stronger|hindi|english|hinglish)\b ?)+(?:\w+er\b)?\W*$"
    r"|(?:something|anything|more|less|a bit|a little|in|into) .*$|\w+er\W*$",
    re.IGNORECASE,
)


def line_given(text: str) -> tuple[dict[str, object], str]:
    """The line in the person's words, and the text without them; the place of the post stays."""
    for pattern in _GIVEN:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            words = _own(match)
            if pattern.endswith("$") and (_WISHED.match(words) or remarks.is_remark(words)):
                continue
            field = "last_line" if _LAST.match(match["which"]) else "first_line"
            rest = f"{text[: match.start()]}{match['at']}{text[match.end() :]}"
            return {field: words}, rest
    return {}, text


def _own(match: re.Match[str]) -> str:
    """The words of the line: the group that has no name."""
    named = set(match.re.groupindex.values())
    return next(match[n] for n in range(1, match.re.groups + 1) if n not in named).strip()
