"""The demo's script: from one sentence to the report, over HTTP as a person would. Draws nothing.

Every number and word it hands back comes from an answer of the server, unrounded and unedited.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cli.api import Api
from cli.clock import ServerClock
from cli.conversation import Activity, Conversation, text_of
from cli.output import note
from cli.sandbox import Sandbox, refuse_other
from domain.errors import UnavailableError, UpstreamError
from domain.times import spoken

REACTION = timedelta(days=2)
"""By then a simulated audience has done most of what it will do, and each platform tells it."""
SOON = timedelta(seconds=8)
"""What counts as later; and how far ahead a slot is that is really waited for."""
AFTER_SLOT = timedelta(seconds=5)
_OVER = frozenset({"published", "failed", "cancelled", "missed", "unknown"})
_POLL_S = 1.0
_PATIENCE_S = 60.0
_PATIENCE_FOR_NUMBERS_S = 150.0
"""By a clock that cannot be moved the next look comes in its own time."""
_HOW_DID_IT_GO = "How did these posts do?"

View = dict[str, Any]


@dataclass
class Play:
    """What the script has made so far, as the API shows it."""

    api: Api
    configured_sandbox: str
    timezone: str = "Asia/Kolkata"
    campaign: View = field(default_factory=dict)
    contents: list[View] = field(default_factory=list)
    questions: list[View] = field(default_factory=list)
    """The approvals as they stood open."""
    approvals: list[View] = field(default_factory=list)
    publications: list[View] = field(default_factory=list)
    metrics: list[View] = field(default_factory=list)
    report: View = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    """Connection id to the account's name."""

    @property
    def clock(self) -> ServerClock:
        return ServerClock(self.api)


def ask(play: Play, conversation: Conversation, sentence: str) -> None:
    """Say the sentence; the team plans, reads, writes and asks for approval.

    Raises:
        UpstreamError: It ended without a question; carries what the team said instead.
    """
    note(f"Asked: {' '.join(sentence.split())}")
    for event in conversation.send(sentence):
        if isinstance(event, Activity):
            note(event.text)
    question = conversation.question()
    state = conversation.state()["values"]
    play.campaign = _campaign(play, state.get("campaign_id"))
    if question is None:
        said = text_of(state["messages"][-1]) if state.get("messages") else "nothing"
        raise UpstreamError(f"The team asked for no approval. It said: {said}")
    play.questions = [_open_approval(play, asked) for asked in question["approvals"]]


def _campaign(play: Play, campaign_id: str | None) -> View:
    return dict(play.api.get(f"/api/v1/campaigns/{campaign_id}")) if campaign_id else {}


def _open_approval(play: Play, asked: View) -> View:
    """The approval the interrupt names, checked against it."""
    approval = _approval(play, asked["id"])
    if approval["status"] != "open" or approval["version"] != asked["version"]:
        raise UpstreamError("The question in the chat and the approval differ. Run the demo again.")
    if approval["connection_id"] not in play.accounts:
        refuse_other(f"{approval['platform']} account {approval['connection_id']}")
    return approval


def _approval(play: Play, approval_id: str) -> View:
    return dict(play.api.get(f"/api/v1/approvals/{approval_id}"))


def approve(play: Play) -> None:
    """Approve each post. The latest one keeps a slot ahead, the others go out now.

    By a clock that can be moved its own slot is kept; by a real one it gets one that can be waited
    for.
    """
    kept = _kept(play)
    for asked in play.questions:
        if asked is kept:
            _decide(play, asked if play.clock.is_movable else _moved(play, asked, SOON), "approve")
        else:
            _decide(play, _moved(play, asked, None) if _is_later(play, asked) else asked, "approve")
    note(f"Approved {len(play.questions)} posts{', one of them for later' if kept else ''}")


def _kept(play: Play) -> View | None:
    later = [asked for asked in play.questions if _is_later(play, asked)]
    return max(later, key=lambda asked: _at(asked["publish_at"]), default=None)


def _moved(play: Play, asked: View, ahead: timedelta | None) -> View:
    """The question anew with another time: a changed post is never approved unseen."""
    slot = (play.clock.now() + ahead).isoformat() if ahead else None
    edited = _decide(play, asked, "edit", edits={"publish_at": slot})
    return _approval(play, edited["next_approval_id"])


def _is_later(play: Play, approval: View) -> bool:
    slot = approval["publish_at"]
    return bool(slot) and _at(slot) > play.clock.now() + SOON


