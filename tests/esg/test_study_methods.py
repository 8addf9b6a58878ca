"""What methods choose and foretell, against a plain reference; nothing later is ever known."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.ers import ers
from domain.platform import Platform
from domain.ranking import RankWeights
from esg.matrix import BrandMatrix, Computed, IndexedPost
from esg.rank import rank_by
from esg.study import methods
from esg.study.foretelling import Draft, detrended, foretell, gather
from esg.study.posts import StudyPosts

DIM = 6


def made(seed, n=60, *, days=40, texts=30, timed=True):
    """A history with several posts on a day and reposts."""
    chance = np.random.default_rng(seed)
    likes = chance.integers(0, 500, size=n)
    of = chance.integers(0, texts, size=n)
    vectors = chance.normal(size=(texts, DIM))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    posts = StudyPosts(
        texts=tuple(f"text {number}" for number in of),
        instants=np.sort(chance.integers(0, days, size=n)) if timed else None,
        ers=np.array([ers(int(count), 0, 0) for count in likes]),
        reach_ers=np.full(n, np.nan),
        likes=likes.astype(np.float64),
        text_group=of.astype(np.intp),
        has_texts=True,
    )
    alike = (vectors @ vectors.T)[of][:, of]
    return posts, alike


def predictions(posts, alike, values=None, seed=1, extra=None):
    drafts = list(posts.drafts())
    chosen = gather(posts, drafts, lambda row: alike[row], seed)
    return (
        drafts,
        chosen,
        foretell(posts, chosen, posts.ers if values is None else values, extra or {}),
    )


def slow_prediction(posts, alike, row, method):
    """The brief's words one by one: earlier, not the same text, twenty nearest, five best."""
    n = len(posts.texts)
    earlier = [
        i
        for i in range(n)
        if i != row and (posts.instants is None or posts.instants[i] < posts.instants[row])
    ]
    allowed = [i for i in earlier if posts.texts[i] != posts.texts[row]]
    near = sorted(allowed, key=lambda i: (-float(alike[row][i]), i))[:20]

    def place(i):
        lower = sum(posts.ers[j] < posts.ers[i] for j in earlier)
        equal = sum(posts.ers[j] == posts.ers[i] for j in earlier)
        return 100 * (lower + equal / 2) / len(earlier)

    def score(i):
        similarity = float(alike[row][i])
        if method == "semantic":
            return similarity
        if method == "likes":
            return posts.likes[i]
        if method == "ers":
            return posts.ers[i]
        kind, weight = method.split("-")
        of = place(i) if kind == "percentile" else posts.ers[i]
        return (1 - float(weight)) * similarity + float(weight) * of / 100

    best = sorted(near, key=lambda i: (-score(i), i))[:5]
    return sum(posts.ers[i] for i in best) / len(best)


@pytest.mark.parametrize("timed", [True, False])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_method_foretells_as_the_plain_reference(seed, timed):
    posts, alike = made(seed, timed=timed)
    drafts, _, told = predictions(posts, alike)
    names = ("semantic", "likes", "ers", "combined-0.6", "combined-0.3", "percentile-0.6")
    for place, row in enumerate(drafts[::4]):
        for name in names:
            expected = slow_prediction(posts, alike, row, name)
            assert told[name][0][4 * place] == pytest.approx(expected), (row, name)


def test_the_picks_are_those_of_the_engine():
    posts, alike = made(5, texts=60)
    drafts, chosen, _ = predictions(posts, alike)
    row, place = drafts[-1], len(drafts) - 1
    allowed = posts.allowed(row)
    known = [
        IndexedPost(f"{i:04}", posts.texts[i], Platform.X, None, float(posts.ers[i]))
        for i in allowed
    ]
    matrix = BrandMatrix.build(known, np.zeros((len(known), 2), dtype=np.float32))
    for weight in (0.0, 0.3, 0.6, 1.0):
        found = rank_by(Computed(alike[row][allowed]), matrix, weights=RankWeights(ers=weight))
        picks = chosen.picks[f"combined-{weight:.1f}"][place]
        assert [f"{i:04}" for i in picks if i >= 0] == [r.post_id for r in found]


