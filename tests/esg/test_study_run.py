"""The whole study on invented histories: what is planted is found, noise is not, and why not."""

import asyncio
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.errors import InvalidError
from domain.platform import Platform
from domain.study import Contrast
from esg.lexical import LexicalIndex
from esg.study import methods, words
from esg.study.foretelling import foretell, gather
from esg.study.judging import measured
from esg.study.posts import StudyPosts
from esg.study.run import Wanted, study
from esg.study.spaces import Spelling

NOW = datetime(2026, 11, 11, tzinfo=UTC)
SUBJECTS = ("masala chai in the rain", "fresh samosa at four", "our founder's story", "a sale")


class WordEmbedder:
    """Unit vectors by the words of a text; tells nothing about anything but words."""

    name, dim, languages = "words", 64, frozenset({"en"})

    async def embed(self, texts):
        rows = np.full((len(texts), self.dim), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.split():
                row[sum(map(ord, word)) % self.dim] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def csv(rows):
    lines = ["Date,Caption,Likes,Comments,Shares", *(",".join(map(str, row)) for row in rows)]
    return "\n".join(lines).encode()


def history(n=160, *, planted=True, seed=1, text="{subject} number {n}"):
    """Each post is about one of four subjects; if planted, the subject decides its likes."""
    chance = np.random.default_rng(seed)
    rows = []
    for number in range(n):
        subject = int(chance.integers(0, 4))
        mean = (40, 120, 360, 1080)[subject] if planted else 200
        likes = int(chance.lognormal(np.log(mean), 0.3))
        day = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=number)
        words = text.format(subject=SUBJECTS[subject], n=number)
        rows.append((f"{day:%Y-%m-%d}", words, likes, likes // 20, likes // 50))
    return rows


def found(rows, **options):
    raw = rows if isinstance(rows, bytes) else csv(rows)
    wanted = Wanted(name="posts.csv", raw=raw, platform=Platform.INSTAGRAM, **options)
    return asyncio.run(study(wanted, WordEmbedder(), now=NOW, told=lambda _: None))


def test_where_the_subject_decides_retrieval_is_found_to_help():
    made = found(history())
    on = made.on("ers")
    assert on.drafts == 140
    for method in (methods.SEED, methods.SEMANTIC):
        score = on.of(method)
        assert score.spearman.value > 0.8
        assert score.against[methods.RANDOM]["spearman"].verdict == "better"
        assert score.against[methods.MEAN]["error"].verdict == "better"
    assert made.on("detrended").of(methods.SEED).spearman.low > 0.5
    assert made.on("reach") is None
    assert "better than any five" in made.headline
    assert "better than any five posts" in made.said[0]


def test_the_same_seed_gives_the_same_figures_and_another_almost_the_same():
    rows = history(80)
    assert found(rows) == found(rows)
    one, other = (found(rows, seed=seed).on("ers").of(methods.SEED).spearman for seed in (1, 2))
    assert one.value == other.value
    assert one.low == pytest.approx(other.low, abs=0.15)
    assert one.low != other.low


@pytest.mark.slow
def test_noise_is_called_not_better_about_as_often_as_promised():
    """100 histories without any effect: the default formula against chance and similarity."""
    called = {(control, verdict): 0 for control in ("random", "semantic") for verdict in
              ("better", "not better", "worse")}  # fmt: skip
    for seed in range(100):
        chance = np.random.default_rng(seed)
        n = 90
        vectors = chance.normal(size=(n, 8))
        alike = (vectors @ vectors.T).astype(np.float32)
        posts = StudyPosts(
            texts=tuple(map(str, range(n))),
            instants=np.arange(n),
            ers=chance.normal(50, 8, size=n).round(2),
            reach_ers=np.full(n, np.nan),
            likes=chance.integers(0, 99, size=n).astype(np.float64),
            text_group=np.arange(n),
            has_texts=True,
        )
        drafts = list(posts.drafts())
        chosen = gather(posts, drafts, lambda row, alike=alike: alike[row], seed)
        told = foretell(posts, chosen, posts.ers, {})
        kept = {k: told[k] for k in (methods.SEED, methods.SEMANTIC, methods.RANDOM)}
        score = measured("ers", kept, posts.ers[chosen.drafts], seed, is_timed=True).of(
            methods.SEED
        )
        for control in ("random", "semantic"):
            called[control, score.against[control]["spearman"].verdict] += 1
    for control in ("random", "semantic"):
        assert called[control, "not better"] >= 89, called
        assert called[control, "better"] <= 8, called


def test_a_growing_account_makes_any_level_look_good_and_the_detrended_figures_say_so():
    rows = [
        (day, written, int(likes * 1.03**place), comments, shares)
        for place, (day, written, likes, comments, shares) in enumerate(
            history(160, planted=False, seed=2)
        )
    ]
    made = found(rows)
    assert made.facts.growth > 0.7
    assert made.on("ers").of(methods.LAST).spearman.low > 0.3
    assert made.on("ers").of(methods.LAST).ndcg == made.on("ers").of(methods.MEAN).ndcg
    assert made.on("detrended").of(methods.LAST) is None
    assert made.on("detrended").of(methods.RANDOM).spearman.low < 0.05
    assert "grew over time" in " ".join(made.said)


def test_reposts_and_posts_of_one_day_are_kept_from_a_draft_and_counted():
    rows = history(60)
    again = [("2026-02-01", words.upper(), *counts) for _, words, *counts in rows[40:50]]
    made = found([*rows, *again])
    # those of one day do not know each other either
    assert (made.facts.drafts, made.facts.drafts_with_reposts, made.facts.reposts_left_out) == (
        50, 10, 10,
    )  # fmt: skip
    assert any("10 drafts had been posted before in the same words" in t for t in made.limits)
    same_day = [(day, f"{words} again", *counts) for day, words, *counts in rows[-10:]]
    assert found([*rows, *same_day]).facts.drafts == 50


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        (history(39), "short_history", "39 posts can be used.*at least 40"),
        (history(3), "short_history", "3 posts can be used"),
        ([("", *row[1:]) for row in history(60)], "undated_history", "--leave-one-out"),
        ([("2025-01-01", *row[1:]) for row in history(60)], "short_history", "one instant"),
        ([(*row[:2], "", "", "") for row in history(60)], "short_history", "of 0|0 posts"),
    ],
)
def test_what_cannot_be_studied_is_refused_with_what_to_do(rows, code, words):
    with pytest.raises(InvalidError, match=words) as caught:
        found(rows)
    assert caught.value.code == code


