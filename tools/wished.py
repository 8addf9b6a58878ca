"""Which posts a question in the chat is about, and what the team does after it reported on them."""

from datetime import datetime, timedelta

from domain.measuring import settles_after
from domain.periods import Span, days_span, span_of
from domain.publication import PublicationState
from domain.report import Scope
from llm.tasks.intent import ReportWish
from llm.tasks.reply import CannotDo
from store.unit import Unit
from tools.numbering import posts_of_thread
from tools.reporting import Report, campaign_scope, period_scope, post_scope
from tools.services import Turn
from tools.settling import finish


async def wished_scope(turn: Turn, wish: ReportWish, campaign_id: str | None) -> Scope | CannotDo:
    """The posts that are meant; without a word of them, those of the conversation's campaign."""
    async with turn.services.store.reading() as unit:
        if wish.about:
            return await _numbered(unit, turn, wish.about)
        if campaign_id and not (wish.period or wish.days or wish.platforms or wish.everything):
            return await campaign_scope(unit, turn.workspace_id, campaign_id)
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
    span = _span(wish, turn.services.clock(), brand.profile.timezone)
    only = wish.platforms[0] if len(wish.platforms) == 1 else None
    return period_scope(
        turn.brand_id,
        since=span.since,
        until=span.until,
        platform=only,
        period=wish.period,
        days=wish.days,
    )


def _span(wish: ReportWish, now: datetime, zone_name: str) -> Span:
    if wish.days:
        return days_span(wish.days.first, wish.days.last + timedelta(days=1), zone_name)
    return span_of(wish.period, now, zone_name) if wish.period else Span()


async def _numbered(unit: Unit, turn: Turn, about: tuple[int, ...]) -> Scope | CannotDo:
    posts = await posts_of_thread(unit, turn.workspace_id, turn.thread_id)
    named = _named(about)
    chosen = [post for post in posts if post.number in about]
    if not chosen:
        return CannotDo(
            wish=named,
            why=f"there is no such post in this conversation; it has {len(posts)}.",
            instead="Name one of these by its number.",
        )
    rows = [post.publication for post in chosen if post.publication]
    out = [row.id for row in rows if row.state is PublicationState.PUBLISHED]
    if not out:
        return CannotDo(
            wish=named,
            why="it is not out yet, so there is nothing to measure.",
            instead="Ask again once it is out.",
        )
    return await post_scope(unit, turn.workspace_id, *out, title=named)


def _named(numbers: tuple[int, ...]) -> str:
    said = [str(number) for number in numbers]
    if len(said) == 1:
        return f"post {said[0]}"
    return f"posts {', '.join(said[:-1])} and {said[-1]}"


async def after_report(turn: Turn, made: Report) -> None:
    """Complete the campaign that waited for its report, and plan the next on settled numbers."""
    campaign_id = made.scope.campaign_id
    if campaign_id is None or made.scope.kind != "campaign":
        return
    async with turn.services.store.writing() as unit:
        if await unit.campaigns.is_reportable(turn.workspace_id, campaign_id):
            now, result = turn.services.clock(), {"report_id": made.id}
            await finish(unit, turn.workspace_id, campaign_id, now, result=dict(result))
        due_at = _settled_by(made)
        if due_at and due_at <= made.generated_at:  # is there anything left to wait for?
            is_awaited = await unit.campaigns.is_awaited(turn.workspace_id, campaign_id)
            due_at = due_at if is_awaited else None
        await unit.campaigns.set_report_due(turn.workspace_id, campaign_id, due_at)


def _settled_by(made: Report) -> datetime | None:
    """When all its posts can be judged; None when they can, or when none is out."""
    if made.analysis.maturity == "settled":
        return None
    ages = [
        post.published_at + settles_after(post.platform)
        for post in made.analysis.posts
        if post.published_at
    ]
    return max(ages, default=None)
