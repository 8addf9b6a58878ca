"""Writes the drafts of one planned post: references, variations, safety, the best one first."""

from pydantic import TypeAdapter

from domain import hidden
from domain.brand import BrandProfile
from domain.campaign import CalendarEntry, Task
from domain.content import (
    Claim,
    Content,
    ContentStatus,
    Provenance,
    Safety,
    Variation,
    Version,
)
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Reference
from domain.preference import VALIDATION_POSTS
from domain.prices import without_prices
from domain.times import Slot, columns, slot_at
from esg.preferences import Known, preferred, tested
from llm.tasks.intent import Intent
from llm.tasks.social_post import SOCIAL_POST, DraftVariation, SocialPostInputs
from tools.foretelling import Foretold, foretell
from tools.pictures import with_card
from tools.references import find_references
from tools.safety import check
from tools.services import Services, Turn
from tools.tracking import tracked_content

VARIATIONS = 3
MAX_HASHTAGS = 6
COMFORTABLE_CHARS = 1_300
"""Longer than this few people read on a phone; the platform's own limit may be lower."""
REMEMBERED = 60
"""So many of the brand's newest posts are not said again, whether out, waiting or turned down."""
_ENTRY: TypeAdapter[CalendarEntry] = TypeAdapter(CalendarEntry)


class Drafted(Frozen):
    """What came of one content task."""

    content: Content | None
    learned: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Questions to ask; then there is no content."""


async def draft(turn: Turn, task: Task) -> Drafted:
    """Write the post that this task plans. Repeated after a crash: finds its own draft again."""
    services = turn.services
    content_id = derived_id("content", task.id)
    async with services.store.reading() as unit:
        brand = (await unit.brands.get(turn.workspace_id, turn.brand_id)).profile
        others = await unit.contents.of_campaign(turn.workspace_id, task.campaign_id)
        said = await unit.contents.texts_of_brand(turn.workspace_id, turn.brand_id, REMEMBERED)
        market = await unit.intelligence.of_campaign(turn.workspace_id, task.campaign_id)
    known = next((c for c in others if c.id == content_id), None)
    if known is not None:
        return Drafted(content=known)
    model = await services.esg.preferences.of((turn.workspace_id, turn.brand_id))
    inputs = await _inputs(turn, task, brand, said, market.findings if market else (), model)
    written = await services.author.write(SOCIAL_POST, inputs)
    posts = written.output
    if not posts.variations:
        return Drafted(content=None, missing=posts.missing)
    drafts = tuple(_readable(one) for one in posts.variations)
    variations = await _judged(turn, content_id, drafts, inputs.entry.platform)
    test = None if inputs.tone else tested(model, inputs.entry.number)
    if test is None:
        variations = tuple(sorted(variations, key=lambda v: -(v.expected_ers or 0.0)))
    version = _version(turn, drafts, variations, inputs.references, brand)
    version = await with_card(services, turn.workspace_id, brand, inputs.entry.platform, version)
    foretold = {"expected_level": model.model.level_on(inputs.entry.platform)}
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
        version=version.model_copy(update={"provenance": written.provenance, **foretold}),
    )
    async with services.store.writing() as unit:
        dna = await unit.brands.get(turn.workspace_id, turn.brand_id)
        linked = await tracked_content(unit, dna, content, content.version)
        content = content.model_copy(update={"version": linked})
        await unit.contents.add(content, position=inputs.entry.number)
        content = await unit.contents.get(turn.workspace_id, content_id)
    return Drafted(content=content, learned=(*posts.learned, *_test_told(test, variations)))


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
    return SocialPostInputs(
        brand=without_prices(brand) if intent.without_price else brand,
        entry=entry,
        objective=intent.objective,
        tone=intent.tone,
        offer=intent.offer,
        audience=intent.audience,
        references=await _references(turn, entry),
        registers=preferred(model, entry.number),
        findings=_usable(findings),
        variation_count=VARIATIONS,
        max_chars=max_chars(turn.services, entry.platform),
        max_hashtags=MAX_HASHTAGS,
        avoid=said,
        now=turn.services.clock(),
    )


def max_chars(services: Services, platform: Platform) -> int:
    """How long a draft may be: the platform's limit, and no longer than people read."""
    limit = services.platforms.get(platform).renderer.limit
    return min(limit, COMFORTABLE_CHARS)


async def _references(turn: Turn, entry: CalendarEntry) -> tuple[Reference, ...]:
    text = " ".join(filter(None, (entry.topic, entry.occasion)))
    return await find_references(turn, text)


def _usable(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What may shape a draft: a page that tries to give orders may not."""
    return tuple(f for f in findings if f.kind != "suspicious")


def _readable(written: DraftVariation) -> DraftVariation:
    """Without what a person could not see: an author may repeat it from a page or a wish."""
    plain = hidden.everywhere(written.model_dump(), hidden.cleaned)
    return DraftVariation.model_validate(plain)


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
    turn: Turn, content_id: str, drafts: tuple[DraftVariation, ...], platform: Platform
) -> tuple[Variation, ...]:
    """The variations with what each is expected to do, in the author's order."""
    variations = []
    for position, written in enumerate(drafts):
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
            )
        )
    return tuple(variations)


def _version(
    turn: Turn,
    drafts: tuple[DraftVariation, ...],
    variations: tuple[Variation, ...],
    references: tuple[Reference, ...],
    brand: BrandProfile,
) -> Version:
    best = _best_safe(variations, brand)
    claims: tuple[Claim, ...] = next((d.claims for d in drafts if d.text == best.text), ())
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
        safety=_checked(best, brand),
        provenance=_UNSIGNED,
        variations=variations,
        created_at=turn.services.clock(),
        created_by="insta-media",
        made_in=turn.run_id,
    )


def _best_safe(variations: tuple[Variation, ...], brand: BrandProfile) -> Variation:
    safe = (v for v in variations if _checked(v, brand).passed)
    return next(safe, variations[0])


def _checked(variation: Variation, brand: BrandProfile) -> Safety:
    beside = (variation.first_comment or "", variation.alt_text or "")
    return check(variation.text, variation.hashtags, brand, beside=beside)


_UNSIGNED = Provenance(author="", prompt="", prompt_version="", prompt_hash="")
