"""Review: asks a person about every open approval. The rows decide, never the resume value."""

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from domain.approval import ALLOWED_DECISIONS, Approval
from domain.times import spoken
from nodes.state import ApprovalRef, ConversationState
from tools.asking import open_approvals
from tools.services import Turn
from tools.views import form_args, instant


async def review(
    state: ConversationState,  # noqa: ARG001 - the rows are asked, not the state
    runtime: Runtime[Turn],
) -> Command[Literal["review", "respond"]]:
    """Interrupt while approvals are open; ask for the rest until none is."""
    if waiting := await open_approvals(runtime.context):
        interrupt(question(waiting, runtime.context.services.public_url))
    left = await open_approvals(runtime.context)
    return Command(
        goto="review" if left else "respond",
        update={"approvals": [ApprovalRef(id=a.id, version=a.version) for a in left]},
    )


def question(approvals: tuple[Approval, ...], address: str) -> dict[str, object]:
    """The interrupt's value, as the contract words it: one action per open approval."""
    return {
        "action_requests": [
            {
                "name": "publish_post",
                "args": {
                    "approval_id": approval.id,
                    "version": approval.version,
                    "platform": approval.platform.value,
                    "connection_id": approval.connection_id,
                    "publish_at": instant(approval.publish_at),
                    "text": approval.content.version.text,
                    "hashtags": list(approval.content.version.hashtags),
                    "first_comment": approval.content.version.first_comment,
                    "alt_text": approval.content.version.alt_text,
                    "media": [
                        {"sha256": medium.sha256, "url": f"{address}{medium.path}"}
                        for medium in approval.content.media
                    ],
                    **form_args(approval.content.version.form),
                },
                "description": _description(approval),
            }
            for approval in approvals
        ],
        "review_configs": [
            {
                "action_name": "publish_post",
                "allowed_decisions": [decision.value for decision in ALLOWED_DECISIONS],
            }
        ],
        "approvals": [{"id": approval.id, "version": approval.version} for approval in approvals],
    }


def _description(approval: Approval) -> str:
    slot = approval.slot
    when = spoken(slot.at, slot.zone) if slot else "as soon as you approve"
    return f"Publish on {approval.platform.title}, {when}. Nothing goes out without your approval."
