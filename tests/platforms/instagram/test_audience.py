from datetime import UTC, datetime, timedelta

DAY = timedelta(days=1)


async def audience(signed, *, days, until):
    return await signed.can.audience.read_audience(
        signed.grant.tokens, account_id=signed.account(), since=until - days * DAY, until=until
    )


async def test_an_accounts_numbers_and_people_come_under_canonical_names(instagram, sandbox):
    post = instagram.post("Thank you for ten lakh cups")
    await instagram.submit(post, await instagram.prepare(post, {}))
    sandbox.control("clock", advance_s=5 * 86_400)
    found = await audience(instagram, days=6, until=datetime.now(UTC) + 5 * DAY)
    numbers = {"followers", "impressions", "reach", "likes", "engagement", "clicks", "follows"}
    assert numbers <= set(found.values)
    assert found.values["impressions"] > found.values["reach"] > 0
    assert set(found.demographics) == {
        f"{whose}{dimension}"
        for whose in ("", "engaged_")
        for dimension in ("age", "gender", "country", "city")
    }
    assert sum(found.demographics["gender"].values()) > 1_000
    assert instagram.grant.tokens.access_token not in found.source


async def test_of_a_longer_time_only_what_can_be_added_is_told(instagram, sandbox):
    post = instagram.post("Thank you for ten lakh cups")
    await instagram.submit(post, await instagram.prepare(post, {}))
    sandbox.control("clock", advance_s=40 * 86_400)
    until = datetime.now(UTC) + 40 * DAY
    long = (await audience(instagram, days=45, until=until)).values
    assert long["impressions"] > 0
    assert "reach" not in long


async def test_an_account_without_numbers_has_none_rather_than_zero(instagram):
    found = await audience(instagram, days=6, until=datetime.now(UTC))
    assert set(found.values) == {"followers"}
