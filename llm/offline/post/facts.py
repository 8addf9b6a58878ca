"""What kind of thing an English fact tells, so that a sentence can hold it as people say it."""

import re

_OPENING = re.compile(r"(?:open|closed)\b(?! since)", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:open|here|in (?:business|the trade)|\w+ing)\b.*\bsince\b|(?:open|here) for \w+ years\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"free\b(?! of\b| from\b)", re.IGNORECASE)
_WHOLE = re.compile(
    r"^(?:we|our|my|i|it|they|you|this|these|all our|every|each|no)\b"
    r"|\b(?:is|are|was|were|has|have|had|do|does|did|can|will|comes?|works?|uses?|makes?|serves?"
    r"|gives?|offers?|takes?|carry|carries|gets?|starts?|began|teach(?:es)?|sells?|needs?|runs?"
    r"|delivers?|keeps?|stays?|speaks?|accepts?|opens|opened|learn(?:s|ed|t)?|chose|chosen by)\b",
    re.IGNORECASE,
)


def kind_of(text: str) -> str:
    """sentence, opening (hours and days), since, free, or piece (a part of a sentence)."""
    if _SINCE.match(text):
        return "since"
    if _OPENING.match(text):
        return "opening"
    if _FREE.match(text):
        return "free"
    return "sentence" if _WHOLE.search(text) else "piece"
