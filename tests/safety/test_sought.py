"""A pattern is passed over only where it cannot stand, and every letter keeps its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety import claims, disclosure, personal, unproven
from safety.sought import Sought, blanked, lowered

ALL = [
    *(kind[1] for kind in unproven._KINDS),
    *(
        value
        for module in (claims, disclosure, personal)
        for value in vars(module).values()
        if isinstance(value, Sought)
    ),
]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.parts[0])
def test_whatever_a_pattern_matches_holds_one_of_its_parts(one):
    @settings(max_examples=150, deadline=None, database=None)
    @given(st.from_regex(one.pattern, fullmatch=True))
    def holds(text):
        assert one.may_stand_in(text), text

    holds()


def test_a_pattern_stands_nowhere_in_a_text_without_its_parts():
    assert ALL
    for one in ALL:
        assert one.spans("a plain text about tea and rain") == []
        assert all(part == lowered(part) for part in one.parts)


@given(st.text(st.sampled_from("AbİıſKΣßẞaÉ१ ﷺ"), max_size=20))
def test_small_letters_stand_where_the_large_ones_did(text):
    small = lowered(text)
    assert len(small) == len(text)
    assert not any("A" <= letter <= "Z" for letter in small)


def test_what_was_found_is_left_blank():
    assert blanked("one two three", [(0, 3), (8, 13)]) == "    two      "
    assert blanked("one", []) == "one"
