"""A rule is proposed from enough acts, never from one, and for the place it holds in."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.habits import Outcome, Words, judge
from domain.handling import TEAM, Handled, Spoken, Step
from domain.handling import handled as handled_of
from domain.noticing import FEWEST, is_habit, notice, undone, wilson_low
from domain.platform import Platform
from domain.rule import Aspect, Habit, Params

A = Aspect
NOON = datetime(2026, 11, 11, 6, 30, tzinfo=UTC)
DRAFT = "Fresh chai is ready!\n\nSlow-brewed with ginger. Come by at six."


def handled(number: int, before: str, after: str, **more: object) -> Handled:
    tags = more.pop("tags", ((), ()))
    own = f"c{number}"
    step = Step(
        words=Words(text=after, hashtags=tags[1]),
        act=str(more.pop("act", own)),
        by_wish=bool(more.pop("by_wish", False)),
        at=NOON + timedelta(hours=number),
    )
    draft = Words(text=before, hashtags=tags[0])
    return Handled.model_validate(
        {
            "content_id": own,
            "platform": Platform.INSTAGRAM,
            "language": "en",
            "before": draft,
            "at": step.at,
            "steps": () if step.words == draft else (step,),
            **more,
        }
    )


def habits(posts) -> set[tuple[Aspect, str]]:
    return {
        (
            n.habit.aspect,
            n.habit.params.text or n.habit.params.old or str(n.habit.params.most or ""),
        )
        for n in notice(posts)
    }


def calm(number: int, **more: object) -> Handled:
    return handled(
        number, f"{DRAFT} Cup {number}!", f"{DRAFT} Cup {number}!".replace("!", "."), **more
    )


def test_three_posts_without_their_exclamation_marks_are_a_habit():
    (noticed,) = notice([calm(n) for n in range(3)])
    assert noticed.habit == Habit(aspect=A.NO_EXCLAMATION)
    assert (noticed.platform, noticed.language) == (None, None)
    assert noticed.evidence.edited == ("c2", "c1", "c0")
    assert (noticed.evidence.acts, noticed.evidence.occasions) == (3, 3)


@pytest.mark.parametrize("posts", [1, 2])
def test_fewer_than_three_are_none(posts):
    assert notice([calm(n) for n in range(posts)]) == ()


def test_drafts_approved_with_their_marks_speak_against_it():
    left = [handled(n, f"{DRAFT} {n}", f"{DRAFT} {n}") for n in (7, 8)]
    assert habits([calm(1), calm(2), calm(3), *left]) == set()
    assert habits([*(calm(n) for n in range(8, 16)), *left]) == {(A.NO_EXCLAMATION, "")}


def test_one_message_about_many_posts_counts_once():
    wished = [calm(n, act="run-1", by_wish=True) for n in range(5)]
    assert notice(wished) == ()
    (noticed,) = notice([*wished, calm(6), calm(7)])
    assert len(noticed.evidence.wished) == 5
    assert len(noticed.evidence.edited) == 2
    assert noticed.evidence.acts == 3


def test_a_mark_put_back_later_withdraws_what_was_noticed():
    back = [handled(n, "Chai is ready.", "Chai is ready!") for n in (5, 6)]
    assert habits([calm(1), calm(2), calm(3), *back]) == set()
    assert undone(Habit(aspect=A.NO_EXCLAMATION), [calm(1), *back]) == ("c5", "c6")


def test_what_holds_on_one_platform_alone_is_noticed_there():
    there = [calm(n, platform=Platform.LINKEDIN) for n in range(3)]
    elsewhere = [handled(n, f"{DRAFT} {n}", f"{DRAFT} {n}") for n in range(5, 9)]
    (noticed,) = notice([*there, *elsewhere])
    assert (noticed.platform, noticed.language) == (Platform.LINKEDIN, None)


CASES = [
    ("We sell cheap chai {n} here", "We sell affordable chai {n} here", A.REPLACE, "affordable"),
    ("Our really good chai {n} is here", "Our good chai {n} is here", A.LEAVE_OUT, "really"),
    ("Chai {n} is here 🎉", "Chai {n} is here 🙏", A.REPLACE, "🙏"),
    ("Chai {n} is here 🎉", "Chai {n} is here", A.NO_EMOJI, ""),
    ("Chai {n} is here", "Chai {n} is here 🙏", A.ADD_EMOJI, "🙏"),
    (
        "Chai {n} is here.\nCome by.",
        "Namaste Jaipur\nChai {n} is here.\nCome by.",
        A.OPENING,
        "Namaste Jaipur",
    ),
    (
        "Chai {n} is here.\nCome by.",
        "Chai {n} is here.\nCome by.\nTeam Gupta",
        A.SIGN_OFF,
        "Team Gupta",
    ),
    (
        "Chai {n} is here.\nCome by.",
        "Chai {n} is here.\nCall us today.",
        A.CALL_TO_ACTION,
        "Call us today.",
    ),
    ("Chai {n} costs ₹40 a cup", "Chai {n} is hot", A.NO_PRICE, ""),
    ("Chai {n} is hot", "Chai {n} is hot, ₹40", A.ADD_PRICE, ""),
    ("GRAND opening of chai {n}", "Grand opening of chai {n}", A.NO_CAPITALS, ""),
    ("Chai {n}… is here", "Chai {n} is here", A.NO_ELLIPSIS, ""),
    ("Chai {n} — hot and sweet", "Chai {n}, hot and sweet", A.NO_DASHES, ""),
    ("Chai {n} is here.\n\nCome by.", "Chai {n} is here. Come by.", A.ONE_PARAGRAPH, ""),
    ("Chai {n} is here. Come by.", "Chai {n} is here.\n\nCome by.", A.LINE_PER_SENTENCE, ""),
    ("आप चाय {n} पीजिए", "तुम चाय {n} पियो", A.INFORMAL, ""),
    ("Tired {n}?\n\nChai is here.", "Chai {n} is here.", A.NO_OPENING_QUESTION, ""),
]


@pytest.mark.parametrize(("before", "after", "aspect", "param"), CASES)
def test_each_aspect_is_noticed(before, after, aspect, param):
    posts = [handled(n, before.format(n=n), after.format(n=n)) for n in (11, 12, 13)]
    assert (aspect, param) in habits(posts)


def test_hashtags_are_noticed_by_name_and_by_number():
    tags = (("#chai", "#india", "#love"), ("#chai", "#Jaipur"))
    posts = [handled(n, f"Chai {n}", f"Chai {n}", tags=tags) for n in range(3)]
    assert habits(posts) == {
        (A.NO_HASHTAG, "#india"),
        (A.NO_HASHTAG, "#love"),
        (A.ADD_HASHTAG, "#jaipur"),
        (A.MOST_HASHTAGS, "2"),
    }


def test_texts_cut_to_about_one_length_are_noticed_with_one_bound():
    long = "Chai is brewed slowly with ginger and milk every morning. " * 6
    posts = [handled(n, long, long[:cut]) for n, cut in enumerate((118, 121, 125))]
    found = [n.habit for n in notice(posts) if n.habit.aspect is A.LENGTH]
    assert found == [Habit(aspect=A.LENGTH, params=Params(most=120))]


def test_another_sum_is_no_habit():
    posts = [handled(n, f"Chai {n} at ₹40", f"Chai {n} at ₹45") for n in range(4)]
    assert habits(posts) == set()


@given(
    st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60), st.integers(0, 3)), max_size=8)
)
def test_nothing_is_noticed_from_fewer_acts_than_are_asked_for(texts):
    posts = [handled(n, b, a, act=f"act-{act}") for n, (b, a, act) in enumerate(texts)]
    for noticed in notice(posts):
        assert noticed.evidence.acts >= FEWEST
        assert noticed.evidence.acts <= noticed.evidence.occasions
    assert notice(posts) == notice(posts)


def test_the_bound_is_the_one_it_says():
    assert wilson_low(3, 3) == pytest.approx(0.646, abs=0.001)
    assert [is_habit(3, 3), is_habit(4, 5), is_habit(3, 4), is_habit(2, 2)] == [
        True,
        True,
        False,
        False,
    ]


def test_a_link_with_the_mark_in_it_has_no_mark():
    link = Words(text="See https://a.in/b!c for more")
    assert judge(Habit(aspect=A.NO_EXCLAMATION), link, link) is Outcome.NO_OCCASION


def version(text: str, by: str = "Asha", **more: object) -> Spoken:
    more.setdefault("created_at", NOON)
    return Spoken.model_validate({"words": Words(text=text), "created_by": by, **more})


def of(*versions: Spoken) -> Handled:
    return handled_of("c1", Platform.LINKEDIN, "en", versions)


def test_the_draft_compared_is_the_variation_that_was_taken():
    first = version("Chai!", TEAM, others=(Words(text="Slow mornings and hot chai!"),))
    taken = of(first, version("Slow mornings and hot chai."))
    assert taken.before.text == "Slow mornings and hot chai!"
    assert [s.by_wish for s in taken.steps] == [False]
    assert of(first, version("Slow mornings and hot chai!")).steps == ()


def test_each_step_knows_who_made_it_and_a_step_back_is_none():
    wished = version("Chai is here.", TEAM, made_in="run-7")
    found = of(version("Chai is here!", TEAM), wished, version("Chai is there."))
    assert [(s.act, s.by_wish) for s in found.steps] == [("run-7", True), ("c1", False)]
    step = found.step_of(Habit(aspect=A.NO_EXCLAMATION))
    assert step is not None
    assert step.act == "run-7"
    assert of(version("Chai!", TEAM), version("Chai"), version("Chai!")).steps == ()


def test_a_hashtag_is_the_same_with_and_without_its_sign():
    kept = [handled(n, DRAFT, f"{DRAFT} Cup {n}", tags=(("#Chai",), ("Chai",))) for n in range(4)]
    assert {aspect for aspect, _ in habits(kept)}.isdisjoint({A.NO_HASHTAG, A.ADD_HASHTAG})
    gone = [handled(n, DRAFT, f"{DRAFT} Cup {n}", tags=(("Chai", "b"), ("#B",))) for n in range(4)]
    assert (A.NO_HASHTAG, "#chai") in habits(gone)
    moved = handled(1, DRAFT, f"{DRAFT} #Chai.", tags=(("chai",), ()))
    assert moved.before.tags == moved.after.tags == {"#chai"}
