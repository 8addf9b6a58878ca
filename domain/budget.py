"""Money that a campaign may cost on the platforms, and how it is divided. Spends nothing."""

from collections.abc import Mapping
from statistics import fmean

from pydantic import Field

from domain.frozen import Frozen
from domain.platform import Platform

MOST = 10_000_000_000.0
SMALLEST_SHARE = 0.1
"""A platform that would get less than this share gets nothing: too thin to be noticed there."""
UNSEEN = 0.25
"""Of the mean level, where the brand's own posts have one of 0: a few posts that nobody saw prove
little, and where a post is planned, money for it is not nothing at all."""


class BudgetLine(Frozen):
    platform: Platform
    amount: float = Field(ge=0)
    """In whole units of the currency."""
    why: str = ""


class Budget(Frozen):
    """What may be spent on showing the posts to more people; a person spends it, no one else."""

    amount: float = Field(gt=0, le=MOST)
    currency: str = "INR"
    lines: tuple[BudgetLine, ...] = ()
    """Sum up to the amount; empty where no post is planned."""


def planned(
    amount: float, posts: Mapping[Platform, int], levels: Mapping[Platform, float]
) -> Budget:
    """The sum by platform: more where more posts go and where the brand's own do better.

    Args:
        amount: More than 0.
        posts: How many are planned on each platform.
        levels: The mean ERS of the brand's own posts where it has any; elsewhere their mean.
    """
    usual = fmean(levels.values()) if levels else 1.0
    weights = {p: n * (levels.get(p, usual) or UNSEEN * usual) for p, n in posts.items()}
    shares = divided(amount, weights if any(weights.values()) else posts)
    lines = tuple(
        BudgetLine(platform=p, amount=share, why=_why(posts[p], levels.get(p)))
        for p, share in shares.items()
    )
    return Budget(amount=amount, lines=lines)


def _why(posts: int, level: float | None) -> str:
    said = f"{posts} post{'' if posts == 1 else 's'} planned"
    return (
        f"{said}; your own posts there have a mean ERS of {level:.1f}"
        if level is not None
        else said
    )


def divided(amount: float, weights: Mapping[Platform, float]) -> dict[Platform, float]:
    """The amount by weight, in whole units, to the last one; ties go to the platform named first.

    Largest-remainder method over the weights, after leaving out those below SMALLEST_SHARE.

    Args:
        amount: More than 0; what is below one unit goes to the heaviest.
        weights: Each 0 or more; where all are 0, each counts the same.
    """
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1.0)
    total = sum(weights.values())
    kept = {p: w for p, w in weights.items() if w / total >= SMALLEST_SHARE}
    if not kept:
        return {}
    whole, rest = int(amount), amount - int(amount)
    exact = {p: whole * w / sum(kept.values()) for p, w in kept.items()}
    shares = {p: float(int(share)) for p, share in exact.items()}
    order = sorted(kept, key=lambda p: -(exact[p] - shares[p]))  # sorted keeps ties in order
    for platform in order[: int(whole - sum(shares.values()))]:
        shares[platform] += 1
    heaviest = max(kept, key=lambda p: kept[p])
    shares[heaviest] = round(shares[heaviest] + rest, 2)
    return shares
