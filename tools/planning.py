"""From a person's sentence to a campaign with tasks: understands, plans, writes the plan down."""

from domain.brand import Brand
from domain.campaign import (
    CalendarEntry,
    Campaign,
    CampaignStatus,
    Strategy,
    Task,
    TaskStatus,
    TaskType,
    prioritised,
)
from domain.connection import Connection, ConnectionStatus
from domain.errors import LimitError
from domain.ids import derived_id
from domain.platform import Platform
from domain.publication import CANCELLABLE
from domain.times import day_in
from llm.tasks.intent import (
    INTENT,
    ApprovedPost,
    Intent,
    IntentInputs,
    OfferedIdea,
    OpenDraft,
)
from llm.tasks.strategy import STRATEGY, StrategyInputs
from tools.days import days_ahead
from tools.naming import subjects_of
from tools.numbering import Numbered, posts_of_thread
from tools.pictures import writable
from tools.quotas import left, used_up
from tools.references import find_references
from tools.ruling import known_rules
from tools.services import Services, Turn
from tools.validating import validated

MOST_SAID = 1_000
"""Characters of a post's text by which it is told from the others."""


async def understand(turn: Turn, message: str, *, pending_request: str = "") -> Intent:
    """What the message asks for, seen with what the conversation already holds."""
    services = turn.services
    async with services.store.reading() as unit:
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
        connections = await unit.connections.list(turn.workspace_id)
        posts = await posts_of_thread(unit, turn.workspace_id, turn.thread_id)
        thread = await unit.threads.get(turn.workspace_id, turn.thread_id)
        subjects = await subjects_of(unit, turn.workspace_id, posts)
        ideas = await unit.ideas.newest_of_thread(turn.workspace_id, turn.thread_id)
        rules = await known_rules(unit, turn)
        is_open = thread.campaign_id is not None and await unit.campaigns.is_open(
            turn.workspace_id, thread.campaign_id
        )
    active = [c.platform for c in connections if c.status is ConnectionStatus.ACTIVE]
    now = services.clock()
    written = await services.author.write(
        INTENT,
        IntentInputs(
            message=message,
            now=now,
            timezone=brand.profile.timezone,
            brand=brand.profile.as_told(day_in(now, brand.profile.timezone)),
            connected_platforms=tuple(dict.fromkeys(active)),
            open_drafts=_open_drafts(posts, subjects),
            has_campaign=thread.campaign_id is not None,
            has_open_plan=is_open,
            approved_posts=_approved_posts(posts, subjects),
            pending_request=pending_request,
            offered_ideas=tuple(
                OfferedIdea(number=idea.number, title=idea.text.title) for idea in ideas
            ),
            rules=rules,
        ),
    )
    return written.output


def _open_drafts(posts: tuple[Numbered, ...], subjects: dict[str, str]) -> tuple[OpenDraft, ...]:
    return tuple(
        OpenDraft(
            number=post.number,
            platform=post.content.platform,
            language=post.content.language,
            publish_at=post.content.slot.at if post.content.slot else None,
            about=subjects.get(post.content.id, ""),
            says=post.content.version.text[:MOST_SAID],
        )
        for post in posts
        if post.open_approval
    )


def _approved_posts(
    posts: tuple[Numbered, ...], subjects: dict[str, str]
) -> tuple[ApprovedPost, ...]:
    """Also one that is out: a wish is told that it comes too late."""
    return tuple(
        ApprovedPost(
            number=post.number,
            platform=post.content.platform,
            publish_at=post.content.slot.at if post.content.slot else None,
            about=subjects.get(post.content.id, ""),
            says=post.content.version.text[:MOST_SAID],
            is_out=post.publication.state not in CANCELLABLE,
        )
        for post in posts
        if post.publication
    )


def active_platforms(
    services: Services, connections: tuple[Connection, ...]
) -> tuple[Platform, ...]:
    """Where drafts can be written for accounts that work, the oldest connection first."""
    can = writable(services.platforms)
    active = (c.platform for c in connections if c.status is ConnectionStatus.ACTIVE)
    return tuple(dict.fromkeys(p for p in active if p in can))


async def connected_platforms(turn: Turn) -> tuple[Platform, ...]:
    """Where the workspace can post now, the oldest connection first."""
    async with turn.services.store.reading() as unit:
        connections = await unit.connections.list(turn.workspace_id)
    active = (c.platform for c in connections if c.status is ConnectionStatus.ACTIVE)
    return tuple(dict.fromkeys(active))


