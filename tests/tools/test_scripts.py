"""Scripts over the real engine and database: sources, checks, expectation, refusals."""

from dataclasses import replace

import pytest

from domain.account import Role
from domain.brand import Brand, BrandProfile, Fact, Offer
from domain.errors import ForbiddenError, InvalidError, ModelOutputError
from domain.platform import Platform
from domain.video import VideoScript
from llm.build import build_author
from llm.port import Written
from llm.tasks.video_script import VIDEO_SCRIPT
from tests.tools.workshop import NOW
from tools.scripts import WantedVideo, scripts


@pytest.fixture
def film(loop, studio):
    def make(brief="our masala chai", *, author=None, profile=None, role=None, **given):
        wanted = WantedVideo(**{"brief": brief, "platform": Platform.INSTAGRAM, **given})
        services = replace(studio.services, author=author) if author else studio.services
        member = studio.member.model_copy(update={"role": role}) if role else studio.member
        brand = Brand(id="b", workspace_id="w", profile=profile or studio.profile)
        return loop.run(scripts(services, member, brand, wanted))

    return make


class Author:
    """The offline author, whose scripts are changed before they are handed on."""

    label = "offline author"

    def __init__(self, change) -> None:
        self.author, self.change, self.asked = build_author("offline"), change, []

    async def write(self, task, inputs):
        written = await self.author.write(task, inputs)
        if task is not VIDEO_SCRIPT:
            return written
        self.asked.append(inputs)
        made = tuple(self.change(one) for one in written.output.variations)
        output = written.output.model_copy(update={"variations": made})
        return Written(output=output, provenance=written.provenance)


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
def test_a_script_comes_with_its_sources_check_and_expectation(film, language):
    made = film(language=language, count=3, duration=30)
    assert len(made.items) + bool(made.notes) >= 3
    assert made.author == "offline author"
    for item in made.items:
        assert (item.duration, item.language) == (30, language)
        assert item.references == made.references != ()
        assert (item.safety.passed, item.safety_score) == (True, 1)
        assert item.expected_ers.low <= item.expected_ers.mean <= item.expected_ers.high
        assert item.voiceover == tuple(s.dialogue for s in item.scenes if s.dialogue)
        assert item.claims
        assert item.metadata.prompt_version == "video_script v1"
        assert item.metadata.generated_at == NOW
        assert 0 <= item.similarity < 0.92


def test_what_is_handed_out_holds_together(film):
    for seconds in (15, 30, 60):
        (item,) = film(duration=seconds).items
        wire = item.model_dump(mode="json")
        assert {"id", "title", "duration", "scenes", "voiceover", "text_overlays"} <= set(wire)
        assert set(wire["scenes"][0]) == {
            "scene_number",
            "part",
            "duration",
            "description",
            "visual_elements",
            "shot",
            "transition",
            "dialogue",
        }
        script = VideoScript.model_validate({name: wire[name] for name in VideoScript.model_fields})
        assert script.voiceover == item.voiceover


def test_the_brief_says_how_long_it_runs_and_what_it_is_about(film):
    made = film("a 40 second reel about our masala chai")
    assert made.items[0].duration == 30
    assert made.notes == ("Scripts run 15, 30 or 60 seconds: this one has 30 instead of 40.",)
    assert "40 second" not in " ".join(made.items[0].voiceover)


@pytest.mark.parametrize(
    "brief",
    [
        "a 15 second reel about our masala chai for Diwali, 10% off till Sunday",
        "our masala chai for Diwali, 10% off till Sunday",
        "Diwali par masala chai ki reel banao, 10% off till Sunday",
    ],
)
def test_subject_day_and_offer_are_told_apart(film, brief):
    author = Author(lambda draft: draft)
    film(brief, author=author)
    (asked,) = author.asked
    assert asked.topic.removeprefix("our ").casefold() == "masala chai"
    assert (asked.occasion, asked.offer, asked.brief) == ("Diwali", "10% off till Sunday", brief)


