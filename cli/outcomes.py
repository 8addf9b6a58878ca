"""Waits for what becomes of approved posts and tells it. Publishes and retries nothing."""

import time
from datetime import datetime, timedelta
from typing import Any

from cli import cards, output
from cli.clock import ServerClock
from cli.conversation import Conversation

PATIENCE_S = 45.0
SOON = timedelta(minutes=1)
_POLL_S = 1.0
_WAITING = frozenset({"scheduled", "claimed", "prepared", "submitted"})


def follow(conversation: Conversation, approved: list[dict[str, Any]]) -> None:
    """Stay until the posts that go out within a minute have an end; Ctrl-C leaves earlier."""
    soon = ServerClock(conversation.api).now() + SOON
    wanted = {one["approval_id"] for one in approved if _is_before(one["publish_at"], soon)}
    if not wanted:
        return
    screen = output.screen(stderr=True)
    until = time.monotonic() + PATIENCE_S
    try:
        with screen.status("Publishing (Ctrl-C stops waiting, not publishing)"):
            rows = _rows(conversation, wanted)
            while _unfinished(rows, wanted) and time.monotonic() < until:
                time.sleep(_POLL_S)
                rows = _rows(conversation, wanted)
    except KeyboardInterrupt:
        output.note("It goes on without you. An empty line here looks for news.")
        return
    zone = conversation.api.get("/api/v1/profile").get("timezone") or "UTC"
    output.show(*(cards.publication(row, zone) for row in rows))


def _rows(conversation: Conversation, wanted: set[str]) -> list[dict[str, Any]]:
    found = conversation.api.items("/api/v1/publications")
    return [row for row in found if row.get("approval_id") in wanted]


def _unfinished(rows: list[dict[str, Any]], wanted: set[str]) -> bool:
    return len(rows) < len(wanted) or any(row["state"] in _WAITING for row in rows)


def _is_before(slot: str | None, instant: datetime) -> bool:
    return slot is None or datetime.fromisoformat(slot) < instant
