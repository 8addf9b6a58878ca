"""A person's own post, without the chat: checked like a draft of ours, and asked about like one.

Nothing goes out by it: it ends with an open approval. The preview writes nothing at all.
"""

from dataclasses import dataclass

from pydantic import Field

from domain.account import Member, Right
from domain.approval import Approval
from domain.brand import Brand
from domain.caution import Caution
from domain.connection import Connection, ConnectionStatus
from domain.content import BY_HAND, Content, ContentStatus, Provenance, Version
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.form import Form
from domain.frozen import Frozen
from domain.ids import new_id
from domain.language import OTHER, WRITTEN, language_of
from domain.platform import Platform
from domain.safety import Safety
from domain.times import GivenInstant, columns
from platforms.fitting import media_problems
from platforms.ports import MediaItem, MediaProfile, RenderedPost
from store.unit import Unit
from tools.asking import choose_connection, open_approval
from tools.checking import check_wholly
from tools.editing import formed, parse_edits, require_one_time, require_something
from tools.foretelling import foretell
from tools.media import items_in, require_own
from tools.pictures import described
from tools.preflight import ANY_LENGTH, check_media
from tools.quotas import require_post_left
from tools.repeating import repeats_on
from tools.services import Services
from tools.slotting import When, wished_slot
from tools.tracking import occasion, tracked_version


class Draft(Frozen):
    """A post as a person hands it over."""

    platform: Platform
    connection_id: str | None = None
    """Absent: the account that the team would post by."""
    text: str = ""
    """May be empty where media say it all."""
    hashtags: tuple[str, ...] = ()
    first_comment: str | None = None
    alt_text: str | None = None
    media: tuple[str, ...] = Field(default=(), max_length=20)
    """sha256 of each medium, in order, of those that the workspace has."""
    form: dict[str, object] | None = None
    language: str | None = None
    """Absent: the one that the text is in."""
    publish_at: GivenInstant | None = None
    """Absent: on approval."""
    publish_zone: str | None = None
    next_free: bool = False
    """Take the account's next free slot instead of a time."""


@dataclass(frozen=True)
class Composed:
    """A draft that was understood: the version it makes, and how its platform would carry it."""

    version: Version
    connection: Connection
    media: tuple[MediaItem, ...]
    post: RenderedPost


async def preview(services: Services, member: Member, brand: Brand, draft: Draft) -> Composed:
    """How the post would look, and what keeps it from going out. Writes nothing.

    Raises:
        InvalidError: `bad_edit`; it cannot be understood.
        ConflictError: `not_connected`.
        NotFoundError: No such account in this workspace.
    """
    version = tracked_version(
        await _version(services, member, draft),
        brand.tracking,
        occasion(draft.platform, "", draft.language or language_of(draft.text)),
    )
    async with services.store.reading() as unit:
        connection = await _connection(unit, member, draft)
        media = await items_in(unit, services, member.workspace_id, version)
    renderer = services.platforms.get(draft.platform).renderer
    post = renderer.render(version, account_id=connection.account_id, media=media)
    return Composed(version, connection, media, post)


