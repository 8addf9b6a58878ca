import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.budget import MOST, divided, planned
from domain.platform import Platform
from domain.sums import rupees

P = Platform


def test_the_last_rupee_goes_to_the_largest_remainder():
    assert divided(1000, {P.INSTAGRAM: 1, P.FACEBOOK: 1, P.X: 1}) == {
        P.INSTAGRAM: 334,
        P.FACEBOOK: 333,
        P.X: 333,
    }


def test_a_share_too_thin_to_be_noticed_goes_to_the_others():
    assert divided(900, {P.INSTAGRAM: 19, P.LINKEDIN: 1}) == {P.INSTAGRAM: 900}


def test_paise_stay_with_the_heaviest():
    assert divided(10.5, {P.INSTAGRAM: 1, P.LINKEDIN: 2}) == {P.INSTAGRAM: 3, P.LINKEDIN: 7.5}


def test_without_a_post_nothing_is_divided():
    assert divided(500, {}) == {}
    assert planned(500, {}, {P.X: 20.0}).lines == ()


def test_posts_that_nobody_answered_take_no_platform_out():
    alike = {P.X: 0.0, P.LINKEDIN: 0.0}
    assert divided(500, alike) == {P.X: 250, P.LINKEDIN: 250}
    none = planned(900, {P.X: 2, P.LINKEDIN: 1}, alike)
    assert [(line.platform, line.amount) for line in none.lines] == [(P.X, 600), (P.LINKEDIN, 300)]
    assert none.lines[0].why.endswith("mean ERS of 0.0")
    one = planned(900, {P.X: 1, P.LINKEDIN: 1}, {P.X: 0.0, P.LINKEDIN: 40.0})
    assert [(line.platform, line.amount) for line in one.lines] == [(P.X, 100), (P.LINKEDIN, 800)]


def test_more_goes_where_more_posts_go_and_where_the_brands_own_do_better():
    budget = planned(900, {P.INSTAGRAM: 2, P.LINKEDIN: 1}, {P.LINKEDIN: 60.0, P.INSTAGRAM: 15.0})
    assert [(line.platform, line.amount, line.why) for line in budget.lines] == [
        (P.INSTAGRAM, 300, "2 posts planned; your own posts there have a mean ERS of 15.0"),
        (P.LINKEDIN, 600, "1 post planned; your own posts there have a mean ERS of 60.0"),
    ]
    alike = planned(900, {P.INSTAGRAM: 2, P.X: 1}, {})
    assert [line.amount for line in alike.lines] == [600, 300]


@given(
    amount=st.decimals(min_value="0.01", max_value="9999999", places=2).map(float),
    weights=st.dictionaries(st.sampled_from(list(P)), st.floats(0, 1000), min_size=1),
)
def test_what_is_divided_is_the_whole_sum(amount, weights):
    shares = divided(amount, weights)
    assert round(sum(shares.values()), 2) == amount
    assert all(share >= 0 for share in shares.values())
    assert set(shares) <= set(weights)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (125_000, "₹1,25,000"),
        (MOST, "₹10,00,00,00,000"),
        (1_500.5, "₹1,500.50"),
        (0.004, "₹0"),
    ],
)
def test_a_sum_is_written_in_indian_groups_and_never_as_a_power(amount, written):
    assert rupees(amount) == written
