"""A brand's own posts: bulk reads and writes. Scores and embeds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFoundError
from domain.platform import Platform
from domain.post import Post
from store.said import Said
from store.tables import BrandRow, PostRow, PostVectorRow
from store.vectors import PostVectors, chosen, chunks, raise_version

_FIELDS = tuple(Post.model_fields)
_COLUMNS = tuple(getattr(PostRow, name) for name in _FIELDS)
_CLOSE = timedelta(days=30)
_NEWEST_FIRST = (PostRow.published_at.desc().nulls_last(), PostRow.id)


@dataclass(frozen=True, slots=True)
class KeyedPost:
    post: Post
    natural_key: str
    """By what an import finds it again; the id is derived from it."""


class Posts:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.vectors = PostVectors(session)
        self.said = Said(session)

    async def lock(self, workspace_id: str, brand_id: str) -> None:
        """Hold off every other writer of this brand's posts until the unit ends.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        held = await self._session.scalar(
            select(BrandRow.id)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .with_for_update()
        )
        if held is None:
            raise NotFoundError(f"There is no brand {brand_id} in this workspace.")

    async def version(self, workspace_id: str, brand_id: str) -> int:
        """The brand's `posts_version` without its profile.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        found = await self._session.scalar(
            select(BrandRow.posts_version).where(
                BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id
            )
        )
        if found is None:
            raise NotFoundError(f"There is no brand {brand_id} in this workspace.")
        return found

    async def get(self, workspace_id: str, post_id: str) -> Post:
        """The post.

        Raises:
            NotFoundError: No such post in this workspace.
        """
        row = await self._session.get(PostRow, (workspace_id, post_id))
        if row is None:
            raise NotFoundError(f"There is no post {post_id} in this workspace.")
        return _post(row)

    async def list(
        self,
        workspace_id: str,
        brand_id: str,
        *,
        platform: Platform | None = None,
        text: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> tuple[Post, ...]:
        """Posts of the brand, newest first, undated last.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            platform: Only of this platform.
            text: Only those whose text contains it, whatever the case.
            since: Only those published at or after it.
            until: Only those published before it.
            after: Id of the last post of the page before.
            limit: At most so many.
        """
        where = [PostRow.workspace_id == workspace_id, PostRow.brand_id == brand_id]
        where += [PostRow.platform == platform.value] if platform else []
        where += [PostRow.text.icontains(text, autoescape=True)] if text else []
        where += [PostRow.published_at >= since] if since else []
        where += [PostRow.published_at < until] if until else []
        where += [_follows(await self.get(workspace_id, after))] if after else []
        rows = await self._session.scalars(
            select(PostRow).where(*where).order_by(*_NEWEST_FIRST).limit(limit)
        )
        return tuple(_post(row) for row in rows)

    async def told_registers(self, workspace_id: str, brand_id: str) -> dict[str, tuple[str, ...]]:
        """The registers that the brand's published posts were written in, by post id."""
        rows = await self._session.execute(
            select(PostRow.id, PostRow.registers).where(
                PostRow.workspace_id == workspace_id,
                PostRow.brand_id == brand_id,
                PostRow.source == "published",
            )
        )
        return {row.id: tuple(row.registers) for row in rows if row.registers}

    async def told_at(self, workspace_id: str, brand_id: str, *, limit: int) -> dict[str, datetime]:
        """When the newest posts were last told of, by id: the age of their counts."""
        rows = await self._session.execute(
            select(PostRow.id, PostRow.updated_at)
            .where(PostRow.workspace_id == workspace_id, PostRow.brand_id == brand_id)
            .order_by(*_NEWEST_FIRST)
            .limit(limit)
        )
        return {row.id: row.updated_at for row in rows}

    async def by_ids(self, workspace_id: str, brand_id: str, ids: Sequence[str]) -> dict[str, Post]:
        """Those of the posts that the brand has, by id."""
        found: dict[str, Post] = {}
        for chunk in chunks(ids):
            # columns, not mapped rows: the session would keep every row of a long import
            rows = await self._session.execute(
                select(*_COLUMNS).where(*chosen(workspace_id, chunk))
            )
            found |= {row.id: _post(row) for row in rows if row.brand_id == brand_id}
        return found

    async def by_platform_ids(
        self, workspace_id: str, brand_id: str, ids: Sequence[str]
    ) -> dict[str, Post]:
        """The brand's posts with one of these ids of their platform, by our id."""
        found: dict[str, Post] = {}
        for chunk in chunks(ids):
            rows = await self._session.execute(
                select(*_COLUMNS).where(
                    PostRow.workspace_id == workspace_id, PostRow.platform_post_id.in_(chunk)
                )
            )
            found |= {row.id: _post(row) for row in rows if row.brand_id == brand_id}
        return found

    async def of_minutes(
        self, workspace_id: str, brand_id: str, minutes: Sequence[datetime]
    ) -> dict[str, Post]:
        """The brand's posts that were published in these minutes, rising, and between close ones.

        One range of the index for each run: a list of minutes made SQLite walk the whole brand.
        """
        found: dict[str, Post] = {}
        for first, last in _runs(minutes):
            rows = await self._session.execute(
                select(*_COLUMNS).where(
                    PostRow.workspace_id == workspace_id,
                    PostRow.brand_id == brand_id,
                    PostRow.published_at >= first,
                    PostRow.published_at < last + timedelta(minutes=1),
                )
            )
            found |= {row.id: _post(row) for row in rows}
        return found

    async def save(
        self,
        workspace_id: str,
        brand_id: str,
        *,
        new: Sequence[KeyedPost],
        changed: Sequence[Post],
        retold: Sequence[str],
        at: datetime,
    ) -> None:
        """Insert and replace posts in bulk, and raise the brand's `posts_version`.

        Args:
            workspace_id: The tenant.
            brand_id: Whose history.
            new: Posts the brand does not have.
            changed: Posts it has, in their new form; their natural keys stay.
            retold: Ids of changed posts whose text is another; their vectors are dropped.
            at: The time of writing.
        """
        for some in chunks(new):
            rows = [
                _values(k.post) | {"natural_key": k.natural_key, "created_at": at, "updated_at": at}
                for k in some
            ]
            await self._session.execute(insert(PostRow), rows)
        for these in chunks(changed):
            await self._session.execute(
                update(PostRow), [_values(post) | {"updated_at": at} for post in these]
            )
        for chunk in chunks(retold):
            await self._session.execute(
                delete(PostVectorRow).where(
                    PostVectorRow.workspace_id == workspace_id, PostVectorRow.post_id.in_(chunk)
                )
            )
        if new or changed:
            await raise_version(self._session, workspace_id, brand_id)

    async def remove(self, workspace_id: str, post_id: str) -> Post:
        """Delete the post with its vectors and raise the brand's `posts_version`; the post it was.

        Raises:
            NotFoundError: No such post in this workspace.
        """
        post = await self.get(workspace_id, post_id)
        for row, key in ((PostVectorRow, PostVectorRow.post_id), (PostRow, PostRow.id)):
            await self._session.execute(
                delete(row).where(row.workspace_id == workspace_id, key == post_id)
            )
        await raise_version(self._session, workspace_id, post.brand_id)
        return post


def _follows(post: Post) -> ColumnElement[bool]:
    """The posts that come after this one in the order of `Posts.list`."""
    if post.published_at is None:
        return and_(PostRow.published_at.is_(None), PostRow.id > post.id)
    return or_(
        PostRow.published_at < post.published_at,
        and_(PostRow.published_at == post.published_at, PostRow.id > post.id),
        PostRow.published_at.is_(None),
    )


def _post(row: PostRow | Row[Any]) -> Post:
    return Post.model_validate({name: getattr(row, name) for name in _FIELDS})


def _values(post: Post) -> dict[str, Any]:
    return {name: getattr(post, name) for name in _FIELDS} | {
        "platform": post.platform.value,
        "hashtags": list(post.hashtags),
        "registers": list(post.registers),
    }


def _runs(minutes: Sequence[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """The first and last of those that lie close together."""
    start = 0
    for at in range(1, len(minutes) + 1):
        if at == len(minutes) or minutes[at] - minutes[at - 1] > _CLOSE:
            yield minutes[start], minutes[at - 1]
            start = at
