import json

import pytest

from platforms.told import is_amount, is_count, listed


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": "x"}, {"data": {"a": 1}}])
def test_what_is_no_list_has_no_objects(body):
    assert listed(body) == []
    assert listed({"data": [1, {"a": 1}, None]}) == [{"a": 1}]


@pytest.mark.parametrize("text", ["true", "-1", "9223372036854775808", "NaN", "Infinity", "1e999"])
def test_a_number_that_nothing_can_hold_is_unknown(text):
    value = json.loads(text)
    assert not is_count(value)
    assert not is_amount(value)


def test_counts_are_whole_and_amounts_need_not_be():
    assert is_count(0)
    assert is_count(2**63 - 1)
    assert is_amount(12.5)
    assert not is_count(12.5)
