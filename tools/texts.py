"""Has a text of any kind written: gives each author's task its inputs, and one shape to answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain import hidden
from domain.advert import ROOM
from domain.brand import BrandProfile, Offer
from domain.campaign import CalendarEntry
from domain.content import Claim, Provenance
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Reference
from domain.prices import without_prices
from domain.register import Register
from domain.rule import BrandRule
from domain.studio import Brief, ContentType
from domain.template import TemplatePart
from llm.port import Task
from llm.tasks.ad_copy import AD_COPY, AdCopy, AdCopyInputs
from llm.tasks.blog_outline import BLOG_OUTLINE, BlogOutline
from llm.tasks.email import EMAIL, Email
from llm.tasks.product_description import PRODUCT_DESCRIPTION, ProductDescription
from llm.tasks.social_post import SOCIAL_POST, DraftVariation, SocialPostInputs
from llm.tasks.studio import Copies, Copy, CopyInputs
from llm.tasks.templated_post import TEMPLATED_POST, TemplatedPost, TemplatedPostInputs
from tools.obeying import bounded
from tools.offering import sourced, subject_of, told
from tools.services import Services

Structure = AdCopy | BlogOutline | Email | ProductDescription
MAX_HASHTAGS = 8
_PLAIN: dict[ContentType, Task[CopyInputs, Any]] = {
    ContentType.BLOG_OUTLINE: BLOG_OUTLINE,
    ContentType.EMAIL: EMAIL,
    ContentType.PRODUCT_DESCRIPTION: PRODUCT_DESCRIPTION,
}


@dataclass(frozen=True, slots=True)
class Order:
    """All that an author is told about a text."""

    content_type: ContentType
    brand: BrandProfile
    brief: Brief
    platform: Platform
    language: str
    count: int
    references: tuple[Reference, ...]
    registers: tuple[Register, ...]
    findings: tuple[Finding, ...]
    structure: tuple[TemplatePart, ...]
    max_chars: int
    own_offer: Offer | None = None
    """The brand's own, where the brief names none."""
    rules: tuple[BrandRule, ...] = ()
    """The brand's, for posts of this platform and language."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One variation, whatever kind of text it is."""

    register: Register
    hook: str
    text: str
    telling: str
    """What it is compared by."""
    provenance: Provenance
    hashtags: tuple[str, ...] = ()
    call_to_action: str = ""
    alt_text: str | None = None
    first_comment: str | None = None
    claims: tuple[Claim, ...] = ()
    structure: Structure | None = None
    applied: tuple[str, ...] = ()
    """The brand's rules that made it what it is, in words."""


@dataclass(frozen=True, slots=True)
class Answer:
    pieces: tuple[Piece, ...]
    learned: tuple[str, ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]
    provenance: Provenance


async def write(services: Services, order: Order, avoid: Sequence[str]) -> Answer:
    """The author's answer; what a reader could not see is taken out of it.

    Raises:
        ModelOutputError: The author's answer did not fit, even after one repair.
    """
    if order.content_type is not ContentType.SOCIAL_POST:
        answer = await _copies(services, order, avoid)
    elif order.structure:
        answer = await _templated(services, order, avoid)
    else:
        answer = await _posts(services, order, avoid)
    pieces = tuple(
        replace(one, claims=sourced(one.claims, order.own_offer)) for one in answer.pieces
    )
    return replace(answer, pieces=pieces)


def is_by_wording(content_type: ContentType) -> bool:
    """Texts whose variations all have to say the same are compared by how they say it."""
    return content_type in _PLAIN


async def _posts(services: Services, order: Order, avoid: Sequence[str]) -> Answer:
    brief = order.brief
    inputs = SocialPostInputs(
        brand=_brand(order),
        entry=CalendarEntry(
            number=1,
            platform=order.platform,
            language=order.language,
            topic=_topic(order),
            occasion=brief.occasion,
        ),
        objective=brief.objective,
        tone=brief.tone,
        offer=_offer(order),
        audience=brief.audience,
        references=order.references,
        registers=order.registers,
        findings=order.findings,
        variation_count=order.count,
        max_chars=order.max_chars,
        max_hashtags=MAX_HASHTAGS,
        avoid=tuple(avoid),
        now=services.clock(),
    )
    written = await services.author.write(SOCIAL_POST, bounded(inputs, order.rules))
    out, by = written.output, written.provenance
    pieces = tuple(_of_draft(one, by) for one in out.variations)
    return Answer(pieces, out.learned, out.unused, out.missing, by)


def _of_draft(written: DraftVariation, by: Provenance) -> Piece:
    draft = DraftVariation.model_validate(hidden.everywhere(written.model_dump(), hidden.cleaned))
    return Piece(
        register=draft.register,
        hook=draft.hook,
        text=draft.text,
        telling=draft.text,
        provenance=by,
        hashtags=draft.hashtags,
        call_to_action=draft.call_to_action,
        alt_text=draft.alt_text,
        first_comment=draft.first_comment,
        claims=draft.claims,
    )


async def _templated(services: Services, order: Order, avoid: Sequence[str]) -> Answer:
    limits = {"max_chars": order.max_chars, "max_hashtags": MAX_HASHTAGS}
    given = {**_given(services, order, avoid), **limits}
    inputs = bounded(TemplatedPostInputs.model_validate(given), order.rules)
    written = await services.author.write(TEMPLATED_POST, inputs)
    return _answer(written.output, written.provenance)


async def _copies(services: Services, order: Order, avoid: Sequence[str]) -> Answer:
    given = _given(services, order, avoid)
    if order.content_type is ContentType.AD_COPY:
        inputs = AdCopyInputs.model_validate({**given, "room": ROOM[order.platform]})
        ads = await services.author.write(AD_COPY, inputs)
        return _answer(ads.output, ads.provenance)
    task = _PLAIN[order.content_type]
    written = await services.author.write(task, CopyInputs.model_validate(given))
    return _answer(written.output, written.provenance)


def _answer(copies: Copies, by: Provenance) -> Answer:
    pieces = tuple(_of_copy(one, by) for one in copies.variations)
    return Answer(pieces, copies.learned, copies.unused, copies.missing, by)


def _of_copy(written: Copy, by: Provenance) -> Piece:
    copy = type(written).model_validate(hidden.everywhere(written.model_dump(), hidden.cleaned))
    return Piece(
        register=copy.register,
        hook=copy.hook,
        text=copy.whole(),
        telling=copy.telling(),
        provenance=by,
        hashtags=copy.hashtags if isinstance(copy, TemplatedPost) else (),
        call_to_action=copy.call_to_action,
        claims=copy.claims,
        structure=copy if isinstance(copy, Structure) else None,
    )


def _given(services: Services, order: Order, avoid: Sequence[str]) -> dict[str, object]:
    brief = order.brief
    return {
        "brand": _brand(order),
        "brief": brief.text,
        "topic": _topic(order),
        "occasion": brief.occasion,
        "objective": brief.objective,
        "tone": brief.tone,
        "offer": _offer(order),
        "audience": brief.audience,
        "platform": order.platform,
        "language": order.language,
        "references": order.references,
        "registers": order.registers,
        "findings": order.findings,
        "variation_count": order.count,
        "structure": order.structure,
        "avoid": tuple(avoid),
        "now": services.clock(),
    }


def _offer(order: Order) -> str | None:
    return told(order.own_offer) if order.own_offer else order.brief.offer


def _topic(order: Order) -> str:
    topic = order.brief.topic
    return subject_of(order.own_offer, topic) if order.own_offer else topic


def _brand(order: Order) -> BrandProfile:
    return without_prices(order.brand) if order.brief.without_price else order.brand
