"""Makes ideas from what is known, foretells each, and keeps them. Starts no campaign."""

import re
from datetime import date

from domain import hidden
from domain.brand import Brand
from domain.errors import ConflictError, InvalidError
from domain.expectation import Expected
from domain.frozen import Frozen
from domain.idea import Idea, IdeaStatus, IdeaText
from domain.ids import derived_id
from domain.platform import Platform
from llm.tasks.ideate import IDEATE, IdeateInputs
from tools.evidence import IdeaWish, gather
from tools.services import Services

NO_TREND = (
    "I see no trend: nothing comes up more often in your own posts lately, and I have no other "
    "source of trends."
)
NO_WINNERS = "Import your posts, and ideas can build on what worked for you."
FEWER = "These are all the ideas that rest on something I know."
_DATED = re.compile(r" on \d{1,2} [A-Z][a-z]+ \d{4}(?=\.?$)")


class IdeaBatch(Frozen):
    """What was asked for together."""

    ideas: tuple[Idea, ...]
    notes: tuple[str, ...] = ()
    """What is not known, and what would help."""


async def ideate(
    services: Services, brand: Brand, wish: IdeaWish, *, batch: str, thread_id: str | None = None
) -> IdeaBatch:
    """Ideas for one wish. Repeated with the same batch: the same ideas.

    Raises:
        InvalidError: `brand_incomplete`.
        ModelOutputError: The author's answer did not fit, even after one repair.
    """
    if missing := brand.profile.missing():
        raise InvalidError(
            f"The brand's profile lacks {' and '.join(missing)}. Fill it in with "
            "PUT /api/v1/profile, then ask again.",
            code="brand_incomplete",
            extra={"missing": list(missing)},
        )
    async with services.store.reading() as unit:
        known = await unit.ideas.of_batch(brand.workspace_id, batch)
    inputs = await gather(services, brand, wish)
    if known:
        return IdeaBatch(ideas=known, notes=_notes(inputs, len(known)))
    written = await services.author.write(IDEATE, inputs)
    texts = [kept for text in written.output.ideas if (kept := grounded(text, inputs))]
    now = services.clock()
    ideas = tuple(
        [
            Idea(
                id=derived_id("idea", batch, str(number)),
                workspace_id=brand.workspace_id,
                brand_id=brand.id,
                batch=batch,
                number=number,
                thread_id=thread_id,
                text=text,
                expected_ers=await _expected(services, brand, text),
                created_at=now,
            )
            for number, text in enumerate(texts[: wish.n], start=1)
        ]
    )
    async with services.store.writing() as unit:
        await unit.ideas.add(ideas)
    return IdeaBatch(ideas=ideas, notes=_notes(inputs, len(ideas)))


def grounded(text: IdeaText, inputs: IdeateInputs) -> IdeaText | None:
    """The idea with the evidence that was really given, with its own figures; None without any.

    Whoever wrote it: a number or a source that an author made up is not shown.
    """
    figures = _given(inputs)
    evidence = tuple(
        one.model_copy(update={"figure": figures[one.kind, one.ref]})
        for one in text.evidence
        if (one.kind, one.ref) in figures
    )
    occasion = {day.day for day in inputs.days if text.occasion in {day.key, day.name}}
    if not evidence or (text.occasion and not occasion):
        return None
    if text.register in inputs.brand.registers_off:
        return None
    return text.model_copy(
        update={
            "title": hidden.cleaned(text.title),
            "angle": hidden.cleaned(text.angle),
            "evidence": evidence,
            "platforms": tuple(p for p in text.platforms if p in inputs.platforms),
            "when": text.when if text.when in occasion and text.when > inputs.today else None,
        }
    )


def _given(inputs: IdeateInputs) -> dict[tuple[str, str], float | None]:
    """Each piece of evidence by kind and reference, with its figure."""
    return {
        **{("day", day.key): None for day in inputs.days},
        **{("post", winner.post_id): winner.ers for winner in inputs.winners},
        **{("register", best.register.value): best.effect for best in inputs.registers},
        **{("finding", finding.url): None for finding in inputs.findings},
        **{("trend", one.word): float(one.lately) for one in inputs.rising},
        **{("product", " ".join(p.name.split())): None for p in inputs.brand.products},
        **{("fact", " ".join(fact.text.split())[:200]): None for fact in inputs.brand.facts},
    }


async def _expected(services: Services, brand: Brand, text: IdeaText) -> Expected | None:
    """What its first platform is expected to show, as for a draft on that topic."""
    topic = text.topic or text.title
    platform: Platform | None = text.platforms[0] if len(text.platforms) == 1 else None
    return await services.esg.expect(
        brand.workspace_id, brand.id, topic, text.register, platform=platform
    )


def _notes(inputs: IdeateInputs, made: int) -> tuple[str, ...]:
    notes = [] if inputs.rising else [NO_TREND]
    notes += [] if inputs.winners else [NO_WINNERS]
    return (*notes, *([FEWER] if made < inputs.n else []))


def ask_of(idea: Idea, *, today: date, redated: bool = False) -> str:
    """The idea as a request for a campaign.

    Args:
        idea: The idea.
        today: In the brand's zone.
        redated: Other dates were chosen: the idea's own is left out.

    Raises:
        InvalidError: `in_the_past`; its day is over and no other was chosen.
    """
    if redated:
        return _DATED.sub("", idea.text.angle)
    if idea.text.when and idea.text.when < today:
        raise InvalidError(
            f"“{idea.text.title}” was for {idea.text.when}, which has passed. Choose other dates, "
            "or ask for new ideas.",
            code="in_the_past",
        )
    return idea.text.angle


def require_open(idea: Idea) -> None:
    """Raises: ConflictError: `idea_dismissed`; it was put away."""
    if idea.status is IdeaStatus.DISMISSED:
        raise ConflictError(
            f"“{idea.text.title}” was put away. Ask for new ideas, or pick another one.",
            code="idea_dismissed",
        )
