"""From a person's sentence to a campaign with tasks: understands, plans, writes the plan down."""

from domain.brand import Brand
from domain.campaign import (
    Campaign,
    CampaignStatus,
    Strategy,
    Task,
    TaskStatus,
    TaskType,
    prioritised,
)
from domain.connection import ConnectionStatus
from domain.errors import LimitError
from domain.ids import derived_id
from domain.platform import Platform
from domain.publication import CANCELLABLE
from llm.tasks.intent import INTENT, ApprovedPost, Intent, IntentInputs, OpenDraft
from llm.tasks.strategy import STRATEGY, StrategyInputs
from tools.naming import subjects_of
from tools.numbering import Numbered, posts_of_thread
from tools.pictures import writable
from tools.quotas import left, used_up
from tools.references import find_references
from tools.services import Turn

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
    active = [c.platform for c in connections if c.status is ConnectionStatus.ACTIVE]
    written = await services.author.write(
        INTENT,
        IntentInputs(
            message=message,
            now=services.clock(),
            timezone=brand.profile.timezone,
            brand=brand.profile,
            connected_platforms=tuple(dict.fromkeys(active)),
            open_drafts=_open_drafts(posts, subjects),
            has_campaign=thread.campaign_id is not None,
            approved_posts=_approved_posts(posts, subjects),
            pending_request=pending_request,
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
    strategy = await _strategy(turn, brand, intent, platforms, posts_left=quota.posts)
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


async def _strategy(
    turn: Turn,
    brand: Brand,
    intent: Intent,
    connected: tuple[Platform, ...],
    *,
    posts_left: int | None,
) -> Strategy:
    topic = " ".join((intent.topic, intent.objective, *intent.products)).strip()
    references = await find_references(turn, topic or brand.profile.business_name)
    written = await turn.services.author.write(
        STRATEGY,
        StrategyInputs(
            brand=brand.profile,
            intent=intent,
            now=turn.services.clock(),
            timezone=brand.profile.timezone,
            connected_platforms=tuple(dict.fromkeys(connected)),
            references=references,
            posts_per_month_left=posts_left,
        ),
    )
    return written.output


def _name(intent: Intent, message: str) -> str:
    words = intent.occasion or intent.topic or intent.objective or message
    name = words.strip().splitlines()[0][:80].strip(" .,;:") or "Campaign"
    return name[0].upper() + name[1:]


def _tasks(turn: Turn, campaign_id: str, strategy: Strategy, intent: Intent) -> tuple[Task, ...]:
    """Intelligence -> one content task per planned post -> distribution -> analytics."""

    def task(kind: TaskType, key: str, depends_on: tuple[str, ...], **more: object) -> Task:
        return Task.model_validate(
            {
                "id": derived_id("task", campaign_id, key),
                "workspace_id": turn.workspace_id,
                "campaign_id": campaign_id,
                "type": kind,
                "status": TaskStatus.PENDING,
                "depends_on": depends_on,
                **more,
            }
        )

    intelligence = task(TaskType.INTELLIGENCE, "intelligence", ())
    posts = tuple(
        task(
            TaskType.CONTENT_CREATION,
            f"content-{position}",
            (intelligence.id,),
            due_at=entry.publish_at,
            payload={
                "position": position,
                "entry": entry.model_dump(mode="json"),
                "intent": intent.model_dump(mode="json"),
            },
        )
        for position, entry in enumerate(strategy.calendar, start=1)
    )
    first_slot = min((e.publish_at for e in strategy.calendar if e.publish_at), default=None)
    distribution = task(
        TaskType.DISTRIBUTION, "distribution", tuple(p.id for p in posts), due_at=first_slot
    )
    analytics = task(TaskType.ANALYTICS, "analytics", (distribution.id,))
    return (intelligence, *posts, distribution, analytics)
