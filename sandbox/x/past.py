"""Puts an account's earlier posts on X."""

from sandbox.past import Memory
from sandbox.world import World
from sandbox.x import posts


def add(world: World, account: str, memory: Memory) -> None:
    post_id = posts.new_id(memory.created_ms)
    body: dict[str, object] = {
        "links": posts.links_for(world, account, post_id, memory.text, ()),
        "media_keys": [],
        "conversation_id": post_id,
    }
    posts.add(world, account, post_id, memory.text, body, (), memory.created_ms)
