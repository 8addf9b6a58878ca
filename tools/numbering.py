"""The numbers by which people speak of posts: their order in the conversation, from 1."""

from pydantic import TypeAdapter

from domain.approval import Approval, ApprovalStatus
from domain.campaign import Task
from domain.content import Content, ContentStatus
from domain.frozen import Frozen
from domain.publication import Publication, PublicationState
from store.unit import Unit

_POSITION = TypeAdapter(int)


class Numbered(Frozen):
    """One post of the conversation with what stands open about it."""

    number: int
    content: Content
    open_approval: Approval | None = None
    publication: Publication | None = None
    """The newest one that was not cancelled."""

    @property
    def is_stranded(self) -> bool:
        """Whether a changed version waits and nobody is asked about it: its turn ended early."""
        is_waiting = self.content.status is ContentStatus.PENDING_REVIEW
        return is_waiting and self.content.version.number > 1 and self.open_approval is None


async def posts_of_thread(unit: Unit, workspace_id: str, thread_id: str) -> tuple[Numbered, ...]:
    contents = await unit.contents.of_thread(workspace_id, thread_id)
    approvals = await unit.approvals.list(
        workspace_id, status=ApprovalStatus.OPEN, thread_id=thread_id
    )
    asked = {approval.content.id: approval for approval in approvals}
    numbered = []
    for number, content in enumerate(contents, start=1):
        rows = await unit.publications.list(workspace_id, content_id=content.id)
        live = [row for row in rows if row.state is not PublicationState.CANCELLED]
        numbered.append(
            Numbered(
                number=number,
                content=content,
                open_approval=asked.get(content.id),
                publication=live[-1] if live else None,
            )
        )
    return tuple(numbered)


async def number_of_task(unit: Unit, workspace_id: str, thread_id: str, task: Task) -> int:
    """The number that the post of a writing task will have: after those of earlier plans."""
    known = await unit.contents.of_thread(workspace_id, thread_id)
    earlier = [content for content in known if content.campaign_id != task.campaign_id]
    return len(earlier) + _POSITION.validate_python(task.payload["position"])
