"""How far the upload of one medium is, as it is persisted between calls and tries."""

from datetime import UTC, datetime

from platforms.ports import Keep


async def _nothing(_: dict[str, str]) -> None:
    pass


class Progress:
    """One medium's part of a post's prepared ids; every change is kept before the next call."""

    def __init__(self, ids: dict[str, str], number: int, keep: Keep = _nothing) -> None:
        self._ids = ids
        self._prefix = f"media:{number}"
        self._keep = keep

    @property
    def media_id(self) -> str:
        return self._ids.get(self._prefix, "")

    @property
    def segments(self) -> int:
        """How many have arrived."""
        text = self._get("segments")
        return int(text) if text.isdigit() else 0

    @property
    def until(self) -> datetime | None:
        """When X drops it."""
        text = self._get("until")
        return datetime.fromtimestamp(int(text), UTC) if text.isdigit() else None

    @property
    def is_finished(self) -> bool:
        """Whether all of it was sent."""
        return self._get("state") in ("finished", "ready")

    @property
    def is_ready(self) -> bool:
        """Whether a post can show it."""
        return self._get("state") == "ready"

    @property
    def is_described(self) -> bool:
        return self._get("described") == self.media_id

    def forget(self) -> None:
        """Begin anew; what is kept is replaced by the next step."""
        for name in [name for name in self._ids if self._is_ours(name)]:
            del self._ids[name]

    async def dropped(self) -> None:
        """X cannot use it: nothing of it is gone on with."""
        self.forget()
        await self._keep(dict(self._ids))

    async def begun(self, media_id: str, until: float) -> None:
        self.forget()
        self._ids[self._prefix] = media_id
        await self._set(until=str(int(until)), segments="0")

    async def sent(self, segments: int) -> None:
        await self._set(segments=str(segments))

    async def finished(self, until: float, *, is_ready: bool) -> None:
        await self._set(until=str(int(until)), state="ready" if is_ready else "finished")

    async def ready(self) -> None:
        await self._set(state="ready")

    async def described(self) -> None:
        await self._set(described=self.media_id)

    async def _set(self, **values: str) -> None:
        self._ids.update({f"{self._prefix}:{name}": value for name, value in values.items()})
        await self._keep(dict(self._ids))

    def _get(self, name: str) -> str:
        return self._ids.get(f"{self._prefix}:{name}", "")

    def _is_ours(self, name: str) -> bool:
        return name == self._prefix or name.startswith(f"{self._prefix}:")
