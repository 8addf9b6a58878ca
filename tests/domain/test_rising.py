"""What rises in a brand's own posts, and what is only chance."""

from datetime import UTC, datetime, timedelta

from domain.platform import Platform
from domain.post import Post
from domain.rising import rising

NOW = datetime(2026, 10, 14, tzinfo=UTC)


def post(days_ago, text, *, ers=None, tags=()):
    return Post(
        id=f"{days_ago}-{text}",
        workspace_id="w",
        brand_id="b",
        platform=Platform.LINKEDIN,
        text=text,
        hashtags=tags,
        published_at=None if days_ago is None else NOW - timedelta(days=days_ago),
        ers=ers,
    )


def test_a_tag_in_more_posts_than_before_rises_with_their_mean():
    posts = [post(n, f"Rain {n} #MonsoonChai", ers=50.0 + n) for n in (1, 5, 9)]
    posts += [post(40, "Early #monsoonchai", ers=10.0)]
    (found,) = rising(posts, (), NOW)
    assert (found.word, found.lately, found.before) == ("#monsoonchai", 3, 1)
    assert found.mean_ers == 55.0


def test_two_posts_are_chance_and_as_many_as_before_is_no_rise():
    few = [post(n, f"{n} #new") for n in (1, 2)]
    steady = [post(n, f"{n} #daily") for n in (1, 2, 3, 31, 32, 33)]
    assert rising([*few, *steady], (), NOW) == ()


def test_products_count_by_whole_words_and_tags_beside_the_text_too():
    posts = [post(n, f"Bun Maska at {n}", tags=("chai",)) for n in (1, 2, 3)]
    posts += [post(4, "Bun Maskara")]
    words = {found.word: found.lately for found in rising(posts, ("Bun Maska",), NOW)}
    assert words == {"Bun Maska": 3, "#chai": 3}


def test_old_future_and_undated_posts_tell_nothing():
    posts = [post(n, f"{n} #tag") for n in (None, -1, 61, 70, 80)]
    assert rising(posts, (), NOW) == ()
