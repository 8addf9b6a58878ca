"""Pictures changed by a word in the chat: style, form, carousel; and what is left as it is."""

import io

import pytest
from PIL import Image

from domain.approval import Decision
from tools import decisions
from tools.media import keep

ASK = "One LinkedIn post about our masala chai"
LONG = (
    "Four things before six.\n- Milk from the next lane\n- Ginger by hand\n- Cups rinsed twice\n"
    "Come by."
)


async def newest(shop):
    return [one for one in await shop.approvals() if one.status.value == "open"][-1]


async def edit(shop, **edits):
    asked = await newest(shop)
    await decisions.decide(
        shop.system.services, shop.member, asked.id, version=asked.version,
        decision=Decision.EDIT, edits=edits, surface="test",
    )  # fmt: skip
    return await newest(shop)


async def test_a_style_and_a_form_are_drawn_and_asked_about_anew(connected):
    await connected.say(ASK)
    first = await newest(connected)
    said = await connected.say("Make the picture wide and in a vibrant style")
    new = await newest(connected)
    assert new.id != first.id
    assert new.content.version.text == first.content.version.text
    (medium,) = new.content.media
    assert (medium.width, medium.height) == (1600, 900)
    assert (medium.provenance["style"], medium.provenance["ratio"]) == ("vibrant", "16:9")
    assert "Drew the picture wide (16:9)" in said
    # the look stays with the post when its words change
    again = await edit(connected, text="Chai at four?")
    assert again.content.media[0].provenance["style"] == "vibrant"
    assert again.content.media[0].provenance["headline"] == "Chai at four?"


async def test_a_draft_becomes_a_carousel_and_one_picture_again(connected):
    await connected.say(ASK)
    await edit(connected, text=LONG)
    said = await connected.say("make it a carousel")
    swiped = await newest(connected)
    assert "Made it a carousel of 5 cards." in said
    assert [one.provenance["slide"] for one in swiped.content.media] == [1, 2, 3, 4, 5]
    assert len(swiped.content.version.form.alt_texts) == 5
    said = await connected.say("no carousel, just one picture")
    single = await newest(connected)
    assert "Drew one picture in place of the carousel." in said
    assert (len(single.content.media), single.content.version.form.alt_texts) == (1, ())


async def test_too_few_words_for_a_carousel_are_told_and_nothing_changes(connected):
    await connected.say(ASK)
    before = await edit(connected, text="Chai at four?")
    said = await connected.say("make it a carousel")
    assert "too few for a carousel" in said
    assert (await newest(connected)).id == before.id


async def test_a_persons_own_picture_is_left_as_it_is(connected):
    await connected.say(ASK)
    file = io.BytesIO()
    Image.new("RGB", (1080, 1080), (90, 20, 20)).save(file, "JPEG")
    services, workspace = connected.system.services, connected.member.workspace_id
    own = await keep(services, workspace, file.getvalue(), provenance={"kind": "upload"})
    before = await edit(connected, media=[own.sha256])
    said = await connected.say("make the picture square")
    assert "media of your own" in said
    assert (await newest(connected)).id == before.id


@pytest.mark.parametrize("ask", ["One LinkedIn carousel post about our masala chai"])
async def test_new_posts_get_the_look_that_is_asked_for(connected, ask):
    await connected.say(ask)
    asked = await newest(connected)
    slides = [one.provenance.get("slide") for one in asked.content.media]
    assert slides == list(range(1, len(slides) + 1))
    assert len(slides) >= 3


async def test_a_reel_asked_for_in_the_chat_waits_as_a_video(connected):
    said = await connected.say("Make a 15 second LinkedIn reel about our masala chai")
    asked = await newest(connected)
    (video,) = asked.content.media
    assert video.content_type == "video/mp4", said
    assert video.facts.duration_s == pytest.approx(15, abs=0.05)
    assert video.provenance["kind"] == "storyboard"
    assert "masala chai" in str(video.provenance["script"]).lower()
    # an edit of the words leaves the video as it is
    edited = await edit(connected, text="Chai at four?")
    assert edited.content.version.media == asked.content.version.media
    said = await connected.say("make the picture square")
    assert "It is a video" in said
    said = await connected.say("make post 1 a reel")
    assert "A draft does not become a video" in said
