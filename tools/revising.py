"""Changes a post as a person wished in the chat: a next version, never a change in place."""

from datetime import date, datetime, time

from domain import hidden
from domain.brand import BrandProfile
from domain.caution import Caution
from domain.claims import still_claimed
from domain.content import Content, ContentStatus, Provenance, Version, with_text
from domain.errors import ConflictError
from domain.frozen import Frozen
from domain.times import Slot, day_in, explained, slot_at, slot_of
from llm.tasks.edit_post import EDIT_POST, CurrentPost, EditedPost, EditPostInputs, NotDone
from llm.tasks.intent import EditAction, EditDetails, EditRequest
from tools.asking import ask_at_once
from tools.authoring import MAX_HASHTAGS
from tools.checking import check_wholly
from tools.editing import by_a_person, is_by_a_person
from tools.foretelling import foretell
from tools.numbering import Numbered
from tools.publishing import withdraw_content
from tools.redrawing import redrawn
from tools.relooking import Relooked, relooked
from tools.repeating import repeats
from tools.services import Turn
from tools.tracking import tracked_content

RACES = 3
"""How often a change is tried again that met the publisher at work on the same row."""


class Revised(Frozen):
    """What came of one wish on one post."""

    number: int
    content: Content
    done: tuple[str, ...] = ()
    not_done: tuple[NotDone, ...] = ()
    too_late: bool = False
    """The post had been handed to the platform: nothing changed."""


def targets(posts: tuple[Numbered, ...], edit: EditRequest) -> tuple[Numbered, ...]:
    """The posts a wish is about: the named ones, or all that wait, or all that can still change."""
    if edit.targets != "all":
        return tuple(post for post in posts if post.number in edit.targets)
    waiting = tuple(post for post in posts if post.open_approval)
    live = tuple(post for post in posts if post.content.status is not ContentStatus.REJECTED)
    return waiting or live


async def revise(turn: Turn, post: Numbered, edit: EditRequest) -> Revised:
    """Make the next version of one post; a run repeated after a crash changes it once."""
    content, services = post.content, turn.services
    if content.version.made_in == turn.run_id and content.version.number > 1:
        return Revised(number=post.number, content=content, done=("Changed as you asked.",))
    async with services.store.reading() as unit:
        brand = (await unit.brands.get(turn.workspace_id, turn.brand_id)).profile
    limit = services.platforms.get(content.platform).renderer.limit
    written = await services.author.write(
        EDIT_POST,
        EditPostInputs(
            brand=brand.as_told(_day(content, brand, services.clock())),
            platform=content.platform,
            language=content.language,
            current=CurrentPost(
                text=content.version.text,
                hashtags=content.version.hashtags,
                first_comment=content.version.first_comment,
                alt_text=content.version.alt_text,
            ),
            instruction=edit.instruction,
            edit=edit,
            max_chars=limit,
            max_hashtags=MAX_HASHTAGS,
            goes_out=_day(content, brand, services.clock()),
        ),
    )
    slot, slot_done, slot_problem = _slot(content, edit, brand, services.clock())
    edited = EditedPost.model_validate(
        hidden.everywhere(written.output.model_dump(), hidden.cleaned)
    )
    not_done = edited.not_done + ((slot_problem,) if slot_problem else ())
    version = _next(turn, content, edited).model_copy(
        update={"provenance": _provenance(content.version, edited, written.provenance)}
    )
    looks = await _looked(turn, brand, content, version, edit)
    version, not_done = looks.version, (*not_done, *looks.not_done)
    if not (_differs(content, edited) or looks.done) and slot == content.slot:
        return Revised(number=post.number, content=content, not_done=not_done)
    if version.text != content.version.text:
        version = version.model_copy(update=await _foretold(turn, content, version.text))
    safety = await check_wholly(services, turn.workspace_id, version, brand)
    version = version.model_copy(update={"safety": safety})
    done = (*edited.done, *looks.done, *slot_done)
    if edited.language and edited.language != content.language:
        spoken = content.model_copy(update={"language": edited.language})
        post = post.model_copy(update={"content": spoken})
    return await _write(turn, post, version, slot, done, not_done)


async def _looked(
    turn: Turn, brand: BrandProfile, content: Content, version: Version, edit: EditRequest
) -> Relooked:
    """With the picture that its words and the wish want."""
    services, wish, before = turn.services, edit.details.picture, content.version
    version = await redrawn(services, turn.workspace_id, brand, content.platform, before, version)
    if wish is None:
        return Relooked(version=version)
    return await relooked(
        services, turn.workspace_id, brand, content.platform, version, wish, content.language
    )


async def _write(
    turn: Turn,
    post: Numbered,
    version: Version,
    slot: Slot | None,
    done: tuple[str, ...],
    not_done: tuple[NotDone, ...],
) -> Revised:
    races = RACES
    cautions = await repeats(turn.services, post.content, version.text)
    while True:
        try:
            content = await _commit(turn, post.content, version, slot, cautions)
        except ConflictError as error:
            # nothing was written: the publisher took the row, or let it go, this very moment
            if error.code == "state_changed" and races:
                races -= 1
                continue
            if error.code == "already_submitted":
                return Revised(number=post.number, content=post.content, too_late=True)
            kept = NotDone(wish="the change", why=error.message)
            return Revised(number=post.number, content=post.content, not_done=(kept,))
        return Revised(number=post.number, content=content, done=done, not_done=not_done)


