"""The offline author's answer to `judge_safety`: the rules of `safety`, which it shares."""

from typing import get_args

from domain.lettering import has_word
from llm.offline.align.reading import is_order
from llm.offline.edit.text import sentences
from llm.tasks.judge_safety import Category, JudgeSafetyInputs, SafetyIssue, SafetyJudgement
from safety.claims import Source, claims_in
from safety.disclosure import undisclosed
from safety.normal import read
from safety.personal import personal_data
from safety.toxicity import findings, flag_of, score_of

_ORDER = ("block", "warn")
_KNOWN = frozenset(get_args(Category))


def judge(inputs: JudgeSafetyInputs) -> SafetyJudgement:
    """What is to be shown of the text, gravest first; mere notes are left out."""
    found = findings(read(inputs.text))
    sources = tuple(Source(text, "a source that was given") for text in inputs.sources)
    flags = [flag for flag in map(flag_of, found) if flag is not None]
    flags += claims_in(inputs.text, sources)
    flags += personal_data(inputs.text, "\n".join(inputs.sources))
    flags += undisclosed(inputs.text)
    issues = [
        SafetyIssue(
            category=flag.category if flag.category in _KNOWN else "toxicity",
            severity=flag.severity,
            term=flag.term,
            reason=flag.message,
        )
        for flag in flags
        if flag.severity in _ORDER
    ]
    issues += [*_of_the_brand(inputs), *_orders(inputs.text)]
    ordered = sorted(dict.fromkeys(issues), key=lambda issue: _ORDER.index(issue.severity))
    return SafetyJudgement(toxicity=score_of(found), issues=tuple(ordered))


def _orders(text: str) -> list[SafetyIssue]:
    """Sentences that speak to a program instead of a reader: judged, never followed."""
    return [
        SafetyIssue(
            category="toxicity",
            severity="warn",
            term=sentence.strip(),
            reason="It speaks to a program instead of readers.",
        )
        for sentence in sentences(text)
        if is_order(sentence)
    ]


def _of_the_brand(inputs: JudgeSafetyInputs) -> list[SafetyIssue]:
    avoided = [
        SafetyIssue(
            category="brand", severity="block", term=word, reason=f"The brand avoids “{word}”."
        )
        for word in inputs.avoid_words
        if has_word(inputs.text, word)
    ]
    named = [
        SafetyIssue(category="brand", severity="warn", term=name, reason=f"It names {name}.")
        for name in inputs.competitors
        if has_word(inputs.text, name)
    ]
    return avoided + named
