"""Identifiers: random for what people make, derived where the same work must find its own."""

import hashlib
import uuid

_NAMESPACE = uuid.UUID("6f0c2a53-0c35-4e5e-9d6b-0a3a3f4f7b1e")


def new_id() -> str:
    """A random UUID as text."""
    return str(uuid.uuid4())


def derived_id(*parts: str) -> str:
    """A UUID fixed by its parts: repeating a step after a crash finds its own row again."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))


def post_id(brand_id: str, platform: str, key: str) -> str:
    """The id of a post in a brand's history, fixed by platform and natural key.

    The part after the brand's prefix depends on the content alone, so ties broken "by post id as
    text" fall the same way in every workspace that holds the same history.
    """
    digest = hashlib.sha256(f"{platform}\x1f{key}".encode()).hexdigest()[:24]
    return f"{brand_id}-{digest}"