async def _commit(
    turn: Turn,
    content: Content,
    version: Version,
    slot: Slot | None,
    cautions: tuple[Caution, ...],
) -> Content:
    """Take the old version back, write the new one and ask about it: all of it, or nothing.

    Raises:
        ConflictError: `already_submitted`; `state_changed` when the publisher was at the row this
            very moment; `version_conflict` when somebody else changed the post meanwhile.
    """
    now = turn.services.clock()
    async with turn.services.store.writing() as unit:
        run = await unit.runs.get(turn.workspace_id, turn.run_id)
        who = await unit.accounts.member(turn.workspace_id, run.user_id or "")
        why = f"{who.name or who.email} asked for a change." if who else "A change was asked."
        voided = await withdraw_content(unit, content, now=now, why=why)
        current = await unit.contents.get(turn.workspace_id, content.id)
        if current.version.number != version.number - 1:
            raise ConflictError(
                "Somebody else changed it this very moment. Look at it, then tell me again.",
                code="version_conflict",
            )
        brand = await unit.brands.get(turn.workspace_id, content.brand_id)
        version = await tracked_content(unit, brand, content, version)
        made = await unit.contents.next_version(content, version, slot=slot)
        await ask_at_once(unit, turn, made, at=now, cautions=cautions)
        for subject in (made.id, *voided):
            await unit.audit.record(
                turn.workspace_id,
                at=now,
                user_id=run.user_id,
                surface="chat",
                action="content.change",
                subject=subject,
                detail={"content_id": made.id, "version": version.number},
            )
    return made


def _differs(content: Content, edited: EditedPost) -> bool:
    version = content.version
    return (version.text, version.hashtags, version.first_comment, version.alt_text) != (
        edited.text,
        edited.hashtags,
        edited.first_comment,
        edited.alt_text,
    )


def _provenance(before: Version, edited: EditedPost, of_the_edit: Provenance) -> Provenance:
    """A new time alone leaves the words with their author; a person's part in them stays said."""
    if edited.text == before.text:
        return before.provenance
    return by_a_person(of_the_edit) if is_by_a_person(before.provenance) else of_the_edit


def _next(turn: Turn, content: Content, edited: EditedPost) -> Version:
    return content.version.model_copy(
        update={
            "number": content.version.number + 1,
            "text": edited.text,
            "hashtags": edited.hashtags,
            "first_comment": edited.first_comment,
            "alt_text": edited.alt_text,
            "claims": edited.claims
            if edited.claims is not None
            else still_claimed(content.version.claims, content.version.text, edited.text),
            "variations": with_text(
                content.version.variations, content.version.text, edited.text, edited.hashtags
            ),
            "created_at": turn.services.clock(),
            "created_by": "insta-media",
            "made_in": turn.run_id,
        }
    )


async def _foretold(turn: Turn, content: Content, text: str) -> dict[str, object]:
    return dict(
        await foretell(
            turn.services,
            turn.workspace_id,
            turn.brand_id,
            text=text,
            platform=content.platform,
        )
    )


def _day(content: Content, brand: BrandProfile, now: datetime) -> date:
    """The day on which people see the post, where the brand is."""
    at = content.slot.at if content.slot else now
    return day_in(at, brand.timezone)


def _slot(
    content: Content, edit: EditRequest, brand: BrandProfile, now: datetime
) -> tuple[Slot | None, tuple[str, ...], NotDone | None]:
    """The slot after the wish: (slot, what was done, what could not be)."""
    if EditAction.CHANGE_TIME not in edit.actions:
        return content.slot, (), None
    wanted = _wanted(content.slot, edit.details, brand.timezone, now)
    if wanted is None:
        why = "Tell me the day and the time, for example Friday 7 pm."
        return content.slot, (), NotDone(wish="another time", why=why)
    slot = slot_of(*wanted)
    if slot.at <= now:
        why = "That time has passed. Which one do you mean?"
        return content.slot, (), NotDone(wish="another time", why=why)
    odd = explained(*wanted)
    return slot, ("Moved to the new time.", *((odd,) if odd else ())), None


def _wanted(
    current: Slot | None, details: EditDetails, timezone: str, now: datetime
) -> tuple[date, time, str] | None:
    """The wall time wished for; of an earlier slot the day or the hour that was not named stays.

    It stays as the person reads it, whatever the clocks do in between.
    """
    if details.day is None and details.wall_time is None:
        return None
    if details.wall_time is None and current is None:
        return None
    slot = current or slot_at(now, timezone)
    wall = datetime.fromisoformat(slot.wall)
    clock = time.fromisoformat(details.wall_time) if details.wall_time else wall.time()
    return details.day or wall.date(), clock, slot.zone
