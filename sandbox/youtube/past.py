"""Puts a channel's earlier videos on YouTube: titles and descriptions, without files."""

from sandbox.past import Memory
from sandbox.world import World
from sandbox.youtube import library
from sandbox.youtube.draft import LONGEST_TITLE


def add(world: World, account: str, memory: Memory) -> None:
    title = memory.text.splitlines()[0][:LONGEST_TITLE]
    parts: dict[str, dict[str, object]] = {
        "snippet": {"title": title, "description": memory.text, "categoryId": "22"},
        "status": {"privacyStatus": "public"},
    }
    library.add(world, account, parts, media=(), at_ms=memory.created_ms)
