"""Reports: every number has its rows, and no data is not zero."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analysis import analyse
from domain.digits import whole
from domain.platform import Platform
from domain.report import PostFigures
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


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
@pytest.mark.parametrize(
    ("state", "names_a_day"),
    [
        ({}, True),
        ({"problem": "unreachable"}, True),
        ({"is_overdue": True}, False),
        ({"problem": "refused"}, False),
        ({"problem": "gone"}, False),
        ({"problem": "disconnected"}, False),
        ({"maturity": "early", "ers": 10.0, "is_overdue": True}, False),
    ],
)
def test_a_day_is_named_only_for_numbers_that_time_will_bring(state, names_a_day, language):
    post = PostFigures(key="p1", platform=Platform.LINKEDIN, published_at=AT, **state)
    inputs = ReportInputs(
        campaign_name="Diwali",
        language=language,
        tells_when_settled=True,
        analysis=analyse([post], []),
    )
    said = report(inputs)
    everything = " ".join([said.next_step, *(s.text for s in said.sentences)])
    assert bool(re.search("22", everything)) is names_a_day
    if state.get("problem") == "refused":
        assert "LinkedIn" in said.next_step


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


def aged(minutes: float, number: int = 1, **values: float | None) -> ReportRow:
    """A row read so long after its post went out."""
    out = AT - timedelta(minutes=minutes)
    return row(number, 20.0, **(values or {"likes": 9})).model_copy(update={"published_at": out})


def test_first_numbers_are_said_to_be_too_early_and_are_not_compared():
    made = told(aged(3))
    assert made.headline == "Diwali: first numbers, 3 minutes after posting. Too early to judge."
    words = " ".join(s.text for s in made.sentences)
    assert "Against what was expected" not in words
    assert "They still grow" in words
    assert (made.best, made.worst) == (None, None)
    assert "Nothing to do now" in made.next_step
    assert {note.code for note in made.notes} >= {"early", "partial"}


def test_ages_are_said_in_units_that_say_something():
    assert "3 to 43 minutes after posting" in told(aged(3), aged(43, 2)).headline
    assert "3 minutes to 5 hours after posting" in told(aged(3), aged(320, 2)).headline
    assert "1 second after posting" in told(aged(0.001)).headline


def test_from_two_days_on_it_is_compared():
    made = told(aged(2 * 24 * 60))
    assert "below" in made.headline
    assert any("Expected was ERS 40.0" in s.text for s in made.sentences)


def test_who_tells_by_itself_says_so():
    inputs = ReportInputs(campaign_name="Diwali", rows=(aged(3),), tells_when_settled=True)
    assert "I report here once they settle" in report(inputs).next_step


def test_three_sentences_are_enough():
    made = told(*(aged(5_000 + n, n) for n in range(6)), row(9, None))
    assert len(made.sentences) <= 3


def test_a_language_that_is_not_known_gets_english():
    made = report(ReportInputs(campaign_name="Diwali", language="ta"))
    assert made.headline == "No data yet on Diwali: no post is out."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 post was imported, and has no counts"),
        ("hi", "1 पोस्ट import हुई"),
        ("hi-Latn", "import"),
    ],
)
def test_a_file_without_counts_is_told_from_no_post(language, said):
    bare, none = analyse([], [], uncounted=1), analyse([], [])
    made, other = (
        report(ReportInputs(campaign_name="Diwali", language=language, analysis=a))
        for a in (bare, none)
    )
    assert said in made.headline
    assert said not in other.headline
    assert made.next_step != other.next_step


def figures(number: int, register: str, ers: float) -> PostFigures:
    return PostFigures(
        key=f"p{number}",
        platform=Platform.INSTAGRAM,
        text=f"Post {number} of chai",
        register=register,
        published_at=AT - timedelta(days=number),
        values={"likes": number},
        ers=ers,
        maturity="settled",
    )


@pytest.mark.parametrize(
    ("language", "named", "other"),
    [("en", "gratitude", "aspiration"), ("hi", "आभार", "उम्मीद"), ("hi-Latn", "38.77", "60.00")],
)
def test_the_advice_is_the_best_of_the_table_and_not_of_one_lucky_post(language, named, other):
    posts = [figures(1, "aspiration", 60.0), *(figures(n, "aspiration", 17.2) for n in (2, 3, 4))]
    posts += [figures(n, "gratitude", 38.77) for n in range(5, 19)] + [figures(19, "urgency", 5.0)]
    made = report(
        ReportInputs(
            campaign_name="Diwali", language=language, analysis=analyse(posts, [], is_all=True)
        )
    )
    assert named in made.next_step
    assert other not in made.next_step
    assert "38.77" in made.next_step
    assert "14" in made.next_step


@pytest.mark.parametrize(
    ("language", "newest"), [("en", "newest 2 posts"), ("hi", "सबसे नई 2 पोस्ट")]
)
def test_the_best_post_is_quoted_with_why_and_of_how_many_it_is_the_best(language, newest):
    posts = [figures(1, "pride", 60.0), figures(2, "humour", 20.0)]
    best, headline = [], []
    for left_out in (0, 30):
        analysis = analyse(posts, [], is_all=True, left_out=left_out)
        made = report(ReportInputs(campaign_name="Diwali", language=language, analysis=analysis))
        best.append(made.best.text)
        headline.append(made.headline)
    assert all("Post 1 of chai" in text and "20.00" in text for text in best)
    assert [newest in text for text in best] == [False, True]
    assert [newest in text for text in headline] == [False, True]
