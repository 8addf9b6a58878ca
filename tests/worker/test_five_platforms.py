"""One request for every platform in a conversation: what each of them gets, and what is said."""

import httpx
import pytest

from domain.approval import ApprovalStatus, Decision
from domain.errors import InvalidError
from domain.part import PartState
from domain.platform import Platform
from tools import connecting, decisions, deleting
from tools.asking import render
from tools.media import items_in
from tools.pictures import writable

BACK = "http://127.0.0.1:8000/api/v1/platforms/callback"
NEEDS_VIDEO = "A YouTube post needs a video, and I make none."


async def connect(shop, *platforms: Platform):
    services = shop.system.services
    async with httpx.AsyncClient(trust_env=False) as http:
        for platform in platforms:
            url, _ = await connecting.start(services, shop.member, platform, f"{BACK}/{platform}")
            answer = await http.post(url, data={"action": "allow"})
            query = httpx.URL(answer.headers["location"]).params
            await connecting.finish(services, platform, query["code"], query["state"])
    return shop


async def rendered(shop, approval):
    """The post as its platform would get it now."""
    services, workspace_id = shop.system.services, shop.member.workspace_id
    async with services.store.reading() as unit:
        connection = await unit.connections.get(workspace_id, approval.connection_id)
        media = await items_in(unit, services, workspace_id, approval.content.version)
    return render(services, approval.content.version, connection, media)


async def test_one_request_gives_each_platform_a_post_it_takes_and_says_what_a_video_needs(shop):
    await connect(shop, *Platform)
    reply = await shop.say(
        "One post each on LinkedIn, Instagram, Facebook, X and YouTube about our masala chai"
    )
    assert NEEDS_VIDEO in reply
    assert "`insta-media post --platform youtube --file VIDEO --text WORDS`" in reply
    asked = await shop.approvals(ApprovalStatus.OPEN)
    assert {one.platform for one in asked} == set(Platform) - {Platform.YOUTUBE}
    for one in asked:
        post = await rendered(shop, one)
        assert post.problems == ()
        assert 0 < post.character_count <= post.limit
        # the card of its words, which every one of the four takes
        assert [item.content_type for item in post.media] == ["image/jpeg"]
    assert writable(shop.system.services.platforms) == tuple(
        p for p in Platform if p is not Platform.YOUTUBE
    )


async def test_a_draft_becomes_a_story_which_shows_no_words_beside_its_picture(shop):
    await connect(shop, Platform.INSTAGRAM)
    await shop.say("One Instagram post about our masala chai")
    (asked,) = await shop.approvals(ApprovalStatus.OPEN)
    wordless = {"text": "", "hashtags": [], "first_comment": None, "alt_text": None}
    await decisions.decide(
        shop.system.services,
        shop.member,
        asked.id,
        version=asked.version,
        decision=Decision.EDIT,
        edits={**wordless, "form": {"format": "story"}},
        surface="test",
    )
    (story,) = await shop.approvals(ApprovalStatus.OPEN)
    version = story.content.version
    assert (version.text, version.media) == ("", asked.content.version.media)
    assert (await rendered(shop, story)).problems == ()
    # the conversation goes on about it, words or none
    assert "Post 1" in await shop.say("What is waiting?")
    with pytest.raises(InvalidError, match="cannot be empty unless"):
        await decisions.decide(
            shop.system.services,
            shop.member,
            story.id,
            version=story.version,
            decision=Decision.EDIT,
            edits={"media": []},
            surface="test",
        )


async def test_on_x_a_first_comment_is_a_post_that_is_taken_down_with_its_own(shop, sandbox, until):
    await connect(shop, Platform.X)
    await shop.say("One X post about our masala chai")
    for decision, edits in (
        (Decision.EDIT, {"first_comment": "See you."}),
        (Decision.APPROVE, None),
    ):
        (asked,) = await shop.approvals(ApprovalStatus.OPEN)
        await decisions.decide(
            shop.system.services,
            shop.member,
            asked.id,
            version=asked.version,
            decision=decision,
            edits=edits,
            surface="test",
        )

    async def is_out():
        (row,) = await shop.publications()
        return row if [part.state for part in row.parts] == [PartState.PUBLISHED] else None

    row = await until(is_out)
    await deleting.delete(shop.system.services, shop.member, row.id, surface="test")
    assert sandbox.calls("delete_post") == 2


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("One YouTube post about our masala chai", NEEDS_VIDEO),
        ("One post about our masala chai", NEEDS_VIDEO),
        ("मसाला चाय पर यूट्यूब की एक पोस्ट बनाओ", "YouTube की पोस्ट में वीडियो चाहिए"),
    ],
    ids=["named", "the only account", "Hindi"],
)
async def test_a_post_that_is_a_video_is_not_planned_and_leads_to_where_it_is_made(
    shop, message, said
):
    await connect(shop, Platform.YOUTUBE)
    assert said in await shop.say(message)
    assert await shop.approvals() == ()
    async with shop.system.store.reading() as unit:
        assert await unit.campaigns.list(shop.member.workspace_id) == ()


async def test_where_no_platform_is_named_a_video_account_does_not_count(shop):
    await connect(shop, Platform.YOUTUBE, Platform.X)
    await shop.say("One post about our masala chai")
    (asked,) = await shop.approvals()
    assert asked.platform is Platform.X