def test_without_dates_each_learns_from_all_others_only_when_asked_and_it_is_said():
    made = found([("", *row[1:]) for row in history(60)], leave_one_out=True)
    assert made.facts.order == "leave-one-out"
    assert made.facts.drafts == 60
    assert made.headline.startswith("Leave-one-out")
    assert made.on("detrended") is None
    assert made.on("ers").of(methods.LAST) is None
    # a mean that leaves the draft out would order all drafts exactly the wrong way round
    assert made.on("ers").of(methods.MEAN).spearman.value == 0
    assert any("later ones too" in text for text in made.limits)


def test_without_texts_the_level_alone_is_studied():
    rows = [f"{day},{n},{likes}" for n, (day, _, likes, *_) in enumerate(history(60))]
    made = found(("Date,Kind,Likes\n" + "\n".join(rows)).encode())
    assert not made.facts.has_texts
    assert {m.key for m in made.methods} == {methods.RANDOM, methods.MEAN, methods.LAST}
    assert "nobody can say" in made.headline
    assert made.alternative is None


def test_what_the_model_does_not_read_is_compared_by_spelling_and_that_is_said():
    rows = history(60, text="बारिश में गरम चाय {subject} {n}")
    subjects = dict(zip(SUBJECTS, ("अदरक चाय", "ताज़ा समोसा", "हमारी कहानी", "छूट"), strict=True))
    for place, (day, written, *counts) in enumerate(rows):
        name = next(s for s in SUBJECTS if s in written)
        rows[place] = (day, f"{subjects[name]} आज की बात {place}", *counts)
    made = found(rows)
    assert made.facts.lexical_drafts == made.facts.drafts == 40
    assert any("compared by spelling" in text for text in made.limits)
    assert made.on("ers").of(methods.SEMANTIC).spearman.value > 0.4


