"""A chat client's resume as decisions: validated whole, written first, then the turn's payload."""

from contextlib import suppress
from datetime import datetime

from pydantic import Field, ValidationError

from domain.account import Member
from domain.approval import Approval, ApprovalStatus, Decision
from domain.errors import ConflictError, InvalidError
from domain.frozen import Frozen
from domain.times import as_utc
from store.approvals import Question
from store.unit import Unit
from tools.decisions import Wanted, already_decided, apply, prepared
from tools.numbering import posts_of_thread
from tools.services import Services
from tools.views import form_args, instant

_EDITED_ACTION = "An edited_action is {name: publish_post, args: {…}}; an edit needs one."


class EditedAction(Frozen):
    name: str = "publish_post"
    args: dict[str, object] = Field(default_factory=dict)


class OverrideSafety(Frozen):
    reason: str


class ClientDecision(Frozen):
    """One entry of `{"decisions": […]}`, as the contract words it."""

    type: Decision
    message: str | None = None
    edited_action: EditedAction | None = None
    override_safety: OverrideSafety | None = None
    """With "approve": answers for a post that a check blocks."""


async def decide_resume(
    services: Services, member: Member, thread_id: str, resume: object, *, surface: str
) -> dict[str, object]:
    """Write the decisions that a resume carries, all or none.

    Args:
        resume: `{"decisions": […]}`, one per open action in order, or the same keyed by
            interrupt id.

    Returns:
        The payload of the turn to start: a resume, or the wishes as a message to the team.

    Raises:
        InvalidError: `bad_resume`; the wrong number or kind of decisions. Nothing was decided.
        ConflictError: Nothing waits, somebody decided first, `thread_busy`: the question is
            not out yet, or `version_conflict`: it cannot be known which posts were decided on.
        ForbiddenError: The member may not decide.
    """
    async with services.store.reading() as unit:
        shown = await _match(unit, member, thread_id, resume)
    ready = {a.id: await prepared(services, member, a.id, wanted) for a, wanted in shown}
    async with services.store.writing() as unit:
        wishes = []
        for approval, wanted in await _match(unit, member, thread_id, resume):
            if approval.id not in ready:
                raise _changed_meanwhile()
            await apply(unit, services, member, approval.id, ready[approval.id], surface=surface)
            if wanted.decision is Decision.RESPOND and wanted.message:
                wishes.append(await as_message(unit, approval, wanted.message))
    if wishes:
        return {"messages": [{"role": "user", "content": "\n".join(wishes)}]}
    return {"resume": True}


async def as_message(unit: Unit, approval: Approval, wish: str) -> str:
    """A wish on one card as a message to the team, naming the post by its number."""
    if approval.thread_id is None:
        return wish.strip()
    posts = await posts_of_thread(unit, approval.workspace_id, approval.thread_id)
    number = next((p.number for p in posts if p.content.id == approval.content.id), None)
    return f"Post {number}: {wish.strip()}" if number and len(posts) > 1 else wish.strip()


async def _match(
    unit: Unit, member: Member, thread_id: str, resume: object
) -> tuple[tuple[Approval, Wanted], ...]:
    """Pair the resume with the approvals it answers, in creation order."""
    if isinstance(resume, dict) and "decisions" not in resume:
        if len(resume) != 1:
            raise _bad("Give decisions for one interrupt.")
        ((interrupt_id, resume),) = resume.items()
        decisions = _decisions(resume)
        shown = await _of_interrupt(unit, member, thread_id, str(interrupt_id))
        _require_one_each(decisions, shown)
        if gone := next((a for a in shown if a.status is not ApprovalStatus.OPEN), None):
            raise already_decided(gone)
    else:
        decisions = _decisions(resume)
        shown = await _open_now(unit, member, thread_id)
        _require_one_each(decisions, shown)
        asked = await unit.approvals.questions(member.workspace_id, thread_id)
        if not _is_certain(tuple(a.id for a in shown), asked, member.user_id):
            raise _changed_meanwhile()
    pairs = zip(shown, decisions, strict=True)
    return tuple((approval, _wanted(approval, decision)) for approval, decision in pairs)


async def _of_interrupt(
    unit: Unit, member: Member, thread_id: str, interrupt_id: str
) -> tuple[Approval, ...]:
    """All that this interrupt listed, while anything of it waits."""
    listed = await unit.approvals.of_interrupt(member.workspace_id, thread_id, interrupt_id)
    if not listed:
        # its state is there to be read a moment before what it lists has been noted
        if await unit.runs.unfinished(member.workspace_id, thread_id):
            raise _still_asking()
        raise _bad(f"No interrupt {interrupt_id} is known in this conversation.")
    if all(a.status is not ApprovalStatus.OPEN for a in listed):
        raise _nothing_waits(listed)
    return listed


