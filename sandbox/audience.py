"""The simulated audience: what it hears in a post, whether it likes that, when it is awake.

Deterministic for (seed, account, text, hour); how counts grow with age is here too. It is written
apart from any engine that tries to predict it, and is not to be tuned to please one.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import lru_cache

from sandbox.chance import draw
from sandbox.cues import REGISTERS, heard
from sandbox.hours import attention
from sandbox.posts import Post
from sandbox.state import State

DEFAULT_SEED = "1"
_FAST_SHARE = 0.05
_FAST_S = 5.0
_SLOW_S = 18 * 3600.0


@dataclass(frozen=True)
class Verdict:
    """What a post will have gathered when nobody looks at it any more."""

    register: str | None
    impressions: int
    unique_share: float
    clicks: int
    likes: int
    comments: int
    shares: int
    saves: int


@dataclass(frozen=True)
class Counts:
    impressions: int
    unique_impressions: int
    clicks: int
    likes: int
    comments: int
    shares: int
    saves: int

    @property
    def engagement(self) -> float:
        """Interactions for each impression, 0 to 1 in practice."""
        interactions = self.clicks + self.likes + self.comments + self.shares
        return interactions / self.impressions if self.impressions else 0.0


def seed_of(state: State, account: str) -> str:
    row = state.row("SELECT seed FROM audiences WHERE account = ?", (account,))
    return DEFAULT_SEED if row is None else str(row["seed"])


def set_seed(state: State, account: str, seed: str, zone: str | None = None) -> None:
    """Gives the account another audience; posts already out keep the one they met."""
    state.run(
        "INSERT INTO audiences (account, seed, zone) VALUES (?, ?, ?) ON CONFLICT (account)"
        " DO UPDATE SET seed = excluded.seed, zone = coalesce(excluded.zone, zone)",
        (account, seed, zone),
    )


@lru_cache(maxsize=8192)
def register_of(text: str) -> str | None:
    """The register with the most cues; none when nothing is heard; the first listed wins a tie."""
    found = heard(text)
    best = max(found, key=lambda register: found[register])
    return best if found[best] else None


def preferences(seed: str, account: str) -> dict[str, float]:
    """How much this audience cares for each register; 1 is indifference."""
    chance = draw("preference", seed, account)
    return {register: math.exp(chance.gauss(0, 0.55)) for register in REGISTERS}


def followers(seed: str, account: str) -> int:
    return round(draw("followers", seed, account).uniform(1_500, 6_000))


def judge(seed: str, account: str, text: str, hour: int) -> Verdict:
    register = register_of(text)
    taste = preferences(seed, account)
    chance = draw("post", seed, account, text)
    appeal = _loudness(text, taste) * _ease(text) * math.exp(chance.gauss(0, 0.3))
    awake = attention(seed, account)[hour]
    impressions = followers(seed, account) * chance.uniform(0.3, 0.5) * math.sqrt(appeal) * awake
    # Who is half asleep scrolls past more of what is seen.
    appeal *= 0.6 + 0.4 * awake
    return Verdict(
        register=register,
        impressions=max(150, round(impressions)),
        unique_share=chance.uniform(0.72, 0.86),
        clicks=_share(impressions, 0.018 * appeal, chance),
        likes=_share(impressions, 0.035 * appeal, chance),
        comments=_share(impressions, 0.006 * appeal, chance),
        shares=_share(impressions, 0.004 * appeal, chance),
        saves=_share(impressions, 0.005 * appeal, chance),
    )


def of_post(post: Post, at_ms: int) -> Counts:
    """What a post had gathered at this instant of the sandbox clock."""
    verdict = judge(post.audience_seed, post.account, post.text, post.audience_hour)
    return counts_at(verdict, (at_ms - post.created_ms) / 1000)


def counts_at(verdict: Verdict, age_s: float) -> Counts:
    """The counts of a post of this age; they never fall as it grows older."""
    grown = _grown(age_s)
    impressions = math.floor(verdict.impressions * grown)
    return Counts(
        impressions=impressions,
        unique_impressions=math.floor(impressions * verdict.unique_share),
        clicks=math.floor(verdict.clicks * grown),
        likes=math.floor(verdict.likes * grown),
        comments=math.floor(verdict.comments * grown),
        shares=math.floor(verdict.shares * grown),
        saves=math.floor(verdict.saves * grown),
    )


def add(counts: Iterable[Counts]) -> Counts:
    totals = Counter[str]()
    for one in counts:
        totals.update(asdict(one))
    return Counts(**{field.name: totals[field.name] for field in fields(Counts)})


def _loudness(text: str, taste: dict[str, float]) -> float:
    """The taste for what is heard, each register by its share of the cues; silence pulls to 1."""
    found = heard(text)
    total = sum(found.values())
    if total == 0:
        return 0.8
    liked = sum(taste[register] * number for register, number in found.items()) / total
    certainty = 1 - math.exp(-total / 1.5)
    return certainty * liked + (1 - certainty) * 0.9


def _ease(text: str) -> float:
    """Walls of text and piles of hashtags tire people; a bare line gives them little."""
    words = len(text.split())
    length = 0.75 if words < 8 else 1.0 if words < 160 else 0.8
    return length * (0.8 if text.count("#") > 6 else 1.0)


def _share(impressions: float, rate: float, chance: random.Random) -> int:
    return round(impressions * min(rate, 0.3) * math.exp(chance.gauss(0, 0.2)))


def _grown(age_s: float) -> float:
    """From 0 to 1: a first trickle within seconds, most of the rest within two days."""
    age = max(0.0, age_s)
    fast = _FAST_SHARE * (1 - math.exp(-age / _FAST_S))
    return fast + (1 - _FAST_SHARE) * (1 - math.exp(-age / _SLOW_S))
