"""The shelf's rows: what shall lie under which key, what does, and what has still to be done.

A subject is planned in one unit of work: it is marked as planned first, which holds its row, and
its files are read and written down after that, so that a later change marks it anew. What a plan
writes down is done one file at a time, and stays written down until it is done.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.frozen import Frozen
from domain.shelf import Owner, Shelved, Subject
from store.execute import changed
from store.tables import BrandRow, ContentRow, IntelligenceReportRow, ReportRow, ShelfRow

_FACTS = ("width", "height", "alt_text", "provenance", "ai_made")
_COLUMNS = (
    "brand_id",
    "content_id",
    "version",
    "asset_id",
    "source",
    "sha256",
    "content_type",
    "size",
)
_Row = type[ContentRow] | type[BrandRow] | type[ReportRow] | type[IntelligenceReportRow]
_ROWS: dict[Owner, _Row] = {
    Owner.CONTENT: ContentRow,
    Owner.BRAND: BrandRow,
    Owner.REPORT: ReportRow,
    Owner.FINDINGS: IntelligenceReportRow,
}
IS_UNPLANNED: dict[Owner, ColumnElement[bool]] = {
    Owner.CONTENT: ContentRow.shelved_version != ContentRow.current_version,
    Owner.BRAND: BrandRow.shelved_at.is_(None),
    Owner.REPORT: ReportRow.shelved_at.is_(None),
    Owner.FINDINGS: IntelligenceReportRow.shelved_at.is_(None),
}
IS_OPEN = and_(ShelfRow.shelved_at.is_(None), ShelfRow.trouble.is_(None))


class Task(Frozen):
    """One file that has to be put on the shelf, or taken off."""

    file: Shelved
    leaves: bool
    planned_at: datetime


class Shelf:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def unplanned(self, limit: int) -> tuple[Subject, ...]:
        """Over all workspaces, what the shelf was not planned with as it is now."""
        found: list[Subject] = []
        for owner, row in _ROWS.items():
            rows = await self._session.execute(
                select(row.workspace_id, row.id).where(IS_UNPLANNED[owner]).limit(limit)
            )
            found += [Subject(workspace_id=w, owner=owner, id=i) for w, i in rows]
        return tuple(found[:limit])

    async def begin(self, subject: Subject, at: datetime) -> None:
        """Mark it as planned; nobody else changes it until the unit ends."""
        row = _ROWS[subject.owner]
        mark = (
            {"shelved_version": ContentRow.current_version}
            if subject.owner is Owner.CONTENT
            else {"shelved_at": at}
        )
        await self._session.execute(
            update(row)
            .where(row.workspace_id == subject.workspace_id, row.id == subject.id)
            .values(**mark)
            .execution_options(synchronize_session=False)
        )

    async def plan(self, subject: Subject, files: tuple[Shelved, ...], at: datetime) -> None:
        """Write down what shall lie there of the subject; what else lies there of it leaves.

        A file that lies there as it shall is left alone.
        """
        rows = await self._session.scalars(
            select(ShelfRow).where(*_of(subject)).execution_options(populate_existing=True)
        )
        known = {row.key: row for row in rows}
        for file in files:
            row = known.pop(file.key, None)
            if row is None:
                self._session.add(_row(file, at))
            elif row.leaves or _file(row, shelved_at=None) != file:
                _write(row, file, at)
        for row in known.values():
            _leave(row, at)
        await self._session.flush()

    async def holder(self, workspace_id: str, key: str) -> str | None:
        """The id of whose the key is already."""
        found: str | None = await self._session.scalar(
            select(ShelfRow.subject_id).where(
                ShelfRow.workspace_id == workspace_id, ShelfRow.key == key
            )
        )
        return found

    async def leave_with_brand(self, workspace_id: str, brand_id: str, at: datetime) -> None:
        """Have everything of a brand that was taken away leave."""
        rows = await self._session.scalars(
            select(ShelfRow).where(
                ShelfRow.workspace_id == workspace_id, ShelfRow.brand_id == brand_id
            )
        )
        for row in rows:
            _leave(row, at)
        await self._session.flush()

    async def strays(self, limit: int) -> tuple[Subject, ...]:
        """Over all workspaces, whose files lie there though it is not there any more itself."""
        gone = [
            and_(
                ShelfRow.owner == owner.value,
                ~exists().where(
                    row.id == ShelfRow.subject_id, row.workspace_id == ShelfRow.workspace_id
                ),
            )
            for owner, row in _ROWS.items()
        ]
        rows = await self._session.execute(
            select(ShelfRow.workspace_id, ShelfRow.owner, ShelfRow.subject_id)
            .where(ShelfRow.leaves.is_(False), or_(*gone))
            .distinct()
            .limit(limit)
        )
        return tuple(Subject(workspace_id=w, owner=Owner(o), id=i) for w, o, i in rows)

    async def tasks(self, limit: int) -> tuple[Task, ...]:
        """Over all workspaces, what is to be done, the first planned first."""
        rows = await self._session.scalars(
            select(ShelfRow).where(IS_OPEN).order_by(ShelfRow.planned_at).limit(limit)
        )
        return tuple(
            Task(file=_file(row), leaves=row.leaves, planned_at=row.planned_at) for row in rows
        )

    async def done(self, task: Task, at: datetime) -> bool:
        """Note that it is done; False when another plan was made meanwhile.

        What was done may then have undone what that plan did, so it is done once more.
        """
        if task.leaves:
            noted = await changed(self._session, delete(ShelfRow).where(*_same(task)))
        else:
            noted = await changed(
                self._session, update(ShelfRow).where(*_same(task)).values(shelved_at=at)
            )
        if not noted:
            await self._session.execute(
                update(ShelfRow).where(*_at(task)).values(shelved_at=None, trouble=None)
            )
        return noted

    async def give_up(self, task: Task, code: str) -> None:
        """Note what keeps it from being done; it is left until its subject is planned anew."""
        await self._session.execute(update(ShelfRow).where(*_same(task)).values(trouble=code))

    async def is_known(self, task: Task) -> bool:
        return await self._session.scalar(select(ShelfRow.key).where(*_at(task))) is not None

    async def list(
        self, workspace_id: str, *, prefix: str, after: str | None, limit: int
    ) -> tuple[Shelved, ...]:
        """What lies on the workspace's shelf, by key.

        Args:
            workspace_id: Whose.
            prefix: How the keys begin.
            after: The key that was the last before; None: from the first on.
            limit: How many at most.
        """
        where = [
            ShelfRow.workspace_id == workspace_id,
            ShelfRow.shelved_at.is_not(None),
            func.substr(ShelfRow.key, 1, len(prefix)) == prefix,
        ]
        if after is not None:
            where.append(ShelfRow.key > after)
        rows = await self._session.scalars(
            select(ShelfRow).where(*where).order_by(ShelfRow.key).limit(limit)
        )
        return tuple(_file(row) for row in rows)

    async def rebuild(self, workspace_id: str) -> int:
        """Have all of the workspace planned anew and put there anew; how many files lay there."""
        for owner, row in _ROWS.items():
            mark = {"shelved_version": 0} if owner is Owner.CONTENT else {"shelved_at": None}
            await self._session.execute(
                update(row).where(row.workspace_id == workspace_id).values(**mark)
            )
        lay = await self._session.scalar(
            select(func.count()).select_from(ShelfRow).where(ShelfRow.workspace_id == workspace_id)
        )
        await self._session.execute(
            update(ShelfRow)
            .where(ShelfRow.workspace_id == workspace_id)
            .values(shelved_at=None, trouble=None)
        )
        return lay or 0


def _of(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    return (
        ShelfRow.workspace_id == subject.workspace_id,
        ShelfRow.owner == subject.owner.value,
        ShelfRow.subject_id == subject.id,
    )


def _at(task: Task) -> tuple[ColumnElement[bool], ...]:
    file = task.file
    return ShelfRow.workspace_id == file.subject.workspace_id, ShelfRow.key == file.key


def _same(task: Task) -> tuple[ColumnElement[bool], ...]:
    return (
        *_at(task),
        ShelfRow.planned_at == task.planned_at,
        ShelfRow.sha256 == task.file.sha256,
        ShelfRow.leaves.is_(task.leaves),
    )


def _row(file: Shelved, at: datetime) -> ShelfRow:
    row = ShelfRow(workspace_id=file.subject.workspace_id, key=file.key)
    _write(row, file, at)
    return row


def _write(row: ShelfRow, file: Shelved, at: datetime) -> None:
    row.owner, row.subject_id = file.subject.owner.value, file.subject.id
    for name in _COLUMNS:
        setattr(row, name, getattr(file, name))
    row.facts = file.model_dump(mode="json", include=set(_FACTS))
    row.leaves, row.planned_at, row.shelved_at, row.trouble = False, at, None, None


def _leave(row: ShelfRow, at: datetime) -> None:
    if not row.leaves:
        row.leaves, row.planned_at, row.shelved_at, row.trouble = True, at, None, None


def _file(row: ShelfRow, **other: None) -> Shelved:
    subject = Subject(workspace_id=row.workspace_id, owner=Owner(row.owner), id=row.subject_id)
    told = {name: getattr(row, name) for name in (*_COLUMNS, "shelved_at")}
    return Shelved(subject=subject, key=row.key, **{**told, **row.facts, **other})
