"""A chat client's resume as decisions: validated whole, written first, then the turn's payload."""

from contextlib import suppress
from datetime import datetime

from pydantic import Field, ValidationError

from domain.account import Member
from domain.approval import Approval, ApprovalStatus, Decision
from domain.errors import ConflictError, InvalidError
from domain.frozen import Frozen
from domain.times import as_utc
from store.unit import Unit
from tools.decisions import Wanted, already_decided, apply, prepared
from tools.numbering import posts_of_thread
from tools.services import Services
from tools.views import instant

_EDITED_ACTION = "An edited_action is {name: publish_post, args: {…}}; an edit needs one."


class EditedAction(Frozen):
    name: str = "publish_post"
    args: dict[str, object] = Field(default_factory=dict)


class ClientDecision(Frozen):
    """One entry of `{"decisions": […]}`, as the contract words it."""

    type: Decision
    message: str | None = None
    edited_action: EditedAction | None = None


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
        ConflictError: Nothing waits, or somebody decided first.
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
    """Pair the resume with the approvals it answers: the open ones, in creation order."""
    if isinstance(resume, dict) and "decisions" not in resume:
        if len(resume) != 1:
            raise _bad("Give decisions for one interrupt.")
        ((interrupt_id, resume),) = resume.items()
        asked = await unit.approvals.of_interrupt(member.workspace_id, thread_id, str(interrupt_id))
        if not asked:
            raise _bad(f"No interrupt {interrupt_id} is known in this conversation.")
    else:
        asked = await unit.approvals.list(member.workspace_id, thread_id=thread_id)
        listed = await unit.approvals.last_asked(member.workspace_id, thread_id)
        if any(a.status is ApprovalStatus.OPEN and a.id not in listed for a in asked):
            raise _changed_meanwhile()
    decisions = _decisions(resume)
    shown = tuple(a for a in asked if a.status is ApprovalStatus.OPEN)
    if not shown:
        raise _nothing_waits(asked)
    if len(decisions) != len(shown):
        raise InvalidError(
            f"{len(shown)} posts wait for a decision, but {len(decisions)} decisions came. "
            "Send one per post, in order. Nothing was decided.",
            code="bad_resume",
        )
    pairs = zip(shown, decisions, strict=True)
    return tuple((approval, _wanted(approval, decision)) for approval, decision in pairs)


def _changed_meanwhile() -> ConflictError:
    return ConflictError(
        "A post changed since this question was asked. Load the conversation again and "
        "decide on what it asks now. Nothing was decided.",
        code="version_conflict",
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


def _wanted(approval: Approval, decision: ClientDecision) -> Wanted:
    action = decision.edited_action
    if decision.type is Decision.EDIT and action is None:
        raise _bad(_EDITED_ACTION)
    if action is not None and action.name != "publish_post":
        raise _bad(_EDITED_ACTION)
    # beside another decision than an edit, whatever is changed here refuses it later
    edits = _changed(approval, action.args) if action else None
    return Wanted(
        decision=decision.type, version=approval.version, edits=edits, message=decision.message
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
    }
    return {
        name: value
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