def test_spelling_before_each_draft_is_the_engines_index_over_the_posts_before():
    texts = ["garam chai", "chai aur samosa", "garam chai", "samosa", "बारिश में चाय", "ek chai"]
    made = Spelling.of(texts)
    for row, earlier in ((2, [0, 1]), (4, [0, 1, 2, 3]), (1, [0, 2, 3]), (5, list(range(5)))):
        expected = LexicalIndex.build([texts[i] for i in earlier]).similarity(texts[row])
        got = made.similarity(row, np.array(earlier))[earlier]
        assert got == pytest.approx(expected, abs=1e-5)


def test_posts_of_several_accounts_are_pointed_at():
    raw = csv(history(60)).replace(b"Shares\n", b"Shares,user_followers\n", 1)
    assert any("several accounts" in text for text in found(raw).limits)


def test_only_the_newest_posts_of_a_huge_file_are_looked_at():
    made = found(history(90), most=50)
    assert (made.facts.used, made.facts.beyond, made.facts.drafts) == (50, 40, 30)
    assert any("40 older than the newest" in text for text in made.limits)


def test_a_method_from_outside_is_measured_beside_the_others():
    wanted = Wanted(name="p", raw=csv(history(80)), platform=Platform.X)
    extra = {"combined-epm": ("Combined, 0.6 + EPM", lambda draft: -draft.seed)}
    made = asyncio.run(study(wanted, WordEmbedder(), now=NOW, told=lambda _: None, extra=extra))
    seed, other = (made.on("ers").of(key) for key in (methods.SEED, "combined-epm"))
    assert other.spearman.value == pytest.approx(-seed.spearman.value)
    assert "Combined, 0.6 + EPM" in [method.title for method in methods.shown(made)]


def test_a_file_of_which_no_row_could_be_read_says_so_and_why():
    with pytest.raises(InvalidError) as caught:
        found([("soon", f"chai {n}", 1, 1, 1) for n in range(50)])
    assert caught.value.code == "unreadable_history"
    assert "50 of 50 rows could not be read" in caught.value.message
    assert "line 2: published_at: “soon” is not a date" in caught.value.message
    with pytest.raises(InvalidError, match=r"50 of 55 rows could not be read, for example: line 7"):
        found([*history(5), *[("soon", f"chai {n}", 1, 1, 1) for n in range(50)]])


def test_growth_is_said_only_where_chance_does_not_explain_it():
    chance = np.random.default_rng(4)
    for seed in range(3):
        rows = [(day, text, int(chance.uniform(5, 500)), 0, 0) for day, text, *_ in history(80)]
        made = found(rows, seed=seed)
        within = made.facts.growth_within
        said = " ".join(made.said)
        is_clear = within.low > 0 or within.high < 0
        assert ("cannot be told" in said) is not is_clear
        assert any(f"ERS {way} over time" in said for way in ("grew", "fell")) is is_clear
    rows = [(day, text, 5 + 3 * n, 0, 0) for n, (day, text, *_) in enumerate(history(80))]
    assert "The account's ERS grew over time" in " ".join(found(rows).said)


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (0.004, 0.001, 0.009, "not really different from it (by 0.004, 0.001 to 0.009)"),
        (-0.01, -0.02, -0.004, "not really different from it (by −0.010, −0.020 to −0.004)"),
        (0.1, 0.02, 0.19, "better than it (by 0.10, 0.02 to 0.19)"),
    ],
)
def test_a_difference_that_rounds_to_nothing_is_no_achievement(value, low, high, told):
    verdict = "better" if low > 0 else "worse"
    contrast = Contrast(value=value, low=low, high=high, verdict=verdict)
    assert words.than(contrast, "it") == told


def test_the_summary_is_in_everyday_words_and_warns_first_of_several_accounts():
    raw = csv(history(60)).replace(b"Shares\n", b"Shares,user_followers\n", 1)
    made = found(raw)
    assert "several accounts" in made.summary[0]
    assert "several accounts" in made.limits[0]
    plain = " ".join(found(history(60)).summary)
    assert plain
    jargon = ("correlation", "Spearman", "nDCG", "interval", "formula", "similarity", "weight")
    assert not [word for word in jargon if word in plain]
