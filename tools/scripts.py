"""Scripts of videos on demand: sources, checks and expectation of each. Keeps none, films none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import Field, ValidationError

from domain import hidden
from domain.account import Member, Right
from domain.brand import Brand, BrandProfile, Offer
from domain.content import Claim, Provenance
from domain.errors import ForbiddenError, ModelOutputError
from domain.expectation import Expected
from domain.frozen import Frozen
from domain.ids import new_id
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Reference
from domain.prices import without_prices
from domain.register import Register
from domain.rule import Aspect, BrandRule
from domain.safety import Safety
from domain.studio import Brief
from domain.times import day_in
from domain.video import Scene, TextOverlay
from domain.video_asked import length_of, subject_of_brief
from esg.preferences import preferred
from llm.tasks.video_script import VIDEO_SCRIPT, ScriptDraft, ScriptDrafts, VideoInputs
from tools.drafting import REMEMBERED, usable
from tools.dressing import score
from tools.emoji import held_to, most_emoji
from tools.foretelling import foretell
from tools.generated import Metadata
from tools.likeness import Compared, apart
from tools.obeying import in_words
from tools.offering import own_offer, sourced, subject_in, subject_of, told, told_of_profile
from tools.quotas import require_post_left
from tools.rules import followed
from tools.safety import check
from tools.services import Services
from tools.studio import COUNT, asked_back, require_language, understood


class WantedVideo(Frozen):
    """A request for scripts, understood."""

    brief: str
    platform: Platform
    language: str = "en"
    duration: int | None = None
    """Seconds: 15, 30 or 60; None: as the brief says, else 15."""
    count: int = Field(default=1, ge=1, le=3)
    style: str | None = None


class VideoContent(Frozen):
    """The seed's VideoScript, with what it rests on and how it was checked."""

    id: str
    title: str
    duration: int
    """Seconds."""
    platform: Platform
    language: str
    scenes: tuple[Scene, ...]
    voiceover: tuple[str, ...]
    """All that is said, scene by scene."""
    text_overlays: tuple[TextOverlay, ...]
    music_suggestions: tuple[str, ...]
    hook: str
    call_to_action: str | None = None
    register: Register
    safety: Safety
    safety_score: float = Field(ge=0, le=1)
    """1 without a flag, a quarter less for each warning, 0 where a flag forbids it."""
    expected_ers: Expected | None = None
    """What its words should do as a post; null without posts to tell by."""
    similarity: float
    """To the most alike of the others, 0 to 1."""
    references: tuple[Reference, ...] = ()
    claims: tuple[Claim, ...] = ()
    provenance: Provenance
    metadata: Metadata


class Scripts(Frozen):
    items: tuple[VideoContent, ...]
    references: tuple[Reference, ...]
    registers: tuple[Register, ...]
    """In the order in which the brand's model would try them; empty: nothing is known."""
    learned: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    author: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class _Piece:
    """A draft as it is shown, and who wrote it."""

    draft: ScriptDraft
    by: Provenance

    @property
    def register(self) -> Register:
        return self.draft.register


