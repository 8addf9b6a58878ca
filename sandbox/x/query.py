"""Strict reader of X's query strings: each name once, none unknown, lists of known words only."""

import re
from collections.abc import Collection
from datetime import datetime
from urllib.parse import parse_qsl

from sandbox.exchange import Call
from sandbox.x import errors

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z")
ID = re.compile(r"[0-9]{1,19}")


class Query:
    """The parameters of one call."""

    def __init__(self, call: Call, known: Collection[str]) -> None:
        self._values: dict[str, str] = {}
        for name, value in parse_qsl(call.query, keep_blank_values=True):
            if name not in known:
                raise errors.invalid(
                    name,
                    value,
                    f"The query parameter [{name}] is not one of [{','.join(sorted(known))}]",
                )
            if name in self._values:
                raise errors.invalid(name, value, f"The query parameter [{name}] is repeated")
            self._values[name] = value

    def text(self, name: str) -> str:
        return self._values.get(name, "")

    def words(self, name: str, known: Collection[str]) -> frozenset[str]:
        found = frozenset(filter(None, self.text(name).split(",")))
        for one in found - set(known):
            raise errors.invalid(
                name,
                one,
                f"The `{name}` query parameter value [{one}] is not one of "
                f"[{','.join(sorted(known))}]",
            )
        return found

    def ids(self, name: str, most: int) -> list[str]:
        found = self.text(name).split(",")
        if not 0 < len(found) <= most or not all(ID.fullmatch(one) for one in found):
            raise errors.invalid(
                name, self.text(name), f"The `{name}` query parameter takes 1 to {most} ids"
            )
        return list(dict.fromkeys(found))

    def number(self, name: str, default: int, least: int, most: int) -> int:
        text = self._values.get(name, str(default))
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise errors.invalid(
                name,
                text,
                f"The `{name}` query parameter value [{text}] is not between {least} and {most}",
            )
        return int(text)

    def instant_ms(self, name: str) -> int | None:
        """Milliseconds since 1970."""
        text = self._values.get(name)
        if text is None:
            return None
        try:
            if not _TIME.fullmatch(text):
                raise ValueError
            return round(datetime.fromisoformat(text).timestamp() * 1000)
        except ValueError:
            raise errors.invalid(
                name,
                text,
                f"The `{name}` query parameter value [{text}] is not a valid RFC3339 date-time",
            ) from None
