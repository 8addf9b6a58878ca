"""Ideas in a conversation: made for a turn, and one of them bound to the campaign it becomes."""

from domain.errors import ConflictError, NotFoundError
from domain.frozen import Frozen
from domain.idea import Idea, IdeaStatus
from domain.ids import derived_id
from domain.language import ENGLISH, TITLES
from llm.tasks.intent import IdeasAsked
from llm.tasks.reply import BrandMissing, IdeasReady, ToldIdea
from store.unit import Unit
from tools.evidence import IdeaWish, local_day
from tools.ideating import ask_of, ideate, require_open
from tools.services import Turn

USUAL = 5
"""Ideas that are offered when no number was said."""


class PickedIdea(Frozen):
    idea: Idea
    ask: str
    """The request for its campaign, as a person would say it."""


async def ideas_for(
    turn: Turn, asked: IdeasAsked, *, brief: str, language: str
) -> IdeasReady | BrandMissing:
    """Ideas as the reply tells them. Repeated in the same run: the same ones.

    Raises:
        InvalidError: `bad_dates`.
        ModelOutputError: The author's answer did not fit, even after one repair.
    """
    async with turn.services.store.reading() as unit:
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
    if missing := brand.profile.missing():
        return BrandMissing(missing=missing)
    wish = IdeaWish(
        n=asked.n or USUAL, brief=brief, start=asked.start, end=asked.end, language=language
    )
    batch = derived_id("ideas", turn.run_id)
    made = await ideate(turn.services, brand, wish, batch=batch, thread_id=turn.thread_id)
    return IdeasReady(ideas=tuple(_told(idea) for idea in made.ideas), notes=made.notes)


def _told(idea: Idea) -> ToldIdea:
    expected, day = idea.expected_ers, idea.text.when
    return ToldIdea(
        number=idea.number,
        title=idea.text.title.rstrip(".।"),
        why=idea.text.why,
        register=idea.text.register.value,
        when=f"{day:%a} {day.day} {day:%b} {day.year}" if day else "",
        expected_ers=expected.mean if expected else None,
    )


async def pick_here(turn: Turn, number: int, *, language: str) -> PickedIdea:
    """Bind the idea of this number to the campaign that this run will plan.

    The campaign is the run's own, so that a run that is entered again goes on with its pick.

    Raises:
        NotFoundError: `unknown_idea`; no idea of that number was offered last.
        ConflictError: `idea_picked`, `idea_dismissed`.
        InvalidError: `in_the_past`.
    """
    services, now = turn.services, turn.services.clock()
    campaign_id = derived_id("campaign", turn.run_id)
    async with services.store.writing() as unit:
        offered = await unit.ideas.newest_of_thread(turn.workspace_id, turn.thread_id)
        brand = await unit.brands.get(turn.workspace_id, turn.brand_id)
        idea = next((one for one in offered if one.number == number), None)
        if idea is None:
            raise NotFoundError(
                f"There is no idea {number} here. I offered {len(offered)}.", code="unknown_idea"
            )
        require_open(idea)
        ask = ask_of(idea, today=local_day(brand, now))
        if await _is_free(unit, turn, idea):
            if idea.campaign_id:
                await unit.ideas.release(idea, now)
            place = {"campaign_id": campaign_id, "campaign_thread_id": turn.thread_id}
            await unit.ideas.pick(idea, **place, at=now)
            idea = await unit.ideas.get(turn.workspace_id, idea.id)
    if idea.campaign_id != campaign_id:
        raise ConflictError(
            f"“{idea.text.title}” was picked, and its campaign is planned already.",
            code="idea_picked",
        )
    written = "" if language == ENGLISH else f" In {TITLES[language]}."
    return PickedIdea(idea=idea, ask=f"{ask}{written}")


async def _is_free(unit: Unit, turn: Turn, idea: Idea) -> bool:
    """Nobody has it, or an earlier turn of this very thread that ended before it was planned."""
    if idea.status is IdeaStatus.OPEN:
        return True
    if idea.campaign_id is None or idea.campaign_thread_id != turn.thread_id:
        return False
    return not await unit.campaigns.exists(turn.workspace_id, idea.campaign_id)


async def unpick(turn: Turn, idea: Idea) -> None:
    """No campaign came of it: the idea is open again."""
    async with turn.services.store.writing() as unit:
        await unit.ideas.release(idea, turn.services.clock())