@dataclass(frozen=True, slots=True)
class _Answer:
    pieces: tuple[_Piece, ...]
    drafts: ScriptDrafts
    by: Provenance


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows say about a brand when a script is asked for."""

    said: tuple[str, ...]
    references: tuple[Reference, ...]
    registers: tuple[Register, ...]
    findings: tuple[Finding, ...]
    rules: tuple[BrandRule, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """All that an author is told about a script."""

    wanted: WantedVideo
    language: str
    seconds: int
    profile: BrandProfile
    brief: Brief
    known: _Known
    own_offer: Offer | None


async def scripts(services: Services, member: Member, brand: Brand, wanted: WantedVideo) -> Scripts:
    """One to three scripts for a brief. Writes nothing down.

    Raises:
        ForbiddenError: The member may only look.
        InvalidError: `empty_brief`, `unknown_language`, `needs_model` (a language that the offline
            author does not write), or `needs_answer` with the questions.
        LimitError: The plan's posts of this month are used up.
        ModelOutputError: The author's answer did not fit, even after one repair.
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to write this.", code="not_an_editor")
    language = require_language(services, wanted.language)
    text = hidden.cleaned(wanted.brief).strip()
    length = length_of(text, wanted.duration)
    profile = brand.profile.as_told(day_in(services.clock(), brand.profile.timezone))
    brief = await _brief(services, profile, wanted, text)
    known = await _known(services, brand, wanted, language, brief)
    profile, brief = _priced(profile, brief, known.rules)
    offer = _own_offer(profile, brief)
    order = _Order(wanted, language, length.seconds, profile, brief, known, offer)
    answer = await _written(services, order, known.said)
    if not answer.pieces:
        raise asked_back(answer.drafts.missing)
    kept = await apart(
        services,
        answer.pieces,
        Compared(text=lambda one: one.draft.telling(), language=language, by_wording=True),
        lambda said: _again(services, order, said),
        wanted=wanted.count,
    )
    notes = (length.note, kept.note, told_of_profile(offer) if offer else "")
    return Scripts(
        items=tuple(
            [
                await _finished(services, brand, order, piece, alike)
                for piece, alike in zip(kept.variations, kept.similarity, strict=True)
            ]
        ),
        references=known.references,
        registers=known.registers,
        learned=answer.drafts.learned,
        unused=answer.drafts.unused,
        notes=(*filter(None, notes), *_applied(known.rules)),
        author=services.author.label,
        provenance=answer.by,
    )


async def _brief(
    services: Services, profile: BrandProfile, wanted: WantedVideo, text: str
) -> Brief:
    """The brief in its parts; an order for a video is read as the chat reads one for a post."""
    subject = subject_of_brief(text)
    asked = text if subject == text else f"A post about {subject}"
    brief = await understood(services, profile, asked, wanted.platform, wanted.style)
    return brief.model_copy(update={"text": text})


async def _known(
    services: Services, brand: Brand, wanted: WantedVideo, language: str, brief: Brief
) -> _Known:
    workspace_id = brand.workspace_id
    async with services.store.reading() as unit:
        await require_post_left(unit, workspace_id, services.clock())
        said = await unit.contents.texts_of_brand(workspace_id, brand.id, REMEMBERED)
        market = await unit.intelligence.newest_of_brand(workspace_id, brand.id)
        rules = await followed(unit, workspace_id, brand.id, wanted.platform, language)
    about = " ".join(filter(None, (brief.topic or brief.text, brief.occasion)))
    found = await services.esg.search(workspace_id, brand.id, about, k=COUNT, distinct=True)
    model = await services.esg.preferences.of((workspace_id, brand.id))
    return _Known(
        said=said,
        references=found.references,
        registers=preferred(model, 1),
        findings=usable(market.findings) if market else (),
        rules=rules,
    )


def _priced(
    profile: BrandProfile, brief: Brief, rules: Sequence[BrandRule]
) -> tuple[BrandProfile, Brief]:
    """The brand without prices where the brief or a rule wants none."""
    ruled = any(rule.habit.aspect is Aspect.NO_PRICE for rule in rules)
    if not (ruled or brief.without_price):
        return profile, brief
    return without_prices(profile), brief.model_copy(update={"without_price": True})


def _applied(rules: Sequence[BrandRule]) -> Iterator[str]:
    """The rule of the brand that holds whoever writes; others are told to the author only."""
    for rule in rules:
        if rule.habit.aspect is Aspect.NO_PRICE:
            yield f"Applied your rule: {in_words(rule)}."


def _own_offer(profile: BrandProfile, brief: Brief) -> Offer | None:
    """What the profile has on offer, where the brief wants it and names none."""
    if brief.offer or brief.without_offer:
        return None
    return own_offer(profile, subject_in(brief.topic, brief.text), brief.occasion, 1)


