"""Writes the drafts of one planned post: references, variations, safety, the best one first."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from domain.brand import Brand, BrandProfile, Offer
from domain.campaign import CalendarEntry, Task
from domain.content import Claim, Content, ContentStatus, Provenance, Variation, Version
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Reference
from domain.preference import VALIDATION_POSTS
from domain.prices import without_prices
from domain.safety import Safety
from domain.times import Slot, columns, day_in, slot_at
from esg.preferences import Known, preferred, tested
from llm.tasks.intent import Intent
from llm.tasks.social_post import DraftVariation, SocialPostInputs
from tools.authoring import MAX_HASHTAGS, Authored, authored
from tools.checking import check_wholly
from tools.foretelling import Foretold, foretell
from tools.illustrating import illustrated
from tools.likeness import Apart
from tools.looks import look_for
from tools.offering import own_offer, sourced, subject_of, told, told_of_profile
from tools.pictures import with_card
from tools.reels import with_video
from tools.references import find_references
from tools.relooking import SAME, relooked
from tools.services import Services, Turn
from tools.tracking import tracked_content

VARIATIONS = 3
COMFORTABLE_CHARS = 1_300
"""Longer than this few people read on a phone; the platform's own limit may be lower."""
REMEMBERED = 60
"""So many of the brand's newest posts are not said again, whether out, waiting or turned down."""
_ENTRY: TypeAdapter[CalendarEntry] = TypeAdapter(CalendarEntry)


class Drafted(Frozen):
    """What came of one content task."""

    content: Content | None
    learned: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What of the request could not be, in words."""
    missing: tuple[str, ...] = ()
    """Questions to ask; then there is no content."""


async def draft(turn: Turn, task: Task) -> Drafted:
    """Write the post that this task plans. Repeated after a crash: finds its own draft again."""
    services = turn.services
    content_id = derived_id("content", task.id)
    async with services.store.reading() as unit:
        dna = await unit.brands.get(turn.workspace_id, turn.brand_id)
        others = await unit.contents.of_campaign(turn.workspace_id, task.campaign_id)
        said = await unit.contents.texts_of_brand(turn.workspace_id, turn.brand_id, REMEMBERED)
        market = await unit.intelligence.of_campaign(turn.workspace_id, task.campaign_id)
    known = next((c for c in others if c.id == content_id), None)
    if known is not None:
        return Drafted(content=known)
    brand, model = dna.profile, await services.esg.preferences.of((dna.workspace_id, dna.id))
    findings = market.findings if market else ()
    inputs, own = _with_own_offer(task, await _inputs(turn, task, brand, said, findings, model))
    made = await authored(turn, task, inputs)
    if not made.posts.variations:
        return Drafted(content=None, missing=made.posts.missing)
    inputs, drafts = made.inputs, made.kept.variations
    variations = await _judged(turn, content_id, made.kept, inputs.entry.platform)
    test = None if inputs.tone else tested(model, inputs.entry.number)
    if test is None:
        variations = tuple(sorted(variations, key=lambda v: -(v.expected_ers or 0.0)))
    claims = {one.text: sourced(one.claims, own) for one in drafts}
    version = await _version(turn, claims, variations, inputs.references, brand)
    version, looked = await _pictured(turn, task, dna, inputs, version)
    applied = made.applied.get(version.text, ())
    more = {"expected_level": model.model.level_on(inputs.entry.platform), "rules": applied}
    content = Content(
        id=content_id,
        workspace_id=turn.workspace_id,
        brand_id=turn.brand_id,
        campaign_id=task.campaign_id,
        task_id=task.id,
        platform=inputs.entry.platform,
        language=inputs.entry.language,
        status=ContentStatus.PENDING_REVIEW,
        **columns(_slot(inputs.entry, brand)),
        version=version.model_copy(update={"provenance": made.provenance, **more}),
    )
    content = await _added(turn, content, inputs.entry.number)
    return Drafted(
        content=content, learned=_learned(made, content.version, own, test), notes=looked
    )


async def _pictured(
    turn: Turn, task: Task, brand: Brand, inputs: SocialPostInputs, version: Version
) -> tuple[Version, tuple[str, ...]]:
    """With its picture or video as the request wants it, and what of that could not be."""
    services, platform = turn.services, inputs.entry.platform
    intent, notes = Intent.model_validate(task.payload["intent"]), []
    if intent.video:
        version, note = await with_video(turn, brand, inputs, version, intent.video)
        notes = [note] if note else []
        if version.media:
            said = f"It is a video of {intent.video} seconds without sound: add music where you "
            return version, (f"{said}post it.", *notes)
    workspace_id, profile = turn.workspace_id, brand.profile
    wish = intent.picture
    look = look_for(profile, platform, style=wish.style, ratio=wish.ratio) if wish else None
    swipes = bool(wish and wish.carousel)
    if swipes:
        version = await with_card(services, workspace_id, profile, platform, version)
    else:
        version, note = await illustrated(
            services, workspace_id, profile, platform, version, inputs.entry.language, look
        )
        notes += [note] if note else []
    if wish is None:
        return version, tuple(notes)
    looks = await relooked(
        services, workspace_id, profile, platform, version, wish, inputs.entry.language
    )
    if len(looks.version.media) > 1:
        notes.append(f"It is a carousel of {len(looks.version.media)} cards.")
    return looks.version, (*notes, *(one.why for one in looks.not_done if one.why != SAME))


def _learned(
    made: Authored, version: Version, own: Offer | None, test: int | None
) -> tuple[str, ...]:
    """What went into the drafts beside the request, in words for the person."""
    return (
        *made.posts.learned,
        *((made.kept.note,) if made.kept.note else ()),
        *((told_of_profile(own),) if own else ()),
        *_test_told(test, version.variations),
        *(f"Applied your rule: {rule}." for rule in version.rules),
        *(f"Put in {tag}. {made.proven[tag]}" for tag in version.hashtags if tag in made.proven),
    )


def _with_own_offer(task: Task, inputs: SocialPostInputs) -> tuple[SocialPostInputs, Offer | None]:
    """With the brand's own offer, where the request names none and its subject wants one."""
    entry, intent = inputs.entry, Intent.model_validate(task.payload["intent"])
    if inputs.offer or intent.without_offer:
        return inputs, None
    own = own_offer(inputs.brand, entry.topic, entry.occasion, entry.number)
    if own is None:
        return inputs, None
    entry = entry.model_copy(update={"topic": subject_of(own, entry.topic)})
    return inputs.model_copy(update={"entry": entry, "offer": told(own)}), own


