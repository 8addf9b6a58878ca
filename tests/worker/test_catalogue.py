"""What a model may be offered reads, and nothing else."""

import json

from tools.catalogue import catalogue
from tools.services import Turn


def turn_of(shop) -> Turn:
    return Turn(
        services=shop.system.services,
        workspace_id=shop.member.workspace_id,
        brand_id=shop.brand.id,
        thread_id=shop.thread.id,
        run_id="r",
        tier="basic",
    )


async def test_every_tool_answers_json_and_leaves_the_rows_as_they_were(connected):
    await connected.say("One LinkedIn post about our masala chai")
    before = (await connected.approvals(), await connected.publications())
    arguments = {"find_references": {"text": "chai"}}
    for tool in catalogue(turn_of(connected)):
        assert tool.description
        json.loads(await tool.ainvoke(arguments.get(tool.name, {})))
    assert (await connected.approvals(), await connected.publications()) == before


async def test_no_tool_can_publish_decide_connect_or_change(connected):
    names = {tool.name for tool in catalogue(turn_of(connected))}
    assert names == {"find_references", "list_waiting", "read_brand"}
