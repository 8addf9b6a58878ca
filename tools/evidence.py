"""Gathers what ideas may rest on: days, winners, registers, gaps, what rises, what is planned."""

from datetime import date, datetime, timedelta

from almanac.coming import days_between
from almanac.moods import keeps
from almanac.places import states_in
from domain.brand import Brand
from domain.day import Day, OwnDay
from domain.explanation import BestRegister
from domain.frozen import Frozen
from domain.idea import IdeaStatus
from domain.post import Post
from domain.rising import rising
from domain.times import day_in
from esg.preferences import told_model
from llm.tasks.ideate import IdeateInputs, Winner
from store.unit import Unit
from tools.days import span
from tools.planning import active_platforms
from tools.services import Services

FURTHEST = timedelta(days=370)
"""A day that is named is looked for so far ahead."""
MOST_POSTS = 500
"""Newest own posts that are looked at."""
MOST_WINNERS = 6
MOST_CAMPAIGNS = 50
DAYLESS = timedelta(days=30)
"""A post without a day goes out when it is approved: from then on it is planned no longer."""
MOST_LATELY = 100
"""Ideas that were offered before, of which none that was picked or put away comes again."""


class IdeaWish(Frozen):
    """What is asked for; nothing set means five ideas for the weeks ahead."""

    n: int = 5
    brief: str = ""
    start: date | None = None
    end: date | None = None
    language: str = "en"


async def gather(services: Services, brand: Brand, wish: IdeaWish) -> IdeateInputs:
    """Everything that is known at this moment, for one wish.

    Raises:
        InvalidError: `bad_dates`.
        NotFoundError: The brand is gone.
    """
    now = services.clock()
    key = (brand.workspace_id, brand.id)
    today = local_day(brand, now)
    start, end = span(wish.start, wish.end, brand.profile, now)
    start, end = max(start, today), max(end, today)
    model = told_model(await services.esg.preferences.of(key))
    async with services.store.reading() as unit:
        posts = await unit.posts.list(*key, limit=MOST_POSTS)
        report = await unit.intelligence.newest_of_brand(*key)
        own = await unit.own_days.list(brand.workspace_id)
        planned = await _planned(unit, brand, today)
        connections = await unit.connections.list(brand.workspace_id)
    products = [product.name for product in brand.profile.products]
    return IdeateInputs(
        brand=brand.profile.as_told(today),
        language=wish.language,
        today=today,
        start=start,
        end=end,
        n=wish.n,
        brief=wish.brief,
        days=_days(brand, wish, (start, end), today, own),
        winners=await _winners(services, brand, posts),
        registers=tuple(
            BestRegister(register=r.register, effect=r.mean, posts=r.n)
            for r in model.registers
            if r.is_on
        ),
        findings=tuple(f for f in report.findings if f.kind != "suspicious") if report else (),
        rising=rising(posts, products, now),
        planned=planned,
        platforms=active_platforms(services, connections),
    )


def _days(
    brand: Brand,
    wish: IdeaWish,
    stretch: tuple[date, date],
    today: date,
    own: tuple[OwnDay, ...],
) -> tuple[Day, ...]:
    """Those of the stretch, and any that the person named, however far ahead."""
    states = states_in(brand.profile.location)
    found = days_between(*stretch, states=states, own=own)
    if not wish.brief:
        return found
    later = days_between(today, today + FURTHEST, states=states, own=own)
    named = {day.key: day for day in reversed(later) if keeps(wish.brief, day)}
    there = {(day.key, day.day) for day in found}
    return (*found, *(day for day in named.values() if (day.key, day.day) not in there))


async def _winners(services: Services, brand: Brand, posts: tuple[Post, ...]) -> tuple[Winner, ...]:
    """The posts with the highest ERS, equal texts once; none below the mean wins."""
    scored = [post for post in posts if post.ers is not None]
    mean = sum(post.ers or 0.0 for post in scored) / max(len(scored), 1)
    best = {" ".join(post.text.casefold().split()): post for post in sorted(scored, key=_ers)}
    chosen = sorted((p for p in best.values() if p.text and _ers(p) >= mean), key=_ers)
    top = chosen[::-1][:MOST_WINNERS]
    read = await services.esg.registers_of(brand.workspace_id, brand.id, top)
    return tuple(
        Winner(
            post_id=post.id,
            text=post.text[:1000],
            platform=post.platform,
            ers=_ers(post),
            register=read[post.id][0].register if read.get(post.id) else None,
        )
        for post in top
    )


def _ers(post: Post) -> float:
    return post.ers or 0.0


async def _planned(unit: Unit, brand: Brand, today: date) -> tuple[str, ...]:
    """Occasions and topics of posts that are still ahead, and of ideas that were dealt with."""
    campaigns = await unit.campaigns.list(brand.workspace_id, limit=MOST_CAMPAIGNS)
    offered = await unit.ideas.list(brand.workspace_id, limit=MOST_LATELY)
    entries = [
        entry
        for campaign in campaigns
        if campaign.brand_id == brand.id and campaign.strategy
        for entry in campaign.strategy.calendar
        if (entry.day or local_day(brand, campaign.created_at) + DAYLESS) >= today
    ]
    over = [
        idea.text.occasion or idea.text.topic
        for idea in offered
        if idea.brand_id == brand.id and idea.status is not IdeaStatus.OPEN
    ]
    said = [entry.occasion or entry.topic for entry in entries]
    return tuple(dict.fromkeys(one for one in (*said, *over) if one))


def local_day(brand: Brand, instant: datetime) -> date:
    """The day that it is then where the brand is."""
    return day_in(instant, brand.profile.timezone)
