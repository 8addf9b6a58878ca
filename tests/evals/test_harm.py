"""The safety study: its halves, its arithmetic, and the page that it writes."""

from pathlib import Path

import pytest

from evals.harm import sets
from evals.harm.measuring import HATEFUL, Row, is_clean, rows, together
from evals.harm.reporting import FROM, TO, measured, replaced
from evals.harm.sets import Case, halved, is_reported

PAGE = Path(__file__).parents[2] / "docs" / "safety.md"


def test_what_is_reported_was_never_developed_on():
    ours = dict(sets.ours())
    developed = {case.text for case in halved(sets.ours(), reported=False)}
    reported = {case.text for case in halved(sets.ours(), reported=True)}
    assert developed | reported == set(ours)
    assert not developed & reported
    assert min(len(developed), len(reported)) > 100


def test_a_key_keeps_its_half_whatever_its_case_and_spaces():
    assert is_reported("Gandhi ") == is_reported("gandhi")


def test_rows_count_what_is_flagged_and_what_is_blocked():
    cases = [
        Case("Women are vermin", "en", "hate", "a"),
        Case("Chai at four", "en", "clean", "a"),
        Case("Call 98200 12345", "en", "personal", "b"),
    ]
    assert rows(cases, lambda case: case.group) == (Row("a", 2, 1, 1), Row("b", 1, 1, 0))
    hateful = rows(cases, lambda case: case.group, HATEFUL)
    assert [row.flagged for row in hateful] == [1, 0]
    assert together("all", hateful) == Row("all", 3, 1, 1)
    assert Row("none", 0, 0, 0).share_flagged == 0.0
    assert [is_clean(case) for case in cases] == [False, True, False]


def test_tables_are_put_between_the_marks_and_the_rest_stays():
    page = f"before\n{FROM}\nold\n{TO}\nafter"
    assert replaced(page, "new") == f"before\n{FROM}\n\nnew\n\n{TO}\nafter"
    with pytest.raises(ValueError, match="not found"):
        replaced("no marks", "new")


@pytest.mark.slow
def test_the_page_says_what_the_rules_do_now(shared_data):
    page = PAGE.read_text("utf-8")
    assert replaced(page, measured(shared_data)) == page, "run: python -m evals.harm"