def _decide(play: Play, approval: View, decision: str, **more: Any) -> View:
    body = {"decision": decision, "version": approval["version"], **more}
    return dict(play.api.post(f"/api/v1/approvals/{approval['id']}/decision", body))


def publish(play: Play, sandbox: Sandbox) -> None:
    """Wait until every approved post has an end; one in a slot ahead goes out when that comes."""
    note("Publishing")
    _wait(lambda: _count(play, _OVER | {"scheduled"}) and not _due(play), "the posts to go out")
    for waiting in [p for p in play.publications if p["state"] == "scheduled"]:
        _let_slot_come(play, sandbox, _at(waiting["publish_at"]))
    _wait(lambda: _count(play, _OVER), "the posts to go out")


def _count(play: Play, states: frozenset[str]) -> bool:
    play.publications = _of_campaign(play, "publications")
    live = [p for p in play.publications if p["state"] in states]
    return len(live) >= len(play.questions)


def _due(play: Play) -> bool:
    """Whether a post is on its way whose time has come."""
    now = play.clock.now()
    slots = [p["publish_at"] for p in play.publications if p["state"] == "scheduled"]
    return any(slot is None or _at(slot) <= now for slot in slots)


def _let_slot_come(play: Play, sandbox: Sandbox, slot: datetime) -> None:
    left = slot - play.clock.now()
    if left <= timedelta():
        return
    told = spoken(slot, play.timezone)
    if play.clock.is_movable:
        note(f"One post waits for its slot: the sandbox's clock moves on to {told}")
        play.clock.advance(sandbox, left + AFTER_SLOT)
    else:
        note(f"One post waits for its slot, {told}")
        time.sleep(left.total_seconds())


def _of_campaign(play: Play, kind: str) -> list[View]:
    """The rows of the play's own posts, in the order in which they were asked about."""
    order = {a["content"]["id"]: n for n, a in enumerate(play.questions)}
    rows = play.api.items(f"/api/v1/{kind}")

    def content_id(row: View) -> str:
        return str(row["content_id"] if "content_id" in row else row["content"]["id"])

    mine = [row for row in rows if content_id(row) in order]
    return sorted(mine, key=lambda row: order[content_id(row)])


def measure(play: Play, sandbox: Sandbox) -> None:
    """Let two days pass for the audience and wait for its numbers."""
    out = [p["id"] for p in play.publications if p["state"] == "published"]
    note("Two days pass on the sandbox's clock")
    since = play.clock.advance(sandbox, REACTION)

    def measured() -> bool:
        play.metrics = [m for p in out for m in play.api.items(f"/api/v1/publications/{p}/metrics")]
        fresh = {m["publication_id"] for m in play.metrics if _at(m["as_of"]) >= since}
        return fresh >= set(out)

    _wait(measured, "the first numbers", within_s=_PATIENCE_FOR_NUMBERS_S)


def conclude(play: Play, conversation: Conversation) -> None:
    """Wait for the team's report; ask for it anew when it is older than the numbers."""
    note("Waiting for the report")
    campaign_id = play.campaign["id"]
    newest = max((_at(m["as_of"]) for m in play.metrics), default=play.clock.now())

    def told() -> bool:
        play.campaign = _campaign(play, campaign_id)
        return bool(play.campaign["status"] == "completed")

    _wait(told, "the report")
    play.report = _report(play)
    if _at(play.report["generated_at"]) < newest:
        for _event in conversation.send(_HOW_DID_IT_GO):
            pass
        play.report = _report(play)
    play.approvals = _of_campaign(play, "approvals")
    play.publications = _of_campaign(play, "publications")
    play.contents = list(play.api.get(f"/api/v1/campaigns/{campaign_id}/content")["items"])


def _report(play: Play) -> View:
    return dict(play.api.get(f"/api/v1/campaigns/{play.campaign['id']}/report"))


def _wait(done: Callable[[], bool], what: str, *, within_s: float = _PATIENCE_S) -> None:
    """Look once a second: the plan of a new workspace allows 100 requests a minute.

    Raises:
        UnavailableError: Nothing came of it in time.
    """
    until = time.monotonic() + within_s
    while not done():
        if time.monotonic() > until:
            raise UnavailableError(
                f"Waited {within_s:.0f} s for {what} in vain. Does this server run without its "
                "worker? Look at its log, then run the demo again."
            )
        time.sleep(_POLL_S)


def _at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)
