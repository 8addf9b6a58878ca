"""Scripts of the offline author: filmable, speakable and readable, in three languages, distinct."""

import pytest

from domain.brand import BrandProfile, Contact, Fact, Product
from domain.language import WRITTEN
from domain.platform import Platform
from domain.register import Register
from domain.video import DURATIONS_S, ShotType, problems_of, spoken_words
from evals.campaigns.seeds import industries
from llm.offline import library
from llm.offline.studio.material import needs
from llm.offline.tongue import words
from llm.offline.video.beats import captions
from llm.offline.video.writing import write_scripts
from llm.tasks.video_script import VideoInputs

CHAI = BrandProfile(
    business_name="Gupta Chai",
    industry="Tea stall",
    location="FC Road, Pune",
    products=(
        Product(name="Masala Chai", description="Ginger and cardamom", price="₹20"),
        Product(name="Bun Maska", description="Soft bun with butter", price="₹40"),
    ),
    facts=(Fact(text="Open since 1998"), Fact(text="Milk comes every morning from Mulshi")),
)


@pytest.fixture
def scripts(now):
    def write(brand=CHAI, **changes):
        given = {
            "brand": brand,
            "brief": "our masala chai",
            "topic": brand.products[0].name if brand.products else "",
            "platform": Platform.INSTAGRAM,
            "language": "en",
            "now": now,
        }
        return write_scripts(VideoInputs(**(given | changes)))

    return write


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize(("seconds", "least", "most"), [(15, 4, 5), (30, 6, 8), (60, 10, 12)])
def test_a_script_can_be_filmed_spoken_and_read(scripts, language, seconds, least, most):
    made = scripts(language=language, duration_s=seconds, variation_count=3)
    assert len(made.variations) == 3
    for draft in made.variations:
        script = draft.script()
        assert not problems_of(script)
        assert sum(scene.duration for scene in script.scenes) == pytest.approx(seconds)
        assert least <= len(script.scenes) <= most
        assert script.music_suggestions
        assert script.text_overlays[0].start_s == 0
        assert script.text_overlays[-1].end_s == pytest.approx(seconds)
        for scene in script.scenes:
            assert spoken_words(scene.dialogue or "") <= scene.duration * 2.34


@pytest.mark.parametrize("language", WRITTEN)
def test_variations_differ_in_register_opening_and_pictures(scripts, language):
    made = scripts(language=language, duration_s=30, variation_count=3)
    assert len({one.register for one in made.variations}) == 3
    assert len({one.hook for one in made.variations}) == 3
    assert len({one.scenes[0].description for one in made.variations}) == 3
    assert len({tuple(s.shot for s in one.scenes) for one in made.variations}) == 3


def test_any_business_gets_scripts_that_hold_together(scripts):
    """One business of each trade, as its owner typed it, in every length and language."""
    for number, trade in enumerate(industries()):
        brand = trade.brands[number % len(trade.brands)].profile(trade.industry)
        for language in WRITTEN:
            seconds = DURATIONS_S[number % len(DURATIONS_S)]
            made = scripts(brand, language=language, duration_s=seconds, variation_count=2)
            for draft in made.variations:
                pictures = [scene.description for scene in draft.scenes]
                assert len(set(pictures)) == len(pictures), brand.business_name
                assert "{" not in draft.whole() + " ".join(draft.directions)


def test_price_offer_and_facts_are_told_with_their_sources(scripts):
    (draft,) = scripts(offer="10% off till Sunday", duration_s=30).variations
    said = draft.spoken
    assert "₹20" in said
    assert "10% off till Sunday" in said
    assert {(claim.text, claim.source) for claim in draft.claims} >= {
        ("Masala Chai: ₹20", "your Brand DNA"),
        ("10% off till Sunday", "your request"),
    }


def test_an_offer_that_no_scene_holds_is_not_told_in_part(scripts):
    long = "Buy two, get one free, " * 5 + "for members only"
    made = scripts(offer=long)
    assert "two" not in made.variations[0].whole()
    assert long in made.unused[-1]
    assert "15 seconds" in made.unused[-1]


def test_what_is_poured_is_poured_and_what_is_mended_lies_on_no_table(scripts):
    (chai,) = scripts().variations
    (bun,) = scripts(topic="Bun Maska").variations
    assert "cup" in chai.scenes[0].visual_elements
    assert "cup" not in [part for scene in bun.scenes for part in scene.visual_elements]
    shoes = BrandProfile(
        business_name="Sole Doctor",
        industry="Footwear shop",
        location="Pune",
        products=(Product(name="Heel tip change", price="₹150"),),
    )
    (mended,) = scripts(shoes).variations
    assert not any("Heel tip change" in scene.description for scene in mended.scenes)


def test_a_call_shows_how_the_business_is_reached(scripts):
    brand = CHAI.model_copy(update={"contact": Contact(whatsapp="+91 98765 43210")})
    (draft,) = scripts(brand).variations
    assert "98765 43210" in draft.call_to_action
    assert "98765 43210" in draft.scenes[-1].overlays[-1].text
    assert "98765" not in draft.spoken


def test_solemn_days_are_quiet_and_mourning_sells_nothing(scripts):
    (solemn,) = scripts(occasion="Republic Day", duration_s=30).variations
    assert solemn.register not in (Register.HUMOUR, Register.URGENCY)
    assert {scene.transition.value for scene in solemn.scenes} == {"fade"}
    mourning = scripts(occasion="Good Friday")
    assert not mourning.variations
    assert "mourning" in mourning.missing[0]


def test_with_nothing_to_write_from_it_asks(scripts):
    for language in WRITTEN:
        bare = BrandProfile(business_name="Anand Traders", industry="")
        made = scripts(bare, topic="", language=language)
        assert (made.variations, len(made.missing)) == ((), 1)


def test_words_to_avoid_stand_in_no_direction_either(scripts):
    voice = CHAI.brand_voice.model_copy(update={"avoid_words": ("spoon", "steam", "tabla")})
    brand = CHAI.model_copy(update={"brand_voice": voice})
    for draft in scripts(brand, duration_s=60, variation_count=3).variations:
        told = f"{draft.whole()} {' '.join(s.description for s in draft.scenes)}".casefold()
        assert "spoon" not in told
        assert not any("tabla" in music for music in draft.music_suggestions)


def leaves(data, path=()):
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif data and isinstance(data[0], list):
        yield path, [row[0] for row in data]


def test_both_languages_film_the_same_shots():
    english, hindi = (dict(leaves(words(language, "video")["views"])) for language in ("en", "hi"))
    assert english == hindi
    for shots in english.values():
        assert all(ShotType(shot) for shot in shots)


@pytest.mark.parametrize("language", ["en", "hi"])
def test_views_need_nothing_but_the_thing(language):
    for part in library.read(f"{language}/video")["views"].values():
        rows = part.values() if isinstance(part, dict) else [part]
        for _, description, elements in (row for listed in rows for row in listed):
            assert needs(description) <= {"thing"}
            assert elements


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("₹20 for Masala Chai.", ("₹20 for Masala Chai",)),
        (
            "Buy 2 get 1 free, only for members, till 30 November.",
            ("Buy 2 get 1 free, only for members", "till 30 November"),
        ),
        (
            "सुबह 5 बजे से रात 10 बजे तक खुला।",
            ("सुबह 5 बजे से", "रात 10 बजे तक खुला"),
        ),
        ("…", ()),
    ],
)
def test_long_lines_break_where_they_pause(text, shown):
    assert captions(text) == shown
