"""The vectors of a brand's posts: bulk reads and writes. Scores and embeds nothing."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.platform import Platform
from store.tables import BrandRow, PostRow, PostVectorRow

Anything = TypeVar("Anything")
IN_CHUNK = 500
"""Values per IN list; older SQLite builds bind at most 999 variables."""


@dataclass(frozen=True, slots=True)
class TextVector:
    """A post's vector together with the text it was made from."""

    post_id: str
    text: str
    vector: bytes
    """float32, little-endian."""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """What search needs of one post."""

    id: str
    text: str
    platform: Platform
    published_at: datetime | None
    ers: float
    vector: bytes
    """float32, little-endian."""


class PostVectors:
    """The truth about vectors; every index over them is derived."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def missing(self, workspace_id: str, brand_id: str, model: str) -> list[str]:
        """Ids of searchable posts that have no vector of this model, rising."""
        rows = await self._session.scalars(
            select(PostRow.id)
            .outerjoin(PostVectorRow, own_vector(model))
            .where(PostRow.workspace_id == workspace_id, PostRow.brand_id == brand_id)
            .where(*SEARCHABLE, PostVectorRow.post_id.is_(None))
        )
        return sorted(rows)

    async def texts(
        self, workspace_id: str, brand_id: str, model: str, ids: Sequence[str]
    ) -> dict[str, str]:
        """Text by id of those of the posts that (still) have no vector of this model."""
        found: dict[str, str] = {}
        for chunk in chunks(ids):
            rows = await self._session.execute(
                select(PostRow.id, PostRow.brand_id, PostRow.text)
                .outerjoin(PostVectorRow, own_vector(model))
                .where(*chosen(workspace_id, chunk))
                .where(*SEARCHABLE, PostVectorRow.post_id.is_(None))
            )
            found |= {row.id: row.text for row in rows if row.brand_id == brand_id}
        return found

    async def known(
        self, workspace_id: str, brand_id: str, model: str, texts: Sequence[str]
    ) -> dict[str, bytes]:
        """The vectors the brand already has for exactly these texts."""
        by_digest = {_digest(text): text for text in texts}
        found: dict[str, bytes] = {}
        for chunk in chunks(list(by_digest)):
            rows = await self._session.execute(
                select(PostVectorRow.text_sha256, PostVectorRow.vector).where(
                    PostVectorRow.workspace_id == workspace_id,
                    PostVectorRow.brand_id == brand_id,
                    PostVectorRow.model == model,
                    PostVectorRow.text_sha256.in_(chunk),
                )
            )
            found |= {by_digest[digest]: vector for digest, vector in rows}
        return found

    async def write(
        self,
        workspace_id: str,
        brand_id: str,
        model: str,
        vectors: Sequence[TextVector],
        *,
        more_follow: bool = False,
    ) -> int:
        """Add vectors and raise the brand's `posts_version`; says how many were added.

        Left out are those whose post has another text by now or already has its vector. A text the
        brand already has takes that text's vector, so that equal texts always tie exactly. While
        more follow the version stays, so that what was made from the rows is made anew once only.
        """
        ids = [v.post_id for v in vectors]
        lacking = await self.texts(workspace_id, brand_id, model, ids)
        known = await self.known(workspace_id, brand_id, model, [v.text for v in vectors])
        rows = [
            {
                "workspace_id": workspace_id,
                "post_id": v.post_id,
                "model": model,
                "brand_id": brand_id,
                "dim": len(v.vector) // 4,
                "vector": known.get(v.text, v.vector),
                "text_sha256": _digest(v.text),
            }
            for v in vectors
            if lacking.get(v.post_id) == v.text
        ]
        if rows:
            await self._session.execute(insert(PostVectorRow), rows)
        if rows and not more_follow:
            await raise_version(self._session, workspace_id, brand_id)
        return len(rows)

    async def search_rows(
        self, workspace_id: str, brand_id: str, model: str
    ) -> tuple[SearchRow, ...]:
        """Every searchable post of the brand that has a vector of this model, in no order."""
        rows = await self._session.execute(
            select(
                PostRow.id,
                PostRow.text,
                PostRow.platform,
                PostRow.published_at,
                PostRow.ers,
                PostVectorRow.vector,
            )
            .join(PostVectorRow, own_vector(model))
            .where(PostRow.workspace_id == workspace_id, PostRow.brand_id == brand_id)
            .where(*SEARCHABLE)
        )
        return tuple(
            SearchRow(i, text, Platform(platform), at, ers, vector)
            for i, text, platform, at, ers, vector in rows
            if ers is not None
        )


SEARCHABLE = (PostRow.ers.is_not(None), PostRow.text != "")
"""Design, section 7: an empty text and an unknown score are kept, not indexed."""


def chosen(workspace_id: str, ids: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    """By primary key alone: with the brand beside it SQLite walks the brand's index for each chunk
    (31 s instead of 2 for 100,000 posts).
    """
    return PostRow.workspace_id == workspace_id, PostRow.id.in_(ids)


def own_vector(model: str) -> ColumnElement[bool]:
    return and_(
        PostVectorRow.workspace_id == PostRow.workspace_id,
        PostVectorRow.post_id == PostRow.id,
        PostVectorRow.model == model,
    )


async def raise_version(session: AsyncSession, workspace_id: str, brand_id: str) -> None:
    await session.execute(
        update(BrandRow)
        .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
        .values(posts_version=BrandRow.posts_version + 1)
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def chunks(values: Sequence[Anything]) -> Iterator[Sequence[Anything]]:
    for start in range(0, len(values), IN_CHUNK):
        yield values[start : start + IN_CHUNK]
