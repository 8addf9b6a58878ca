"""The register of a text that nobody told one of."""

import pytest

from domain.register import Register
from llm.offline.cues import register_of


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("Thank you, we are grateful for every cup.", Register.GRATITUDE),
        ("Hurry, last day, only a few left!", Register.URGENCY),
        ("I remember grandmother's kettle from my childhood.", Register.NOSTALGIA),
        ("", None),
        ("Tea with milk", None),
        ("thank you, hurry", None),
        ("A must for a bust", None),
    ],
)
def test_the_most_cues_win_and_a_tie_is_nobodys(text, register):
    assert register_of(text) is register
