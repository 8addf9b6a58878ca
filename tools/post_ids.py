"""A post's id as a person copied it from the platform. Asks nobody."""

from domain.errors import InvalidError
from domain.platform import Platform
from platforms import saying


def post_id_of(given: str | None, platform: Platform) -> str | None:
    """The id without what came along at its ends; None when none was given.

    Raises:
        InvalidError: `bad_post_id`; no platform has such ids, and nothing could follow it.
    """
    if given is None or not given.strip():
        return None
    found = saying.identifier(given.strip())
    if not found or "/" in found:
        raise InvalidError(
            f"That is no id of a post on {platform.title}: an id has no spaces, slashes or line "
            "breaks. Copy it from the post's address, or leave it out.",
            code="bad_post_id",
        )
    return found
