"""Accounts of every platform are connected, and each has a week of its own."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("platform", ["Facebook", "X", "YouTube"])
def test_each_platform_is_connected_by_its_consent_page(visit, platform):
    meera = visit()
    meera.sign_up()
    meera.tab("Accounts")
    meera.connect(platform)
    expect(meera.page.get_by_text(f"{platform} is connected.")).to_be_visible()
    expect(meera.page.get_by_text("Connected", exact=True).first).to_be_visible()


def test_an_account_gets_its_times_and_its_quiet_hours(look, shop):
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/accounts")
    meera.button("When it posts").click()
    expect(page.get_by_text("Times are those of IST.")).to_be_visible()
    shot("accounts-week-empty", whole=True)
    page.get_by_label("Day", exact=True).select_option("Monday to Friday")
    page.get_by_label("Time", exact=True).fill("22:30")
    meera.button("Add this time").click()
    expect(page.get_by_text("Friday, 10:30 pm")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="10:30")).to_have_count(5)
    page.get_by_label("Day", exact=True).select_option("Saturday")
    page.get_by_label("Time", exact=True).fill("11:00")
    meera.button("Add this time").click()
    meera.button("Add quiet hours").click()
    expect(page.get_by_text("10:00 pm to 7:00 am · Every day")).to_be_visible()
    expect(page.get_by_text("in quiet hours")).to_have_count(5)
    free = page.get_by_role("listitem").filter(has_text="Sat")
    expect(free.first).to_contain_text("11:00")
    shot("accounts-week", whole=True)
    meera.button("Remove Friday, 10:30 pm").click()
    expect(page.get_by_text("in quiet hours")).to_have_count(4)
    (kept,) = {c["id"] for c in shop.get("/api/v1/platforms")["items"][:1]}
    assert len(shop.get(f"/api/v1/timetables/{kept}")["slots"]) == 5
