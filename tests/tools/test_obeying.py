"""A rule counts as applied where the draft shows it, whoever wrote the draft."""

from datetime import UTC, datetime

import pytest

from domain.brand import BrandProfile
from domain.campaign import CalendarEntry
from domain.platform import Platform
from domain.register import Register
from domain.rule import Aspect, BrandRule, Habit, Params, RuleStatus
from llm.tasks.social_post import DraftVariation, SocialPostInputs
from tools.obeying import bounded, held

NOON = datetime(2026, 11, 11, 6, 30, tzinfo=UTC)
SHORT, LONG = "Chai is ready.", "Chai is ready, and it is hot. " * 5


def rule(aspect: Aspect, **params: object) -> BrandRule:
    return BrandRule(
        id=aspect,
        workspace_id="w",
        brand_id="b",
        habit=Habit(aspect=aspect, params=Params.model_validate(params)),
        status=RuleStatus.ACCEPTED,
        created_at=NOON,
    )


@pytest.mark.parametrize(
    ("wanted", "keeps", "breaks"),
    [
        (rule(Aspect.LENGTH, most=100), (SHORT, ()), (LONG, ())),
        (rule(Aspect.NO_PRICE), (SHORT, ()), ("Chai at ₹20.", ())),
        (rule(Aspect.MOST_HASHTAGS, most=1), (SHORT, ("#a", "#b")), None),
    ],
)
def test_a_bound_counts_as_applied_only_where_it_is_kept(wanted, keeps, breaks):
    inputs = SocialPostInputs(
        brand=BrandProfile(business_name="Chai Corner"),
        entry=CalendarEntry(number=1, platform=Platform.X, language="en", topic="Chai"),
        max_chars=280,
        max_hashtags=5,
        now=NOON,
    )
    given = bounded(inputs, [wanted])
    applied = []
    for text, tags in filter(None, (keeps, breaks)):
        draft = DraftVariation(register=Register.PRIDE, hook=text, text=text, hashtags=tags)
        applied.append(bool(held(draft, [wanted], given, max_hashtags=5).applied))
    assert applied == ([True, False] if breaks else [True])
