"""Hashtags of a campaign's drafts: what did well under the brand's own posts is put in."""

from datetime import UTC, datetime

from domain.approval import ApprovalStatus
from domain.ids import new_id
from domain.platform import Platform
from domain.post import Post
from store.posts import KeyedPost


async def remember(shop, *posts: tuple[str, float]) -> None:
    kept = [
        Post(
            id=new_id(),
            workspace_id=shop.member.workspace_id,
            brand_id=shop.brand.id,
            platform=Platform.LINKEDIN,
            text=text,
            ers=ers,
            published_at=datetime(2026, 1, n, 12, tzinfo=UTC),
        )
        for n, (text, ers) in enumerate(posts, 1)
    ]
    async with shop.system.store.writing() as unit:
        await unit.posts.save(
            shop.member.workspace_id,
            shop.brand.id,
            new=[KeyedPost(post, post.id) for post in kept],
            changed=(),
            retold=(),
            at=datetime(2026, 2, 1, tzinfo=UTC),
        )


async def drafted(shop, request: str):
    told = await shop.say(request)
    (waiting,) = await shop.approvals(ApprovalStatus.OPEN)
    return told, waiting.content.version


async def test_a_tag_that_did_well_is_put_in_with_what_speaks_for_it(connected):
    await remember(connected, ("Steam. #Café", 80.0), ("Rain. #Café", 70.0), ("Closed.", 10.0))
    told, version = await drafted(connected, "One LinkedIn post about our masala chai")
    assert "#Café" in version.hashtags
    assert "Put in #Café. In 2 of your posts: mean ERS 75.0, all your posts 53.3." in told
    assert (version.hashtags[0], len(version.hashtags) <= 4) == ("#MasalaChaiCo", True)


async def test_in_a_conversation_in_hindi_it_is_said_in_hindi(connected):
    await remember(connected, ("Steam. #Café", 80.0), ("Rain. #Café", 70.0), ("Closed.", 10.0))
    told, _ = await drafted(connected, "मसाला चाय पर एक LinkedIn पोस्ट")
    assert "#Café जोड़ा: आपकी 2 पोस्ट में औसत ERS 75.0, सभी पोस्ट में 53.3।" in told
