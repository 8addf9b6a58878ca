"""A campaign asked for with a form: said to the team in words, in a conversation of its own."""

import asyncio
from datetime import date

from domain.brand import Brand
from domain.campaign import Campaign, CampaignStatus
from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.ids import derived_id, new_id
from domain.language import TITLES, written_code
from domain.platform import Platform, parse_platform
from domain.run import FINISHED, Run, Thread
from domain.times import zone
from server.auth.access import Caller
from server.brands import chosen_brand
from server.chat.assistants import with_ids
from server.running import Running
from store.unit import Unit
from tools.shapes import CampaignContentView, CampaignView
from tools.views import campaign_view, content_view, instant

PLANNED_WITHIN_S = 8.0
"""How long the answer waits for the plan, so that it usually carries the strategy."""
_LOOK_EVERY_S = 0.1
NAMED = "campaign_of_form"
"""Thread metadata: the id of the campaign that the thread's title names."""
MOST_THREADS = 100_000


class CampaignRequest(Frozen):
    name: str
    brief: str
    objectives: tuple[str, ...] = ()
    start_date: date | None = None
    end_date: date | None = None
    target_platforms: tuple[str, ...] = ()
    target_languages: tuple[str, ...] = ()
    budget: float | None = None
    brand_id: str | None = None


async def start_campaign(running: Running, caller: Caller, wanted: CampaignRequest) -> CampaignView:
    """Open the conversation, say the request, and answer the campaign as far as it is planned.

    Raises:
        InvalidError: `brand_incomplete`, `unknown_platform`, `bad_dates`, `in_the_past`, or
            `needs_answer` when the team has a question first (it is asked in the conversation).
    """
    brand = await chosen_brand(running.system.store, caller, wanted.brand_id)
    _require_facts(brand)
    platforms = tuple(parse_platform(name) for name in wanted.target_platforms)
    services = running.system.services
    today = services.clock().astimezone(zone(brand.profile.timezone)).date()
    _require_future(wanted, today)
    now = services.real_clock()
    run_id = new_id()
    thread = Thread(
        id=new_id(),
        workspace_id=caller.workspace_id,
        brand_id=brand.id,
        title=wanted.name,
        metadata=with_ids({NAMED: derived_id("campaign", run_id)}),
        created_at=now,
        updated_at=now,
    )
    async with running.system.store.writing() as unit:
        await unit.threads.add(thread)
    run = await running.system.turns.submit(
        workspace_id=caller.workspace_id,
        thread_id=thread.id,
        payload={"messages": [{"role": "user", "content": in_words(wanted, platforms)}]},
        user_id=caller.member.user_id,
        stream_modes=("values", "updates", "messages-tuple", "custom"),
        run_id=run_id,
    )
    return await _planned(running, wanted, brand, run)


async def _planned(
    running: Running, wanted: CampaignRequest, brand: Brand, run: Run
) -> CampaignView:
    campaign_id = derived_id("campaign", run.id)
    for _ in range(round(PLANNED_WITHIN_S / _LOOK_EVERY_S)):
        async with running.system.store.reading() as unit:
            now = await unit.runs.get(run.workspace_id, run.id)
            made = await unit.campaigns.list(run.workspace_id, limit=20)
            if campaign_id in {campaign.id for campaign in made}:
                return await one_campaign(unit, run.workspace_id, campaign_id)
        if now.status in FINISHED:
            raise await _asked_back(running, now)
        await asyncio.sleep(_LOOK_EVERY_S)
    return {
        "id": campaign_id,
        "name": wanted.name,
        "brief": wanted.brief,
        "status": CampaignStatus.DRAFT,
        "thread_id": run.thread_id,
        "brand_id": brand.id,
        "strategy": None,
        "tasks": [],
        "created_at": instant(run.created_at),
    }


