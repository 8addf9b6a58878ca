"""A campaign asked for with a form: said to the team in words, in a conversation of its own."""

import asyncio
from collections.abc import Mapping
from datetime import date

from domain.brand import Brand
from domain.campaign import Campaign, CampaignStatus
from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.ids import derived_id, new_id
from domain.language import TITLES, written_code
from domain.platform import Platform, parse_platform
from domain.run import FINISHED, Run, Thread
from domain.studio import ContentType
from domain.sums import rupees
from domain.times import zone
from server.auth.access import Caller
from server.brands import chosen_brand
from server.chat.assistants import with_ids
from server.running import Running
from store.unit import Unit
from tools.shapes import CampaignContentView, CampaignView
from tools.studio import require_language
from tools.templates import FORM_CAMPAIGN, FORM_TEMPLATE
from tools.templates import read as read_template
from tools.views import campaign_view, content_view, instant

PLANNED_WITHIN_S = 8.0
"""How long the answer waits for the plan, so that it usually carries the strategy."""
_LOOK_EVERY_S = 0.1
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
    template_id: str | None = None
    """Whose order of parts its posts follow."""


async def start_campaign(running: Running, caller: Caller, wanted: CampaignRequest) -> CampaignView:
    """Open the conversation, say the request, and answer the campaign as far as it is planned.

    Raises:
        InvalidError: As of `require_askable`, or `needs_answer` when the team has a question
            first (it is asked in the conversation).
    """
    brand = await require_askable(running, caller, wanted)
    place = (new_id(), new_id())
    chosen = await _chosen(running, caller, wanted)
    thread = thread_for(running, caller, brand, wanted.name, place, chosen=chosen)
    async with running.system.store.writing() as unit:
        await unit.threads.add(thread)
    return await say_and_wait(running, caller, brand, wanted, place)


async def require_askable(running: Running, caller: Caller, wanted: CampaignRequest) -> Brand:
    """The brand it is for, once the request could be carried out.

    Raises:
        InvalidError: `brand_incomplete`, `unknown_platform`, `unknown_language`, `needs_model`,
            `bad_dates`, `in_the_past`.
    """
    brand = await chosen_brand(running.system.store, caller, wanted.brand_id)
    _require_facts(brand)
    _platforms(wanted)
    for language in wanted.target_languages:
        require_language(running.system.services, language)
    services = running.system.services
    today = services.clock().astimezone(zone(brand.profile.timezone)).date()
    _require_future(wanted, today)
    return brand


def thread_for(
    running: Running,
    caller: Caller,
    brand: Brand,
    title: str,
    place: tuple[str, str],
    *,
    chosen: Mapping[str, str] | None = None,
) -> Thread:
    """The conversation of a campaign.

    Args:
        place: The ids of the thread and of the run that will plan it.
        chosen: What the thread keeps beside them, as the template that was chosen.
    """
    now = running.system.services.real_clock()
    thread_id, run_id = place
    return Thread(
        id=thread_id,
        workspace_id=caller.workspace_id,
        brand_id=brand.id,
        title=title,
        metadata=with_ids({FORM_CAMPAIGN: derived_id("campaign", run_id), **(chosen or {})}),
        created_at=now,
        updated_at=now,
    )


async def say_and_wait(
    running: Running,
    caller: Caller,
    brand: Brand,
    wanted: CampaignRequest,
    place: tuple[str, str],
) -> CampaignView:
    """Say the request in its conversation and answer its campaign; said twice, it is one.

    Args:
        place: The ids of the thread and of the run.

    Raises:
        InvalidError: `needs_answer`.
    """
    thread_id, run_id = place
    said = in_words(wanted, _platforms(wanted))
    run = await running.system.turns.submit(
        workspace_id=caller.workspace_id,
        thread_id=thread_id,
        payload={"messages": [{"role": "user", "content": said}]},
        user_id=caller.member.user_id,
        stream_modes=("values", "updates", "messages-tuple", "custom"),
        run_id=run_id,
    )
    return await _planned(running, wanted, brand, run)


def _platforms(wanted: CampaignRequest) -> tuple[Platform, ...]:
    return tuple(parse_platform(name) for name in wanted.target_platforms)


async def _chosen(running: Running, caller: Caller, wanted: CampaignRequest) -> dict[str, str]:
    """The template as the thread keeps it; nothing without one.

    Raises:
        NotFoundError: There is none of that id here.
        InvalidError: `template_unfit`; it is for no posts.
    """
    if wanted.template_id is None:
        return {}
    services = running.system.services
    template = await read_template(services, caller.workspace_id, wanted.template_id)
    if template.content_type is not ContentType.SOCIAL_POST:
        raise InvalidError(
            f"The template “{template.name}” is for {template.content_type.value}, and campaigns "
            "are made of posts. Choose one for posts.",
            code="template_unfit",
        )
    return {FORM_TEMPLATE: template.id}


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
    elif wanted.start_date:
        sentences.append(f"On {_day(wanted.start_date)}.")
    elif wanted.end_date:
        sentences.append(f"Until {_day(wanted.end_date)}.")
    if wanted.objectives:
        sentences.append(f"The goal is {_listed(list(wanted.objectives))}.")
    if round(wanted.budget or 0, 2):
        sentences.append(f"The budget is {rupees(wanted.budget or 0)}.")
    return " ".join(sentences)


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


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
    names = {thread.metadata.get(FORM_CAMPAIGN): thread.title for thread in threads if thread.title}
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
