"""Media as Instagram tells of them. Sends nothing."""

from datetime import datetime

from platforms import saying
from platforms.meta.answers import instant_of
from platforms.ports import Submitted


def submitted(media: dict[str, object]) -> Submitted:
    """A post as its medium's fields describe it."""
    return Submitted(
        platform_post_id=saying.identifier(media["id"]),
        permalink=saying.address(media.get("permalink")),
        published_at=instant(media),
    )


def instant(media: dict[str, object]) -> datetime | None:
    """When the medium was published."""
    return instant_of(media.get("timestamp"))
