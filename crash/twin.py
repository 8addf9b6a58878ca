"""The platforms' stand-in as a test steers it: faults, held calls, effects. Judges nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from cli.sandbox import Sandbox, info, own

TIMEOUT_S = 60.0


class Twin:
    """A running sandbox that only this test speaks to."""

    def __init__(self, url: str) -> None:
        told = info(url) or {}
        self.url = url
        self.operations: dict[str, dict[str, list[str]]] = told.get("operations", {})
        """Platform to operation to the fault modes it can suffer."""
        self._people = Sandbox(url, told)
        self._http = httpx.Client(base_url=f"{url}/control", timeout=TIMEOUT_S, trust_env=False)

    def can(self, platform: str, operation: str, mode: str) -> bool:
        return mode in self.operations.get(platform, {}).get(operation, [])

    def new_member(self, platform: str, name: str) -> str:
        """Somebody with a page or account of that name; the id that the consent page knows."""
        return self._people.new_member(platform, name)

    def consent(self, authorize_url: str, member: str) -> str:
        """Press Allow as that member; where the browser is sent."""
        return self._people.consent(authorize_url, member)

    def arm(
        self,
        platform: str,
        operation: str,
        mode: str,
        *,
        count: int = 1,
        more: Mapping[str, object] | None = None,
    ) -> None:
        """Let the next `count` calls of the operation go wrong.

        Raises:
            httpx.HTTPStatusError: The twin does not know this fault.
        """
        fault = {"platform": platform, "operation": operation, "mode": mode, "count": count}
        self._http.post("/faults", json={**fault, **(more or {})}).raise_for_status()

    def armed(self) -> list[dict[str, Any]]:
        """Faults that no call has met yet."""
        return list(self._get("/faults")["faults"])

    def disarmed(self) -> list[dict[str, Any]]:
        """The faults that no call has met, taken back."""
        left = self.armed()
        if left:
            self._http.delete("/faults").raise_for_status()
        return left

    def held(self, *, count: int = 1, wait_s: float = 0) -> int:
        """How many calls are held, at once when there are `count`, else after `wait_s`."""
        query = {"count": str(count), "wait_s": str(wait_s)}
        return len(self._get("/held", query)["held"])

    def release(self) -> int:
        """Let every held call go on to its effect and its end."""
        answer = self._http.post("/release", json={}).raise_for_status()
        return int(answer.json()["released"])

    def effects(self) -> list[dict[str, Any]]:
        return list(self._get("/effects")["effects"])

    def requests(self, platform: str | None = None) -> list[dict[str, Any]]:
        """Every call that arrived, oldest first, without secrets."""
        return list(self._get("/requests", {"platform": platform} if platform else {})["requests"])

    def count_by(self, markers: list[str]) -> Counter[str]:
        """How many visible posts carry each marker."""
        texts = [str(effect["text"]) for effect in self.effects()]
        wanted = set(markers)
        found: Counter[str] = Counter()
        for text in texts:
            found.update(wanted.intersection(text.replace(":", " ").split()))
        return found

    def _get(self, path: str, query: dict[str, str] | None = None) -> dict[str, Any]:
        answer = self._http.get(path, params=query).raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def close(self) -> None:
        self._http.close()
        self._people.__exit__()


@contextmanager
def running(*, faults: str = "") -> Iterator[Twin]:
    """A twin with nothing in it, stopped and forgotten at the end.

    Args:
        faults: `chaos:SEED` lets every call fail at random, besides what is armed.
    """
    with own(faults=faults) as url:
        twin = Twin(url)
        try:
            yield twin
        finally:
            twin.release()
            twin.close()
