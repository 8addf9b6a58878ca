"""Intake by chat: asks what is missing of a brand, understands answers, saves after a yes."""

from pydantic import BaseModel

from domain import hidden
from domain.account import Member, Right
from domain.brand import BrandProfile, Offer
from domain.frozen import Frozen
from domain.intake import (
    ESSENTIAL,
    Intake,
    ProfileChanges,
    Told,
    Topic,
    changed,
    joined,
    next_topic,
)
from domain.times import day_in
from llm.tasks.intake import INTAKE, IntakeInputs, IntakeRead
from llm.tasks.reply import (
    BrandMissing,
    CannotDo,
    IntakeConfirm,
    IntakeQuestion,
    IntakeSaved,
    IntakeStopped,
    KnownFact,
)
from store.unit import Unit
from tools.brands import ProfileMisfitError, require_fit
from tools.services import Turn

SURFACE = "chat"


class Heard(Frozen):
    """What came of a message while questions about the brand are open."""

    told: tuple[dict[str, object], ...] = ()
    """Situations of the reply, as JSON."""
    goes_on: str = ""
    """The request that had been asked before, now that it can be carried out."""


async def hear(turn: Turn, message: str) -> Heard | None:
    """Take a message as an answer to the open question; None when it is about something else."""
    async with turn.services.store.reading() as unit:
        intake = await unit.threads.intake(turn.workspace_id, turn.thread_id)
        profile = (await unit.brands.get(turn.workspace_id, turn.brand_id)).profile
    if intake is None:
        return None
    if intake.heard_in == turn.run_id:  # a run repeated after a crash
        return Heard(told=intake.told, goes_on=intake.goes_on)
    if not intake.is_open:
        return None
    read = await _read(turn, message, profile, intake)
    if read.act == "other":
        return None
    return await _answered(turn, intake, read)


async def begin(turn: Turn, message: str, *, request: str, wants_all: bool = False) -> Heard:
    """Open the questions, with what the message says already.

    Args:
        turn: The turn that needs to know.
        message: What was said; it may hold answers.
        request: What to go on with afterwards.
        wants_all: The person asked for it: what is offered is asked, too.
    """
    async with turn.services.store.reading() as unit:
        profile = (await unit.brands.get(turn.workspace_id, turn.brand_id)).profile
        known = await unit.threads.intake(turn.workspace_id, turn.thread_id)
    if known is not None and known.heard_in == turn.run_id:
        return Heard(told=known.told, goes_on=known.goes_on)
    kept = known.changes if known is not None and known.is_open else ProfileChanges()
    intake = Intake(wants_all=wants_all, request=request, changes=kept)
    read = await _read(turn, message, profile, intake)
    if not read.changes.is_empty:  # one thing is told, and no more is asked for
        intake = intake.model_copy(update={"wants_all": False})
    return await _answered(turn, intake, read.model_copy(update={"act": "answer"}))


async def volunteered(turn: Turn, message: str) -> Heard | None:
    """Take a message nobody could place as what somebody tells of a brand that is hardly known."""
    async with turn.services.store.reading() as unit:
        profile = (await unit.brands.get(turn.workspace_id, turn.brand_id)).profile
    if not profile.missing():
        return None
    intake = Intake()
    read = await _read(turn, message, profile, intake)
    return None if read.changes.is_empty else await _answered(turn, intake, read)


async def _read(turn: Turn, message: str, profile: BrandProfile, intake: Intake) -> IntakeRead:
    would_be = changed(profile, intake.changes)
    topic = next_topic(would_be, intake)
    inputs = IntakeInputs(
        message=message,
        profile=profile,
        understood=intake.changes,
        asked=intake.asked,
        confirming=intake.asked is None and not intake.changes.is_empty,
        open_topics=(topic,) if topic else (),
        today=day_in(turn.services.clock(), profile.timezone),
    )
    written = await turn.services.author.write(INTAKE, inputs)
    plain = hidden.everywhere(written.output.model_dump(), hidden.cleaned)
    return IntakeRead.model_validate(plain)


async def _answered(turn: Turn, intake: Intake, read: IntakeRead) -> Heard:
    """Move the questions on by one answer, in one transaction with what it saves."""
    services, now = turn.services, turn.services.clock()
    async with services.store.writing() as unit:
        # held: what a form saves meanwhile is kept, and this is added to it
        profile = (await unit.brands.held(turn.workspace_id, turn.brand_id)).profile
        run = await unit.runs.get(turn.workspace_id, turn.run_id)
        member = await unit.accounts.member(turn.workspace_id, run.user_id or "")
        told: list[BaseModel]
        if member is None or not member.may(Right.WRITE):
            intake, told = _closed(intake), [_not_allowed(profile)]
        elif read.act == "yes" and intake.asked is None and not intake.changes.is_empty:
            intake, told = await _saved(unit, turn, member, profile, intake)
        else:
            intake, told = _moved(profile, intake, read)
        goes_on = intake.request if not intake.is_open and not _lacks(told) else ""
        intake = intake.model_copy(
            update={
                "heard_in": turn.run_id,
                "told": tuple(one.model_dump(mode="json") for one in told),
                "goes_on": goes_on,
            }
        )
        await unit.threads.save_intake(turn.workspace_id, turn.thread_id, intake, now)
    return Heard(told=intake.told, goes_on=goes_on)


def _not_allowed(profile: BrandProfile) -> BrandMissing | CannotDo:
    if missing := profile.missing():
        return BrandMissing(missing=missing)
    return CannotDo(
        wish="",
        why="only an editor, approver or owner can change what is known of the brand.",
        instead="Ask one of them, or have your role changed.",
    )


