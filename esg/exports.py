"""One item of a network's JSON to named cells, as a row of a table has them. Maps no fields.

Instagram's and Facebook's Graph API, X's API v2 and archive, LinkedIn's Posts API, and what
Instagram and Facebook hand out under "Download your information". What is nested is named by its
path: `shares.count`.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

_DEEPEST = 6
_SECONDS_BELOW = 10**11
"""A number above it counts milliseconds."""
_DATED = ("timestamp", "created_time", "created_at", "publishedAt", "createdAt")
_INSTANTS = ("timestamp", "publishedAt", "createdAt")
"""What names a number of seconds or milliseconds ends with."""
_ESCAPED = re.compile(
    r"\\(?P<sign>[|{}@\[\]()<>#*_~\\])|@\[(?P<name>[^\[\]]{1,300})\]\(urn:li:[\w:-]{1,100}\)"
    r"|\{hashtag\|\\?#\|(?P<tag>\w{1,100})\}"
)
"""What LinkedIn writes in a commentary for a sign of its own, for a mention and for a hashtag."""
_TEXTS = ("post", "tag", "text", "name")
"""What a small object in a list is told by: a download's text, a hashtag."""


def cells_of(value: Any) -> dict[str, str] | None:
    """The item's cells by name; None for what is no object."""
    if not isinstance(value, dict):
        return None
    item = value["tweet"] if isinstance(value.get("tweet"), dict) else value
    downloaded = _is_download(item)
    cells = dict(_flat(_unpacked(item) if downloaded else item, "", 0))
    if downloaded:
        cells = {name: _repaired(cell) for name, cell in cells.items()}
    if isinstance(item.get("commentary"), str):
        cells["commentary"] = _ESCAPED.sub(_as_shown, cells["commentary"])
    return _with_id(item, cells)


def _as_shown(met: re.Match[str]) -> str:
    return met["sign"] or met["name"] or f"#{met['tag']}"


def _is_download(item: dict[str, Any]) -> bool:
    media = item.get("media")
    return (
        "creation_timestamp" in item
        or (isinstance(media, list) and any("creation_timestamp" in m for m in _objects(media)))
        or ("timestamp" in item and isinstance(item.get("data"), list))
    )


def _unpacked(item: dict[str, Any]) -> dict[str, Any]:
    """A post of several pictures says text and time itself, one of a single picture in it."""
    inner = next(_objects(item.get("media")), {})
    told = {
        name: item.get(name) or inner.get(name)
        for name in ("title", "creation_timestamp", "timestamp")
    }
    posts = [one["post"] for one in _objects(item.get("data")) if isinstance(one.get("post"), str)]
    if posts or isinstance(item.get("data"), list):
        told["title"] = "\n".join(posts)  # Facebook's own title only says who did what
    return told


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _flat(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if depth < _DEEPEST:
            for name, inner in value.items():
                yield from _flat(inner, f"{path}.{name}" if path else str(name), depth + 1)
    elif isinstance(value, list):
        yield from _flat_list(value, path)
    elif value is not None and not isinstance(value, bool) and path:
        yield path, _instant(value) if path.endswith(_INSTANTS) else str(value)


def _flat_list(values: list[Any], path: str) -> Iterator[tuple[str, str]]:
    """Measures by their names, else short texts as one cell; any other list says nothing here."""
    measures = [one for one in _objects(values) if "name" in one and "values" in one]
    for one in measures:
        told = next(_objects(one["values"]), {}).get("value")
        if isinstance(told, int | float | str) and not isinstance(told, bool):
            yield f"{path.removesuffix('.data')}.{one['name']}", str(told)
    if not measures:
        words = [_word(one) for one in values]
        if words and all(words):
            yield path, " ".join(str(word) for word in words)


def _word(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((v for n in _TEXTS if isinstance(v := value.get(n), str)), None)
    return value if isinstance(value, str) else None


def _instant(value: Any) -> str:
    if not isinstance(value, int | float):
        return str(value)
    try:
        seconds = value / 1000 if abs(value) > _SECONDS_BELOW else value
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return str(value)


def _repaired(text: str) -> str:
    """The text that a download meant: it writes each byte of UTF-8 as a letter of its own."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _with_id(item: dict[str, Any], cells: dict[str, str]) -> dict[str, str]:
    """A network writes its ids as text; a bare number is more likely the row's own."""
    told = item.get("id_str") or item.get("id")
    dated = any(name in item for name in _DATED)
    if isinstance(told, str) and told and dated:
        return {"post id": told, **{n: c for n, c in cells.items() if n not in ("id", "id_str")}}
    return cells