async def _asked_back(running: Running, run: Run) -> InvalidError:
    state = await running.system.states.latest(run.thread_id)
    values = state["values"]
    messages = values.get("messages", []) if isinstance(values, dict) else []
    said = str(messages[-1].get("content", "")) if messages else run.error or ""
    return InvalidError(
        f"The team cannot plan this yet. {said}".strip(),
        code="needs_answer",
        extra={"thread_id": run.thread_id, "run_id": run.id},
    )


def _require_facts(brand: Brand) -> None:
    missing = brand.profile.missing()
    if missing:
        raise InvalidError(
            f"The brand's profile lacks {' and '.join(missing)}. Fill it in with "
            "PUT /api/v1/profile, then ask again.",
            code="brand_incomplete",
            extra={"missing": list(missing)},
        )


def _require_future(wanted: CampaignRequest, today: date) -> None:
    start, end = wanted.start_date, wanted.end_date
    if start and end and end < start:
        raise InvalidError(
            f"The campaign ends ({end}) before it begins ({start}). Correct one of the dates.",
            code="bad_dates",
        )
    past = [day for day in (start, end) if day and day < today]
    if past:
        raise InvalidError(
            f"{past[0]} has passed; today is {today}. Choose a date from today on.",
            code="in_the_past",
        )


def in_words(wanted: CampaignRequest, platforms: tuple[Platform, ...]) -> str:
    """The form as a person would say it, so that form and chat are one way of asking."""
    sentences = [wanted.brief.strip().rstrip(".") + "."]
    if platforms:
        sentences.append(f"Write posts for {_listed([p.title for p in platforms])}.")
    if wanted.target_languages:
        names = [_title(code) for code in wanted.target_languages]
        sentences.append(f"In {_listed(names)}.")
    if wanted.start_date and wanted.end_date and wanted.start_date != wanted.end_date:
        sentences.append(f"From {_day(wanted.start_date)} to {_day(wanted.end_date)}.")
    elif wanted.start_date or wanted.end_date:
        sentences.append(f"On {_day(wanted.start_date or wanted.end_date)}.")
    if wanted.objectives:
        sentences.append(f"The goal is {_listed(list(wanted.objectives))}.")
    return " ".join(sentences)


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


async def one_campaign(unit: Unit, workspace_id: str, campaign_id: str) -> CampaignView:
    """The campaign with its strategy and tasks, under the name it was given."""
    campaign = await unit.campaigns.get(workspace_id, campaign_id)
    tasks = await unit.campaigns.tasks(workspace_id, campaign_id)
    (named,) = await with_given_names(unit, (campaign,))
    return campaign_view(named, tasks)


async def with_given_names(unit: Unit, campaigns: tuple[Campaign, ...]) -> tuple[Campaign, ...]:
    """Campaigns of a form carry the form's name, which stands at their thread."""
    if not campaigns:
        return ()
    threads = await unit.threads.search(campaigns[0].workspace_id, limit=MOST_THREADS)
    names = {thread.metadata.get(NAMED): thread.title for thread in threads if thread.title}
    return tuple(c.model_copy(update={"name": names.get(c.id, c.name)}) for c in campaigns)


async def contents_of(
    unit: Unit, workspace_id: str, campaign_id: str, address: str
) -> tuple[CampaignContentView, ...]:
    """The campaign's posts, each with the hash that its newest approval binds to."""
    await unit.campaigns.get(workspace_id, campaign_id)
    items = []
    found = await unit.contents.of_campaign(workspace_id, campaign_id)
    numbers = await unit.contents.numbers(workspace_id, [content.id for content in found])
    for content in found:
        approvals = await unit.approvals.list(workspace_id, content_id=content.id)
        newest = next((a for a in approvals if a.version == content.version.number), None)
        items.append(
            CampaignContentView(
                **content_view(content, address, numbers.get(content.id)),
                content_hash=newest.content_hash if newest else None,
                approval_id=newest.id if newest else None,
            )
        )
    return tuple(items)


def _title(language: str) -> str:
    """A language as it is said in the request; one that we do not write stays as it was given."""
    return TITLES.get(written_code(language) or "", language)
