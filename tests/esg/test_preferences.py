"""What is told of a brand's preferences: without posts nothing is clear, and nothing helps."""

import pytest

from domain.brand import BrandProfile
from domain.platform import Platform
from domain.register import Register, RegisterReading
from esg.archetypes import nearest
from esg.brand import ScoredPost, model_of
from esg.explaining import explained
from esg.preferences import Known, told_model
from esg.reading import RegisterReader

CAFE = BrandProfile(industry="Café")


def reading(register: Register) -> tuple[RegisterReading, ...]:
    return (RegisterReading(register=register, confidence=0.9),)


def history(scores, registers) -> list[ScoredPost]:
    return [
        ScoredPost(f"{n:03}", Platform.INSTAGRAM, None, score, read)
        for n, (score, read) in enumerate(zip(scores, registers, strict=True))
    ]


def known(posts) -> Known:
    found = nearest(CAFE)
    return Known(
        model=model_of(posts, found.archetype),
        nearest=found,
        readings={},
        off=frozenset(),
        reader=RegisterReader(""),
    )


def against(count: int):
    """So many posts in pride, far below what the others reach."""
    rows = [reading(Register.HUMOUR)] * 30 + [reading(Register.PRIDE)] * count
    return known(history([60.0] * 30 + [5.0] * count, rows))


@pytest.mark.parametrize(("count", "standing"), [(1, None), (4, None), (5, "below")])
def test_a_register_is_clearly_below_only_from_five_posts_on(count, standing):
    effects = {e.register: e for e in told_model(against(count)).registers}
    assert effects[Register.PRIDE].high < 0
    assert effects[Register.PRIDE].standing == standing


def says(of: Known, *registers):
    return explained([], [], registers, of, space="semantic", platform=None)


def test_what_no_post_shows_is_marked_as_an_assumption_and_never_advised():
    told = says(known([]), *reading(Register.URGENCY))
    assert told.lifts == ()
    assert {best.posts for best in told.best_registers} == {0}
    assert not any(best.is_shown for best in told.best_registers)
    assert told.registers[0].posts == 0
    assert "No own post shows" in told.basis


def test_posts_in_which_no_feeling_is_read_are_named_beside_those_that_count():
    of = known(history([40.0] * 40, [reading(Register.PRIDE)] * 36 + [()] * 4))
    assert says(of).basis == (
        "From 36 own posts with a feeling that could be read, of 40 with numbers."
    )
    told = told_model(of)
    assert (told.scored, told.posts, told.unclear) == (40, 36, 4)
