"""Pages of a list, told by cursors as the Graph API does: each names the item it stands at."""

import base64

from sandbox.exchange import Call
from sandbox.meta import errors
from sandbox.meta.params import Params
from sandbox.world import World


def start(params: Params, limit: int, ids: list[str]) -> int:
    """Where in `ids` the asked page begins."""
    after, before = params.text("after"), params.text("before")
    if after and before:
        raise errors.invalid("Give after or before, not both")
    if after:
        return _position(after, ids) + 1
    return max(0, _position(before, ids) - limit) if before else 0


def paging(world: World, call: Call, first: int, limit: int, ids: list[str]) -> dict[str, object]:
    last = min(first + limit, len(ids)) - 1
    after = _cursor(ids[last])
    found: dict[str, object] = {"cursors": {"before": _cursor(ids[first]), "after": after}}
    if last + 1 < len(ids):
        kept = [pair for pair in call.query.split("&") if pair and not _is_replaced(pair)]
        query = "&".join([*kept, f"limit={limit}", f"after={after}"])
        found["next"] = f"{world.addresses.platforms}{call.path_raw}?{query}"
    return found


def _position(cursor: str, ids: list[str]) -> int:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return ids.index(base64.urlsafe_b64decode(padded).decode("ascii"))
    except ValueError:
        raise errors.invalid("Invalid cursors values") from None


def _cursor(item_id: str) -> str:
    return base64.urlsafe_b64encode(item_id.encode()).decode().rstrip("=")


def _is_replaced(pair: str) -> bool:
    return pair.partition("=")[0] in ("limit", "after", "before")
