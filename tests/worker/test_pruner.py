"""What nobody decided on for half a year goes; what somebody did decide on stays."""

from datetime import timedelta

import pytest

from domain.account import User, Workspace
from domain.brand import Brand, BrandProfile
from domain.idea import Idea, IdeaEvidence, IdeaStatus, IdeaText
from domain.ids import new_id
from domain.register import Register
from store.unit import Store
from tests.parts import services_at
from worker.pruner import IDEAS_KEPT, Pruner


@pytest.fixture
async def store(database_url):
    made = Store(database_url, secret_keys=("a-test-key",))
    yield made
    await made.close()


@pytest.fixture
async def brand(store, now):
    user = User(id=new_id(), email="a@x.in", name="Asha", password_hash="-", created_at=now)
    workspace = Workspace(id=new_id(), name="w", subscription_tier="basic", created_at=now)
    made = Brand(id=new_id(), workspace_id=workspace.id, profile=BrandProfile(), is_default=True)
    async with store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(made, now)
    return made


def offered(brand, number, status, at):
    reason = IdeaEvidence(kind="product", ref="Masala chai", text="Masala chai")
    text = IdeaText(
        title="Chai",
        why="It is yours.",
        register=Register.BELONGING,
        angle="Write 1 post about chai.",
        evidence=(reason,),
    )
    return Idea(
        id=new_id(),
        workspace_id=brand.workspace_id,
        brand_id=brand.id,
        batch=f"{at}",
        number=number,
        status=status,
        text=text,
        created_at=at,
    )


async def test_old_ideas_go_unless_somebody_decided_on_them(store, brand, now):
    old, young = now - IDEAS_KEPT - timedelta(days=1), now - IDEAS_KEPT + timedelta(days=1)
    ideas = [offered(brand, n, status, old) for n, status in enumerate(IdeaStatus, start=1)]
    ideas.append(offered(brand, 1, IdeaStatus.OPEN, young))
    async with store.writing() as unit:
        await unit.ideas.add(tuple(ideas))
    await Pruner(services_at(lambda: now, store=store)).prune()
    async with store.reading() as unit:
        left = await unit.ideas.list(brand.workspace_id, limit=9)
    assert {idea.id for idea in left} == {idea.id for idea in ideas[1:]}
