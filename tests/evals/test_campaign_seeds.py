"""The two hundred businesses and their plans, and the sheet drawn from them."""

from collections import Counter

import pytest

from domain.errors import InvalidError
from domain.platform import Platform
from evals.campaigns.measuring import measured
from evals.campaigns.offenders import offenders
from evals.campaigns.planning import POSTS, campaigns
from evals.campaigns.seeds import industries, occasions
from evals.campaigns.sheet import MARK, drawn, sheet
from evals.reading import marks
from tests.evals.campaign_posts import draft, posts


@pytest.fixture(scope="module")
def seeds():
    return [seed for industry in industries() for seed in industry.brands]


def test_twenty_trades_have_ten_businesses_each_and_every_language_a_third(seeds):
    assert [len(industry.brands) for industry in industries()] == [10] * 20
    languages = Counter(seed.language for seed in seeds)
    assert all(60 <= languages[code] <= 72 for code in ("en", "hi", "hi-Latn"))
    assert len({seed.name for seed in seeds}) == len(seeds)


def test_no_two_businesses_say_of_themselves_the_same_words(seeds):
    said = Counter(text for seed in seeds for text in _typed(seed))
    assert [text for text, count in said.items() if count > 1] == []


def _typed(seed):
    return {w.description for w in seed.sells if w.description} | {
        *(fact.text for fact in seed.facts),
        *seed.asks,
    }


def test_no_business_avoids_what_it_must_name_and_each_occasion_has_its_day(seeds):
    for seed in seeds:
        named = (seed.name, *(ware.name for ware in seed.sells), *seed.asks)
        forbidden = (*seed.avoid, *seed.rivals)
        assert not [w for w in forbidden if any(marks.says(n, w) for n in named)], seed.name
        assert seed.occasion is None or seed.occasion in occasions()


def test_plans_use_all_platforms_alike_and_hand_on_what_was_written():
    planned = campaigns()
    entries = [entry for campaign in planned for entry in campaign.entries]
    assert Counter(entry.platform for entry in entries) == dict.fromkeys(Platform, 120)
    assert all([e.number for e in c.entries] == [1, 2, 3] for c in planned)
    first = planned[0].inputs(planned[0].entries[1], ("said before",))
    assert (first.avoid, first.variation_count) == (("said before",), POSTS)
    assert sorted(first.registers) == sorted(set(first.registers))


def test_a_folder_without_businesses_or_with_a_slip_is_refused(tmp_path):
    with pytest.raises(InvalidError, match="holds no file"):
        industries(tmp_path)
    (tmp_path / "tea.yaml").write_text("industry: Tea\nbrands: [{name: Leaf}]\n")
    with pytest.raises(InvalidError, match=r"tea\.yaml: brands\.0\.place"):
        industries(tmp_path)


@pytest.fixture(scope="module")
def shelf():
    """One hand-written post for each of 24 shops on many platforms."""
    languages = ("en", "hi", "hi-Latn")
    text = "Rain on the roof.\n\nA second line."
    return posts(
        *(
            ({"name": f"Shop {at}", "language": languages[at % 3]}, (draft(text),))
            for at in range(24)
        )
    )


def test_the_sheet_is_drawn_evenly_and_the_same_again(shelf):
    chosen = drawn(shelf, 15)
    assert chosen == drawn(shelf, 15)
    assert Counter(p.campaign.seed.language for p in chosen) == {"en": 5, "hi": 5, "hi-Latn": 5}
    assert Counter(p.asked.entry.platform for p in chosen) == dict.fromkeys(Platform, 3)
    assert chosen != drawn(shelf, 15, seed=2)
    assert len(drawn(shelf, 99)) == 24


def test_the_sheet_shows_what_was_given_and_the_post_in_full_with_a_line_to_mark(shelf):
    text = sheet(list(shelf[:2]))
    assert text.count(MARK) == 2
    assert "- sells: Black tea — two leaves and a bud from Munnar — ₹180" in text
    assert "- fact: The shop opens at five in the morning (source: owner)" in text
    assert "> Rain on the roof.\n>\n> A second line." in text


def test_the_worst_are_told_with_the_names_of_their_brands():
    both = posts(
        *(({"name": n}, (draft("Nobody leaves before the second cup here."),)) for n in "AB")
    )
    told = offenders(measured(both), both)
    assert told["shared_sentences"] == [
        {
            "text": "Nobody leaves before the second cup here.",
            "brands": {"tea-01": "A", "tea-02": "B"},
        }
    ]
    assert told["passed"] is False
    assert told["top_grams"][0]["brands"] == {"tea-01": "A", "tea-02": "B"}
    assert told["faults"][0]["measure"] == "empty"
