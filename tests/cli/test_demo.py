"""`demo`: the whole way in a new workspace, told truthfully, on nothing but the sandbox."""

import pytest

pytestmark = pytest.mark.slow
BRIEF = """
business_name: Masala Chai Co.
industry: café
location: Pune
timezone: Asia/Kolkata
languages: [en]
tone: [warm]
products: [{name: Kulhad masala chai, description: boiled twice, price: ₹60}]
facts: [We grind our masala every morning.]
competitors: [{name: Somebody Else}]
ask: Write 2 posts for LinkedIn and Instagram about Kulhad masala chai
"""
BOTH = {"instagram", "linkedin"}
KEYS = {"plan", "references", "drafts", "approvals", "publications", "metrics", "report"}


def _words(told: dict) -> list[tuple]:
    names = ("platform", "language", "register", "text", "hashtags")
    return [tuple(str(draft[name]) for name in names) for draft in told["drafts"]]


def test_twice_on_a_running_server_gives_the_same_drafts_and_each_post_once(
    served, sandbox, write, some_posts
):
    posts = str(some_posts)
    brief = str(write("brief.yaml", BRIEF))
    first, second = (
        served.json("demo", "--brief", brief, "--posts", posts, timeout=300) for _ in range(2)
    )
    assert _words(first) == _words(second)
    for told in (first, second):
        _assert_whole(told)
    urls = [p["platform_post_id"] for told in (first, second) for p in told["publications"]]
    shown = [effect["post_id"] for effect in sandbox.effects()]
    assert sorted(shown) == sorted(urls)


def _assert_whole(told: dict) -> None:
    assert set(told) == KEYS
    assert set(told["plan"]["strategy"]["target_platforms"]) == BOTH
    assert {task["status"] for task in told["plan"]["tasks"]} == {"completed"}
    known = {reference["post_id"] for reference in told["references"]}
    assert known
    assert all(set(draft["reference_ids"]) <= known for draft in told["drafts"])
    assert len(told["drafts"]) >= 6
    assert {p["state"] for p in told["publications"]} == {"published"}
    assert {p["platform"] for p in told["publications"]} == BOTH
    (later,) = [p for p in told["publications"] if p["publish_at"]]
    assert later["published_at"] >= later["publish_at"]
    assert later["publish_at_local"]["zone"] == "Asia/Kolkata"
    approved = {a["id"] for a in told["approvals"] if a["decision"] == "approve"}
    assert {p["approval_id"] for p in told["publications"]} == approved
    assert {a["decided_by"] for a in told["approvals"]} == {"demo (scripted)"}
    measured = {m["publication_id"]: m["values"] for m in told["metrics"]}
    assert set(measured) == {p["id"] for p in told["publications"]}
    assert all(values["impressions"] > 100 for values in measured.values())
    assert told["report"]["sentences"]
    assert {row["platform"] for row in told["report"]["rows"]} == BOTH


def test_it_brings_and_takes_away_a_server_and_a_sandbox_of_its_own(commands):
    done = commands.run("demo", timeout=300)
    assert done.returncode == 0, done.stderr
    assert "24 posts are in the history" in done.stderr
    assert "learned from 0" not in done.stdout
    parts = (
        "The plan",
        "Approval 1 of 4",
        "learned from",
        "✓ out  Instagram",
        "✓ out  LinkedIn",
        "impressions",
    )
    for part in (*parts, "The report"):
        assert part in done.stdout
    assert "One post waits for its slot: the sandbox's clock moves on to" in done.stderr
    assert not (commands.folder / "data").exists()


def test_it_refuses_what_is_not_the_sandbox(commands):
    commands.settings |= {
        "INSTA_PLATFORMS__LINKEDIN__CLIENT_ID": "a-real-app",
        "INSTA_PLATFORMS__LINKEDIN__CLIENT_SECRET": "hush",
    }
    done = commands.run("demo", "--json")
    assert done.returncode == 1
    assert "only on the sandbox" in done.stderr
    assert done.stdout == ""
    assert "hush" not in done.stderr
