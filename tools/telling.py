"""Gathers what a reply has to tell, from the rows: who decided what, what went out, what waits."""

from domain.approval import Approval, ApprovalStatus, Decision
from domain.brand import BrandProfile
from domain.budget import Budget
from domain.campaign import Campaign
from domain.connection import Connection
from domain.part import PartState, PublicationPart, counted, trouble_of
from domain.part import is_held as is_part_held
from domain.publication import (
    NEW_TIME,
    SETTLED_FOR_THREAD,
    Publication,
    PublicationState,
    is_held,
    was_moved,
)
from domain.times import spoken, spoken_slot
from llm.tasks.reply import (
    Decided,
    DecidedPost,
    DraftsWaiting,
    PlanMade,
    PlannedPost,
    PublicationsSettled,
    SettledPost,
    WaitingDraft,
    WaitingList,
)
from tools.numbering import Numbered, posts_of_thread
from tools.services import Turn

S = PublicationState
TELLABLE = SETTLED_FOR_THREAD
NEEDS_PERSON = frozenset({S.UNKNOWN, S.FAILED, S.MISSED})
_AS_SOON_AS = "as soon as you approve"


async def posts_and_brand(turn: Turn) -> tuple[tuple[Numbered, ...], BrandProfile]:
    async with turn.services.store.reading() as unit:
        posts = await posts_of_thread(unit, turn.workspace_id, turn.thread_id)
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
    return posts, brand.profile


async def budget_of(turn: Turn, campaign_id: str | None) -> Budget | None:
    """What may be spent on the posts of the campaign; None where there is none, or no plan."""
    if not campaign_id:
        return None
    async with turn.services.store.reading() as unit:
        campaign = await unit.campaigns.get(turn.workspace_id, campaign_id)
    return campaign.strategy.budget if campaign.strategy else None


def plan_made(campaign: Campaign, brand: BrandProfile, *, first_number: int) -> PlanMade:
    strategy = campaign.strategy
    entries = strategy.calendar if strategy else ()
    return PlanMade(
        campaign=campaign.name,
        posts=tuple(
            PlannedPost(
                number=first_number + position,
                platform=entry.platform,
                when=spoken(entry.publish_at, brand.timezone) if entry.publish_at else _AS_SOON_AS,
                topic=entry.topic,
                language=entry.language,
            )
            for position, entry in enumerate(entries)
        ),
        rationale=strategy.rationale if strategy else (),
        notes=strategy.notes if strategy else (),
    )


def waiting(posts: tuple[Numbered, ...], brand: BrandProfile) -> tuple[WaitingDraft, ...]:
    """The posts whose approval is open."""
    return tuple(
        WaitingDraft(
            number=post.number,
            platform=post.content.platform,
            when=_slot(post, brand),
            register=post.content.version.register,
            expected_ers=post.content.version.expected_ers,
            hook=next(iter(post.content.version.text.splitlines()), "")[:120],
        )
        for post in posts
        if post.open_approval
    )


def drafts_waiting(
    posts: tuple[Numbered, ...], brand: BrandProfile, learned: tuple[str, ...]
) -> DraftsWaiting:
    return DraftsWaiting(drafts=waiting(posts, brand), learned=learned)


def waiting_list(posts: tuple[Numbered, ...], brand: BrandProfile) -> WaitingList:
    rows = [(post, post.publication) for post in posts if post.publication]
    return WaitingList(
        drafts=waiting(posts, brand),
        needs_you=tuple(
            _settled(row, post.number, brand)
            for post, row in rows
            if row.state in NEEDS_PERSON or is_held(row) or _trouble(row)
        ),
        scheduled=tuple(
            PlannedPost(
                number=post.number,
                platform=row.platform,
                when=spoken_slot(row, brand.timezone) or spoken(row.due_at, brand.timezone),
            )
            for post, row in rows
            if row.state is S.SCHEDULED and not is_held(row)
        ),
    )


