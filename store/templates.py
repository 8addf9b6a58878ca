"""Templates that a workspace keeps; the shipped ones are no rows."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.template import Template, TemplateBody
from store.execute import changed
from store.tables import TemplateRow


class Templates:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, workspace_id: str, template: Template, at: datetime) -> None:
        self._session.add(
            TemplateRow(
                id=template.id,
                workspace_id=workspace_id,
                body=_body(template),
                created_at=at,
                updated_at=at,
            )
        )
        await self._session.flush()

    async def get(self, workspace_id: str, template_id: str) -> Template | None:
        row = await self._session.scalar(
            select(TemplateRow).where(
                TemplateRow.workspace_id == workspace_id, TemplateRow.id == template_id
            )
        )
        return _template(row) if row else None

    async def list(self, workspace_id: str) -> tuple[Template, ...]:
        """All of the workspace, newest first."""
        rows = await self._session.scalars(
            select(TemplateRow)
            .where(TemplateRow.workspace_id == workspace_id)
            .order_by(TemplateRow.created_at.desc(), TemplateRow.id)
        )
        return tuple(_template(row) for row in rows)

    async def count(self, workspace_id: str) -> int:
        found = await self._session.scalar(
            select(func.count())
            .select_from(TemplateRow)
            .where(TemplateRow.workspace_id == workspace_id)
        )
        return int(found or 0)

    async def save(
        self, workspace_id: str, template_id: str, body: TemplateBody, at: datetime
    ) -> bool:
        """Write it anew; False when the workspace has none of that id."""
        done = await changed(
            self._session,
            update(TemplateRow)
            .where(TemplateRow.workspace_id == workspace_id, TemplateRow.id == template_id)
            .values(body=_body(body), updated_at=at),
        )
        return bool(done)

    async def drop(self, workspace_id: str, template_id: str) -> bool:
        """Forget it; False when the workspace has none of that id."""
        done = await changed(
            self._session,
            delete(TemplateRow).where(
                TemplateRow.workspace_id == workspace_id, TemplateRow.id == template_id
            ),
        )
        return bool(done)


def _body(template: TemplateBody) -> dict[str, object]:
    return template.model_dump(mode="json", exclude={"id", "origin"})


def _template(row: TemplateRow) -> Template:
    return Template.model_validate({**row.body, "id": row.id})
