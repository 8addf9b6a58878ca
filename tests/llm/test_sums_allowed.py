"""A sum for advertising is told from what somebody spends otherwise."""

import pytest

from llm.offline.intent.budgets import budget_in


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("Two posts about chai, spend 5000", 5_000),
        ("Two posts about chai and spend ₹5,000 on ads", 5_000),
        ("We can spend 2k. Two posts about chai", 2_000),
        ("Spend 500 rupees on boosting it", 500),
        ("budget 10,000, three posts", 10_000),
    ],
)
def test_a_sum_to_spend_is_a_budget(message, amount):
    assert budget_in(message)[0] == amount


@pytest.mark.parametrize(
    "message",
    [
        "Write a post: we spend 20 years perfecting our chai",
        "We spend 3 hours on every cake, tell people",
        "A post about how we spend 2 days in each village",
        "we invest 40 minutes in every haircut",
    ],
)
def test_time_that_is_spent_is_none(message):
    assert budget_in(message) == (None, message)


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("budget ek lakh kar do", 100_000),
        ("बजट एक लाख करो", 100_000),
        ("make the budget 1.5 lakh", 150_000),
        ("budget dedh lakh kar do", 150_000),
        ("बजट ढाई लाख करो", 250_000),
        ("budget do hazaar", 2_000),
        ("budget pachas hazaar rakho", 50_000),
        ("बजट साढ़े तीन हज़ार रुपये", 3_500),
        ("ek lakh bees hazaar ka budget rakho", 120_000),
        ("budget 1 lakh 20 hazaar", 120_000),
        ("budget paanch sau", 500),
        ("budget badha kar do lakh kar do", 200_000),
        ("a budget of twenty five thousand", 25_000),
        ("a budget of one and a half lakh", 150_000),
        ("3 posts about chai with a budget of a lakh", 100_000),
        ("budget 2 karod", 20_000_000),
        ("hamare ek lakh customers hain, budget 5000", 5_000),
    ],
)
def test_a_sum_in_words_is_a_sum(message, amount):
    assert budget_in(message)[0] == amount


@pytest.mark.parametrize(
    "message",
    [
        "budget ek lakh logon tak pahunche",
        "a budget post for a lakh people",
        "budget mein do post banao",
        "budget thali ek sau ki hai",
        "hamare ek lakh grahak ho gaye",
        "we spend ten thousand hours on it",
        "kar do hazaar baar",
    ],
)
def test_what_is_counted_in_words_and_is_no_money_is_none(message):
    assert budget_in(message) == (None, message)