async def plan(turn: Turn, intent: Intent, message: str) -> tuple[Campaign, tuple[Task, ...]]:
    """Make the campaign of this request with its tasks. Repeated in the same run: the same one."""
    services, now = turn.services, turn.services.clock()
    campaign_id = derived_id("campaign", turn.run_id)
    async with services.store.reading() as unit:
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
        connections = await unit.connections.list(turn.workspace_id)
        quota = await left(unit, turn.workspace_id, turn.tier, now)
        known = await unit.campaigns.exists(turn.workspace_id, campaign_id)
    if not known and 0 in (quota.campaigns, quota.posts):
        raise LimitError(used_up(turn.tier, now), code="quota_exceeded")
    can = writable(services.platforms)
    platforms = tuple(c.platform for c in connections if c.platform in can)
    strategy = await strategy_for(turn, brand, intent, platforms, posts_left=quota.posts)
    campaign = Campaign(
        id=campaign_id,
        workspace_id=turn.workspace_id,
        brand_id=turn.brand_id,
        thread_id=turn.thread_id,
        name=_name(intent, message),
        brief=message,
        status=CampaignStatus.ACTIVE,
        strategy=strategy,
        created_at=now,
    )
    tasks = prioritised(_tasks(turn, campaign_id, strategy, intent), tier=turn.tier, now=now)
    async with services.store.writing() as unit:
        await unit.campaigns.add(campaign, tasks)
        await unit.threads.change(turn.workspace_id, turn.thread_id, now, campaign_id=campaign_id)
        campaign = await unit.campaigns.get(turn.workspace_id, campaign_id)
        tasks = await unit.campaigns.tasks(turn.workspace_id, campaign_id)
    return campaign, tasks


async def strategy_for(
    turn: Turn,
    brand: Brand,
    intent: Intent,
    connected: tuple[Platform, ...],
    *,
    posts_left: int | None,
) -> Strategy:
    """What the author plans for these words, held to them and to the subscription."""
    topic = " ".join((intent.topic, intent.objective, *intent.products)).strip()
    references = await find_references(turn, topic or brand.profile.business_name)
    now = turn.services.clock()
    async with turn.services.store.reading() as unit:
        days = await days_ahead(unit, turn.workspace_id, brand.profile, now)
    written = await turn.services.author.write(
        STRATEGY,
        StrategyInputs(
            brand=brand.profile.as_told(day_in(now, brand.profile.timezone)),
            intent=intent,
            now=now,
            timezone=brand.profile.timezone,
            connected_platforms=tuple(dict.fromkeys(connected)),
            references=references,
            levels=await levels_of(turn) if intent.budget else {},
            posts_per_month_left=posts_left,
            days=days,
        ),
    )
    return validated(
        written.output, intent, now=now, timezone=brand.profile.timezone, posts_left=posts_left
    )


async def levels_of(turn: Turn) -> dict[Platform, float]:
    """What the brand's own posts reach on each platform, where it has posts."""
    return await levels_of_brand(turn.services, (turn.workspace_id, turn.brand_id))


async def levels_of_brand(services: Services, place: tuple[str, str]) -> dict[Platform, float]:
    """The same for a brand by (workspace, brand)."""
    return dict((await services.esg.preferences.of(place)).model.levels)


def _name(intent: Intent, message: str) -> str:
    words = intent.occasion or intent.topic or intent.objective or message
    name = words.strip().splitlines()[0][:80].strip(" .,;:") or "Campaign"
    return name[0].upper() + name[1:]


def _tasks(turn: Turn, campaign_id: str, strategy: Strategy, intent: Intent) -> tuple[Task, ...]:
    """Intelligence -> one content task per planned post -> distribution -> analytics."""
    intelligence = _task(turn, campaign_id, TaskType.INTELLIGENCE, "intelligence")
    posts = tuple(
        writing_task(turn, campaign_id, entry, intent, needs=intelligence.id)
        for entry in strategy.calendar
    )
    first_slot = min((e.publish_at for e in strategy.calendar if e.publish_at), default=None)
    distribution = _task(
        turn,
        campaign_id,
        TaskType.DISTRIBUTION,
        "distribution",
        depends_on=tuple(p.id for p in posts),
        due_at=first_slot,
    )
    needs = (distribution.id,)
    analytics = _task(turn, campaign_id, TaskType.ANALYTICS, "analytics", depends_on=needs)
    return (intelligence, *posts, distribution, analytics)


def writing_task(
    turn: Turn,
    campaign_id: str,
    entry: CalendarEntry,
    intent: Intent,
    *,
    needs: str,
    added_in: str | None = None,
) -> Task:
    """The task of writing one planned post.

    Args:
        needs: Id of the task that comes before it.
        added_in: The run that added it to a plan that was there; None: planned from the first.
    """
    key = f"content-{entry.number}" if added_in is None else f"content-{added_in}-{entry.number}"
    payload: dict[str, object] = {
        "position": entry.number,
        "entry": entry.model_dump(mode="json"),
        "intent": intent.model_dump(mode="json"),
    }
    if added_in is not None:
        payload["added_in"] = added_in
    return _task(
        turn,
        campaign_id,
        TaskType.CONTENT_CREATION,
        key,
        depends_on=(needs,),
        due_at=entry.publish_at,
        payload=payload,
    )


def _task(turn: Turn, campaign_id: str, kind: TaskType, key: str, **more: object) -> Task:
    return Task.model_validate(
        {
            "id": derived_id("task", campaign_id, key),
            "workspace_id": turn.workspace_id,
            "campaign_id": campaign_id,
            "type": kind,
            "status": TaskStatus.PENDING,
            **more,
        }
    )
