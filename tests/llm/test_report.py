"""Reports: every number has its rows, and no data is not zero."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.digits import whole
from domain.platform import Platform
from llm.offline.report.telling import report
from llm.tasks.report import ReportInputs, ReportRow

AT = datetime(2026, 10, 20, tzinfo=UTC)


def row(number: int, actual: float | None, hours: int = 0, **values: float | None) -> ReportRow:
    return ReportRow(
        snapshot_id=f"s{number}-{hours}",
        publication_id=f"p{number}",
        platform=Platform.LINKEDIN,
        as_of=AT + timedelta(hours=hours),
        values=values,
        predicted_ers=40.0,
        actual_ers=actual,
        register=("pride", "humour")[number % 2],
        text=f"Post {number}",
    )


def told(*rows: ReportRow):
    return report(ReportInputs(campaign_name="Diwali", rows=rows))


def test_without_rows_there_is_no_data_yet():
    made = told()
    assert "No data yet" in made.headline
    assert (made.sentences, made.best, made.worst) == ((), None, None)


def test_a_post_without_counts_is_not_a_zero():
    made = told(row(1, None, likes=None), row(2, 50.0, likes=120))
    assert made.best.snapshot_ids == ("s2-0",)
    assert made.worst is None
    assert any("no data, which is not zero" in s.text for s in made.sentences)
    assert not re.search(r"\b0 likes", " ".join(s.text for s in made.sentences))


def test_what_a_platform_does_not_say_is_named():
    (total, *_) = told(row(1, 50.0, likes=120, comments=4, shares=None)).sentences
    assert "120 likes and 4 comments" in total.text
    assert "No data yet on shares" in total.text


def test_only_the_newest_snapshot_of_a_post_counts():
    (total, *_) = told(row(1, 30.0, likes=10), row(1, 50.0, hours=5, likes=25)).sentences
    assert "25 likes" in total.text
    assert total.snapshot_ids == ("s1-5",)


def test_best_and_weakest_point_to_their_rows_and_give_a_next_step():
    made = told(row(1, 30.0, likes=1), row(2, 55.5, likes=9))
    assert (made.best.snapshot_ids, made.worst.snapshot_ids) == (("s2-0",), ("s1-0",))
    assert "55.50" in made.best.text
    assert "pride" in made.next_step


def test_counts_are_grouped_as_in_india():
    assert [whole(n) for n in (5, 999, 1000, 125000, 12345678)] == [
        "5",
        "999",
        "1,000",
        "1,25,000",
        "1,23,45,678",
    ]


_ROWS = st.lists(
    st.builds(
        row,
        st.integers(0, 6),
        st.none() | st.floats(0, 100),
        st.integers(0, 9),
        likes=st.none() | st.integers(0, 10**9),
        shares=st.none() | st.integers(0, 10**6),
    ),
    max_size=8,
)


@given(rows=_ROWS)
def test_every_sentence_with_a_number_names_rows_that_exist(rows):
    made = told(*rows)
    known = {r.snapshot_id for r in rows}
    for sentence in (*made.sentences, *filter(None, (made.best, made.worst))):
        assert set(sentence.snapshot_ids) <= known
        if re.search(r"\d", sentence.text):
            assert sentence.snapshot_ids or "no counts" in sentence.text
    assert made.next_step
