"""Puts a Page's earlier posts on Facebook, as plain text."""

from sandbox.facebook import posting
from sandbox.facebook.posting import Draft
from sandbox.past import Memory
from sandbox.world import World


def add(world: World, page: str, memory: Memory) -> None:
    draft = Draft(message=memory.text, kind="status")
    posting.publish(world, page, draft, (), at_ms=memory.created_ms)