def _lacks(told: list[BaseModel]) -> bool:
    """Whether the questions ended without what a post needs."""
    return any(
        isinstance(one, BrandMissing | CannotDo) or (isinstance(one, IntakeStopped) and one.missing)
        for one in told
    )


async def _saved(
    unit: Unit, turn: Turn, member: Member, profile: BrandProfile, intake: Intake
) -> tuple[Intake, list[BaseModel]]:
    now = turn.services.clock()
    before, profile = profile, changed(profile, intake.changes)
    try:
        require_fit(profile, before)
    except ProfileMisfitError as error:
        told = "; ".join(f"{one.place[0]}: {one.message}" for one in error.misfits)
        return _closed(intake), [CannotDo(wish="", why=f"This does not fit the profile. {told}.")]
    await unit.brands.save_profile(turn.workspace_id, turn.brand_id, profile, now)
    named = intake.changes.model_dump(exclude_defaults=True)
    await unit.audit.record(
        turn.workspace_id,
        at=now,
        user_id=member.user_id,
        surface=SURFACE,
        action="profile.save",
        subject=turn.brand_id,
        detail={"fields": sorted(named)},
    )
    intake = intake.model_copy(update={"changes": ProfileChanges()})
    intake, then = _next(profile, intake)
    more = [one for one in then if not (isinstance(one, IntakeStopped) and not one.missing)]
    is_done = not intake.is_open and not intake.request
    return intake, [IntakeSaved(is_done=is_done and not more), *more]


def _moved(
    profile: BrandProfile, intake: Intake, read: IntakeRead
) -> tuple[Intake, list[BaseModel]]:
    """The questions after an answer, a refusal or a correction; nothing is saved yet."""
    if read.act == "stop" and (intake.asked is None or intake.changes.is_empty):
        return _stopped(profile, intake)
    if read.act == "stop":  # what was understood is still shown before it is let go
        return _next(profile, intake.model_copy(update={"skipped": tuple(Topic)}))
    if read.act == "skip" and intake.asked is not None:
        skipped = (*intake.skipped, intake.asked)
        return _next(profile, intake.model_copy(update={"skipped": skipped}))
    if read.act == "no" and read.changes.is_empty and not intake.changes.is_empty:
        shown = IntakeConfirm(understood=facts_of(intake.changes), is_refused=True)
        return intake.model_copy(update={"asked": None}), [shown]
    changes = joined(intake.changes, read.changes)
    intake, told = _next(profile, intake.model_copy(update={"changes": changes}))
    return intake, [_with_unplaced(one, read.unplaced) for one in told]


def _with_unplaced(told: BaseModel, words: tuple[str, ...]) -> BaseModel:
    """What could not be placed is told beside the question or what is shown."""
    if words and isinstance(told, IntakeQuestion | IntakeConfirm):
        return told.model_copy(update={"unplaced": words})
    return told


def _next(profile: BrandProfile, intake: Intake) -> tuple[Intake, list[BaseModel]]:
    """The next essential question; then what was understood, for a yes; then what is offered."""
    would_be = changed(profile, intake.changes)
    topic = next_topic(would_be, intake)
    understood = facts_of(intake.changes)
    if topic in ESSENTIAL or (topic is not None and not understood):
        asked = IntakeQuestion(topic=topic, is_essential=topic in ESSENTIAL, understood=understood)
        return intake.model_copy(update={"asked": topic}), [asked]
    if understood:
        return intake.model_copy(update={"asked": None}), [IntakeConfirm(understood=understood)]
    return _stopped(profile, intake)


def _stopped(profile: BrandProfile, intake: Intake) -> tuple[Intake, list[BaseModel]]:
    """No more questions; what was understood and not saved is let go."""
    missing = tuple(Topic(name) for name in profile.missing())
    return _closed(intake), [IntakeStopped(missing=missing)]


def _closed(intake: Intake) -> Intake:
    empty = {"is_open": False, "asked": None, "changes": ProfileChanges()}
    return intake.model_copy(update=empty)


def facts_of(changes: ProfileChanges) -> tuple[KnownFact, ...]:
    """The changes as lines to read."""
    lines: list[tuple[Topic | Told, str]] = []
    if changes.business_name:
        lines.append((Topic.BUSINESS_NAME, changes.business_name))
    if changes.industry:
        lines.append((Told.INDUSTRY, changes.industry))
    if changes.location:
        lines.append((Topic.LOCATION, changes.location))
    for product in changes.products:
        told = ", ".join(filter(None, (product.name, product.price, product.description)))
        lines.append((Topic.PRODUCTS, told))
    lines += [(Told.DROPPED, name) for name in changes.dropped]
    lines += [(Told.OFFERS, _offer(offer)) for offer in changes.offers]
    reached = changes.contact.model_dump()
    lines += [(part, reached[part.value]) for part in Told if reached.get(part.value)]
    lines += [(Topic.FACTS, fact.text) for fact in changes.facts]
    listed: tuple[tuple[Topic, tuple[str, ...]], ...] = (
        (Topic.TONE, changes.tone),
        (Topic.LANGUAGES, changes.languages),
        (Topic.AVOID_WORDS, changes.avoid_words),
    )
    lines += [(topic, ", ".join(words)) for topic, words in listed if words]
    return tuple(KnownFact(topic=topic, text=text) for topic, text in lines)


def _offer(offer: Offer) -> str:
    """The offer with its last day in full, since its year may be ours, and its terms."""
    until = f" till {offer.valid_until.day} {offer.valid_until:%B %Y}" if offer.valid_until else ""
    return f"{offer.text}{until}{f' ({offer.terms})' if offer.terms else ''}"
