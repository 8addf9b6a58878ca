"""The clock that a server goes by, as it tells it; moved where it is the sandbox's. Keeps none."""

import time
from datetime import datetime, timedelta
from typing import Any

from cli.api import Api
from cli.sandbox import Sandbox
from domain.errors import UnavailableError

_FOLLOWS_WITHIN_S = 15.0
_LOOK_EVERY_S = 0.25


class ServerClock:
    def __init__(self, api: Api) -> None:
        self._api = api

    def now(self) -> datetime:
        return datetime.fromisoformat(self._told()["now"])

    @property
    def is_movable(self) -> bool:
        """Whether moving the sandbox's clock moves the posts' time too."""
        return bool(self._told()["source"] == "sandbox")

    def advance(self, sandbox: Sandbox, by: timedelta) -> datetime:
        """Move the sandbox's clock on, and wait until a server that goes by it has followed.

        Returns:
            The server's time from which on what it reads is later than the move.

        Raises:
            UnavailableError: It does not follow.
        """
        told = self._told()
        wanted = datetime.fromisoformat(told["now"]) + by
        sandbox.advance(by.total_seconds())
        if told["source"] != "sandbox":
            return self.now()
        until = time.monotonic() + _FOLLOWS_WITHIN_S
        while self.now() < wanted:
            if time.monotonic() > until:
                raise UnavailableError(
                    "The server does not follow the sandbox's clock. Look at its log; does it use "
                    "this sandbox?"
                )
            time.sleep(_LOOK_EVERY_S)
        return wanted

    def _told(self) -> dict[str, Any]:
        return dict(self._api.get("/api/v1/health")["clock"])
