"""The studio over the real engine, database and renderers: texts differ, fit, and say why."""

from datetime import timedelta

import pytest

from domain.account import Role
from domain.brand import Brand, BrandProfile, Fact, Offer
from domain.content import Claim, Provenance
from domain.errors import ForbiddenError, InvalidError
from domain.platform import Platform
from domain.register import Register
from domain.studio import ContentType
from domain.template import Purpose, TemplateBody, TemplatePart
from llm.build import build_author
from llm.port import Written
from llm.tasks.social_post import SOCIAL_POST
from platforms.x.counting.weight import weight_of
from tests.tools.workshop import NOW
from tools.dressing import dressed
from tools.generated import Wanted
from tools.studio import generate
from tools.tagging import About
from tools.texts import Piece


@pytest.mark.parametrize("content_type", list(ContentType))
@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
def test_each_kind_comes_with_its_sources_check_and_expectation(
    loop, studio, content_type, language
):
    made = loop.run(studio.write(content_type=content_type, language=language))
    assert 2 <= len(made.items) <= 3
    assert bool(made.notes) is (len(made.items) < 3)
    assert len({i.register for i in made.items}) == len({i.hook for i in made.items})
    for item in made.items:
        assert item.references == made.references != ()
        assert (item.safety.passed, item.safety_score) == (True, 1)
        assert item.expected_ers.low <= item.expected_ers.mean <= item.expected_ers.high
        assert 0 <= item.similarity < 0.92
        assert item.metadata.model_used == "offline author"
        assert (item.limit is None) or item.character_count <= item.limit
        assert (item.structure is None) is (content_type is ContentType.SOCIAL_POST)
        assert item.claims or content_type is ContentType.AD_COPY


class Parrot:
    """The offline author, whose first posts all say the same."""

    label = "offline author"

    def __init__(self, times: int) -> None:
        self.author, self.left, self.avoided = build_author("offline"), times, []
        self.said = None

    async def write(self, task, inputs):
        written = await self.author.write(task, inputs)
        if task is not SOCIAL_POST:
            return written
        self.avoided.append(inputs.avoid)
        if self.left == 0:
            return written
        self.left -= 1
        self.said = self.said or written.output.variations[0]
        wording = {"text": f"{self.said.text} ", "hook": self.said.hook}
        same = tuple(o.model_copy(update=wording) for o in written.output.variations[1:])
        output = written.output.model_copy(update={"variations": (self.said, *same)})
        return Written(output=output, provenance=written.provenance)


def test_what_says_the_same_is_written_again_with_what_was_said(loop, studio):
    author = Parrot(times=1)
    made = loop.run(studio.write(author=author))
    assert len({i.text for i in made.items}) == len(made.items) == 3
    assert made.notes == ()
    assert len(author.avoided) == 2
    assert made.items[0].text in author.avoided[1]


def test_after_two_more_tries_there_are_fewer_and_it_is_said(loop, studio):
    author = Parrot(times=9)
    made = loop.run(studio.write(author=author))
    assert len(author.avoided) == 3
    assert 1 <= len(made.items) < 3
    assert f"{len(made.items)} of 3 variations" in made.notes[0]


def test_an_author_that_gives_too_few_is_asked_for_the_rest(loop, studio):
    class Sparing(Listening):
        async def write(self, task, inputs):
            written = await super().write(task, inputs)
            if task is not SOCIAL_POST or inputs.avoid[:1] != ():
                return written
            few = written.output.model_copy(update={"variations": written.output.variations[:1]})
            return Written(output=few, provenance=written.provenance)

    made = loop.run(studio.write(author=Sparing()))
    assert len(made.items) == 3


def test_a_thread_on_x_is_chained_within_the_limit(loop, studio):
    made = loop.run(studio.write(platform=Platform.X, is_thread=True))
    assert all(item.thread for item in made.items)
    for item in made.items:
        assert item.character_count <= 280
        assert all(0 < weight_of(part) <= 280 for part in item.thread)
    short = loop.run(studio.write(platform=Platform.X))
    assert all(item.thread == () and item.character_count <= 280 for item in short.items)


def test_hashtags_are_the_brands_proven_and_never_banned(loop, studio):
    made = loop.run(studio.write(voice={"banned_hashtags": ("#MasalaChai",)}))
    for item in made.items:
        kinds = [tag.kind for tag in item.hashtag_reasons]
        assert (kinds[0], len(kinds) <= 7) == ("brand", True)
        assert "#masalachai" not in {tag.lower() for tag in item.hashtags}
        proven = [tag for tag in item.hashtag_reasons if tag.kind == "trending"]
        assert all("mean ERS" in tag.why for tag in proven)


def test_tags_or_the_link_may_stand_in_the_first_comment(loop, studio):
    below = loop.run(studio.write(first_comment="hashtags")).items[0]
    assert below.hashtags == ()
    assert below.first_comment.startswith("#")
    linked = loop.run(
        studio.write("our masala chai, see https://chai.example/menu", first_comment="link")
    )
    assert {i.first_comment for i in linked.items} == {"https://chai.example/menu"}
    assert not any("https://" in i.text for i in linked.items)


def test_what_a_kind_of_text_has_not_is_said(loop, studio):
    made = loop.run(studio.write(content_type="email", is_thread=True, first_comment="hashtags"))
    assert [note.split(",")[0] for note in made.notes if "left aside" in note] == [
        "Only posts on X become threads",
        "Only posts have a first comment",
    ]


