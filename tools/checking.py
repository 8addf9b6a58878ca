"""The whole check of a version: the rules, and whoever else is configured; the stricter wins.

What cannot be asked is said and never counts as a pass: the rules stand, and a warning is shown.
"""

import asyncio

from domain.brand import BrandProfile
from domain.content import Version
from domain.errors import InstaMediaError
from domain.language import language_of
from domain.media import is_generated
from domain.safety import (
    RULES,
    TOXIC,
    Safety,
    SafetyFlag,
    composed,
    step_of,
)
from llm.port import OFFLINE_AUTHOR
from llm.tasks.judge_safety import JUDGE_SAFETY, JudgeSafetyInputs, SafetyJudgement
from tools.moderating import Heard, moderated, private, unheard
from tools.safety import check_version, words_of
from tools.services import Services

JUDGE = "judge"
LONG = 4_000
"""Characters from which reading takes more than some milliseconds."""


async def check_wholly(
    services: Services, workspace_id: str, version: Version, brand: BrandProfile
) -> Safety:
    """Every step on everything in the version that readers may see. Writes nothing."""
    generated = await _is_generated(services, workspace_id, version)
    text = "\n".join(
        part for part in (version.text, " ".join(version.hashtags), *words_of(version)) if part
    )
    rules = await _by_rules(version, brand, len(text), generated=generated)
    if not text.strip():
        return rules
    heard = [
        one
        for one in await asyncio.gather(
            moderated(services.moderator, text),
            private(services.moderator, text, brand),
            _judged(services, text, brand, version),
        )
        if one is not None
    ]
    if not heard:
        return rules
    flags = (*rules.flags, *(flag for one in heard for flag in one.flags))
    return composed(
        (*rules.steps, *(one.step for one in heard)),
        tuple(dict.fromkeys(flags)),
        method=", ".join(dict.fromkeys((RULES, *(one.by for one in heard if one.by)))),
    )


async def _by_rules(
    version: Version, brand: BrandProfile, length: int, *, generated: bool
) -> Safety:
    """Long texts are read in a thread: meanwhile the process answers others."""
    if length < LONG:
        return check_version(version, brand, made_by_machine=generated)
    return await asyncio.to_thread(check_version, version, brand, made_by_machine=generated)


async def _is_generated(services: Services, workspace_id: str, version: Version) -> bool:
    if not version.media:
        return False
    async with services.store.reading() as unit:
        shown = await unit.media.known(workspace_id, version.media)
        # what was fitted to a platform is as generated as what it was made of
        before = [str(one.provenance["of"]) for one in shown if one.provenance.get("of")]
        media = (*shown, *(await unit.media.known(workspace_id, before) if before else ()))
    return any(is_generated(medium) for medium in media)


async def _judged(
    services: Services, text: str, brand: BrandProfile, version: Version
) -> Heard | None:
    author = services.author
    if author.label == OFFLINE_AUTHOR:
        return None  # its answer is the rules
    inputs = JudgeSafetyInputs(
        text=text,
        language=language_of(text),
        business_name=brand.business_name,
        industry=brand.industry,
        tone=brand.brand_voice.tone,
        avoid_words=brand.brand_voice.avoid_words,
        competitors=tuple(competitor.name for competitor in brand.competitors),
        sources=(
            *(fact.text for fact in brand.claimable()),
            *(claim.text for claim in version.claims),
        ),
    )
    try:
        written = await author.write(JUDGE_SAFETY, inputs)
    except InstaMediaError as error:
        return unheard(JUDGE, author.label, error.message)
    by = written.provenance.author
    flags = _issues(written.output, by)
    score = written.output.toxicity
    return Heard(step_of(JUDGE, flags, clean=f"{by} sees no issue.", score=score), flags, by)


def _issues(said: SafetyJudgement, by: str) -> tuple[SafetyFlag, ...]:
    flags = tuple(
        SafetyFlag(
            category=issue.category,
            severity=issue.severity,
            term=issue.term,
            message=f"{by}: {issue.reason}",
        )
        for issue in said.issues
    )
    if said.toxicity < TOXIC or any(flag.severity == "block" for flag in flags):
        return flags
    worst = SafetyFlag(
        category="toxicity",
        severity="block",
        term="toxic",
        message=f"{by} puts its toxicity at {said.toxicity:.2f}; from {TOXIC} on it is blocked.",
    )
    return (*flags, worst)
