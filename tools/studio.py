"""Texts on demand: several that differ, each with its sources, checks and expectation. Keeps none.

Nothing of it is published: a post goes on through `composing`, where a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain import hidden
from domain.account import Member, Right
from domain.brand import Brand, BrandProfile, Offer
from domain.errors import ForbiddenError, InvalidError
from domain.ids import new_id
from domain.language import TITLES, WRITTEN, written_code
from domain.platform import Platform
from domain.post import Reference
from domain.prices import without_prices
from domain.register import Register
from domain.rule import BrandRule
from domain.studio import STYLES, Brief, ContentType
from domain.template import Purpose, TemplatePart
from domain.times import day_in
from esg.preferences import preferred
from llm.offline.author import LABEL
from tools.briefing import read_brief
from tools.drafting import REMEMBERED, max_chars, usable
from tools.dressing import THREAD_CHARS, dressed, is_thread
from tools.foretelling import foretell
from tools.generated import Generated, Metadata, TextContent, Wanted
from tools.likeness import Apart, Compared, apart
from tools.offering import own_offer, subject_in, told_of_profile
from tools.quotas import require_post_left
from tools.ruled import held_piece
from tools.rules import followed
from tools.services import Services
from tools.tagging import About
from tools.texts import Answer, Order, Piece, is_by_wording, write

_LONG = tuple(
    TemplatePart(purpose=purpose)
    for purpose in (
        Purpose.HOOK,
        Purpose.NEWS,
        Purpose.DESCRIPTION,
        Purpose.PRICE,
        Purpose.FACT,
        Purpose.FACT,
        Purpose.OFFER,
        Purpose.LIST,
        Purpose.PLACE,
        Purpose.QUESTION,
        Purpose.CALL,
    )
)
"""What a thread tells, one thing after the other."""
COUNT = 5
"""References that a text learns from."""
KNOWN_POSTS = 300
"""Newest own posts that tell which hashtags did well."""


_TELLS_OFFERS = frozenset({ContentType.SOCIAL_POST, ContentType.AD_COPY, ContentType.EMAIL})


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows say about a brand when a text is asked for."""

    said: tuple[str, ...]
    about: About
    references: tuple[Reference, ...]
    registers: tuple[Register, ...]
    rules: tuple[BrandRule, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    brand: Brand
    wanted: Wanted
    language: str
    known: _Known


async def generate(services: Services, member: Member, brand: Brand, wanted: Wanted) -> Generated:
    """Three to five texts for a brief. Writes nothing down.

    Raises:
        ForbiddenError: The member may only look.
        InvalidError: `empty_brief`, `unknown_language`, `needs_model` (a language that the offline
            author does not write), `missing_slots`, or `needs_answer` with the questions.
        LimitError: The plan's posts of this month are used up.
        ModelOutputError: The author's answer did not fit, even after one repair.
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to write this.", code="not_an_editor")
    language = require_language(services, wanted.language)
    today = day_in(services.clock(), brand.profile.timezone)
    told = brand.profile.as_told(today)
    brief = await _brief(services, told, wanted)
    known = await _known(services, brand, wanted, language, brief)
    order = _order(services, told, wanted, language, brief, known)
    answer = await _written(services, order, known.said)
    if not answer.pieces:
        raise asked_back(answer.missing)
    kept = await _apart(services, order, answer, known.said)
    asked = _Asked(brand, wanted, language, known)
    items = [
        await _finished(services, member.workspace_id, asked, piece, alike)
        for piece, alike in zip(kept.variations, kept.similarity, strict=True)
    ]
    return Generated(
        items=tuple(items),
        references=known.references,
        registers=known.registers,
        learned=answer.learned,
        unused=answer.unused,
        notes=(
            *((kept.note,) if kept.note else ()),
            *((told_of_profile(order.own_offer),) if order.own_offer else ()),
            *_followed(kept.variations),
            *_left_aside(wanted),
        ),
        author=services.author.label,
        provenance=answer.provenance,
    )


def _followed(pieces: Sequence[Piece]) -> Iterator[str]:
    """What the brand's rules did to any of the texts."""
    for rule in dict.fromkeys(rule for piece in pieces for rule in piece.applied):
        yield f"Applied your rule: {rule}."


def _left_aside(wanted: Wanted) -> tuple[str, ...]:
    """What was asked for and this kind of text or this platform has not."""
    is_post = wanted.content_type is ContentType.SOCIAL_POST
    notes = []
    if wanted.is_thread and not is_thread(wanted):
        notes.append("Only posts on X become threads, so “thread” was left aside.")
    if wanted.first_comment and not is_post:
        notes.append("Only posts have a first comment, so “first_comment” was left aside.")
    return tuple(notes)


def require_language(services: Services, name: str) -> str:
    """The code of the language that is named.

    Raises:
        InvalidError: `unknown_language` where it is no language's code, `needs_model` where the
            author at hand does not write it.
    """
    if code := written_code(name):
        return code
    told = ", ".join(f"{code} ({TITLES[code]})" for code in WRITTEN)
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?", name):
        raise InvalidError(
            f"“{name}” is no language's code. Use {told}, or another code of BCP 47 such as “ta” "
            "where a model writes.",
            code="unknown_language",
        )
    if services.author.label == LABEL:
        raise InvalidError(
            f"The offline author writes {told}, and “{name}” needs a model. Choose one of these.",
            code="needs_model",
        )
    return name


async def understood(
    services: Services, profile: BrandProfile, text: str, platform: Platform, style: str | None
) -> Brief:
    """The brief in its parts, in the style that is asked for beside it.

    Args:
        services: The running system.
        profile: The brand as authors are told it.
        text: The brief.
        platform: Where it will be seen.
        style: One of the seed's, or a word for the tone.

    Raises:
        InvalidError: `empty_brief`.
    """
    if not any(c.isalnum() for c in text):
        raise InvalidError(
            "The brief is empty. Say in a sentence what the text shall be about.",
            code="empty_brief",
        )
    brief = await read_brief(services, profile, text, platform)
    tone = STYLES.get((style or "").strip().lower(), style)
    return brief.model_copy(update={"tone": tone or brief.tone})


async def _brief(services: Services, profile: BrandProfile, wanted: Wanted) -> Brief:
    text = hidden.cleaned(wanted.brief).strip()
    template = wanted.template
    if template is not None and (wanted.slots or not text):
        filled = template.filled(_slots(profile, wanted.slots))
        text = f"{filled} {text}".strip()
    brief = await understood(services, profile, text, wanted.platform, wanted.style)
    occasion = brief.occasion or (template.occasion if template else None)
    return brief.model_copy(update={"occasion": occasion})


def _slots(profile: BrandProfile, given: dict[str, str]) -> dict[str, str]:
    """What fills a template's gaps: what was given, else what may be told of the brand."""
    own = {
        "name": profile.business_name,
        "place": profile.location,
        "product": profile.products[0].name if profile.products else "",
        "fact": profile.facts[0].text if profile.facts else "",
    }
    return {**own, **{slot: hidden.cleaned(value) for slot, value in given.items()}}


async def _known(
    services: Services, brand: Brand, wanted: Wanted, language: str, brief: Brief
) -> _Known:
    workspace_id = brand.workspace_id
    rules: tuple[BrandRule, ...] = ()
    async with services.store.reading() as unit:
        await require_post_left(unit, workspace_id, services.clock())
        said = await unit.contents.texts_of_brand(workspace_id, brand.id, REMEMBERED)
        market = await unit.intelligence.newest_of_brand(workspace_id, brand.id)
        posts = await unit.posts.list(
            workspace_id, brand.id, platform=wanted.platform, limit=KNOWN_POSTS
        )
        if wanted.content_type is ContentType.SOCIAL_POST:
            rules = await followed(unit, workspace_id, brand.id, wanted.platform, language)
    text = " ".join(filter(None, (brief.topic or brief.text, brief.occasion)))
    found = await services.esg.search(workspace_id, brand.id, text, k=COUNT, distinct=True)
    model = await services.esg.preferences.of((workspace_id, brand.id))
    first = wanted.template.register if wanted.template else None
    order = preferred(model, 1)
    findings = usable(market.findings) if market else ()
    return _Known(
        said=said,
        about=About(topic=brief.topic, occasion=brief.occasion, findings=findings, posts=posts),
        references=found.references,
        registers=tuple(dict.fromkeys((*((first,) if first else ()), *order))),
        rules=rules,
    )


def _order(
    services: Services,
    profile: BrandProfile,
    wanted: Wanted,
    language: str,
    brief: Brief,
    known: _Known,
) -> Order:
    template = wanted.template
    room = THREAD_CHARS if is_thread(wanted) else max_chars(services, wanted.platform)
    if template and template.longest:
        room = min(room, template.longest)
    return Order(
        content_type=wanted.content_type,
        brand=profile,
        brief=brief,
        platform=wanted.platform,
        language=language,
        count=wanted.count,
        references=known.references,
        registers=known.registers,
        findings=known.about.findings,
        structure=template.structure if template else _LONG if is_thread(wanted) else (),
        max_chars=room,
        own_offer=_own_offer(profile, wanted, brief),
        rules=known.rules,
    )


def _own_offer(profile: BrandProfile, wanted: Wanted, brief: Brief) -> Offer | None:
    """What the profile has on offer, where the brief wants it and names none."""
    if brief.offer or brief.without_offer or wanted.content_type not in _TELLS_OFFERS:
        return None
    known = without_prices(profile) if brief.without_price else profile
    return own_offer(known, subject_in(brief.topic, brief.text), brief.occasion, 1)


async def _written(services: Services, order: Order, said: Sequence[str]) -> Answer:
    answer = await write(services, order, said)
    return replace(answer, pieces=tuple(held_piece(one, order) for one in answer.pieces))


async def _apart(
    services: Services, order: Order, answer: Answer, said: Sequence[str]
) -> Apart[Piece]:
    async def again(written: tuple[str, ...]) -> Sequence[Piece]:
        return (await _written(services, order, (*written, *said))).pieces

    compared: Compared[Piece] = Compared(
        text=lambda piece: piece.telling,
        language=order.language,
        by_wording=is_by_wording(order.content_type),
    )
    return await apart(services, answer.pieces, compared, again, wanted=order.count)


def asked_back(missing: tuple[str, ...]) -> InvalidError:
    """That there is too little to write from, with the author's questions."""
    questions = " ".join(missing) or "The author gave no text. Say more in the brief."
    return InvalidError(
        f"There is too little to write from. {questions}",
        code="needs_answer",
        extra={"missing": list(missing)},
    )


async def _finished(
    services: Services, workspace_id: str, asked: _Asked, piece: Piece, alike: float
) -> TextContent:
    wanted, known = asked.wanted, asked.known
    ready = dressed(
        services,
        asked.brand.profile,
        wanted,
        known.about,
        known.references,
        piece,
        rules=known.rules,
    )
    told = await foretell(
        services,
        workspace_id,
        asked.brand.id,
        text=piece.telling,
        platform=wanted.platform,
        register=piece.register.value,
    )
    by = piece.provenance
    return TextContent(
        **dict(ready),
        id=new_id(),
        content_type=wanted.content_type,
        platform=wanted.platform,
        language=asked.language,
        register=piece.register,
        call_to_action=piece.call_to_action or None,
        expected_ers=told.expected,
        similarity=alike,
        references=known.references,
        claims=piece.claims,
        provenance=by,
        metadata=Metadata(
            generated_at=services.clock(),
            model_used=by.author,
            prompt_version=f"{by.prompt} {by.prompt_version}",
        ),
    )
