"""A connected account's past comes in whole, once, and from where it broke off."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from domain.connection import AccountKind, ConnectionStatus
from domain.errors import InvalidError, NotFoundError, PlatformError
from domain.ids import post_id
from domain.job import JobStatus
from domain.platform import Platform
from esg.learn import learn_posts
from store.posts import KeyedPost
from tools import connecting
from tools.pull import Wanted
from tools.pulling import choose_connection, pull_history

ACCOUNTS = {
    Platform.INSTAGRAM: "17841405822304914",
    Platform.LINKEDIN: "urn:li:organization:105432001",
}
LISTINGS = {Platform.INSTAGRAM: "find_media", Platform.LINKEDIN: "find_posts"}


class Account:
    """A shop with one connected account, and the means to bring its posts in."""

    def __init__(self, shop, sandbox, platform):
        self.shop, self.sandbox, self.platform = shop, sandbox, platform
        self.services, self.workspace = shop.system.services, shop.member.workspace_id

    async def connect(self):
        callback = f"http://127.0.0.1:8000/api/v1/platforms/callback/{self.platform.value}"
        url, _ = await connecting.start(self.services, self.shop.member, self.platform, callback)
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(url, data={"action": "allow"})
        query = httpx.URL(answer.headers["location"]).params
        found = await connecting.finish(self.services, self.platform, query["code"], query["state"])
        self.connection = next(c for c in found if c.account_id == ACCOUNTS[self.platform])
        self.connections = found
        return self

    def past(self, count, days=200):
        fields = {"account": ACCOUNTS[self.platform], "count": count, "days": days}
        self.sandbox.control("history", fields)

    def fault(self, mode, **more):
        platform = self.platform.value
        self.sandbox.fault(LISTINGS[self.platform], mode, platform=platform, **more)

    async def pull(self, limit=500, connection=None):
        wanted = Wanted(
            self.workspace, self.shop.brand.id, (connection or self.connection).id, limit
        )
        return await pull_history(self.services, wanted, self.platform)

    async def posts(self):
        async with self.services.store.reading() as unit:
            return await unit.posts.list(self.workspace, self.shop.brand.id, limit=1000)

    async def job(self, job_id):
        async with self.services.store.reading() as unit:
            return await unit.jobs.get(self.workspace, job_id)

    async def moved(self, job_id, until):
        """The job once it has told of a page."""

        async def begun():
            job = await self.job(job_id)
            return job if job.done else None

        return await until(begun)

    async def held(self, until):
        async def is_held():
            return self.sandbox.control("held")["held"]

        await until(is_held)

    async def disconnect(self):
        await connecting.disconnect(
            self.services, self.shop.member, self.platform, self.connection.id, surface="test"
        )

    async def ended(self, job_id, until):
        async def over():
            job = await self.job(job_id)
            return job if job.status in (JobStatus.DONE, JobStatus.FAILED) else None

        return await until(over)


@pytest.fixture(params=list(ACCOUNTS), ids=str)
async def account(request, shop, sandbox):
    return await Account(shop, sandbox, request.param).connect()


@pytest.fixture
async def linkedin(shop, sandbox):
    return await Account(shop, sandbox, Platform.LINKEDIN).connect()


@pytest.mark.slow
async def test_a_fault_in_the_middle_ends_it_and_a_second_pull_completes(account, until):
    account.past(250)

    async def at_second_page():
        return account.sandbox.calls(LISTINGS[account.platform]) >= 2

    job_id = await account.pull()
    await until(at_second_page)
    account.fault("http_429", seconds=0, count=1)
    failed = await account.ended(job_id, until)
    assert (failed.status, failed.result) == (JobStatus.FAILED, None)
    assert 0 < failed.done < 250
    assert f"The {failed.done} posts read before that are kept" in failed.error
    assert len(await account.posts()) == failed.done

    job = await account.ended(await account.pull(), until)
    assert (job.status, job.error) == (JobStatus.DONE, None)
    assert job.result["imported"] == 250 - failed.done
    assert job.result["updated"] + job.result["unchanged"] == failed.done
    posts = await account.posts()
    assert len({post.platform_post_id for post in posts}) == len(posts) == 250
    assert all(post.ers is not None and post.impressions for post in posts)
    found = await account.services.esg.search(account.workspace, account.shop.brand.id, "ginger")
    assert found.references


async def test_few_posts_are_answered_at_once_and_again_changes_only_counts(account):
    account.past(12, days=3)
    outcome = await account.pull(25)
    assert (outcome.imported, outcome.updated, outcome.notes) == (12, 0, ())
    before = {post.id: post for post in await account.posts()}
    account.sandbox.control("clock", {"advance_s": 40 * 3600})
    again = await account.pull(25)
    assert again.imported == 0
    assert again.updated > 0
    after = {post.id: post for post in await account.posts()}
    assert set(after) == set(before)
    assert all(after[i].likes >= before[i].likes for i in before)
    assert sum(p.likes for p in after.values()) > sum(p.likes for p in before.values())


async def test_no_more_than_wanted_and_the_note_says_that_there_are_more(account):
    account.past(9)
    outcome = await account.pull(4)
    assert outcome.imported == 4
    assert "newest 4 posts" in outcome.notes[0]
    texts = [effect["text"] for effect in account.sandbox.effects()]
    assert {post.text for post in await account.posts()} == set(texts[-4:])


async def test_an_account_without_posts_says_so(account):
    outcome = await account.pull(4)
    assert outcome.imported == 0
    assert "has no posts on" in outcome.notes[0]


def csv_of(account, told):
    """The account's posts as a spreadsheet of that network tells them."""
    lines = ["Post ID,Permalink,Date,Caption,Likes,Comments,Shares"]
    for post in told:
        text = post["text"].replace('"', '""')
        lines.append(f'{post.get("id", "")},{post.get("link", "")},{post["at"]},"{text}",1,0,0')
    if not any("id" in post for post in told):
        lines = [line.partition(",")[2] for line in lines]
    return "\n".join(lines).encode()


