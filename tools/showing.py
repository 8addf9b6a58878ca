"""Rows with what people see beside them: the number of a post, its words, its newest numbers."""

from collections.abc import Sequence

from domain.approval import Approval
from domain.publication import Publication
from store.unit import Unit
from tools.shapes import ApprovalView, ListedPublicationView
from tools.views import approval_view, listed_publication_view


async def approval_views(
    unit: Unit, approvals: Sequence[Approval], address: str
) -> list[ApprovalView]:
    """Approvals of one workspace, each post under the number its conversation gives it."""
    if not approvals:
        return []
    contents = {approval.content.id for approval in approvals}
    numbers = await unit.contents.numbers(approvals[0].workspace_id, contents)
    return [approval_view(a, address, numbers.get(a.content.id)) for a in approvals]


async def listed_publications(
    unit: Unit, publications: Sequence[Publication]
) -> list[ListedPublicationView]:
    """Publications of one workspace with what each is about."""
    if not publications:
        return []
    workspace_id = publications[0].workspace_id
    subjects = await unit.subjects.of(workspace_id, [p.id for p in publications])
    numbers = await unit.contents.numbers(workspace_id, {p.content_id for p in publications})
    return [
        listed_publication_view(p, subjects[p.id], numbers.get(p.content_id)) for p in publications
    ]
