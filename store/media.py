"""Media: what is known of each; the bytes lie under `blob_key` among the files."""

from collections.abc import Iterable

from sqlalchemy import String, and_, cast, func, literal, or_, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from domain.approval import ApprovalStatus, Decision
from domain.content import Content
from domain.errors import InvalidError, NotFoundError
from domain.media import (
    FITTED,
    OF_ASSET,
    UPLOAD,
    MediaFacts,
    Medium,
    goes_with_asset,
)
from domain.publication import TERMINAL
from store.brand_assets import BrandAssets
from store.tables import ApprovalRow, BrandRow, ContentVersionRow, MediumRow, PublicationRow

HANDED_IN = (UPLOAD, FITTED)
"""Kinds of provenance of what people brought; the rest was drawn here."""


def blob_key(sha256: str) -> str:
    """The same for every workspace: equal bytes are stored once."""
    return f"media/{sha256[:2]}/{sha256}"


class Media:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, medium: Medium) -> None:
        """Keep what is known; one that the workspace has already is left as it is.

        Only what came as a brand's file, and now comes otherwise, does not go with that any more.
        """
        key = {"workspace_id": medium.workspace_id, "sha256": medium.sha256}
        known = await self._session.get(MediumRow, key)
        if known is not None:
            if not goes_with_asset(medium) and OF_ASSET in known.provenance:
                known.provenance = {k: v for k, v in known.provenance.items() if k != OF_ASSET}
                await self._session.flush()
            return
        try:
            async with self._session.begin_nested():
                self._session.add(MediumRow(**medium.model_dump()))
        except IntegrityError:
            # somebody kept the same bytes this very moment; on PostgreSQL both may try
            return

    async def get(self, workspace_id: str, sha256: str) -> Medium:
        """The medium.

        Raises:
            NotFoundError: The workspace has none of that hash.
        """
        found = await self.known(workspace_id, (sha256,))
        if not found:
            raise _unknown(sha256)
        return found[0]

    async def known(self, workspace_id: str, hashes: Iterable[str]) -> tuple[Medium, ...]:
        """Those that the workspace has, in the order asked for."""
        wanted = tuple(hashes)
        if not wanted:
            return ()
        rows = await self._session.scalars(
            select(MediumRow).where(
                MediumRow.workspace_id == workspace_id, MediumRow.sha256.in_(wanted)
            )
        )
        found = {row.sha256: _medium(row) for row in rows}
        return tuple(found[sha256] for sha256 in wanted if sha256 in found)

    async def handed_in(
        self, workspace_id: str, *, after: str | None, limit: int
    ) -> tuple[Medium, ...]:
        """What its people uploaded and what was made of that to fit, newest first.

        Args:
            workspace_id: Whose.
            after: The hash of the one that was the last before; None: from the newest on.
            limit: How many at most.

        Raises:
            InvalidError: `bad_cursor`; there is none of that hash.
        """
        where = [
            MediumRow.workspace_id == workspace_id,
            MediumRow.provenance["kind"].as_string().in_(HANDED_IN),
        ]
        if after is not None:
            last = await self._session.get(MediumRow, (workspace_id, after))
            if last is None:
                raise InvalidError(
                    "This cursor leads nowhere. Begin again without one.", code="bad_cursor"
                )
            place = tuple_(MediumRow.created_at, MediumRow.sha256)
            where.append(place < tuple_(literal(last.created_at), literal(after)))
        rows = await self._session.scalars(
            select(MediumRow)
            .where(*where)
            .order_by(MediumRow.created_at.desc(), MediumRow.sha256.desc())
            .limit(limit)
        )
        return tuple(_medium(row) for row in rows)

    async def fitted(
        self, workspace_id: str, of: str, purpose: str, *, crop: bool
    ) -> Medium | None:
        """The newest that was made of another for that purpose."""
        row = await self._session.scalar(
            select(MediumRow)
            .where(
                MediumRow.workspace_id == workspace_id,
                MediumRow.provenance["kind"].as_string() == FITTED,
                MediumRow.provenance["of"].as_string() == of,
                MediumRow.provenance["for"].as_string() == purpose,
                MediumRow.provenance["crop"].as_boolean().is_(crop),
            )
            .order_by(MediumRow.created_at.desc(), MediumRow.sha256)
            .limit(1)
        )
        return _medium(row) if row is not None else None

    async def hold(self, sha256: str) -> None:
        """Let nobody else keep or remove these bytes until this unit ends.

        The file is shared by workspaces: without this one could remove it just as another finds
        it there. On SQLite writers come one by one anyhow.
        """
        if self._session.get_bind().dialect.name != "sqlite":
            key = func.hashtextextended(f"media/{sha256}", 0)
            await self._session.execute(select(func.pg_advisory_xact_lock(key)))

    async def use(self, workspace_id: str, sha256: str) -> str | None:
        """What of the workspace needs the medium, in words; None when nothing does."""
        version = await self._session.scalar(
            select(ContentVersionRow.content_id)
            .where(
                ContentVersionRow.workspace_id == workspace_id,
                cast(ContentVersionRow.body, String).contains(sha256, autoescape=True),
            )
            .limit(1)
        )
        if version is not None:
            return "a post, or an earlier version of one"
        brand = await self._session.scalar(
            select(BrandRow.id)
            .where(
                BrandRow.workspace_id == workspace_id,
                BrandRow.removed_at.is_(None),
                cast(BrandRow.profile, String).contains(sha256, autoescape=True),
            )
            .limit(1)
        )
        if brand is not None:
            return "the brand's profile, as its logo or the picture of a product"
        own = await BrandAssets(self._session).uses(workspace_id, sha256)
        return "a brand, as one of its files" if own else None

    async def remove(self, workspace_id: str, sha256: str) -> bool:
        """Forget the medium; whether nobody has its bytes any more, which `hold` keeps true.

        Raises:
            NotFoundError: The workspace has none of that hash.
        """
        row = await self._session.get(MediumRow, (workspace_id, sha256))
        if row is None:
            raise _unknown(sha256)
        await self._session.delete(row)
        await self._session.flush()
        others = await self._session.scalar(
            select(func.count()).select_from(MediumRow).where(MediumRow.sha256 == sha256)
        )
        return not others

    async def waiting_to_go_out(self, sha256: str) -> Medium | None:
        """The medium while some workspace's post with it is asked about or on its way out.

        The one read over all workspaces: whoever fetches by hash has no account with us. It says
        nothing of where the post is.
        """
        on_its_way = and_(
            ApprovalRow.status == ApprovalStatus.DECIDED.value,
            ApprovalRow.decision == Decision.APPROVE.value,
            PublicationRow.state.not_in([state.value for state in TERMINAL]),
        )
        found = await self._session.execute(
            select(MediumRow, ContentVersionRow.body)
            .join(ApprovalRow, ApprovalRow.workspace_id == MediumRow.workspace_id)
            .join(
                ContentVersionRow,
                and_(
                    ContentVersionRow.content_id == ApprovalRow.content_id,
                    ContentVersionRow.number == ApprovalRow.version,
                ),
            )
            .outerjoin(PublicationRow, PublicationRow.approval_id == ApprovalRow.id)
            .where(
                MediumRow.sha256 == sha256,
                or_(ApprovalRow.status == ApprovalStatus.OPEN.value, on_its_way),
                # narrows by the words; the version's own list decides
                cast(ContentVersionRow.body, String).contains(sha256, autoescape=True),
            )
        )
        uses = (row for row, body in found if sha256 in body.get("media", ()))
        row = next(uses, None)
        return _medium(row) if row is not None else None


async def with_media(session: AsyncSession, contents: tuple[Content, ...]) -> tuple[Content, ...]:
    """The contents, each with what is known of its version's media."""
    media = Media(session)
    filled = []
    known: dict[str, dict[str, Medium]] = {}
    for workspace_id in {content.workspace_id for content in contents}:
        wanted = {h for c in contents if c.workspace_id == workspace_id for h in c.version.media}
        found = await media.known(workspace_id, sorted(wanted))
        known[workspace_id] = {medium.sha256: medium for medium in found}
    for content in contents:
        own = known[content.workspace_id]
        shown = tuple(own[h] for h in content.version.media if h in own)
        filled.append(content.model_copy(update={"media": shown}) if shown else content)
    return tuple(filled)


def _unknown(sha256: str) -> NotFoundError:
    return NotFoundError(f"There is no medium {sha256[:12]}… in this workspace.")


def _medium(row: MediumRow) -> Medium:
    return Medium(
        workspace_id=row.workspace_id,
        sha256=row.sha256,
        content_type=row.content_type,
        width=row.width,
        height=row.height,
        size=row.size,
        facts=MediaFacts.model_validate(row.facts),
        provenance=row.provenance,
        created_at=row.created_at,
    )
