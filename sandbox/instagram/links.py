"""The addresses by which people find a post: its shortcode and its permalink."""

import base64

from sandbox.posts import Post
from sandbox.world import World


def shortcode(media_id: str) -> str:
    number = int(media_id).to_bytes(9, "big")
    return base64.urlsafe_b64encode(number).decode().lstrip("A")


def media_id(code: str) -> str | None:
    """The way back from a shortcode."""
    try:
        number = base64.b64decode(code.rjust(12, "A"), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return str(int.from_bytes(number, "big"))


def permalink(world: World, post: Post) -> str:
    return f"{world.addresses.platforms}/p/{shortcode(post.id)}/"
