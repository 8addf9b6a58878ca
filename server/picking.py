"""An idea picked by form: its campaign is started once, however often the pick is sent."""

from datetime import date

from domain.brand import Brand
from domain.errors import ConflictError, InvalidError
from domain.frozen import Frozen
from domain.idea import Idea, IdeaStatus
from domain.ids import derived_id, new_id
from server.auth.access import Caller
from server.campaigning import (
    CampaignRequest,
    one_campaign,
    require_askable,
    say_and_wait,
    thread_for,
)
from server.running import Running
from tools.evidence import local_day
from tools.ideating import ask_of, require_open
from tools.shapes import CampaignView


class Pick(Frozen):
    """What differs from the idea as it was offered."""

    target_platforms: tuple[str, ...] = ()
    target_languages: tuple[str, ...] = ()
    start_date: date | None = None
    end_date: date | None = None


async def pick(running: Running, caller: Caller, idea_id: str, wanted: Pick) -> CampaignView:
    """The idea's campaign: started now, or the one that an earlier pick started.

    Raises:
        NotFoundError: `unknown_idea`.
        ConflictError: `idea_dismissed`; `idea_picked`: the conversation it was told in plans it
            at this moment.
        InvalidError: As of `start_campaign`; the idea stays open then.
    """
    async with running.system.store.reading() as unit:
        idea = await unit.ideas.get(caller.workspace_id, idea_id)
        if idea.campaign_id and await unit.campaigns.exists(caller.workspace_id, idea.campaign_id):
            return await one_campaign(unit, caller.workspace_id, idea.campaign_id)
        brand = await unit.brands.get(caller.workspace_id, idea.brand_id)
    require_open(idea)
    request = _request(idea, wanted, brand, local_day(brand, running.system.services.clock()))
    await require_askable(running, caller, request)
    idea = await _claimed(running, caller, brand, idea)
    return await _started(running, caller, brand, idea, request)


def _request(idea: Idea, wanted: Pick, brand: Brand, today: date) -> CampaignRequest:
    redated = bool(wanted.start_date or wanted.end_date)
    return CampaignRequest(
        name=idea.text.title,
        brief=ask_of(idea, today=today, redated=redated),
        target_platforms=wanted.target_platforms or tuple(p.value for p in idea.text.platforms),
        target_languages=wanted.target_languages,
        start_date=wanted.start_date,
        end_date=wanted.end_date,
        brand_id=brand.id,
    )


async def _claimed(running: Running, caller: Caller, brand: Brand, idea: Idea) -> Idea:
    """The idea as the first pick bound it, to a conversation that is there from then on."""
    thread_id = new_id()
    place = (thread_id, run_of(thread_id))
    async with running.system.store.writing() as unit:
        won = await unit.ideas.pick(
            idea,
            campaign_id=derived_id("campaign", place[1]),
            campaign_thread_id=thread_id,
            at=running.system.services.clock(),
        )
        if won:
            await unit.threads.add(thread_for(running, caller, brand, idea.text.title, place))
        return await unit.ideas.get(caller.workspace_id, idea.id)


def run_of(thread_id: str) -> str:
    """The run that plans an idea in the conversation that its pick opened."""
    return derived_id("pick", thread_id)


async def _started(
    running: Running, caller: Caller, brand: Brand, idea: Idea, request: CampaignRequest
) -> CampaignView:
    require_open(idea)  # another one may have put it away meanwhile
    place = (idea.campaign_thread_id or "", run_of(idea.campaign_thread_id or ""))
    if idea.campaign_id != derived_id("campaign", place[1]):
        raise ConflictError(
            f"“{idea.text.title}” is being planned where it was picked. Look there.",
            code="idea_picked",
            extra={"thread_id": place[0]},
        )
    try:
        return await say_and_wait(running, caller, brand, request, place)
    except InvalidError:  # asked back: no campaign came of it
        async with running.system.store.writing() as unit:
            await unit.ideas.release(idea, running.system.services.clock())
        raise


async def dismiss(running: Running, caller: Caller, idea_id: str) -> Idea:
    """Put an idea away; one that is away stays so.

    Raises:
        NotFoundError: `unknown_idea`.
        ConflictError: `idea_picked`.
    """
    async with running.system.store.writing() as unit:
        idea = await unit.ideas.get(caller.workspace_id, idea_id)
        await unit.ideas.dismiss(idea, running.system.services.clock())
        idea = await unit.ideas.get(caller.workspace_id, idea_id)
    if idea.status is IdeaStatus.PICKED:
        raise ConflictError(
            f"“{idea.text.title}” was picked, and its campaign is planned already.",
            code="idea_picked",
        )
    return idea
