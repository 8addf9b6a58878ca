"""Hashtags: the brand's, the day's, proven ones with their figures, and none that is banned."""

import pytest

from domain.brand import BrandProfile, BrandVoice, Competitor
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Post
from tools.emoji import held_to, most_emoji
from tools.tagging import About, allowed, completed, ranked, trending

BRAND = BrandProfile(
    business_name="Chai Corner",
    location="C Scheme, Jaipur",
    brand_voice=BrandVoice(avoid_words=("cheap",), banned_hashtags=("#BestChai",)),
    competitors=(Competitor(name="Tea Junction"),),
)


def post(number, text, ers, hashtags=()):
    return Post(
        id=str(number),
        workspace_id="w",
        brand_id="b",
        platform=Platform.INSTAGRAM,
        text=text,
        hashtags=hashtags,
        ers=ers,
    )


POSTS = (
    post(1, "Rain #RainyDay #Meh", 70.0),
    post(2, "Rain again", 60.0, ("rainyday",)),
    post(3, "Plain #Meh", 20.0),
    post(4, "Once #Lucky", 99.0),
)


def test_a_trend_needs_posts_that_did_better_with_it():
    (found,) = trending(About(posts=POSTS))
    assert (found.tag, found.kind) == ("#RainyDay", "trending")
    assert found.why == "In 2 of your posts: mean ERS 65.0, all your posts 62.2."
    assert trending(About()) == ()


def test_a_trend_of_pages_names_its_page():
    finding = Finding(
        text="They use #KulhadChai often.",
        kind="frequency",
        evidence_id="e",
        url="https://t.example",
    )
    (found,) = trending(About(findings=(finding, finding.model_copy(update={"kind": "gap"}))))
    assert (found.tag, found.why) == ("#KulhadChai", "Seen at https://t.example.")


def test_the_telling_ones_come_first_and_as_many_as_readers_bear():
    about = About(topic="masala chai", occasion="Diwali", posts=POSTS)
    proposed = ("#ChaiTime", "#Jaipur", "#MasalaChai")
    found = ranked(proposed, BRAND, Platform.INSTAGRAM, about, most=9)
    assert [tag.tag for tag in found] == [
        "#ChaiCorner", "#Diwali", "#MasalaChai", "#RainyDay", "#Jaipur", "#ChaiTime",
    ]  # fmt: skip
    assert len(ranked(proposed, BRAND, Platform.X, about, most=9)) == 2


AUTHORS = ("#ChaiCorner", "#चाय", "#जयपुर", "#Café")


def kept(proposed, text="A rainy day, a cup of chai.", platform=Platform.INSTAGRAM, **about):
    about = About(**{"topic": "masala chai", "occasion": "Diwali", "posts": POSTS, **about})
    return [t.tag for t in completed(proposed, text, BRAND, platform, about, most=6)]


def test_a_drafts_author_keeps_its_tags_and_is_given_the_brands_and_what_is_proven():
    # day, subject and place are in the script the author chose; none is said twice
    assert kept(AUTHORS) == [*AUTHORS, "#RainyDay"]
    assert kept(AUTHORS[1:]) == [*AUTHORS, "#RainyDay"]
    assert kept(("#rainyday", "#BestChai", "#chai")) == ["#ChaiCorner", "#rainyday", "#chai"]


def test_a_proven_tag_is_not_put_under_a_post_that_speaks_of_something_else():
    assert kept(AUTHORS, text="Sun at last, and a cup of chai.") == [*AUTHORS]
    steak = (post(1, "#Tea", 90.0), post(2, "#Tea", 80.0), post(3, "x", 10.0))
    assert kept(AUTHORS, text="Steak, steady.", posts=steak) == [*AUTHORS]
    seen = Finding(text="#CupOfChai", kind="frequency", evidence_id="e", url="https://t.example")
    assert kept(AUTHORS, posts=(), findings=(seen,)) == [*AUTHORS, "#CupOfChai"]


def test_where_there_is_little_room_the_authors_first_stay_and_its_last_make_room():
    assert kept(AUTHORS, platform=Platform.X) == ["#ChaiCorner", "#चाय"]
    assert kept(AUTHORS, platform=Platform.LINKEDIN) == [*AUTHORS[:3], "#RainyDay"]
    assert kept(AUTHORS[1:], platform=Platform.X) == ["#ChaiCorner", "#चाय"]


def test_an_author_that_chose_no_tag_keeps_none():
    assert kept(()) == []
    about = About(posts=POSTS)
    assert completed(AUTHORS, "rainy day", BRAND, Platform.INSTAGRAM, about, most=0) == ()


@pytest.mark.parametrize(
    "tag", ["#BestChai", "#bestchai", "#CheapChai", "#cheap", "#TeaJunction", "#f4f", "#Viral", "#"]
)
def test_what_is_banned_avoided_a_rivals_or_empty_never_stands(tag):
    assert allowed((tag, "#Chai"), BRAND) == ("#Chai",)


@pytest.mark.parametrize(
    ("wish", "platform", "examples", "most"),
    [
        (None, Platform.X, [], None),
        ("free", Platform.LINKEDIN, [], None),
        ("none", Platform.INSTAGRAM, ["☕"], 0),
        ("sparing", Platform.INSTAGRAM, [], 1),
        ("sparing", Platform.LINKEDIN, ["No emoji"], 0),
        ("sparing", Platform.LINKEDIN, ["Tea ☕"], 1),
    ],
)
def test_the_brands_wish_for_emoji(wish, platform, examples, most):
    brand = BrandProfile(brand_voice=BrandVoice(emoji=wish))
    assert most_emoji(brand, platform, examples) == most


@pytest.mark.parametrize(
    ("text", "most", "held"),
    [
        ("Chai ☕ now 🎉!", 0, "Chai now!"),
        ("Chai ☕ now 🎉!", 1, "Chai ☕ now!"),
        ("Chai ☕ now 🎉!", None, "Chai ☕ now 🎉!"),
        ("Family 👨‍👩‍👧 first\n🎉\nBye 🇮🇳", 0, "Family first\n\nBye"),
        ("No. 1, 2 & 3 #1", 0, "No. 1, 2 & 3 #1"),
        ("☕", 0, ""),
    ],
)
def test_emoji_go_without_leaving_gaps(text, most, held):
    assert held_to(text, most) == held
