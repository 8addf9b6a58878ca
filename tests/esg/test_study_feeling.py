"""The preference model as the study measures it: what it adds, and that it looks at no future."""

import numpy as np
import pytest

from esg.study.feeling import EXPECTED, REGISTERS, feeling
from esg.study.foretelling import Draft

THANKS = "Thank you, we are so grateful to every one of you, number {}."
HURRY = "Hurry, last day, only a few left, offer ends tonight, number {}."


def draft(text, values, *, seed=40.0, texts=None):
    told = texts or [(THANKS if i % 2 else HURRY).format(i) for i in range(len(values))]
    near = np.arange(min(20, len(values)))
    return Draft(
        text=text,
        earlier_texts=tuple(told),
        earlier=np.array(values, dtype=np.float64),
        seed=seed,
        near=near,
        alike=np.full(len(near), 0.5),
    )


@pytest.fixture
def method():
    made = feeling()
    return {key: made[key][1] for key in (REGISTERS, EXPECTED)}


def moved(count=60):
    """Thanks do 20 points better than hurry."""
    return [30.0 + 20.0 * (i % 2) for i in range(count)]


def test_a_register_that_did_well_raises_what_is_foretold(method):
    thanks, hurry = draft(THANKS.format(99), moved()), draft(HURRY.format(99), moved())
    assert method[REGISTERS](thanks) > 40.0 > method[REGISTERS](hurry)
    assert method[EXPECTED](thanks) > method[EXPECTED](hurry) + 10


def test_without_a_known_post_the_default_stands(method):
    nothing = draft(THANKS.format(1), [np.nan, np.nan])
    assert method[REGISTERS](nothing) == method[EXPECTED](nothing) == 40.0


def test_posts_of_unknown_truth_are_left_out(method):
    values = moved()
    with_gaps = [np.nan if i in (3, 17) else value for i, value in enumerate(values)]
    known = [value for value in with_gaps if not np.isnan(value)]
    texts = [(THANKS if i % 2 else HURRY).format(i) for i in range(len(values)) if i not in (3, 17)]
    one = method[REGISTERS](draft(THANKS.format(99), with_gaps))
    other = method[REGISTERS](draft(THANKS.format(99), known, texts=texts))
    assert one == pytest.approx(other)


def test_a_draft_that_says_nothing_is_expected_at_the_level(method):
    plain = draft("12345", [40.0] * 30)
    assert method[EXPECTED](plain) == pytest.approx(40.0)