async def compose(
    services: Services, member: Member, brand: Brand, draft: Draft, *, surface: str
) -> Approval:
    """Keep the post and ask about it.

    Raises:
        InvalidError: `bad_edit`, `in_the_past`, `bad_zone`, `unknown_language`; `not_publishable`
            with every reason; `media_unfit`.
        ConflictError: `not_connected`.
        LimitError: The plan's posts of this month are used up.
        ForbiddenError: The member may only look.
        NotFoundError: No such account in this workspace.
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to write this post.", code="not_an_editor")
    language = _language(draft)
    composed = await preview(services, member, brand, draft)
    _require_publishable(services, composed)
    await check_media(
        services, member.workspace_id, draft.platform, composed.version, is_served=False
    )
    cautions = await cautions_of(services, member, brand, composed)
    content = await _piece(services, member, brand, composed, language)
    now = services.clock()
    async with services.store.writing() as unit:
        await require_post_left(unit, member.workspace_id, now)
        slot = await wished_slot(
            unit,
            When(publish_at=draft.publish_at, zone=draft.publish_zone, next_free=draft.next_free),
            composed.connection,
            content_id=content.id,
            brand_zone=brand.profile.timezone,
            now=now,
        )
        await unit.contents.add(content.model_copy(update=columns(slot)))
        kept = await unit.contents.get(member.workspace_id, content.id)
        approval = await open_approval(
            unit,
            services,
            kept,
            connection=composed.connection,
            thread_id=None,
            at=now,
            cautions=cautions,
        )
        await _audit(unit, member, approval, surface)
    return approval


async def _piece(
    services: Services, member: Member, brand: Brand, composed: Composed, language: str
) -> Content:
    """The piece, checked and foretold, as it will be kept; its slot is chosen with that."""
    platform, version = composed.connection.platform, composed.version
    foretold = await foretell(
        services, member.workspace_id, brand.id, text=version.text, platform=platform
    )
    safety = await check_wholly(services, member.workspace_id, version, brand.profile)
    return Content(
        id=new_id(),
        workspace_id=member.workspace_id,
        brand_id=brand.id,
        campaign_id=None,
        task_id=None,
        platform=platform,
        language=language,
        status=ContentStatus.PENDING_REVIEW,
        version=version.model_copy(update={"safety": safety, **dict(foretold)}),
    )


async def cautions_of(
    services: Services, member: Member, brand: Brand, composed: Composed
) -> tuple[Caution, ...]:
    """What to know before asking about it: whether the brand said it lately."""
    return await repeats_on(
        services,
        member.workspace_id,
        brand.id,
        composed.connection.platform,
        composed.version.text,
    )


async def _audit(unit: Unit, member: Member, approval: Approval, surface: str) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=approval.created_at,
        user_id=member.user_id,
        surface=surface,
        action="content.compose",
        subject=approval.content.id,
        detail={"approval_id": approval.id, "content_hash": approval.content_hash},
    )


async def _version(services: Services, member: Member, draft: Draft) -> Version:
    """The first version of it, its fields checked as those of an edit are."""
    require_one_time(is_timed=draft.publish_at is not None, next_free=draft.next_free)
    given = draft.model_dump(
        mode="json",
        include={"text", "hashtags", "first_comment", "alt_text", "media", "form"},
        exclude_none=True,
    )
    edits = parse_edits(given)
    await require_own(services, member.workspace_id, draft.media)
    version = require_something(
        Version(
            number=1,
            text=edits.text or "",
            hashtags=edits.hashtags or (),
            first_comment=edits.first_comment or None,
            alt_text=edits.alt_text or None,
            media=draft.media,
            form=formed(Form(), edits.form or {}),
            safety=Safety(passed=True),
            provenance=Provenance(author=BY_HAND, prompt="", prompt_version="", prompt_hash=""),
            created_at=services.clock(),
            created_by=member.name or member.email,
        )
    )
    return await described(services, member.workspace_id, version)


async def _connection(unit: Unit, member: Member, draft: Draft) -> Connection:
    title = draft.platform.title
    if draft.connection_id is None:
        found = choose_connection(await unit.connections.list(member.workspace_id), draft.platform)
    else:
        found = await unit.connections.get(member.workspace_id, draft.connection_id)
        if found.platform is not draft.platform:
            raise InvalidError(
                f"That account is on {found.platform.title}, and this post is for {title}. Choose "
                "one of the same platform.",
                code="bad_edit",
            )
    if found is None or found.status is not ConnectionStatus.ACTIVE:
        raise ConflictError(
            f"{title} is not connected. Connect it, then write the post.", code="not_connected"
        )
    return found


def _require_publishable(services: Services, composed: Composed) -> None:
    """Refuse what its platform would not take; of media alone it is said that they are unfit.

    Raises:
        InvalidError: `not_publishable` or `media_unfit`, with every reason.
    """
    problems, platform = composed.post.problems, composed.connection.platform
    if not problems:
        return
    formats = services.platforms.get(platform).renderer.formats
    unfit = media_problems(
        formats.get(composed.version.form.format, MediaProfile()),
        platform,
        composed.version,
        composed.media,
        longest_alt_text=ANY_LENGTH,
    )
    code = "media_unfit" if set(problems) <= set(unfit) else "not_publishable"
    reasons = " ".join(problems)
    raise InvalidError(f"{platform.title} would not take this post: {reasons}", code=code)


def _language(draft: Draft) -> str:
    """The one that is named, or the one that the words are in.

    Raises:
        InvalidError: `unknown_language`.
    """
    if draft.language is None:
        return language_of("\n".join((draft.text, draft.first_comment or "")))
    if draft.language not in (*WRITTEN, OTHER):
        raise InvalidError(
            f"“{draft.language}” is not known here. Use {', '.join(WRITTEN)}, or {OTHER} for any "
            "other; leave it out to have it told by the text.",
            code="unknown_language",
        )
    return draft.language
