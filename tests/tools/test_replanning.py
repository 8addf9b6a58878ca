"""What is told of a post that moved with its plan."""

from datetime import UTC, datetime, time

from domain.account import User, Workspace
from domain.brand import Brand, BrandProfile
from domain.content import Content, ContentStatus
from domain.platform import Platform
from domain.times import columns, slot_of
from llm.tasks.edit_post import NotDone
from store.unit import Store
from tests.parts import a_version, services_at
from tools.replanning import moved_with_plan
from tools.revising import Revised
from tools.services import Turn


async def test_what_could_not_be_done_is_told_beside_the_new_time(sqlite_url, now):
    store = Store(sqlite_url, secret_keys=("a-test-key",))
    async with store.writing() as unit:
        user = User(id="u", email="a@x.in", password_hash="-", created_at=now)
        await unit.accounts.add_user(user)
        made = Workspace(id="w", name="w", created_at=now)
        await unit.accounts.add_workspace(made, owner_id="u")
        await unit.brands.add(Brand(id="b", workspace_id="w", profile=BrandProfile()), now)
    slot = slot_of(datetime(2026, 12, 1, tzinfo=UTC).date(), time(10), "Asia/Kolkata")
    version = a_version("Chai.", now, number=2)
    content = Content(
        id="c",
        workspace_id="w",
        brand_id="b",
        campaign_id="k",
        task_id=None,
        platform=Platform.X,
        language="en",
        status=ContentStatus.PENDING_REVIEW,
        version=version,
        **columns(slot),
    )
    left = NotDone(wish="the same words", why="the day was named in them.")
    turn = Turn(services_at(lambda: now, store=store), "w", "b", "t", "r", "basic")
    told = await moved_with_plan(turn, Revised(number=1, content=content, not_done=(left,)))
    assert (told.moved[0].number, told.not_done) == (1, (left,))
    await store.close()
