"""Rows with what people see beside them: the number of a post, its words, its newest numbers."""

from collections.abc import Sequence

from domain import renewing
from domain.approval import Approval, ApprovalStatus
from domain.connection import Connection
from domain.publication import Publication, PublicationState
from store.unit import Unit
from tools.shapes import ApprovalView, ListedPublicationView, PublicationView
from tools.views import approval_view, listed_publication_view, publication_view


async def approval_views(
    unit: Unit, approvals: Sequence[Approval], address: str
) -> list[ApprovalView]:
    """Approvals of one workspace, each post under the number its conversation gives it."""
    if not approvals:
        return []
    contents = {approval.content.id for approval in approvals}
    numbers = await unit.contents.numbers(approvals[0].workspace_id, contents)
    accounts = await _accounts(unit, approvals[0].workspace_id)
    return [
        approval_view(
            a,
            address,
            numbers.get(a.content.id),
            _warnings(accounts, a) if a.status is ApprovalStatus.OPEN else (),
        )
        for a in approvals
    ]


async def listed_publications(
    unit: Unit, publications: Sequence[Publication]
) -> list[ListedPublicationView]:
    """Publications of one workspace with what each is about."""
    if not publications:
        return []
    workspace_id = publications[0].workspace_id
    subjects = await unit.subjects.of(workspace_id, [p.id for p in publications])
    numbers = await unit.contents.numbers(workspace_id, {p.content_id for p in publications})
    accounts = await _accounts(unit, workspace_id)
    return [
        listed_publication_view(
            p, subjects[p.id], numbers.get(p.content_id), _publication_warnings(accounts, p)
        )
        for p in publications
    ]


async def shown_publication(unit: Unit, publication: Publication) -> PublicationView:
    """One publication, with what may keep it from going out."""
    accounts = await _accounts(unit, publication.workspace_id)
    return publication_view(publication, _publication_warnings(accounts, publication))


async def _accounts(unit: Unit, workspace_id: str) -> dict[str, Connection]:
    return {c.id: c for c in await unit.connections.list(workspace_id)}


def _publication_warnings(
    accounts: dict[str, Connection], publication: Publication
) -> tuple[str, ...]:
    is_planned = publication.state is PublicationState.SCHEDULED
    return _warnings(accounts, publication) if is_planned else ()


def _warnings(accounts: dict[str, Connection], planned: Approval | Publication) -> tuple[str, ...]:
    account = accounts.get(planned.connection_id)
    if account is None or planned.publish_at is None:
        return ()
    said = renewing.warning(account, planned.publish_at)
    return (said,) if said else ()
