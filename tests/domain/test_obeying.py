"""Rules change the form of a draft; links, names, prices and numbers stay as they are."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.obeying import Bounds, in_conflict, obey
from domain.rule import Aspect, BrandRule, Habit, Params, RuleStatus, habit_words, rule_words
from tests.habits import PARAMS

A = Aspect
NOON = datetime(2026, 11, 11, 6, 30, tzinfo=UTC)
BOUNDS = Bounds(
    names=("Masala Chai", "WELCOME Café"), prices={"Masala Chai": "₹40"}, max_hashtags=3
)
TEXT = (
    "Did you smell it?\n\nMasala Chai is here!! Our CHEAP cup — and 😀 https://a.in/x!y\n\nCome by!"
)


def rule(aspect: Aspect, **params: object) -> BrandRule:
    return BrandRule(
        id=f"{aspect}-{params}",
        workspace_id="w",
        brand_id="b",
        habit=Habit(aspect=aspect, params=Params.model_validate(params)),
        status=RuleStatus.ACCEPTED,
        created_at=NOON,
    )


EVERY = [rule(aspect, **PARAMS.get(aspect, {})) for aspect in Aspect]


@pytest.mark.parametrize(
    ("aspect", "has", "lacks"),
    [
        (A.NO_EXCLAMATION, "Masala Chai is here. Our", "here!"),
        (A.NO_EMOJI, "and https://a.in/x!y", "😀"),
        (A.ADD_EMOJI, "Come by! 🙏", "🙏 🙏"),
        (A.REPLACE, "Our AFFORDABLE cup", "CHEAP"),
        (A.LEAVE_OUT, "Our cup", "CHEAP"),
        (A.OPENING, "Namaste Jaipur\n\nDid you", "x!y Namaste"),
        (A.SIGN_OFF, "Come by!\n\nTeam Gupta", "Gupta\n"),
        (A.CALL_TO_ACTION, "x!y\n\nCall us today.", "Come by"),
        (A.ADD_PRICE, "Masala Chai: ₹40\n\nCome by!", "₹40\n\n\n"),
        (A.NO_CAPITALS, "Our cheap cup", "CHEAP"),
        (A.NO_DASHES, "cup, and", "—"),
        (A.ONE_PARAGRAPH, "it? Masala Chai", "\n"),
        (A.LINE_PER_SENTENCE, "here!!\n\nOur CHEAP", "!! Our"),
        (A.NO_OPENING_QUESTION, "Masala Chai is here!!", "Did you"),
    ],
)
def test_each_rule_is_carried_out(aspect, has, lacks):
    wanted = rule(aspect, **PARAMS.get(aspect, {}))
    obeyed = obey(TEXT, (), [wanted], BOUNDS)
    assert has in obeyed.text
    assert lacks not in obeyed.text
    assert obeyed.applied == (wanted,)
    assert "https://a.in/x!y" in obeyed.text


def test_hashtags_go_stay_and_come():
    wanted = [rule(a, **PARAMS[a]) for a in (A.NO_HASHTAG, A.ADD_HASHTAG)]
    assert obey("Chai", ("#a", "#B", "#c", "#d"), wanted, BOUNDS).hashtags == (
        "#a",
        "#c",
        "#Jaipur",
    )
    assert obey("Chai", ("B", "jaipur"), wanted, BOUNDS).hashtags == ("jaipur",)
    assert obey("Chai", ("#a", "#b"), [rule(A.MOST_HASHTAGS, most=0)], BOUNDS).hashtags == ()


def test_a_friend_is_told_so_in_grammar():
    said = "आप आज आइए और चाय पीजिए! आप खुश हैं, इसलिए आपके लिए लाए हैं।"
    obeyed = obey(said, (), [rule(A.INFORMAL), rule(A.NO_EXCLAMATION)], BOUNDS)
    assert obeyed.text == "तुम आज आओ और चाय पियो। तुम खुश हो, इसलिए तुम्हारे लिए लाए हैं।"
    latin = obey("Aap aaiye aur dekhiye. Isliye aapke liye laye.", (), [rule(A.INFORMAL)], BOUNDS)
    assert latin.text == "Tum aao aur dekho. Isliye tumhare liye laye."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Is Masala Chai ready?\nYes, come by.", rule(A.NO_OPENING_QUESTION)),
        ("WELCOME Café serves it", rule(A.LEAVE_OUT, old="welcome café")),
        ("- one\n- two", rule(A.ONE_PARAGRAPH)),
        ("Chai", rule(A.LEAVE_OUT, old="chai")),
    ],
)
def test_what_holds_a_fact_or_all_the_words_is_left(text, wanted):
    obeyed = obey(text, (), [wanted], BOUNDS)
    assert obeyed.text == text
    assert obeyed.applied == ()


def test_a_last_line_with_a_fact_stays_and_the_wished_one_follows():
    wanted = rule(A.CALL_TO_ACTION, text="Call us today.")
    obeyed = obey("Chai is here.\nOpen till 9 pm.", (), [wanted], BOUNDS)
    assert obeyed.text == "Chai is here.\nOpen till 9 pm.\n\nCall us today."


def test_nothing_is_added_that_makes_the_post_too_long():
    bounds = Bounds(max_chars=10)
    assert obey("Chai is on", (), [rule(A.SIGN_OFF, text="Team")], bounds).text == "Chai is on"


@given(
    st.text(max_size=200), st.lists(st.sampled_from(EVERY), max_size=6, unique_by=lambda r: r.id)
)
def test_links_prices_and_names_survive_every_rule_on_any_text(text, wanted):
    facts = "https://a.in/x!y Masala Chai ₹1,200 at 7:30 @gupta.sweets"
    whole = f"{text}\n\n{facts}\n\nCome by"
    obeyed = obey(whole, ("#a",), wanted, BOUNDS)
    for fact in ("https://a.in/x!y", "Masala Chai", "₹1,200", "7:30", "@gupta.sweets"):
        assert fact in obeyed.text
    assert obey(whole, ("#a",), wanted, BOUNDS) == obeyed


@pytest.mark.parametrize("one", EVERY, ids=lambda r: r.habit.aspect)
def test_every_rule_has_its_words(one):
    assert not re.search(r"[{}]|None", rule_words(one.habit) + habit_words(one.habit))


@pytest.mark.parametrize(
    ("aspect", "params"),
    [
        (A.NO_EMOJI, {"most": 1}),
        (A.REPLACE, {"old": "cheap"}),
        (A.REPLACE, {"old": "₹40", "text": "₹30"}),
        (A.ADD_HASHTAG, {"text": "two words"}),
        (A.ADD_EMOJI, {"text": "chai"}),
        (A.LENGTH, {"most": 5}),
        (A.SIGN_OFF, {"text": "  "}),
    ],
)
def test_a_rule_that_could_not_be_applied_is_refused(aspect, params):
    with pytest.raises(ValidationError):
        Habit(aspect=aspect, params=Params.model_validate(params))


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        (rule(A.NO_HASHTAG, text="#Chai"), rule(A.ADD_HASHTAG, text="#chai"), True),
        (rule(A.NO_HASHTAG, text="#Chai"), rule(A.ADD_HASHTAG, text="#Pune"), False),
        (rule(A.OPENING, text="Hello"), rule(A.OPENING, text="Namaste"), True),
        (rule(A.OPENING, text="Hello"), rule(A.OPENING, text="Hello"), False),
        (rule(A.OPENING, text="Hello"), rule(A.SIGN_OFF, text="Namaste"), False),
        (rule(A.REPLACE, old="cheap", text="fair"), rule(A.REPLACE, old="Cheap", text="low"), True),
        (rule(A.REPLACE, old="cheap", text="fair"), rule(A.REPLACE, old="big", text="low"), False),
        (rule(A.ADD_EMOJI, text="🙏"), rule(A.NO_EMOJI), True),
        (rule(A.MOST_HASHTAGS, most=1), rule(A.MOST_HASHTAGS, most=2), False),
    ],
)
def test_rules_that_no_post_can_follow_together_are_known(one, other, opposed):
    assert in_conflict(one.habit, other.habit) is in_conflict(other.habit, one.habit) is opposed
