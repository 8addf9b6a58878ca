"""The few numbers of a report: sums and rates of what was told, and no data is not zero."""

import pytest

from domain.analysis import analyse
from domain.platform import Platform
from domain.report import PostFigures
from domain.summary import summed


def post(key: str, **values: int) -> PostFigures:
    return PostFigures(key=key, platform=Platform.LINKEDIN, values=values)


def of(*posts: PostFigures):
    return summed(analyse(posts, []))


def test_sums_and_rates_rest_on_what_was_told():
    found = of(
        post("a", likes=6, comments=2, clicks=2, impressions=100),
        post("b", likes=3, shares=1, reach=20),
        post("c", likes=5),
        post("d"),
    )
    assert (found.total_posts, found.total_impressions, found.total_engagement) == (4, 100, 19)
    assert found.average_engagement_rate == pytest.approx((0.1 + 0.2) / 2)


@pytest.mark.parametrize("posts", [(), (post("a"),), (post("a", impressions=0, likes=0),)])
def test_where_nothing_was_told_nothing_is_averaged(posts):
    assert of(*posts).average_engagement_rate is None


def test_no_counts_are_no_zero():
    found = of(post("a"))
    assert (found.total_impressions, found.total_engagement) == (None, None)
    assert of(post("a", likes=0)).total_engagement == 0
