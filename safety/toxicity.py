"""How toxic a text is, 0 to 1, by weighted rules: profanity, insults, hate, threats, sexual terms.

Not a probability: 1 − Π(1 − weight) over what was found, so that two grave things are graver than
one. The threshold of 0.3 is the seed design's (domain.safety.TOXIC).
"""

from dataclasses import dataclass

from domain.safety import TOXIC, SafetyFlag, Severity
from safety import hate
from safety.contexts import (
    Scene,
    is_denied,
    is_directed,
    is_mentioned,
    is_named,
    is_own,
    scene_of,
)
from safety.finding import Hit, Span, terms_in
from safety.joined import mended
from safety.normal import Reading

MENTIONED, OWN = 0.1, 0.3
"""What is left of a weight when it is quoted to reject it, or said of oneself."""
MILD = 0.3
"""Weight below which an oath is a manner of speaking, also in a sentence about people."""
ALONE = 0.25
"""What a term that can insult weighs at least when it is the whole text: a person looks at it."""
SHOWN = 0.1
"""Weight from which a person is shown it."""
PEOPLE = frozenset({"caste", "religious", "ethnicity", "gender", "disability", "region"})
"""Categories whose terms degrade people for what they are."""
SENSITIVE = frozenset({*PEOPLE, "political"})
_SAYS = {
    "profanity": "is profanity",
    "insult": "insults somebody",
    "threat": "threatens or wishes harm",
    "graphic": "is graphic violence",
    "sexual": "is sexually explicit",
    "hate": "degrades people for what they are",
    "caste": "is a slur or sensitive term of caste",
    "religious": "is a slur or sensitive term of religion",
    "ethnicity": "is a slur of race or descent",
    "gender": "is a slur of gender or sexuality",
    "disability": "is a slur of disability",
    "region": "is a slur of region",
    "political": "is politically charged",
}
_SUBJECT = {
    "caste": "speaks of caste",
    "religious": "speaks of religion",
    "political": "speaks of politics",
}


@dataclass(frozen=True, slots=True)
class Finding:
    category: str
    weight: float
    term: str
    context: str = ""
    is_subject: bool = False
    warns: bool = False


def findings(reading: Reading) -> tuple[Finding, ...]:
    """Everything the dictionaries and rules found, with its weight in its context."""
    if not reading.words:
        return ()
    reading = mended(reading)
    scene, hits = scene_of(reading), terms_in(reading)
    found = (_of_term(hit, scene) for hit in hits)
    statements = hate.statements_in(scene, _oaths(hits, reading))
    return (*found, *(_of_statement(one, scene) for one in statements))


def score_of(found: tuple[Finding, ...]) -> float:
    """Toxicity, 0 to 1; the same term twice counts once."""
    left = 1.0
    for weight in {(one.category, one.term.casefold()): one.weight for one in found}.values():
        left *= 1 - weight
    return round(1 - left, 3)


def flag_of(found: Finding) -> SafetyFlag | None:
    """What a person is told of it; None for what is too mild to mention."""
    severity = _severity(found)
    if severity is None:
        return None
    says = _SUBJECT.get(found.category) if found.is_subject else _SAYS[found.category]
    context = f" ({found.context})" if found.context else ""
    return SafetyFlag(
        category=found.category,
        severity=severity,
        term=found.term,
        message=f"“{found.term}” {says}{context}.",
    )


def _severity(found: Finding) -> Severity | None:
    if found.weight >= TOXIC:
        return "block"
    if found.weight >= SHOWN or found.warns:
        return "warn"
    return "info" if found.is_subject or found.context else None


def _of_term(hit: Hit, scene: Scene) -> Finding:
    entry, place = hit.entry, scene.reading.place_of(hit.start)
    span = (place, place + len(hit.words))
    directed = entry.directed > entry.weight and is_directed(scene, hit, place)
    if directed and entry.category in SENSITIVE and is_denied(scene, span):
        directed = False
    weight, context = entry.directed if directed else entry.weight, ""
    if len(hit.words) == len(scene.reading.words):
        weight = max(weight, min(entry.directed, ALONE))  # nothing else is said
    if weight >= SHOWN and (is_mentioned(scene, span) or is_named(scene, place)):
        weight, context = weight * MENTIONED, "told of to reject it"
    elif weight >= SHOWN and entry.category in PEOPLE and is_own(scene, place):
        weight, context = weight * OWN, "said of oneself"
    return Finding(
        category=entry.category,
        weight=weight,
        term=scene.reading.text[hit.start : hit.end].strip(),
        context=context,
        is_subject=entry.is_subject,
        warns=entry.warns,
    )


def _of_statement(statement: hate.Statement, scene: Scene) -> Finding:
    weight, context = statement.weight, ""
    if is_mentioned(scene, statement.span):
        weight, context = weight * MENTIONED, "told of to reject it"
    words = scene.reading.words[slice(*statement.span)]
    term = scene.reading.text[words[0].start : words[-1].end]
    return Finding(category=statement.kind, weight=weight, term=term, context=context)


def _oaths(hits: tuple[Hit, ...], reading: Reading) -> list[Span]:
    found = (
        (reading.place_of(hit.start), len(hit.words))
        for hit in hits
        if hit.entry.category in ("profanity", "insult") and hit.entry.weight >= MILD
    )
    return sorted((place, place + length) for place, length in found)
