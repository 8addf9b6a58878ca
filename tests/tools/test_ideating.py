"""Whoever wrote an idea: it is shown with evidence that was given, and with nothing else."""

from datetime import date, timedelta

import pytest

from almanac.coming import days_between
from domain.brand import BrandProfile, Product
from domain.errors import InvalidError
from domain.idea import Idea, IdeaEvidence, IdeaText
from domain.platform import Platform
from domain.register import Register
from llm.tasks.ideate import IdeateInputs, Winner
from tools.ideating import ask_of, grounded

TODAY = date(2026, 10, 14)
END = TODAY + timedelta(days=60)
GIVEN = IdeateInputs(
    brand=BrandProfile(
        business_name="X", products=(Product(name="Chai"),), registers_off=(Register.URGENCY,)
    ),
    today=TODAY,
    start=TODAY,
    end=END,
    days=days_between(TODAY, END),
    winners=(Winner(post_id="p1", text="Rain.", platform=Platform.X, ers=61.5),),
    platforms=(Platform.X,),
)
POST = IdeaEvidence(kind="post", ref="p1", text="It did well.", figure=99.9)
MADE_UP = IdeaEvidence(kind="trend", ref="#viral", text="It is everywhere.", figure=1e6)


def idea(**more):
    more = {"evidence": (POST,), "register": Register.PRIDE, **more}
    return IdeaText(title="T", why="W", angle="Write 1 post about Chai.", **more)


def test_figures_are_those_that_were_given_and_made_up_evidence_goes():
    found = grounded(idea(evidence=(POST, MADE_UP), platforms=tuple(Platform)), GIVEN)
    assert [(one.ref, one.figure) for one in found.evidence] == [("p1", 61.5)]
    assert found.platforms == (Platform.X,)


@pytest.mark.parametrize(
    "text",
    [
        idea(evidence=(MADE_UP,)),
        idea(occasion="Day of the Chai"),
        idea(register=Register.URGENCY),
    ],
)
def test_an_idea_that_rests_on_nothing_or_is_not_wanted_is_left_out(text):
    assert grounded(text, GIVEN) is None


def test_a_date_is_the_days_own_or_none():
    right = grounded(idea(occasion="Diwali", when=date(2026, 11, 8)), GIVEN)
    wrong = grounded(idea(occasion="Diwali", when=date(2026, 11, 9)), GIVEN)
    loose = grounded(idea(when=date(2026, 11, 9)), GIVEN)
    assert (right.when, wrong.when, loose.when) == (date(2026, 11, 8), None, None)


def kept(**more):
    return Idea(
        id="i",
        workspace_id="w",
        brand_id="b",
        batch="x",
        number=1,
        text=idea(**more),
        created_at="2026-10-14T05:00:00Z",
    )


def test_an_ask_keeps_its_date_unless_others_were_chosen():
    dated = kept().model_copy(
        update={
            "text": idea().model_copy(update={"angle": "Write 1 post for Holi on 4 March 2026."})
        }
    )
    assert ask_of(dated, today=TODAY) == "Write 1 post for Holi on 4 March 2026."
    assert ask_of(dated, today=TODAY, redated=True) == "Write 1 post for Holi."


def test_an_idea_whose_day_is_over_asks_for_another():
    over = kept(when=TODAY - timedelta(days=1))
    with pytest.raises(InvalidError, match="has passed") as raised:
        ask_of(over, today=TODAY)
    assert raised.value.code == "in_the_past"
    assert ask_of(over, today=TODAY, redated=True)
