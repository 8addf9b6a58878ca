"""Built things stay out of collections while they are in use, and only so long."""

import gc

import pytest

from esg.collector import kept_apart


class Built:
    def __init__(self) -> None:
        self.was_collecting = gc.isenabled()


def test_nothing_is_collected_while_building_and_what_was_built_is_left_out_until_it_is_dropped():
    gc.unfreeze()
    one = kept_apart(Built)
    assert (one.was_collecting, gc.isenabled()) == (False, True)
    assert gc.get_freeze_count() > 0
    two = kept_apart(Built)
    del one
    assert gc.get_freeze_count() > 0
    del two
    assert gc.get_freeze_count() == 0


def test_one_that_builds_within_another_does_not_end_its_peace():
    def build() -> Built:
        kept_apart(Built)
        return Built()

    assert kept_apart(build).was_collecting is False
    assert gc.isenabled()


def test_a_building_that_fails_leaves_all_as_it_was():
    gc.unfreeze()

    def fail() -> Built:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept_apart(fail)
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)