async def permalinks(account):
    services = account.services

    async def grant():
        async with services.store.reading() as unit:
            return await unit.connections.tokens(account.workspace, account.connection.id)

    reader = services.platforms.get(account.platform).history
    page = await reader.read_page(grant, account_id=account.connection.account_id, most=50)
    return {post.platform_post_id: post.permalink for post in page.posts}


@pytest.mark.parametrize("told_by", ["id", "link", "day"])
@pytest.mark.parametrize("first", ["file", "pull"])
async def test_what_a_file_told_is_not_told_twice(account, told_by, first):
    account.past(6, days=30)
    links = await permalinks(account)
    told = [
        {"text": e["text"], "at": e["at"], "id": e["post_id"], "link": links[e["post_id"]]}
        for e in account.sandbox.effects()
    ]
    if told_by == "link" and account.platform is Platform.LINKEDIN:
        told = [t | {"link": f"https://www.linkedin.com/feed/update/{t['id']}"} for t in told]
    kept = {"id": ("id", "at"), "link": ("link", "at"), "day": ("at",)}[told_by]
    rows = [{name: t[name] for name in ("text", *kept)} for t in told]
    if told_by == "day":
        rows = [row | {"at": row["at"][:10]} for row in rows]
    raw = csv_of(account, rows)
    mapping = {"platform_post_id": "Permalink"} if told_by == "link" else None

    async def by_file():
        return await account.services.esg.import_posts(
            account.workspace, account.shop.brand.id, raw, account.platform, mapping
        )

    steps = [by_file, lambda: account.pull(25)]
    for step in steps if first == "file" else reversed(steps):
        await step()
    assert (await by_file()).imported == 0
    assert (await account.pull(25)).imported == 0
    posts = await account.posts()
    assert {post.platform_post_id for post in posts} == set(links)
    assert len(posts) == 6
    times = {e["post_id"]: datetime.fromisoformat(e["at"]) for e in account.sandbox.effects()}
    for post in posts:
        assert abs(post.published_at - times[post.platform_post_id]) < timedelta(minutes=1)


async def test_what_we_published_stays_ours_and_one(account):
    account.past(3)
    newest = account.sandbox.effects()[-1]
    outcome = await account.pull(25)
    assert outcome.imported == 3
    (known,) = [p for p in await account.posts() if p.platform_post_id == newest["post_id"]]
    key = f"id:{newest['post_id']}"
    ours = known.model_copy(
        update={
            "id": post_id(account.shop.brand.id, account.platform.value, key),
            "text": "As it was approved",
            "source": "published",
            "registers": ("pride",),
        }
    )
    async with account.services.store.writing() as unit:
        at = datetime.now(UTC)
        learned = await learn_posts(
            unit.posts, account.workspace, account.shop.brand.id, [KeyedPost(ours, key)], at=at
        )
    assert (learned.imported, learned.updated) == (0, 1)
    assert (await account.pull(25)).imported == 0
    (known,) = [p for p in await account.posts() if p.platform_post_id == newest["post_id"]]
    assert (known.source, known.text) == ("published", "As it was approved")
    assert known.registers == ("pride",)


