"""What ideas rest on, over the real engine and database."""

from datetime import timedelta

from domain.brand import Brand, Fact
from domain.campaign import Campaign
from tests.tools.workshop import NOW
from tools.evidence import IdeaWish, gather
from tools.ideating import ideate

HELD_BACK = "The third shop opens in Kota soon."


def test_ideas_rest_on_what_may_be_said(loop, studio):
    profile = studio.profile.model_copy(
        update={"facts": (Fact(text=HELD_BACK, may_be_claimed=False), *studio.profile.facts)}
    )
    brand = Brand(id="b", workspace_id="w", profile=profile)
    given = loop.run(gather(studio.services, brand, IdeaWish()))
    assert [fact.text for fact in given.brand.facts] == [f.text for f in studio.profile.facts]


def test_a_post_of_last_year_that_had_no_day_stands_in_no_ideas_way(loop, studio):
    brand = Brand(id="b", workspace_id="w", profile=studio.profile)

    async def planned(days_ago: int) -> tuple[str, ...]:
        entry = {"number": 1, "platform": "x", "language": "en", "topic": "", "occasion": "Holi"}
        campaign = Campaign(
            id=f"c{days_ago}",
            workspace_id="w",
            brand_id="b",
            thread_id=None,
            name="Holi",
            brief="",
            status="active",
            strategy={
                "objective": "",
                "content_types": (),
                "posting_frequency": 1,
                "target_languages": (),
                "target_platforms": (),
                "calendar": (entry,),
            },
            created_at=NOW - timedelta(days=days_ago),
        )
        async with studio.store.writing() as unit:
            await unit.campaigns.add(campaign, ())
        return (await gather(studio.services, brand, IdeaWish())).planned

    assert loop.run(planned(360)) == ()
    assert loop.run(planned(3)) == ("Holi",)


def test_ideas_asked_for_again_come_with_their_notes(loop, studio):
    brand = Brand(id="b", workspace_id="w", profile=studio.profile)

    async def twice():
        return [
            await ideate(studio.services, brand, IdeaWish(n=2), batch="again") for _ in range(2)
        ]

    first, again = loop.run(twice())
    assert first.notes
    assert again == first
