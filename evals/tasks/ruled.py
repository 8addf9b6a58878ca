"""Rules of a case's brand, as accepted ones. Judges nothing."""

from datetime import datetime

from domain.rule import BrandRule, Habit, RuleStatus


def rules_of(habits: tuple[Habit, ...], now: datetime) -> tuple[BrandRule, ...]:
    """One accepted rule for each habit, everywhere and in every language."""
    return tuple(
        BrandRule(
            id=str(place),
            workspace_id="",
            brand_id="",
            habit=habit,
            status=RuleStatus.ACCEPTED,
            created_at=now,
        )
        for place, habit in enumerate(habits)
    )
