"""What became of posts, told from the rows: every entry of their publications' timelines."""

from domain.approval import Decision
from domain.brand import BrandProfile
from domain.content import ContentStatus
from domain.publication import Publication, PublicationState, was_moved
from domain.times import spoken, spoken_slot
from llm.tasks.reply import CannotDo, HistoryEntry, PostHistories, PostHistory, Unclear
from store.unit import Unit
from tools.numbering import Numbered
from tools.services import Turn
from tools.telling import next_step, paused, posts_and_brand

S = PublicationState
_STATES = {
    S.CLAIMED: "is being prepared",
    S.PREPARED: "is being prepared",
    S.SUBMITTED: "is being sent",
    S.PUBLISHED: "is out",
    S.UNKNOWN: "may or may not be out",
    S.FAILED: "did not go out",
    S.MISSED: "missed its time; nothing was posted",
    S.CANCELLED: "was called off; nothing was posted",
}


async def histories(turn: Turn, about: tuple[int, ...]) -> PostHistories | CannotDo | Unclear:
    """The history of the posts of these numbers, or of all; says when there is none like that."""
    posts, brand = await posts_and_brand(turn)
    chosen = [post for post in posts if not about or post.number in about]
    if not posts:
        return Unclear()
    if not chosen:
        numbers = ", ".join(str(number) for number in about)
        return CannotDo(
            wish=f"post {numbers}",
            why=f"there is no such post in this conversation; it has {len(posts)}.",
            instead="Name one of these by its number.",
        )
    async with turn.services.store.reading() as unit:
        return PostHistories(posts=tuple([await _history(unit, post, brand) for post in chosen]))


async def _history(unit: Unit, post: Numbered, brand: BrandProfile) -> PostHistory:
    content = post.content
    rows = await unit.publications.list(content.workspace_id, content_id=content.id)
    entries = sorted(
        ((entry.at, entry.detail) for row in rows for entry in row.timeline), key=lambda e: e[0]
    )
    rejected = [
        (a.decided_at, f"Rejected by {a.decided_by}")
        for a in await unit.approvals.list(content.workspace_id, content_id=content.id)
        if a.decision is Decision.REJECT and a.decided_at
    ]
    newest = post.publication or (rows[-1] if rows else None)
    return PostHistory(
        number=post.number,
        platform=content.platform,
        state=_state(post, newest, brand),
        entries=tuple(
            HistoryEntry(when=spoken(at, brand.timezone), what=what)
            for at, what in [*entries, *rejected]
            if what
        ),
        permalink=newest.permalink if newest and newest.state is S.PUBLISHED else None,
        next_step=await _then(unit, newest) if newest and not post.open_approval else "",
    )


async def _then(unit: Unit, row: Publication) -> str:
    """What to do about it, or what it waits for."""
    if row.state is not S.SCHEDULED:
        return next_step(row)
    account = await unit.connections.get(row.workspace_id, row.connection_id)
    return paused(account) if account.paused_at else ""


def _state(post: Numbered, row: Publication | None, brand: BrandProfile) -> str:
    if post.open_approval:
        when = spoken_slot(post.open_approval, brand.timezone) or "as soon as you approve"
        return f"waits for your approval; it would go out {when}"
    if post.content.status is ContentStatus.REJECTED:
        return "was rejected; nothing is published"
    if row is None:
        return "is a draft that has not been put up for approval"
    if row.state is S.SCHEDULED:
        return f"is approved and goes out {spoken_slot(row, brand.timezone) or 'now'}"
    if was_moved(row):
        return "is to go out at another time, which nobody has approved yet"
    return _STATES[row.state]