async def test_a_revoked_grant_lapses_and_the_next_try_says_what_to_do(account):
    account.past(3)
    account.fault("token_revoked")
    with pytest.raises(PlatformError, match="no longer accepts this connection") as caught:
        await account.pull(25)
    assert "No post was brought in" in caught.value.message
    async with account.services.store.reading() as unit:
        connection = await unit.connections.get(account.workspace, account.connection.id)
    assert connection.status is ConnectionStatus.NEEDS_RECONNECT
    with pytest.raises(InvalidError) as refused:
        await account.pull(25)
    assert refused.value.code == "needs_reconnect"


async def test_a_members_posts_are_refused_in_words(linkedin):
    member = next(c for c in linkedin.connections if c.account_kind is AccountKind.MEMBER)
    with pytest.raises(InvalidError, match="Import a CSV") as refused:
        await linkedin.pull(25, member)
    assert refused.value.code == "history_not_offered"
    assert linkedin.sandbox.calls("find_posts") == 0
    chosen = await choose_connection(linkedin.services, linkedin.workspace, Platform.LINKEDIN, None)
    assert chosen == linkedin.connection.id, "the page, as the member's cannot be listed"


async def test_nothing_is_chosen_for_a_platform_that_is_not_connected(linkedin):
    with pytest.raises(NotFoundError, match="Connect one"):
        await choose_connection(linkedin.services, linkedin.workspace, Platform.INSTAGRAM, None)


async def test_a_job_that_was_left_goes_on_from_its_cursor(linkedin, until):
    linkedin.past(60)
    asked = linkedin.sandbox.calls("find_posts")
    job_id = await linkedin.pull()
    job = await linkedin.ended(job_id, until)
    assert (job.done, job.total, job.result["imported"]) == (60, 60, 60)
    async with linkedin.services.store.writing() as unit:
        # as a process leaves it that dies behind the first page
        left = job.model_copy(
            update={
                "id": "left",
                "status": JobStatus.QUEUED,
                "done": 50,
                "tally": {"imported": 50},
                "order": job.order | {"after": "50"},
                "result": None,
            }
        )
        await unit.jobs.add(left)
    job = await linkedin.ended("left", until)
    assert (job.done, job.result["imported"], job.result["unchanged"]) == (60, 50, 10)
    assert linkedin.sandbox.calls("find_posts") - asked == 2 + 1


async def test_a_disconnected_account_is_asked_nothing_more_and_what_came_stays(account, until):
    account.past(200)
    job_id = await account.pull()
    told = await account.moved(job_id, until)
    assert told.total == 200
    await account.disconnect()
    asked = len(account.sandbox.control("requests")["requests"])
    job = await account.ended(job_id, until)
    assert (job.status, job.result) == (JobStatus.FAILED, None)
    assert "is not connected on" in job.error
    assert f"The {job.done} posts read before that are kept" in job.error
    assert len(await account.posts()) == job.done < 200
    # the call that was under way
    assert len(account.sandbox.control("requests")["requests"]) - asked <= 1


@pytest.mark.parametrize("under_way", ["find_posts", "statistics"])
async def test_what_was_asked_before_the_disconnecting_is_not_written_after_it(
    linkedin, until, under_way
):
    linkedin.past(60)
    linkedin.sandbox.fault(under_way, "hold_after_effect")
    job_id = await linkedin.pull()
    await linkedin.held(until)
    await linkedin.disconnect()
    linkedin.sandbox.control("release", {})
    job = await linkedin.ended(job_id, until)
    assert (job.status, job.done) == (JobStatus.FAILED, 0)
    assert job.error.endswith("so its posts are not read. No post was brought in.")
    assert await linkedin.posts() == ()


async def test_nobody_waits_for_another_brands_platform(linkedin, neighbour, sandbox, until):
    other = await Account(neighbour, sandbox, Platform.LINKEDIN).connect()
    linkedin.past(60)
    linkedin.fault("hold_before_effect")
    held = await linkedin.pull()
    await linkedin.held(until)
    next_of_line = await linkedin.pull()
    done = await other.ended(await other.pull(), until)
    assert (done.status, done.result["imported"]) == (JobStatus.DONE, 60)
    states = [(await linkedin.job(one)).status for one in (held, next_of_line)]
    assert states == [JobStatus.RUNNING, JobStatus.QUEUED]
    linkedin.sandbox.control("release", {})
    ended = [await linkedin.ended(one, until) for one in (held, next_of_line)]
    assert [job.result["imported"] for job in ended] == [60, 0]
