"""From a post that is out to numbers that settle: looks, failures, learning, later reports."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest

from domain.approval import ApprovalStatus, Decision
from domain.campaign import CampaignStatus, TaskStatus
from domain.connection import ConnectionStatus
from domain.ers import ers
from domain.platform import Platform
from domain.publication import PublicationState
from sandbox.audience import DEFAULT_SEED, judge
from sandbox.hours import DEFAULT_ZONE
from tools import connecting, decisions
from tools.report_views import report_view
from tools.reporting import campaign_scope, period_scope, report

CALLBACK = "http://127.0.0.1:8000/api/v1/platforms/callback/linkedin"
DAY_S = 86_400
FIRST_LOOK = 25 / DAY_S
"""Days; a little past the age of the first look (`domain.measuring.looks`)."""
ASK = "One LinkedIn post about our masala chai"


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"clock": "sandbox"})


async def out(shop, until, ask=ASK):
    """One post, published; its publication."""
    await shop.say(ask)
    for approval in await shop.approvals(ApprovalStatus.OPEN):
        await decisions.decide(
            shop.system.services,
            shop.member,
            approval.id,
            version=approval.version,
            decision=Decision.APPROVE,
            surface="test",
        )

    async def published():
        rows = await shop.publications()
        return rows if all(r.state is PublicationState.PUBLISHED for r in rows) else None

    return await until(published)


async def snapshots(shop, row):
    async with shop.system.store.reading() as unit:
        return await unit.metrics.of_publications(row.workspace_id, (row.id,))


async def moved(shop, sandbox, until, days: float):
    """Move the clock, and wait until the system follows."""
    wanted = shop.system.services.clock() + timedelta(days=days)
    sandbox.control("clock", {"advance_s": days * DAY_S})

    async def follows():
        return shop.system.services.clock() >= wanted

    await until(follows)


def read_since(shop, row, at: datetime):
    async def look():
        found = await snapshots(shop, row)
        return found if found and found[-1].as_of >= at else None

    return look


def told(shop, needle: str):
    async def look():
        messages = await shop.messages()
        said = [m for m in messages if m["type"] == "ai" and "report" in m["additional_kwargs"]]
        return next((m for m in said if needle in m["content"]), None)

    return look


async def the_report(shop):
    services = shop.system.services
    campaign = await shop.campaign()
    async with services.store.reading() as unit:
        scope = await campaign_scope(unit, campaign.workspace_id, campaign.id)
    return report_view(await report(services, campaign.workspace_id, scope))


async def history(shop):
    async with shop.system.store.reading() as unit:
        return await unit.posts.list(shop.member.workspace_id, shop.brand.id)


async def test_first_numbers_are_too_early_and_settled_ones_match_what_the_twin_counted(
    connected, sandbox, until
):
    (row,) = await out(connected, until)
    await moved(connected, sandbox, until, FIRST_LOOK)
    first = await until(told(connected, "Too early to judge"), seconds=60)
    card = first["additional_kwargs"]["report"]
    assert card["maturity"] == "early"
    assert card["posts"][0]["verdict"] == "too_early"
    assert card["posts"][0]["snapshot_id"] in {s.id for s in await snapshots(connected, row)}
    assert await history(connected) == ()
    async with connected.system.store.reading() as unit:
        campaign = await connected.campaign()
        tasks = await unit.campaigns.tasks(campaign.workspace_id, campaign.id)
        kept = await unit.reports.newest(campaign.workspace_id, campaign.id)
    assert campaign.status is CampaignStatus.COMPLETED
    assert {task.status for task in tasks} == {TaskStatus.COMPLETED}
    assert kept["text"]["headline"] == card["headline"]
    said = [m["content"] for m in await connected.messages() if m["type"] == "ai"]
    assert any(row.permalink in text for text in said)

    await moved(connected, sandbox, until, 30)
    later = await until(told(connected, ": ERS "), seconds=60)
    assert later["additional_kwargs"]["report"]["maturity"] == "settled"

    shown = await the_report(connected)
    (post,) = shown["posts"]
    (effect,) = sandbox.effects()
    at = datetime.fromisoformat(effect["at"])
    verdict = judge(DEFAULT_SEED, effect["account"], effect["text"], _hour(at))
    counted = {name: getattr(verdict, name) for name in ("likes", "comments", "shares", "clicks")}
    assert counted | {"impressions": verdict.impressions} == {
        name: post["values"][name] for name in (*counted, "impressions")
    }
    assert post["ers"] == ers(verdict.likes, verdict.comments, verdict.shares)
    newest = (await snapshots(connected, row))[-1]
    assert post["snapshot_id"] == newest.id == shown["snapshots"][0]["id"]
    assert newest.source.startswith("GET /rest/")
    assert newest.collected_at >= newest.as_of
    assert shown["hours"][0]["key"] == f"{_hour(at):02}"
    (learned,) = await history(connected)
    assert (learned.likes, learned.ers) == (verdict.likes, post["ers"])


def _hour(at: datetime) -> int:
    return at.astimezone(ZoneInfo(DEFAULT_ZONE)).hour


async def test_a_campaign_whose_numbers_never_settle_is_reported_again_once(
    connected, sandbox, until
):
    """The platform stops telling: the team says so, and does not go on looking for ever."""
    (row,) = await out(connected, until)
    await moved(connected, sandbox, until, FIRST_LOOK)
    await until(told(connected, "Too early to judge"), seconds=60)
    store, now = connected.system.store, connected.system.services.clock()
    async with store.writing() as unit:
        await unit.metrics.answered(row.workspace_id, row.id, next_at=None, settled_at=None)
        (due,) = await unit.campaigns.reports_due(now + timedelta(days=3))
    await moved(connected, sandbox, until, 3)

    async def waited_for_no_more():
        async with store.reading() as unit:
            return not await unit.campaigns.reports_due(connected.system.services.clock())

    async def twice():
        said = [m["additional_kwargs"].get("report") for m in await connected.messages()]
        cards = [card for card in said if card]
        return cards if len(cards) > 1 else None

    await until(waited_for_no_more, seconds=60)
    cards = await until(twice)
    assert [card["campaign_id"] for card in cards] == [due.id, due.id]
    assert cards[-1]["posts"][0]["verdict"] == "too_early"
    assert "I report here" not in cards[-1]["next_step"]


async def test_an_earlier_campaign_of_the_thread_ends_too(connected, sandbox, until):
    await out(connected, until)
    await moved(connected, sandbox, until, FIRST_LOOK)
    await connected.say("One LinkedIn post about our masala chai for next Monday at 5 pm")

    async def first_is_over():
        async with connected.system.store.reading() as unit:
            campaigns = await unit.campaigns.list(connected.member.workspace_id)
        return campaigns[-1].status is CampaignStatus.COMPLETED

    assert await until(first_is_over)


async def a_failed_look(shop):
    (now,) = await shop.publications()
    return now if now.metrics_failures else None


async def test_a_failing_platform_is_asked_again_and_loses_no_number(connected, sandbox, until):
    sandbox.fault("statistics", "http_500_before_effect", count=1)
    await out(connected, until)
    await moved(connected, sandbox, until, FIRST_LOOK)
    row = await until(lambda: a_failed_look(connected), seconds=40)
    assert row.metrics_problem == "unreachable"
    assert await snapshots(connected, row) == ()
    shown = await the_report(connected)
    assert shown["posts"][0]["maturity"] == "none"
    assert any(note["code"] == "unreachable" for note in shown["notes"])

    await moved(connected, sandbox, until, 5)
    await until(read_since(connected, row, row.published_at + timedelta(days=5)), seconds=40)
    (row,) = await connected.publications()
    assert (row.metrics_failures, row.metrics_problem) == (0, None)
    assert row.numbers_settled_at is not None


async def test_a_lapsed_grant_is_said_and_waited_for_until_it_is_renewed(connected, sandbox, until):
    sandbox.fault("statistics", "token_revoked", count=1)
    await out(connected, until)
    await moved(connected, sandbox, until, FIRST_LOOK)
    row = await until(lambda: a_failed_look(connected), seconds=40)
    services, member = connected.system.services, connected.member
    async with services.store.reading() as unit:
        account = await unit.connections.get(row.workspace_id, row.connection_id)
    assert account.status is ConnectionStatus.NEEDS_RECONNECT
    shown = await the_report(connected)
    assert shown["posts"][0]["problem"] == "needs_reconnect"
    assert shown["next_step"].startswith("Connect LinkedIn again")

    await moved(connected, sandbox, until, 3)
    assert await snapshots(connected, row) == ()
    url, _ = await connecting.start(services, member, Platform.LINKEDIN, CALLBACK)
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(url, data={"action": "allow"})
    query = httpx.URL(answer.headers["location"]).params
    await connecting.finish(services, Platform.LINKEDIN, query["code"], query["state"])
    found = await until(read_since(connected, row, row.published_at), seconds=40)
    assert found[-1].values["impressions"] > 0
    assert (await the_report(connected))["posts"][0]["problem"] is None


async def test_a_paused_account_is_still_read(connected, sandbox, until):
    (row,) = await out(connected, until)
    services, member = connected.system.services, connected.member
    await connecting.set_pause(services, member, row.connection_id, paused=True, surface="test")
    await moved(connected, sandbox, until, 3)
    read = await until(read_since(connected, row, row.published_at + timedelta(days=3)), seconds=40)
    assert read[-1].values["impressions"] > 0


async def test_results_are_told_by_campaign_post_time_and_altogether(connected, sandbox, until):
    await out(connected, until, "Two LinkedIn posts about our masala chai, right away")
    await moved(connected, sandbox, until, 3)
    await until(told(connected, "2 posts measured"), seconds=60)

    async def asked(question):
        await connected.say(question)
        message = (await connected.messages())[-1]
        return message["content"], message["additional_kwargs"].get("report")

    _, card = await asked("How did my posts do?")
    assert (card["scope"]["kind"], len(card["posts"])) == ("campaign", 2)
    _, card = await asked("How did all my posts do?")
    assert (card["scope"]["kind"], card["scope"]["since"]) == ("period", None)
    _, card = await asked("How did post 2 do?")
    assert (card["scope"]["kind"], [p["number"] for p in card["posts"]]) == ("post", [2])
    said, card = await asked("How did my posts do last month?")
    assert card["scope"]["period"] == "last_month"
    said, card = await asked("How did post 9 do?")
    assert card is None
    assert "no such post" in said


async def test_without_any_post_the_answer_says_so_and_what_comes_next(shop):
    said = await shop.say("How did my posts do this week?")
    assert said.startswith("No data yet on your posts this week: no post is out.")
    assert "Approve a draft" in said


async def test_imported_posts_are_history_and_marked(shop, shared_csv):
    services = shop.system.services
    await services.esg.import_posts(
        shop.member.workspace_id, shop.brand.id, shared_csv, Platform.INSTAGRAM
    )
    made = await report(services, shop.member.workspace_id, period_scope(shop.brand.id))
    shown = report_view(made)
    assert shown["history"]["n"] == shown["history"]["imported"] > 100
    assert {p["source"] for p in shown["posts"]} == {"imported"}
    assert all(p["post_id"] and p["snapshot_id"] is None for p in shown["posts"])
    # the file has days only, so nothing can be said of hours, and that is said
    assert shown["hours"] == []
    assert any(note["code"] == "no_hour" for note in shown["notes"])
    assert shown["trend"]["basis"] == "halves"
    assert shown["trend"]["difference"] is not None


async def test_a_file_with_a_post_of_this_hour_holds_first_numbers_of_it(shop):
    """They would make every young post a failure, imported or not."""
    services = shop.system.services
    now = services.clock()
    ages = [timedelta(hours=1), *(timedelta(days=days) for days in range(3, 9))]
    lines = [f"{now - age:%Y-%m-%dT%H:%M:%SZ},Cup {n},{40 * n}" for n, age in enumerate(ages)]
    file = "\n".join(["date,caption,likes", *lines]).encode()

    async def reported():
        await services.esg.import_posts(
            shop.member.workspace_id, shop.brand.id, file, Platform.INSTAGRAM
        )
        made = await report(services, shop.member.workspace_id, period_scope(shop.brand.id))
        return report_view(made)

    shown = await reported()
    young = shown["posts"][-1]
    assert (young["text"], young["maturity"], young["verdict"]) == ("Cup 0", "early", "too_early")
    assert young["age_h"] == pytest.approx(1, abs=0.1)
    assert (shown["maturity"], shown["settled"], shown["history"]["n"]) == ("partly_settled", 6, 6)
    assert shown["worst"]["post_ids"] != [young["post_id"]]
    assert shown["trend"]["before"]["n"] + shown["trend"]["recent"]["n"] == 6
    assert (await reported())["settled"] == 6, "the same file again tells nothing newer"


@pytest.fixture
def shared_csv(shared_data):
    return (shared_data / "instagram_creator" / "posts.csv").read_bytes()