def _inputs(services: Services, order: _Order, avoid: Sequence[str]) -> VideoInputs:
    brief, known, offer = order.brief, order.known, order.own_offer
    notes = order.profile.brand_voice.style_notes
    return VideoInputs(
        brand=order.profile,
        brief=brief.text,
        topic=subject_of(offer, brief.topic) if offer else brief.topic,
        occasion=brief.occasion,
        objective=brief.objective,
        tone=brief.tone,
        offer=told(offer) if offer else brief.offer,
        audience=brief.audience,
        platform=order.wanted.platform,
        language=order.language,
        references=known.references,
        registers=known.registers,
        findings=known.findings,
        variation_count=order.wanted.count,
        avoid=tuple(avoid),
        now=services.clock(),
        duration_s=order.seconds,
        rules=(*(in_words(rule) for rule in known.rules), *notes),
    )


async def _written(services: Services, order: _Order, avoid: Sequence[str]) -> _Answer:
    """The author's scripts of the length asked for, without what a reader could not see.

    Raises:
        ModelOutputError: None has that length and is a script still.
    """
    written = await services.author.write(VIDEO_SCRIPT, _inputs(services, order, avoid))
    drafts = written.output
    shown = (_shown(one, order) for one in drafts.variations if one.duration == order.seconds)
    pieces = tuple(_Piece(one, written.provenance) for one in shown if one)
    if drafts.variations and not pieces:
        raise ModelOutputError(
            f"The author wrote no script of {order.seconds} seconds that can be filmed. Ask again."
        )
    return _Answer(pieces, drafts, written.provenance)


async def _again(services: Services, order: _Order, said: tuple[str, ...]) -> Sequence[_Piece]:
    return (await _written(services, order, (*said, *order.known.said))).pieces


def _shown(draft: ScriptDraft, order: _Order) -> ScriptDraft | None:
    """The draft as the brand's wish for emoji wants it, nothing hidden in it, its sources right.

    None where a part that a script cannot do without held nothing else.
    """
    examples = [one.text for one in order.known.references]
    most = most_emoji(order.profile, order.wanted.platform, examples)
    held = hidden.everywhere(draft.model_dump(), lambda text: held_to(hidden.cleaned(text), most))
    for scene in held["scenes"]:
        scene["overlays"] = [one for one in scene["overlays"] if one["text"]]
    try:
        clean = ScriptDraft.model_validate(held)
    except ValidationError:
        return None
    return clean.model_copy(update={"claims": sourced(clean.claims, order.own_offer)})


async def _finished(
    services: Services, brand: Brand, order: _Order, piece: _Piece, alike: float
) -> VideoContent:
    draft, by = piece.draft, piece.by
    script = draft.script()
    safety = check(draft.whole(), (), brand.profile, beside=draft.directions, claims=draft.claims)
    expected = await foretell(
        services,
        brand.workspace_id,
        brand.id,
        text=draft.spoken or draft.whole(),
        platform=order.wanted.platform,
        register=draft.register.value,
    )
    return VideoContent(
        id=new_id(),
        title=script.title,
        duration=script.duration,
        platform=order.wanted.platform,
        language=order.language,
        scenes=script.scenes,
        voiceover=script.voiceover,
        text_overlays=script.text_overlays,
        music_suggestions=script.music_suggestions,
        hook=draft.hook,
        call_to_action=draft.call_to_action or None,
        register=draft.register,
        safety=safety,
        safety_score=score(safety),
        expected_ers=expected.expected,
        similarity=alike,
        references=order.known.references,
        claims=draft.claims,
        provenance=by,
        metadata=Metadata(
            generated_at=services.clock(),
            model_used=by.author,
            prompt_version=f"{by.prompt} {by.prompt_version}",
        ),
    )
