"""Puts an account's earlier posts on Instagram, each with a picture of plain colour."""

import secrets

from sandbox import audience, files, hours, posts
from sandbox.chance import draw
from sandbox.instagram.containers import Kind
from sandbox.instagram.people import PLATFORM
from sandbox.instagram.publishing import ID_BEGINNING
from sandbox.meta import fields
from sandbox.past import Memory
from sandbox.world import World


def add(world: World, account: str, memory: Memory) -> None:
    posts.add(
        world.state,
        posts.Post(
            platform=PLATFORM,
            id=f"{ID_BEGINNING}{secrets.randbelow(9 * 10**12) + 10**12}",
            account=account,
            wire=memory.text,
            text=memory.text,
            body={
                "kind": Kind.IMAGE.value,
                "container": "",
                "alt_text": "",
                "children": [],
                "timestamp": fields.timestamp(memory.created_ms),
            },
            media=(files.keep(world.state, _picture(memory.text), "image/svg+xml"),),
            created_ms=memory.created_ms,
            deleted_ms=None,
            audience_seed=audience.seed_of(world.state, account),
            audience_hour=hours.hour_of(world.state, account, memory.created_ms),
        ),
    )


def _picture(text: str) -> bytes:
    hue = draw("picture", text).randrange(12) * 30
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="1080">'
        f'<rect width="1080" height="1080" fill="hsl({hue} 45% 60%)"/></svg>'
    ).encode()
