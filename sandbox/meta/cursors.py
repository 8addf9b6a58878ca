"""Pages of a list, told by cursors as the Graph API does: each names the item it stands at."""

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar

from starlette.responses import Response

from sandbox.exchange import Call
from sandbox.meta import errors
from sandbox.meta.params import Params
from sandbox.world import World

LARGEST_PAGE = 100
Item = TypeVar("Item")


def listing(
    world: World,
    call: Call,
    params: Params,
    found: Sequence[Item],
    *,
    id_of: Callable[[Item], str],
    show: Callable[[Item], dict[str, object]],
) -> Response:
    """The page of `found` that is asked for; it takes the last of the call's parameters.

    Raises:
        RefusalError: Code 100: a limit, a cursor or another parameter is wrong.
    """
    limit = params.number("limit", default=25, least=1, most=LARGEST_PAGE)
    ids = [id_of(one) for one in found]
    first = _start(params, limit, ids)
    params.done()
    shown = found[first : first + limit]
    answer: dict[str, object] = {"data": [show(one) for one in shown]}
    if shown:
        answer["paging"] = _paging(world, call, first, limit, ids)
    return errors.reply(answer)


def _start(params: Params, limit: int, ids: list[str]) -> int:
    """Where in `ids` the asked page begins."""
    after, before = params.text("after"), params.text("before")
    if after and before:
        raise errors.invalid("Give after or before, not both")
    if after:
        return _position(after, ids) + 1
    return max(0, _position(before, ids) - limit) if before else 0


def _paging(world: World, call: Call, first: int, limit: int, ids: list[str]) -> dict[str, object]:
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
