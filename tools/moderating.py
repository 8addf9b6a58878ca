"""What a moderation service says of a text beside the rules: its toxicity, its personal data.

What cannot be asked is said, and is no pass.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from domain.brand import BrandProfile
from domain.errors import InstaMediaError
from domain.language import TITLES, language_of
from domain.safety import TOXIC, SafetyFlag, SafetyStep, Severity, step_of
from llm.moderation import Moderation, Moderator, Personal
from safety.personal import is_published, masked
from tools.safety import published

COMPREHEND, COMPREHEND_PERSONAL = "comprehend", "comprehend_personal"
SURE = 0.8
"""How sure a service has to be of a piece of personal data; ours, so that few prices and days of
the posts of shops are called numbers of people."""
_PAPERS = frozenset({
    "BANK_ACCOUNT_NUMBER", "CREDIT_DEBIT_NUMBER", "CREDIT_DEBIT_CVV", "PIN", "PASSWORD",
    "AWS_ACCESS_KEY", "AWS_SECRET_KEY", "INTERNATIONAL_BANK_ACCOUNT_NUMBER", "SSN",
    "PASSPORT_NUMBER", "DRIVER_ID", "IN_AADHAAR", "IN_PERMANENT_ACCOUNT_NUMBER", "IN_NREGA",
    "IN_VOTER_NUMBER", "UK_NATIONAL_INSURANCE_NUMBER", "UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER",
    "UK_NATIONAL_HEALTH_SERVICE_NUMBER", "CA_SOCIAL_INSURANCE_NUMBER", "CA_HEALTH_NUMBER",
    "US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER",
})  # fmt: skip
_SECRETS = frozenset({"PASSWORD", "PIN", "CREDIT_DEBIT_CVV", "AWS_SECRET_KEY"})
"""Of which no letter is shown."""
_CONTACTS = frozenset({"EMAIL", "PHONE", "LICENSE_PLATE", "VEHICLE_IDENTIFICATION_NUMBER"})
"""Posts are full of the other kinds (names, ages, days, links, places) that are nobody's secret."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Heard:
    """What one more reader said: its step, its flags, and its name when it answered."""

    step: SafetyStep
    flags: tuple[SafetyFlag, ...] = ()
    by: str | None = None


async def moderated(moderator: Moderator | None, text: str) -> Heard | None:
    """How toxic the service calls the text; None without a service."""
    if moderator is None:
        return None
    said = await _answer(moderator, COMPREHEND, text, moderator.moderate)
    if isinstance(said, Heard):
        return said
    flags = _toxic(said, moderator.label)
    clean = f"{moderator.label} sees nothing toxic."
    return Heard(
        step_of(COMPREHEND, flags, clean=clean, score=said.toxicity), flags, moderator.label
    )


async def private(moderator: Moderator | None, text: str, brand: BrandProfile) -> Heard | None:
    """Which personal data it sees that the brand does not publish; None without a service."""
    if moderator is None:
        return None
    said = await _answer(moderator, COMPREHEND_PERSONAL, text, moderator.personal)
    if isinstance(said, Heard):
        return said
    own = published(brand)
    flags = tuple(
        _flag(one, moderator.label)
        for one in said
        if one.score >= SURE and one.kind in _PAPERS | _CONTACTS and not is_published(one.text, own)
    )
    clean = f"{moderator.label} sees no personal data."
    return Heard(step_of(COMPREHEND_PERSONAL, flags, clean=clean), flags, moderator.label)


async def _answer(
    moderator: Moderator, name: str, text: str, ask: Callable[[str], Awaitable[Answer]]
) -> Answer | Heard:
    """What it answers, or the step that says why it was not heard."""
    if language_of(text) not in moderator.languages:
        reads = " and ".join(TITLES[one] for one in sorted(moderator.languages))
        reason = f"{moderator.label} reads {reads} only; the rules checked this text."
        return Heard(SafetyStep(name=name, result="not_run", reason=reason))
    try:
        return await ask(text)
    except InstaMediaError as error:
        return unheard(name, moderator.label, error.message)


def unheard(name: str, who: str, why: str) -> Heard:
    """The step of a reader that could not be asked, with the warning that says so."""
    reason = f"{who} could not be asked ({why}). The rules alone checked this text."
    flag = SafetyFlag(category="unchecked", severity="warn", term=who, message=reason)
    return Heard(SafetyStep(name=name, result="not_run", reason=reason), (flag,))


def _toxic(said: Moderation, by: str) -> tuple[SafetyFlag, ...]:
    worst = max(said.labels.items(), key=lambda one: one[1], default=("TOXIC", said.toxicity))
    score = max(said.toxicity, worst[1] if said.labels else 0.0)
    if score < TOXIC:
        return ()
    name = worst[0].replace("_", " ").lower()
    return (
        SafetyFlag(
            category="toxicity",
            severity="block",
            term=name,
            message=f"{by} reads {name} in it ({score:.2f}; from {TOXIC} on it is blocked).",
        ),
    )


def _flag(seen: Personal, by: str) -> SafetyFlag:
    is_paper = seen.kind in _PAPERS
    severity: Severity = "block" if is_paper else "warn"
    name = seen.kind.removeprefix("IN_").replace("_", " ").lower()
    help_ = (
        "Leave it out: it is a person's paper or secret."
        if is_paper
        else "If it is yours to publish, add it to the facts of your Brand page; else leave it out."
    )
    return SafetyFlag(
        category="personal_data",
        severity=severity,
        term=_shown(seen),
        message=f"{by} reads somebody's {name} in it. {help_}",
    )


def _shown(seen: Personal) -> str:
    if seen.kind in _SECRETS:
        return "•" * len(seen.text)
    return masked(seen.text) if seen.kind in _PAPERS else seen.text
