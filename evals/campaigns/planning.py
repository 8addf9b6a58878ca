"""Plans a run of posts for each seeded business, as production would ask for them. Writes none.

What tools/drafting.py hands an author is rebuilt here: the same number of variations, the same
limits, the brand's own posts as references, registers of another kind first for each post, and
what was written before, newest first.
"""

import hashlib
from datetime import UTC, date, datetime, timedelta

from domain.campaign import CalendarEntry
from domain.frozen import Frozen
from domain.platform import Platform
from domain.post import Reference
from domain.register import Register
from evals.campaigns.seeds import Industry, Seed, industries, occasions
from evals.reading import counting
from llm.tasks.social_post import SocialPostInputs
from tools.authoring import MAX_HASHTAGS
from tools.drafting import COMFORTABLE_CHARS, REMEMBERED, VARIATIONS

POSTS = 3
BEGINNING = datetime(2026, 8, 3, 5, 0, tzinfo=UTC)
AHEAD = timedelta(days=9)
"""So long before its occasion a campaign is planned."""
_PLATFORMS = tuple(Platform)
_REGISTERS = tuple(Register)


class Campaign(Frozen):
    id: str
    """Industry and the brand's place in it, such as "tea-03"."""
    industry: str
    seed: Seed
    entries: tuple[CalendarEntry, ...]
    now: datetime

    @property
    def brand(self) -> str:
        return self.seed.name

    def inputs(self, entry: CalendarEntry, before: tuple[str, ...]) -> SocialPostInputs:
        """What the author is handed for one post.

        Args:
            entry: The post.
            before: What was written for the brand, newest first.
        """
        seed = self.seed
        return SocialPostInputs(
            brand=seed.profile(self.industry),
            entry=entry,
            objective=seed.objective,
            tone=seed.wish,
            offer=seed.offer,
            audience=seed.people,
            references=tuple(
                _reference(self.id, rank, text, entry.platform)
                for rank, text in enumerate(seed.past, 1)
            ),
            registers=_registers(self.id, entry.number),
            variation_count=VARIATIONS,
            max_chars=min(counting.limit(entry.platform), COMFORTABLE_CHARS),
            max_hashtags=MAX_HASHTAGS,
            avoid=before[:REMEMBERED],
            now=self.now,
        )


def campaigns(chosen: tuple[Industry, ...] | None = None) -> tuple[Campaign, ...]:
    """One campaign for each brand, in the order of the files."""
    return tuple(
        _campaign(industry, row, place, seed)
        for row, industry in enumerate(industries() if chosen is None else chosen)
        for place, seed in enumerate(industry.brands)
    )


def _campaign(industry: Industry, row: int, place: int, seed: Seed) -> Campaign:
    day = occasions()[seed.occasion] if seed.occasion else None
    start = _morning(day) - AHEAD if day else BEGINNING + timedelta(days=7 * (row + place))
    return Campaign(
        id=f"{industry.key}-{place + 1:02}",
        industry=industry.industry,
        seed=seed,
        entries=tuple(
            _entry(seed, number, _PLATFORMS[(row + place + 2 * number) % len(_PLATFORMS)], start)
            for number in range(1, POSTS + 1)
        ),
        now=start,
    )


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def _entry(seed: Seed, number: int, platform: Platform, start: datetime) -> CalendarEntry:
    """The second post is for the occasion, where there is one; the others lead there or follow."""
    occasion = seed.occasion if number == 2 else None
    day = occasions()[occasion] if occasion else (start + timedelta(days=2 * number)).date()
    return CalendarEntry(
        number=number,
        platform=platform,
        language=seed.language,
        topic=_topics(seed)[number - 1],
        occasion=occasion,
        day=day,
        wall_time="18:00",
    )


def _topics(seed: Seed) -> tuple[str, str, str]:
    """What the owner asks for, a product between; where he asks once, another product at last."""
    wares = [ware.name for ware in seed.sells]
    last = seed.asks[1] if len(seed.asks) > 1 else wares[-1]
    return seed.asks[0], wares[0], last


def _registers(campaign: str, number: int) -> tuple[Register, ...]:
    """All registers, in a turn that differs between brands and moves on with every post."""
    first = (hashlib.sha256(campaign.encode()).digest()[0] + 3 * number) % len(_REGISTERS)
    return _REGISTERS[first:] + _REGISTERS[:first]


def _reference(campaign: str, rank: int, text: str, platform: Platform) -> Reference:
    similarity, ers = 0.6 - 0.02 * rank, 80.0 - 5 * rank
    return Reference(
        post_id=f"{campaign}-past-{rank}",
        text=text,
        platform=platform,
        similarity=similarity,
        ers=ers,
        combined=0.4 * similarity + 0.6 * ers / 100,
        rank_semantic=rank,
        rank=rank,
        why="",
    )
