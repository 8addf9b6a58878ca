"""Whether a text shouts although its brand speaks calmly. Flags only; tells no finer tone."""

import re

from domain.safety import SafetyFlag

CALM = frozenset(
    (
        "calm", "formal", "professional", "elegant", "serious", "respectful", "understated",
        "minimal", "sober", "gentle", "refined", "clinical", "quiet", "dignified", "restrained",
        "शांत", "गंभीर", "औपचारिक", "सौम्य", "shaant", "gambhir",
    )
)  # fmt: skip
"""Words by which a brand says that it does not shout."""
_MARKS = re.compile(r"[!?]{2,}|(?:![^!\n]{0,200}){4,}")
_CAPITALS = re.compile(r"(?:\b[A-Z]{3,}\b[^\w\n]*){3,}")
_EMOJI = re.compile(r"[\u2600-\u27bf\U0001f300-\U0001faff]")
MANY = 6
"""Emojis from which a calm brand does not sound like itself."""


def off_tone(text: str, tone: tuple[str, ...]) -> tuple[SafetyFlag, ...]:
    """A `warn` for each way in which it shouts, if the brand's tone is a calm one.

    Args:
        text: All that readers see.
        tone: The brand's words for how it speaks.
    """
    calm = [word for word in tone if set(word.casefold().split()) & CALM]
    if not calm:
        return ()
    found = (pattern.search(text) for pattern in (_MARKS, _CAPITALS))
    shouted = [match.group() for match in found if match]
    emojis = _EMOJI.findall(text)
    if len(emojis) >= MANY:
        shouted.append("".join(emojis[:MANY]))
    return tuple(
        SafetyFlag(
            category="tone",
            severity="warn",
            term=term.strip()[:60],
            message=f"“{term.strip()[:60]}” is loud, and the brand's tone is {calm[0]}.",
        )
        for term in shouted
    )
