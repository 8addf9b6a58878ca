"""Puts a page's or member's earlier posts on LinkedIn."""

from sandbox.linkedin import littletext, posts
from sandbox.linkedin.content import Content
from sandbox.linkedin.draft import Draft
from sandbox.past import Memory
from sandbox.world import World


def add(world: World, account: str, memory: Memory) -> None:
    body: dict[str, object] = {
        "author": account,
        "commentary": memory.text,
        "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "MAIN_FEED",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED",
    }
    draft = Draft(account, memory.text, body, Content())
    posts.publish(world, draft, littletext.publish(memory.text), (), memory.created_ms)
