import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.audience import counts_at, judge, preferences, register_of
from sandbox.cues import REGISTERS

ACCOUNT = "urn:li:organization:1"


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("Honestly, I was scared and almost gave up", "vulnerability"),
        ("So proud of this award, a record we built", "pride"),
        ("Plot twist: haha, guilty as charged", "humour"),
        ("Apna adda, apne dost, hum sab saath", "belonging"),
        ("Dream big, believe, and imagine the future", "aspiration"),
        ("बचपन की यादें और दादी की चाय", "nostalgia"),
        ("Aaj hi! Sirf aaj, jaldi, last chance", "urgency"),
        ("शुक्रिया और धन्यवाद", "gratitude"),
        ("Chai at four", None),
    ],
)
def test_each_register_is_heard_by_its_cues(text, register):
    assert register_of(text) == register


def test_there_are_eight_registers():
    assert len(REGISTERS) == 8


@given(st.text(max_size=200), st.text(max_size=10))
def test_a_verdict_depends_on_seed_account_and_text_alone(text, seed):
    assert judge(seed, ACCOUNT, text, 12) == judge(seed, ACCOUNT, text, 12)


def test_audiences_differ_by_seed_and_by_account():
    assert preferences("1", ACCOUNT) != preferences("2", ACCOUNT)
    assert preferences("1", ACCOUNT) != preferences("1", "urn:li:organization:2")


def test_a_loved_register_does_better_than_a_disliked_one_on_average():
    texts = {
        "gratitude": "Thank you, we are grateful, shukriya to everyone number {}",
        "nostalgia": "Remember childhood, nani and the old days, memory number {}",
        "humour": "Haha, a joke, plot twist and a funny meme number {}",
    }
    for seed in ("1", "2", "3"):
        taste = preferences(seed, ACCOUNT)
        rates = {
            register: sum(judge(seed, ACCOUNT, text.format(n), 12).likes for n in range(80))
            for register, text in texts.items()
        }
        assert max(rates, key=rates.__getitem__) == max(texts, key=taste.__getitem__)


@given(st.text(max_size=80), st.lists(st.floats(0, 1e8), min_size=2, max_size=8))
def test_counts_never_fall_and_parts_never_exceed_the_whole(text, ages):
    verdict = judge("1", ACCOUNT, text, 12)
    last = counts_at(verdict, 0)
    for age in sorted(ages):
        counts = counts_at(verdict, age)
        assert counts.impressions >= last.impressions
        assert counts.likes >= last.likes
        assert counts.unique_impressions <= counts.impressions
        assert 0 <= counts.engagement <= 1
        last = counts


def test_the_first_impressions_come_within_three_seconds():
    for number in range(50):
        assert counts_at(judge("1", ACCOUNT, f"post {number}", 12), 3).impressions > 0
    assert counts_at(judge("1", ACCOUNT, "post", 12), 0).impressions == 0
