"""By which words the stand-in of Comprehend judges a text: its own short lists, nobody else's.

Only so much that whoever asks can tell one text from another; the real service is a model.
"""

import re

_SAID: dict[str, tuple[float, str]] = {
    "PROFANITY": (0.92, r"fuck\w*|shit\w*|bastards?|crap"),
    "HATE_SPEECH": (0.97, r"vermin|subhuman|filthy (?:people|race)|go back to your country"),
    "INSULT": (0.81, r"idiots?|morons?|stupid|losers?"),
    "HARASSMENT_OR_ABUSE": (0.74, r"nobody likes you|shut up"),
    "VIOLENCE_OR_THREAT": (0.95, r"kill (?:you|them)|beat (?:you|them) up|shoot (?:you|them)"),
    "SEXUAL": (0.88, r"porn\w*|nudes?"),
    "GRAPHIC": (0.69, r"behead\w*|dismember\w*"),
}
_PATTERNS = {
    name: (score, re.compile(rf"\b(?:{words})\b", re.I)) for name, (score, words) in _SAID.items()
}
_NOT_SEEN = 0.04
"""A model is never quite sure."""


def judged(text: str) -> dict[str, object]:
    """One entry of the answer's ResultList."""
    scores = {
        name: score if pattern.search(text) else _NOT_SEEN
        for name, (score, pattern) in _PATTERNS.items()
    }
    labels = [{"Name": name, "Score": score} for name, score in scores.items()]
    return {"Labels": labels, "Toxicity": max(scores.values())}


_PERSONAL: dict[str, tuple[float, str]] = {
    "EMAIL": (0.99, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "PHONE": (0.99, r"(?<!\d)(?:\+91 ?)?[6-9]\d{4} ?\d{5}(?!\d)"),
    "BANK_ACCOUNT_NUMBER": (0.98, r"(?<=account )\d{9,18}"),
    "PASSPORT_NUMBER": (0.97, r"\b[A-PR-WY][1-9]\d{6}\b"),
    "PASSWORD": (0.96, r"(?<=password is )\S+"),
    "IN_VOTER_NUMBER": (0.62, r"\b[A-Z]{3}\d{7}\b"),
    "NAME": (0.99, r"(?<=\bMr )[A-Z]\w+|(?<=\bMs )[A-Z]\w+"),
    "DATE_TIME": (0.99, r"\b(?:today|tomorrow|\d{1,2} (?:January|November|December))\b"),
}


def personal(text: str) -> list[dict[str, object]]:
    """The answer's Entities; offsets count characters from the text's beginning."""
    found = [
        {"Score": score, "Type": kind, "BeginOffset": match.start(), "EndOffset": match.end()}
        for kind, (score, pattern) in _PERSONAL.items()
        for match in re.finditer(pattern, text)
    ]
    return sorted(found, key=lambda one: (one["BeginOffset"], one["EndOffset"]))