async def _added(turn: Turn, content: Content, position: int) -> Content:
    """The piece as it was kept, its links carrying what the brand wants them to."""
    async with turn.services.store.writing() as unit:
        dna = await unit.brands.get(turn.workspace_id, turn.brand_id)
        linked = await tracked_content(unit, dna, content, content.version)
        content = content.model_copy(update={"version": linked})
        await unit.contents.add(content, position=position)
        return await unit.contents.get(turn.workspace_id, content.id)


def _test_told(test: int | None, variations: tuple[Variation, ...]) -> tuple[str, ...]:
    if test is None or not variations:
        return ()
    return (
        f"Test post {test} of {VALIDATION_POSTS}: it speaks of {variations[0].register}, so that "
        "your people's answer tells what moves them.",
    )


def _slot(entry: CalendarEntry, brand: BrandProfile) -> Slot | None:
    return slot_at(entry.publish_at, brand.timezone) if entry.publish_at else None


async def _inputs(
    turn: Turn,
    task: Task,
    brand: BrandProfile,
    said: tuple[str, ...],
    findings: tuple[Finding, ...],
    model: Known,
) -> SocialPostInputs:
    entry = _ENTRY.validate_python(task.payload["entry"])
    intent = Intent.model_validate(task.payload["intent"])
    now = turn.services.clock()
    told = brand.as_told(day_in(entry.publish_at or now, brand.timezone))
    return SocialPostInputs(
        brand=without_prices(told) if intent.without_price else told,
        entry=entry,
        objective=intent.objective,
        tone=intent.tone,
        offer=intent.offer,
        audience=intent.audience,
        references=await _references(turn, entry),
        registers=preferred(model, entry.number),
        findings=usable(findings),
        variation_count=VARIATIONS,
        max_chars=max_chars(turn.services, entry.platform),
        max_hashtags=MAX_HASHTAGS,
        avoid=said,
        now=now,
    )


def max_chars(services: Services, platform: Platform) -> int:
    """How long a draft may be: the platform's limit, and no longer than people read."""
    limit = services.platforms.get(platform).renderer.limit
    return min(limit, COMFORTABLE_CHARS)


async def _references(turn: Turn, entry: CalendarEntry) -> tuple[Reference, ...]:
    text = " ".join(filter(None, (entry.topic, entry.occasion)))
    return await find_references(turn, text)


def usable(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What may shape a draft: a page that tries to give orders may not."""
    return tuple(f for f in findings if f.kind != "suspicious")


async def _foretold(turn: Turn, written: DraftVariation, platform: Platform) -> Foretold:
    return await foretell(
        turn.services,
        turn.workspace_id,
        turn.brand_id,
        text=written.text,
        platform=platform,
        register=written.register.value,
    )


async def _judged(
    turn: Turn, content_id: str, kept: Apart[DraftVariation], platform: Platform
) -> tuple[Variation, ...]:
    """The variations with what each is expected to do, in the author's order."""
    variations = []
    for position, written in enumerate(kept.variations):
        told = await _foretold(turn, written, platform)
        variations.append(
            Variation(
                id=derived_id("variation", content_id, str(position)),
                register=written.register.value,
                hook=written.hook,
                text=written.text,
                hashtags=written.hashtags,
                first_comment=written.first_comment,
                alt_text=written.alt_text,
                expected_ers=told.expected_ers,
                expected_range=told.expected_range,
                character_count=len(written.text),
                similarity=kept.similarity[position],
            )
        )
    return tuple(variations)


async def _version(
    turn: Turn,
    claims: Mapping[str, tuple[Claim, ...]],
    variations: tuple[Variation, ...],
    references: tuple[Reference, ...],
    brand: BrandProfile,
) -> Version:
    """Of the first variation that the checks let pass; of the first, if they block them all."""
    made = []
    for variation in variations:
        stated = claims.get(variation.text, ())
        version = _of_variation(turn, variation, variations, references, stated)
        safety = await check_wholly(turn.services, turn.workspace_id, version, brand)
        made.append(version.model_copy(update={"safety": safety}))
        if safety.passed:
            return made[-1]
    return made[0]


def _of_variation(
    turn: Turn,
    best: Variation,
    variations: tuple[Variation, ...],
    references: tuple[Reference, ...],
    claims: tuple[Claim, ...],
) -> Version:
    return Version(
        number=1,
        text=best.text,
        hashtags=best.hashtags,
        first_comment=best.first_comment,
        alt_text=best.alt_text,
        register=best.register,
        expected_ers=best.expected_ers,
        expected_range=best.expected_range,
        references=references,
        claims=claims,
        safety=Safety(passed=False),  # until it is checked
        provenance=_UNSIGNED,
        variations=variations,
        created_at=turn.services.clock(),
        created_by="insta-media",
        made_in=turn.run_id,
    )


_UNSIGNED = Provenance(author="", prompt="", prompt_version="", prompt_hash="")