def test_baselines_are_the_mean_so_far_and_of_the_last_ten():
    posts, alike = made(3)
    drafts, _, told = predictions(posts, alike)
    for place, row in enumerate(drafts):
        before = [posts.ers[i] for i in range(row) if posts.instants[i] < posts.instants[row]]
        assert told["mean"][0][place] == pytest.approx(sum(before) / len(before))
        assert told["last"][0][place] == pytest.approx(sum(before[-10:]) / 10)


@settings(max_examples=12)
@given(st.integers(min_value=0, max_value=10**6), st.floats(min_value=0, max_value=100))
def test_neither_its_own_score_nor_a_later_one_changes_what_is_foretold(seed, score):
    posts, alike = made(seed, n=50)
    drafts, _, before = predictions(posts, alike)
    row = drafts[len(drafts) // 2]
    same_time_or_later = posts.instants >= posts.instants[row]
    changed = dataclasses.replace(
        posts,
        ers=np.where(same_time_or_later, score, posts.ers),
        likes=np.where(same_time_or_later, 10**6, posts.likes),
    )
    _, _, after = predictions(changed, alike)
    place = drafts.index(row)
    for method, rows in before.items():
        assert after[method][:, place].tolist() == rows[:, place].tolist(), method
    assert detrended(changed)[:row][~same_time_or_later[:row]].tolist() == pytest.approx(
        detrended(posts)[:row][~same_time_or_later[:row]].tolist(), nan_ok=True
    )


def test_a_repost_never_learns_from_its_own_words():
    posts, _ = made(8)
    for row in posts.drafts():
        assert posts.texts[row] not in {posts.texts[i] for i in posts.allowed(row)}
        assert all(posts.instants[i] < posts.instants[row] for i in posts.allowed(row))
        assert len(posts.earlier(row)) >= 20


def test_posts_by_chance_are_different_ones_and_all_are_as_likely():
    allowed = np.arange(100, 130)
    found = methods.drawn(allowed, np.random.default_rng(2), draws=6000)
    assert all(len(set(row)) == 5 for row in found.tolist())
    counts = np.bincount(found.ravel() - 100, minlength=30)
    assert counts == pytest.approx(np.full(30, 1000), rel=0.15)
    assert methods.drawn(allowed[:3], np.random.default_rng(1)).shape == (methods.DRAWS, 3)


def test_without_a_level_the_means_foretell_nothing():
    posts, alike = made(4)
    drafts = list(posts.drafts())
    chosen = gather(posts, drafts, lambda row: alike[row], 1)
    told = foretell(posts, chosen, detrended(posts), {}, has_level=False)
    assert not told["mean"].any()
    assert "last" not in told
    assert told["semantic"].any()


def test_the_score_above_the_level_is_that_less_the_mean_of_the_twenty_before():
    posts, _ = made(4)
    found = detrended(posts)
    row = next(posts.drafts()) + 5
    before = [i for i in range(row) if posts.instants[i] < posts.instants[row]][-20:]
    assert found[row] == pytest.approx(posts.ers[row] - posts.ers[before].mean())
    assert np.isnan(found[0])


def test_a_method_from_outside_is_told_what_was_known_and_no_more():
    posts, alike = made(9)
    seen: list[Draft] = []

    def foreteller(draft: Draft) -> float:
        seen.append(draft)
        return draft.seed + 1

    drafts, _, told = predictions(posts, alike, extra={"mood": foreteller})
    assert told["mood"][0] == pytest.approx(told[methods.SEED][0] + 1)
    for draft, row in zip(seen, drafts, strict=True):
        assert draft.text == posts.texts[row]
        assert draft.earlier.tolist() == posts.ers[posts.allowed(row)].tolist()
        assert len(draft.earlier_texts) == len(draft.earlier)
