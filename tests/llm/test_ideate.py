"""The author's ideas: their ask is read as what they say, and fixed words stay few."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from almanac.coming import days_between
from domain.brand import BrandProfile, Fact, Product
from domain.day import DayKind, OwnDay
from domain.explanation import BestRegister
from domain.register import Register
from llm.offline import library
from llm.offline.ideate.ideating import ideate
from llm.offline.intent.reading import read_intent
from llm.tasks.ideate import IdeateInputs
from llm.tasks.intent import IntentInputs, IntentKind

TODAY = date(2026, 10, 14)
BRAND = BrandProfile(
    business_name="Gupta Chai Corner",
    products=(Product(name="Masala Chai", price="₹20"), Product(name="Bun Maska")),
    facts=(Fact(text="Our stove has burned since 1998"), Fact(text="Open from 6 am to 11 pm")),
)


def inputs(**more):
    more.setdefault("days", days_between(TODAY, TODAY + timedelta(days=60), states=("MH",)))
    more.setdefault("brand", BRAND)
    end = TODAY + timedelta(days=60)
    return IdeateInputs(today=TODAY, start=TODAY, end=end, **more)


@pytest.mark.parametrize("idea", ideate(inputs(n=12)).ideas, ids=lambda idea: idea.title)
def test_an_ideas_ask_is_planned_as_the_idea_says(idea):
    now = datetime(2026, 10, 14, 5, 0, tzinfo=UTC)
    intent = read_intent(
        IntentInputs(message=idea.angle, now=now, timezone="Asia/Kolkata", brand=BRAND)
    )
    assert (intent.kind, intent.problems, intent.count) == (IntentKind.CAMPAIGN, (), 1)
    assert intent.dates == ((idea.when,) if idea.when else ())
    assert intent.occasion == idea.occasion
    named = [product.name for product in BRAND.products if product.name in idea.angle]
    assert list(intent.products) == named
    assert not intent.platforms


def test_hours_are_no_idea_and_other_facts_are():
    titles = [idea.title for idea in ideate(inputs(n=12)).ideas]
    assert "Our stove has burned since 1998" in titles
    assert not [title for title in titles if "Open from" in title]


def test_a_day_of_their_own_that_is_planned_is_not_offered_again():
    day = TODAY + timedelta(days=20)
    own = OwnDay(id="own-1", workspace_id="w", name="Shop anniversary", day=day, until=day)
    days = days_between(TODAY, TODAY + timedelta(days=60), own=(own,))
    for planned, offered in (((), True), (("shop anniversary",), False)):
        made = ideate(inputs(n=12, days=days, planned=planned)).ideas
        assert ("Shop anniversary" in {idea.occasion for idea in made}) is offered


def test_an_idea_from_a_very_long_fact_asks_for_its_beginning():
    fact = Fact(text=f"Our stove has burned {'day and night ' * 68}since 1998")
    made = ideate(inputs(n=12, brand=BRAND.model_copy(update={"facts": (fact,)}))).ideas
    (angle,) = [idea.angle for idea in made if "Our stove" in idea.angle]
    assert len(fact.text) > 950
    assert re.fullmatch(r"Write 1 post about Our stove .* (day|and|night)… in .+ tone\.", angle)


def test_what_does_worse_than_usual_is_not_proposed():
    known = (
        BestRegister(register=Register.PRIDE, effect=3.0, posts=9),
        BestRegister(register=Register.HUMOUR, effect=-4.0, posts=9),
    )
    registers = {idea.register for idea in ideate(inputs(n=12, registers=known)).ideas}
    assert registers == {Register.PRIDE}


def test_estimated_days_and_those_of_other_states_are_no_occasion():
    start = date(2027, 6, 1)
    days = days_between(start, start + timedelta(days=40), states=("KL",))
    made = ideate(inputs(n=12, days=days).model_copy(update={"start": start, "end": date.max}))
    by_key = {day.key: day for day in days}
    chosen = [by_key[idea.occasion] for idea in made.ideas if idea.occasion]
    assert chosen
    assert all(day.is_near and day.certainty != "estimated" for day in chosen)
    assert all(day.kind is not DayKind.SEASON for day in chosen)


@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_fixed_stretch_of_words_is_longer_than_six(language):
    data = library.read(f"{language}/ideas")
    lines = [line for part in ("titles", "why") for line in data[part].values()]
    stretches = [piece for line in lines for piece in re.split(r"\{\w+\}|[.:,;।“”()]", line)]
    assert [piece for piece in stretches if len(piece.split()) > 6] == []
