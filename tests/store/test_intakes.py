"""What a conversation asks of its brand belongs to it, and goes with it."""

from domain.intake import Intake, Topic


async def test_an_intake_is_kept_for_its_workspace_and_goes_with_the_thread(
    store, now, workspace, another_workspace, new_thread
):
    owner, brand = workspace
    stranger, _ = await another_workspace()
    thread = await new_thread(owner, brand)
    for asked in (Topic.BUSINESS_NAME, Topic.PRODUCTS):
        async with store.writing() as unit:
            await unit.threads.save_intake(
                owner.workspace_id, thread.id, Intake(asked=asked, request="two posts"), now
            )
    async with store.reading() as unit:
        kept = await unit.threads.intake(owner.workspace_id, thread.id)
        assert kept == Intake(asked=Topic.PRODUCTS, request="two posts")
        assert await unit.threads.intake(stranger.workspace_id, thread.id) is None
    async with store.writing() as unit:
        await unit.threads.delete(owner.workspace_id, thread.id)
        assert await unit.threads.intake(owner.workspace_id, thread.id) is None
