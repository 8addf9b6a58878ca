"""Offers of the brand's page in a campaign's drafts: told where wanted, with where they stand."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.approval import ApprovalStatus
from domain.brand import Offer

PAGE = "https://chai.example/offers"


async def offer(shop, **changes) -> None:
    given = {"text": "Free bun with every masala chai", "source": PAGE, **changes}
    profile = shop.brand.profile.model_copy(update={"offers": (Offer(**given),)})
    now = datetime.now(UTC)
    async with shop.system.store.writing() as unit:
        await unit.brands.save_profile(shop.member.workspace_id, shop.brand.id, profile, now)


async def drafted(shop, request: str):
    told = await shop.say(request)
    (waiting,) = await shop.approvals(ApprovalStatus.OPEN)
    return told, waiting.content.version


@pytest.mark.parametrize("subject", ["our masala chai", "our offer"])
async def test_an_offer_is_told_with_its_source_where_the_subject_wants_it(connected, subject):
    await offer(connected)
    told, version = await drafted(connected, f"One LinkedIn post about {subject}")
    assert "Free bun with every masala chai" in version.text
    (claim,) = [c for c in version.claims if "Free bun" in c.text]
    assert claim.source == PAGE
    assert "Told the offer of your Brand page: Free bun with every masala chai." in told


@pytest.mark.parametrize(
    "request_text",
    [
        "One LinkedIn post about our masala chai, no offers",
        "One LinkedIn post about our masala chai: 10% off till Sunday",
        "One LinkedIn post about our new shop in Pune",
    ],
)
async def test_an_offer_is_left_out_where_it_is_not_wanted(connected, request_text):
    await offer(connected)
    told, version = await drafted(connected, request_text)
    assert "bun" not in version.text
    assert "Brand page" not in told


async def test_an_offer_that_has_ended_is_never_told(connected):
    await offer(connected, valid_until=datetime.now(UTC).date() - timedelta(days=2))
    _, version = await drafted(connected, "One LinkedIn post about our masala chai")
    assert "bun" not in version.text
