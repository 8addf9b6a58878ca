"""What the derived index is made from, in pages, and the change of the embedding model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.platform import Platform
from store.tables import BrandRow, PostRow, PostVectorRow
from store.vectors import IN_CHUNK, SEARCHABLE, SearchRow, own_vector, raise_version


@dataclass(frozen=True, slots=True)
class BrandVersion:
    workspace_id: str
    brand_id: str
    version: int
    """`posts_version`: rises with every change of the brand's posts or vectors."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A searchable post as the index holds it; without its vector where that was not asked for."""

    id: str
    text: str
    platform: str
    published_at: datetime | None
    ers: float
    likes: int | None
    comments: int | None
    shares: int | None
    registers: tuple[str, ...]
    vector: bytes = b""
    """float32, little-endian."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """How far each model has come with a brand's searchable posts."""

    posts: int
    by_model: dict[str, int]


_FIELDS = (
    PostRow.id,
    PostRow.text,
    PostRow.platform,
    PostRow.published_at,
    PostRow.ers,
    PostRow.likes,
    PostRow.comments,
    PostRow.shares,
    PostRow.registers,
)


class Indexing:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def brands(self, workspace_id: str) -> tuple[BrandVersion, ...]:
        """The workspace's brands, oldest first."""
        chosen = _every().where(BrandRow.workspace_id == workspace_id)
        return tuple(BrandVersion(*row) for row in await self._session.execute(chosen))

    async def embedded(self, workspace_id: str, brand_id: str) -> Embedded:
        """How many searchable posts there are, and how many have a vector of each model."""
        mine = (PostRow.workspace_id == workspace_id, PostRow.brand_id == brand_id)
        posts = await self._session.scalar(
            select(func.count()).select_from(PostRow).where(*mine, *SEARCHABLE)
        )
        rows = await self._session.execute(
            select(PostVectorRow.model, func.count())
            .join(
                PostRow,
                and_(
                    PostRow.workspace_id == PostVectorRow.workspace_id,
                    PostRow.id == PostVectorRow.post_id,
                ),
            )
            .where(*mine, *SEARCHABLE)
            .group_by(PostVectorRow.model)
        )
        return Embedded(posts=posts or 0, by_model=dict(iter(rows)))

    async def page(
        self, workspace_id: str, brand_id: str, model: str, *, after: str, limit: int
    ) -> tuple[IndexEntry, ...]:
        """Posts with a vector of this model (left out here), by rising id."""
        rows = await self._session.execute(
            select(*_FIELDS)
            .join(PostVectorRow, own_vector(model))
            .where(PostRow.workspace_id == workspace_id, PostRow.brand_id == brand_id)
            .where(*SEARCHABLE, PostRow.id > after)
            .order_by(PostRow.id)
            .limit(limit)
        )
        return tuple(_entry(row) for row in rows)

    async def entries(
        self, workspace_id: str, brand_id: str, model: str, ids: Sequence[str]
    ) -> tuple[IndexEntry, ...]:
        """Those of the posts that can be found with this model, with their vectors, in no order."""
        found: list[IndexEntry] = []
        for start in range(0, len(ids), IN_CHUNK):
            rows = await self._session.execute(
                select(*_FIELDS, PostVectorRow.vector, PostRow.brand_id)
                .join(PostVectorRow, own_vector(model))
                .where(PostRow.workspace_id == workspace_id)
                .where(PostRow.id.in_(ids[start : start + IN_CHUNK]), *SEARCHABLE)
            )
            found += [_entry(row) for row in rows if row.brand_id == brand_id]
        return tuple(found)

    async def texts(self, workspace_id: str, brand_id: str) -> tuple[SearchRow, ...]:
        """Every searchable post of the brand, whatever vectors it has, none of them told."""
        rows = await self._session.execute(
            select(*_FIELDS[:5])
            .where(PostRow.workspace_id == workspace_id, PostRow.brand_id == brand_id)
            .where(*SEARCHABLE)
        )
        return tuple(
            SearchRow(i, text, Platform(platform), at, ers or 0.0, b"")
            for i, text, platform, at, ers in rows
        )

    async def lacking(self, workspace_id: str, brand_id: str, model: str) -> bool:
        """Whether a searchable post of the brand has no vector of this model."""
        found = await self._session.scalar(
            select(PostRow.id)
            .outerjoin(PostVectorRow, own_vector(model))
            .where(PostRow.workspace_id == workspace_id, PostRow.brand_id == brand_id)
            .where(*SEARCHABLE, PostVectorRow.post_id.is_(None))
            .limit(1)
        )
        return found is not None

    async def touch(self, workspace_id: str, brand_id: str) -> None:
        """Raise the brand's `posts_version`: vectors were written without it."""
        await raise_version(self._session, workspace_id, brand_id)

    async def supersede(self, workspace_id: str, brand_id: str, model: str) -> None:
        """Remove the brand's vectors of every other model, and raise its `posts_version`."""
        await self._session.execute(
            delete(PostVectorRow).where(
                PostVectorRow.workspace_id == workspace_id,
                PostVectorRow.brand_id == brand_id,
                PostVectorRow.model != model,
            )
        )
        await raise_version(self._session, workspace_id, brand_id)


def _every() -> Select[str, str, int]:
    return select(BrandRow.workspace_id, BrandRow.id, BrandRow.posts_version).order_by(
        BrandRow.created_at, BrandRow.id
    )


EVERY_BRAND = _every().where(BrandRow.posts_version > 0)
"""Every workspace's brands that have or had posts: for the worker, who serves all."""


def _entry(row: Row[Any]) -> IndexEntry:
    facts = {name: fact for name, fact in row._mapping.items() if name != "brand_id"}
    return IndexEntry(**facts | {"registers": tuple(facts["registers"] or ())})