def test_a_brand_that_wants_no_emoji_gets_none(loop, studio):
    class Cheerful:
        label = "offline author"

        async def write(self, task, inputs):
            written = await studio.services.author.write(task, inputs)
            if task is not SOCIAL_POST:
                return written
            merry = tuple(
                v.model_copy(update={"text": f"☕ {v.text} 🎉", "hook": f"☕ {v.hook}"})
                for v in written.output.variations
            )
            output = written.output.model_copy(update={"variations": merry})
            return Written(output=output, provenance=written.provenance)

    for wish, most in (("none", 0), ("sparing", 1), ("free", 2)):
        made = loop.run(studio.write(author=Cheerful(), voice={"emoji": wish}))
        for item in made.items:
            assert sum(item.text.count(sign) for sign in "☕🎉") <= most
            assert item.text.startswith(item.hook)


def test_a_picture_platform_gets_the_alt_text_of_its_card(loop, studio):
    made = loop.run(studio.write())
    assert all(i.alt_text.startswith("Text card of ") for i in made.items)
    assert loop.run(studio.write(content_type=ContentType.EMAIL)).items[0].alt_text is None


class Listening:
    """The offline author, with what it was told."""

    label = "offline author"

    def __init__(self) -> None:
        self.author, self.told = build_author("offline"), []

    async def write(self, task, inputs):
        self.told.append(inputs.model_dump_json())
        return await self.author.write(task, inputs)


HELD_BACK, EXPIRED = "The third shop opens in Kota soon.", "Half price on all mithai"


@pytest.mark.parametrize("content_type", list(ContentType))
def test_what_may_not_be_said_reaches_no_author(loop, studio, content_type):
    known = studio.profile
    profile = known.model_copy(
        update={
            "facts": (Fact(text=HELD_BACK, may_be_claimed=False), *known.facts),
            "offers": (Offer(text=EXPIRED, valid_until=NOW.date() - timedelta(days=1)),),
        }
    )
    parts = [TemplatePart(purpose=p) for p in (Purpose.HOOK, Purpose.FACT, Purpose.OFFER)]
    template = TemplateBody(name="A fact", brief="our masala chai: {fact}", structure=parts)
    author = Listening()
    made = loop.run(
        studio.write(
            "", template=template, author=author, profile=profile, content_type=content_type
        )
    )
    told = "".join((*author.told, made.model_dump_json()))
    assert len(author.told) >= 2
    assert known.facts[0].text in told
    assert HELD_BACK not in told
    assert EXPIRED not in told


@pytest.mark.parametrize("content_type", list(ContentType))
def test_a_text_is_checked_with_the_sources_of_its_claims(studio, content_type):
    said = "The cheapest chai in Pune"
    signed = Provenance(author="by hand", prompt="", prompt_version="", prompt_hash="")
    wanted = Wanted(brief="chai", platform=Platform.X, content_type=content_type, language="en")
    claims = (Claim(text=said, source="the survey of 2026"),)
    severities = []
    for known in ((), claims):
        piece = Piece(Register.PRIDE, said, said, said, signed, claims=known)
        made = dressed(studio.services, studio.profile, wanted, About(), (), piece)
        severities.append([flag.severity for flag in made.safety.flags])
    assert severities == [["block"], ["info"]]


def test_a_style_is_a_tone_and_a_template_an_order(loop, studio):
    template = TemplateBody(
        name="Offer first",
        brief="{product} for {occasion_people}, {deal}",
        register=Register.GRATITUDE,
        structure=[TemplatePart(purpose=p) for p in (Purpose.OFFER, Purpose.HOOK, Purpose.CALL)],
    )
    slots = {"occasion_people": "office workers", "deal": "20% off till Sunday"}
    made = loop.run(studio.write("", style="traditional", template=template, slots=slots))
    for item in made.items:
        first, *_, last = item.text.split("\n\n")
        assert "20% off till Sunday" in first
        assert last == item.call_to_action
    with pytest.raises(InvalidError) as refused:
        loop.run(studio.write("", template=template, slots={"deal": "x"}))
    assert (refused.value.code, refused.value.extra) == (
        "missing_slots",
        {"missing": ["occasion_people"]},
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"brief": " \n"}, "empty_brief"),
        ({"brief": "…!"}, "empty_brief"),
        ({"language": "Klingonish"}, "unknown_language"),
        ({"language": "ta"}, "needs_model"),
        ({"platform": Platform.YOUTUBE}, "platform_not_available"),
        ({"brief": "kaju katli for Good Friday", "content_type": "ad_copy"}, "needs_answer"),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_helps(loop, studio, given, code):
    with pytest.raises(InvalidError) as refused:
        loop.run(studio.write(**given))
    assert refused.value.code == code
    assert "INSTA_MODEL" not in str(refused.value)


def test_who_may_only_look_is_refused(loop, studio):
    viewer = studio.member.model_copy(update={"role": Role.VIEWER})
    brand = Brand(id="b", workspace_id="w", profile=BrandProfile())
    wanted = Wanted(brief="chai", platform=Platform.X, content_type="email", language="en")
    with pytest.raises(ForbiddenError):
        loop.run(generate(studio.services, viewer, brand, wanted))
