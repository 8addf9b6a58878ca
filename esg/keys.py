"""The natural keys of a file's rows: by what a later import of the same file finds each again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from esg.rows import HistoryRow
from esg.text import sha256, text_key


def keyed(rows: Iterable[HistoryRow]) -> Iterator[HistoryRow]:
    """Each row with its key: the platform's id, else text and date, else what else tells it apart.

    A row without a text is never taken for another that says something else: numbers alone are no
    name for a post.
    """
    seen: dict[str, dict[HistoryRow, int]] = {}
    for row in rows:
        yield replace(row, natural_key=_key(row, seen), told="")


def _key(row: HistoryRow, seen: dict[str, dict[HistoryRow, int]]) -> str:
    if row.platform_post_id:
        return f"id:{row.platform_post_id}"
    key = f"text:{sha256(text_key(row.text))}"
    if row.published_at:
        key += f"@{row.published_at.isoformat()}"
    if row.text and row.published_at:
        return key
    if not row.text and not row.published_at:
        return f"row:{sha256(row.told)}"
    alike = seen.setdefault(key, {})
    place = alike.setdefault(replace(row, line=0), len(alike))
    return key if row.published_at and not place else f"{key}#{place}"