async def hear_decisions(turn: Turn) -> Decided | None:
    """The decisions this run takes in; None when there are none."""
    async with turn.services.store.writing() as unit:
        heard = await unit.approvals.hear(turn.workspace_id, turn.thread_id, turn.run_id)
    decided = [approval for approval in heard if not _is_voided_yes(approval)]
    if not decided:
        return None
    posts, brand = await posts_and_brand(turn)
    numbers = {post.content.id: post.number for post in posts}
    async with turn.services.store.reading() as unit:
        accounts = {c.id: c for c in await unit.connections.list(turn.workspace_id)}
    return Decided(
        posts=tuple(
            DecidedPost(
                number=numbers.get(approval.content.id, 0),
                platform=approval.platform,
                decision=(approval.decision or Decision.REJECT).value,
                when=_goes_out(approval, brand),
                by=approval.decided_by or "",
                held=_held(approval, accounts.get(approval.connection_id)),
            )
            for approval in decided
        ),
        still_waiting=sum(1 for post in posts if post.open_approval),
    )


def _is_voided_yes(approval: Approval) -> bool:
    """A yes that a later change took back: what was changed is told, and nothing goes out by it."""
    return approval.status is ApprovalStatus.SUPERSEDED and approval.decision is Decision.APPROVE


async def hear_outcomes(turn: Turn) -> PublicationsSettled | None:
    """What became of publications since the thread last heard; None when there is no news.

    One that was moved goes on at its new time, and that is told.
    """
    async with turn.services.store.writing() as unit:
        rows = await unit.publications.tell(
            turn.workspace_id, turn.thread_id, turn.run_id, TELLABLE
        )
    rows = tuple(row for row in rows if not was_moved(row))
    if not rows:
        return None
    posts, brand = await posts_and_brand(turn)
    numbers = {post.content.id: post.number for post in posts}
    return PublicationsSettled(
        posts=tuple(_settled(row, numbers.get(row.content_id), brand) for row in rows)
    )


def _settled(row: Publication, number: int | None, brand: BrandProfile) -> SettledPost:
    reason = _parts_told(row) or (row.error.message if row.error else "")
    at = row.published_at or (row.timeline[-1].at if row.timeline else row.created_at)
    return SettledPost.model_validate(
        {
            "number": number,
            "platform": row.platform,
            "state": row.state.value if row.state in TELLABLE else "failed",
            "when": spoken(at, brand.timezone),
            "permalink": row.permalink,
            "reason": reason,
            "next_step": next_step(row),
        }
    )


def _trouble(row: Publication) -> PublicationPart | None:
    """The part that a person has to see to; of a post that was taken down there is none."""
    return trouble_of(row.parts) if row.deleted_at is None else None


def _parts_told(row: Publication) -> str:
    """How far what follows the post is, when it stands still; empty while nobody is needed."""
    part = _trouble(row)
    if part is None or part.error is None:
        return ""
    return f"Of what follows it {counted(row.parts)}. Part {part.n}: {part.error.message}"


def next_step(row: Publication) -> str:
    """What a person can do about it; empty when nothing is to be done."""
    if (part := _trouble(row)) and is_part_held(part):
        return f"Connect {row.platform.title} again: then part {part.n} goes out by itself."
    if part:
        return (
            f"Look on {row.platform.title} whether part {part.n} is there, then settle it at the "
            "publication: published or not published."
            if part.state is PartState.UNKNOWN
            else f"Try part {part.n} again at the publication when the reason is fixed."
        )
    steps = {
        S.UNKNOWN: f"Look on {row.platform.title} whether it is there, then tell me which it is: "
        "published or not published. Until then I will not send it again.",
        S.FAILED: "Try again when the reason is fixed."
        if row.error and row.error.retryable
        else "Change the post or the connection, then ask for it again.",
        # the reason says it already, except of posts that were missed before it did
        S.MISSED: "" if row.error and row.error.message.endswith(NEW_TIME) else NEW_TIME,
        S.SCHEDULED: f"Connect {row.platform.title} again: then it goes out by itself."
        if is_held(row)
        else "",
    }
    return steps.get(row.state, "")


def _slot(post: Numbered, brand: BrandProfile) -> str:
    return spoken_slot(post.open_approval or post.content, brand.timezone) or _AS_SOON_AS


def _held(approval: Approval, account: Connection | None) -> str:
    if account is None or not account.paused_at or approval.decision is not Decision.APPROVE:
        return ""
    return paused(account)


def paused(account: Connection) -> str:
    """What a person has to know of a paused account."""
    by = f" by {account.paused_by}" if account.paused_by else ""
    return (
        f"{account.platform.title} ({account.account_name}) is paused{by}: nothing goes out there "
        "until it is resumed"
    )


def _goes_out(approval: Approval, brand: BrandProfile) -> str:
    if approval.decision is not Decision.APPROVE:
        return ""
    return spoken_slot(approval, brand.timezone) or "now"