def test_directions_are_checked_like_what_is_said(film, studio):
    def worded(draft):
        first = draft.scenes[0].model_copy(update={"description": "A cheap spoon goes round."})
        return draft.model_copy(update={"scenes": (first, *draft.scenes[1:])})

    voice = studio.profile.brand_voice.model_copy(update={"avoid_words": ("cheap",)})
    profile = studio.profile.model_copy(update={"brand_voice": voice})
    (item,) = film(author=Author(worded), profile=profile).items
    assert "cheap" in [flag.term for flag in item.safety.flags]
    assert item.safety_score < 1


def test_a_script_of_another_length_is_not_handed_out(film):
    def longer(draft):
        scenes = tuple(s.model_copy(update={"seconds": s.seconds * 2}) for s in draft.scenes)
        return draft.model_copy(update={"duration": 30, "scenes": scenes})

    with pytest.raises(ModelOutputError, match="no script of 15 seconds"):
        film(author=Author(longer), duration=15)


def test_what_a_reader_could_not_see_is_taken_out(film):
    def marked(draft):
        return draft.model_copy(update={"title": f"{draft.title}\u202e"})

    (item,) = film(author=Author(marked)).items
    assert "\u202e" not in item.title


def test_words_of_emoji_alone_are_left_out_where_the_brand_wants_none(film, studio):
    def merry(draft):
        words = draft.scenes[1].overlays or draft.scenes[0].overlays
        second = draft.scenes[1].model_copy(
            update={"overlays": (words[0].model_copy(update={"text": "🎉", "for_s": None}),)}
        )
        return draft.model_copy(update={"scenes": (draft.scenes[0], second, *draft.scenes[2:])})

    voice = studio.profile.brand_voice.model_copy(update={"emoji": "none"})
    profile = studio.profile.model_copy(update={"brand_voice": voice})
    (item,) = film(author=Author(merry), profile=profile).items
    assert 2 not in {overlay.scene_number for overlay in item.text_overlays}


def test_a_script_of_which_nothing_is_left_is_not_handed_out(film):
    with pytest.raises(ModelOutputError, match="Ask again"):
        film(author=Author(lambda draft: draft.model_copy(update={"title": "\u202e"})))


def test_the_offer_of_the_brand_page_is_told_with_its_source(film, studio):
    offer = Offer(text="10% off masala chai", products=("Masala Chai",), source="the owner")
    profile = studio.profile.model_copy(update={"offers": (offer,)})
    made = film(profile=profile)
    assert "10% off masala chai" in " ".join(made.items[0].voiceover)
    assert ("10% off masala chai", "the owner") in {
        (claim.text, claim.source) for claim in made.items[0].claims
    }
    assert made.notes == ("Told the offer of your Brand page: 10% off masala chai.",)


def test_without_a_price_none_is_told(film):
    (item,) = film("our masala chai, without the price").items
    assert "₹" not in " ".join((*item.voiceover, *(o.text for o in item.text_overlays)))


def test_the_style_guide_reaches_the_author(film, studio):
    voice = studio.profile.brand_voice.model_copy(update={"style_notes": ("Say we, not I",)})
    author = Author(lambda draft: draft)
    film(author=author, profile=studio.profile.model_copy(update={"brand_voice": voice}))
    assert author.asked[0].rules[-1] == "Say we, not I"


def test_with_too_little_to_write_from_it_asks_back(film):
    bare = BrandProfile(business_name="", industry="")
    with pytest.raises(InvalidError) as refused:
        film("10% off", profile=bare, language="hi")
    assert refused.value.code == "needs_answer"
    assert "नाम" in refused.value.message


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"brief": "…"}, "empty_brief"),
        ({"language": "ta"}, "needs_model"),
        ({"language": "Klingonish"}, "unknown_language"),
    ],
)
def test_what_cannot_be_written_is_refused(film, given, code):
    with pytest.raises(InvalidError) as refused:
        film(**given)
    assert refused.value.code == code


def test_a_viewer_may_not_write(film):
    with pytest.raises(ForbiddenError):
        film(role=Role.VIEWER)


def test_a_fact_with_a_source_keeps_it(film):
    profile = BrandProfile(
        business_name="Gupta Chai",
        industry="Tea stall",
        location="Pune",
        facts=(Fact(text="Open since 1998", source="the owner"),),
    )
    (item,) = film("our tea stall", profile=profile, duration=30).items
    assert ("Open since 1998", "the owner") in {(c.text, c.source) for c in item.claims}
