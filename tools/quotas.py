"""What a subscription allows in a calendar month (UTC), counted from the rows. One data file."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from domain.errors import LimitError
from domain.frozen import Frozen
from store.unit import Unit

IMAGE_MADE = "image.make"


class Left(Frozen):
    """What remains this month; None means that the plan has no limit."""

    campaigns: int | None
    posts: int | None
    images: int | None
    """Pictures by a model, and those that were asked for outside of any post."""


async def left(unit: Unit, workspace_id: str, tier: str, now: datetime) -> Left:
    since = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    limits = _limits()[tier]
    campaigns = await unit.campaigns.count_since(workspace_id, since)
    posts = await unit.contents.count_since(workspace_id, since)
    images = await unit.audit.count(workspace_id, IMAGE_MADE, since)
    return Left(
        campaigns=_rest(limits["campaigns"], campaigns),
        posts=_rest(limits["posts"], posts),
        images=_rest(limits["images"], images),
    )


async def require_post_left(unit: Unit, workspace_id: str, now: datetime) -> None:
    """See that one more post may be written this month.

    Raises:
        LimitError: `quota_exceeded`.
    """
    tier = await _tier(unit, workspace_id)
    if (await left(unit, workspace_id, tier, now)).posts == 0:
        raise LimitError(used_up(tier, now), code="quota_exceeded")


async def require_image_left(unit: Unit, workspace_id: str, now: datetime, wanted: int = 1) -> None:
    """See that so many more pictures may be made this month.

    Raises:
        LimitError: `quota_exceeded`.
    """
    tier = await _tier(unit, workspace_id)
    rest = (await left(unit, workspace_id, tier, now)).images
    if rest is not None and rest < wanted:
        used = "are used up" if rest == 0 else f"are down to {rest}"
        raise LimitError(
            f"Your plan's pictures for this month {used}: the {tier} plan has "
            f"{_limits()[tier]['images']}. The next month begins on {next_month(now)}. Posts go on "
            "with cards, which do not count.",
            code="quota_exceeded",
        )


async def count_images(
    unit: Unit, workspace_id: str, now: datetime, by: str | None, subjects: Sequence[str]
) -> None:
    """Count pictures that were made, for good: whoever deletes one gets no other for it.

    Args:
        by: The person who asked for them; None: they are for a post.
        subjects: The hash of each, or what else names it.
    """
    for subject in subjects:
        await unit.audit.record(
            workspace_id, at=now, user_id=by, surface="studio", action=IMAGE_MADE, subject=subject
        )


async def _tier(unit: Unit, workspace_id: str) -> str:
    workspace = await unit.accounts.workspace(workspace_id)
    return workspace.subscription_tier if workspace else "basic"


def model_usd(tier: str) -> float:
    """What a plan's workspace may spend on language models in a calendar month (UTC), USD."""
    return float(_limits()[tier]["model_usd"] or 0)


def used_up(tier: str, now: datetime) -> str:
    """What to tell whoever has nothing left this month."""
    limits = _limits()[tier]
    return (
        "Your plan's campaigns or posts for this month are used up. The "
        f"{tier} plan has {limits['campaigns']} requests for posts and {limits['posts']} posts a "
        f"month; the next begins on {next_month(now)}. Drafts can still be changed, approved and "
        "published."
    )


def next_month(now: datetime) -> str:
    """The day on which the next month begins, in words."""
    begins = (now.replace(day=1) + timedelta(days=32)).replace(day=1)
    return f"1 {begins:%B}"


def _rest(limit: int | None, used: int) -> int | None:
    return None if limit is None else max(limit - used, 0)


@cache
def _limits() -> dict[str, dict[str, int | None]]:
    found: dict[str, dict[str, int | None]] = json.loads(
        files("tools.data").joinpath("quotas.json").read_text()
    )
    return found