async def _open_now(unit: Unit, member: Member, thread_id: str) -> tuple[Approval, ...]:
    known = await unit.approvals.list(member.workspace_id, thread_id=thread_id)
    waiting = tuple(a for a in known if a.status is ApprovalStatus.OPEN)
    if not waiting:
        raise _nothing_waits(known)
    return waiting


def _is_certain(waiting: tuple[str, ...], asked: tuple[Question, ...], user_id: str) -> bool:
    """Whether decisions by position alone can mean nothing but these approvals.

    Whoever sends as many decisions has looked at a question of that length. It is certain which
    one when the thread never asked another of it, or when a turn of the person's own put just
    these to them after that.
    """
    if not asked or not set(waiting) <= set(asked[0].approval_ids):
        return False
    for question in asked:
        if question.approval_ids == waiting:
            if question.shown_to == user_id:
                return True
        elif len(question.approval_ids) == len(waiting):
            return False
    return True


def _changed_meanwhile() -> ConflictError:
    return ConflictError(
        "What waits here has changed since it was first asked, and decisions by position do not "
        "say which posts you looked at. Look again, then decide each by its approval id and "
        "version, or send the decisions keyed by the interrupt's id. Nothing was decided.",
        code="version_conflict",
    )


def _still_asking() -> ConflictError:
    return ConflictError(
        "The team is still at work in this conversation, and nothing was decided. "
        "Wait until its run has ended, then answer what it asks.",
        code="thread_busy",
    )


def _nothing_waits(approvals: tuple[Approval, ...]) -> ConflictError:
    decided = [a for a in approvals if a.decided_at]
    if decided:
        return already_decided(decided[-1])
    return ConflictError(
        "Nothing waits for a decision in this conversation.", code="nothing_to_decide"
    )


def _decisions(resume: object) -> tuple[ClientDecision, ...]:
    if not isinstance(resume, dict) or not isinstance(resume.get("decisions"), list):
        raise _bad('Send {"decisions": [{"type": "approve"}, …]}.')
    try:
        return tuple(ClientDecision.model_validate(entry) for entry in resume["decisions"])
    except ValidationError as error:
        raise _bad(
            "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        ) from error


def _require_one_each(decisions: tuple[ClientDecision, ...], shown: tuple[Approval, ...]) -> None:
    if len(decisions) != len(shown):
        asked = "1 post was" if len(shown) == 1 else f"{len(shown)} posts were"
        raise _bad(
            f"{asked} asked about, but {len(decisions)} decisions came. "
            "Send one per post, in order."
        )


def _wanted(approval: Approval, decision: ClientDecision) -> Wanted:
    action = decision.edited_action
    if decision.type is Decision.EDIT and action is None:
        raise _bad(_EDITED_ACTION)
    if action is not None and action.name != "publish_post":
        raise _bad(_EDITED_ACTION)
    # beside another decision than an edit, whatever is changed here refuses it later
    edits = _changed(approval, action.args) if action else None
    override = decision.override_safety
    return Wanted(
        decision=decision.type,
        version=approval.version,
        edits=edits,
        message=decision.message,
        override_safety=override.reason if override else None,
    )


def _changed(approval: Approval, args: dict[str, object]) -> dict[str, object]:
    """The edited fields; what merely repeats the card is no edit."""
    version = approval.content.version
    shown: dict[str, object] = {
        "approval_id": approval.id,
        "version": approval.version,
        "platform": approval.platform.value,
        "connection_id": approval.connection_id,
        "publish_at": instant(approval.publish_at),
        "text": version.text,
        "hashtags": list(version.hashtags),
        "first_comment": version.first_comment,
        "alt_text": version.alt_text,
        "media": list(version.media),
        **form_args(version.form),
    }
    return {
        name: _as_shown(name, value) if name == "media" else value
        for name, value in args.items()
        if name not in shown or shown[name] != _as_shown(name, value)
    }


def _as_shown(name: str, value: object) -> object:
    """A client's value as the card writes it: an instant at any offset, media by their hash."""
    if name == "publish_at" and isinstance(value, str):
        with suppress(ValueError, InvalidError):
            return instant(as_utc(datetime.fromisoformat(value)))
    if name == "media" and isinstance(value, list):
        return [one.get("sha256") if isinstance(one, dict) else one for one in value]
    return value


def _bad(detail: str) -> InvalidError:
    return InvalidError(f"{detail} Nothing was decided.", code="bad_resume")
