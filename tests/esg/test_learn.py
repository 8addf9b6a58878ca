"""What a second telling of the same post changes."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.ers import ers_of_counts
from domain.platform import Platform
from domain.post import Post
from esg.learn import Learned, merge


def told(**values):
    base = {"id": "p", "workspace_id": "w", "brand_id": "b", "platform": Platform.X, "text": "chai"}
    post = Post(**(base | values))
    counts = (post.likes, post.comments, post.shares)
    return post.model_copy(update={"ers": ers_of_counts(*counts), "partial": None in counts})


def test_a_source_without_shares_does_not_lower_the_score():
    known = told(likes=10, comments=2, shares=5, saves=3)
    merged = merge(known, told(likes=12, comments=2))
    assert (merged.likes, merged.shares, merged.saves) == (12, 5, 3)
    assert merged.ers == ers_of_counts(12, 2, 5)
    assert not merged.partial


def test_a_zero_is_told_and_stands():
    assert merge(told(likes=10), told(likes=0)).likes == 0


def test_registers_stay_with_their_text_and_leave_with_it():
    known = told(registers=("pride",))
    assert merge(known, told()).registers == ("pride",)
    assert merge(known, told(text="lassi")).registers == ()


def test_a_published_post_stays_the_products_own():
    assert merge(told(source="published"), told(likes=4)).source == "published"


def test_the_words_that_were_approved_stay_when_the_platform_tells_them_with_tags():
    known = told(source="published", text="Chai", hashtags=("tea",), registers=("pride",))
    merged = merge(known, told(text="Chai #tea", likes=4))
    assert (merged.text, merged.hashtags, merged.registers) == ("Chai", ("tea",), ("pride",))
    assert merged.likes == 4


def test_hashtags_and_date_stay_when_the_new_source_has_none():
    at = datetime(2025, 1, 1, tzinfo=UTC)
    merged = merge(told(hashtags=("tea",), published_at=at), told())
    assert (merged.hashtags, merged.published_at) == (("tea",), at)


maybe = st.none() | st.integers(min_value=0, max_value=10**6)


@given(st.tuples(maybe, maybe, maybe), st.tuples(maybe, maybe, maybe))
def test_telling_the_same_twice_changes_nothing_more(first, second):
    names = ("likes", "comments", "shares")
    known = told(**dict(zip(names, first, strict=True)))
    new = told(**dict(zip(names, second, strict=True)))
    once = merge(known, new)
    assert merge(once, new) == once
    assert merge(known, known) == known


def test_counts_are_kept_and_taken_up_again_without_the_posts():
    learned = Learned(1, 2, 3, reworded=("a", "b"))
    assert learned.counts() == {"imported": 1, "updated": 2, "unchanged": 3}
    assert Learned.of(learned.counts()) == Learned(1, 2, 3)
    assert Learned.of({}) + learned == Learned(1, 2, 3)
