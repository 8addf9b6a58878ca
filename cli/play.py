"""The demo's script: from one sentence to the report, over HTTP as a person would. Draws nothing.

Every number and word it hands back comes from an answer of the server, unrounded and unedited.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cli.api import Api
from cli.conversation import Activity, Conversation, text_of
from cli.output import note
from cli.sandbox import Sandbox, refuse_other
from domain.errors import UnavailableError, UpstreamError

REACTION_S = 2 * 24 * 3600.0
"""Two days: by then a simulated audience has done most of what it will do."""
SOON = timedelta(seconds=30)
_OVER = frozenset({"published", "failed", "cancelled", "missed", "unknown"})
_POLL_S = 1.0
_PATIENCE_S = 60.0
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
    """Approve each post; one that is planned for later is first moved to now."""
    later = [asked for asked in play.questions if _is_later(asked)]
    if later:
        note(f"Moving {len(later)} posts from their slots to now: the demo does not wait for them")
    for asked in play.questions:
        _decide(play, _moved(play, asked) if asked in later else asked, "approve")
    note(f"Approved {len(play.questions)} posts")


def _moved(play: Play, asked: View) -> View:
    """The question anew with another time: a changed post is never approved unseen."""
    edited = _decide(play, asked, "edit", edits={"publish_at": None})
    return _approval(play, edited["next_approval_id"])


def _is_later(approval: View) -> bool:
    slot = approval["publish_at"]
    return bool(slot) and datetime.fromisoformat(slot) > _now() + SOON


def _decide(play: Play, approval: View, decision: str, **more: Any) -> View:
    body = {"decision": decision, "version": approval["version"], **more}
    return dict(play.api.post(f"/api/v1/approvals/{approval['id']}/decision", body))


def publish(play: Play) -> None:
    """Wait until every approved post has an end."""
    note("Publishing")
    wanted = len(play.questions)

    def over() -> bool:
        play.publications = _of_campaign(play, "publications")
        return sum(p["state"] in _OVER for p in play.publications) >= wanted

    _wait(over, "the posts to go out")


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
    sandbox.advance(REACTION_S)
    since = _now()

    def measured() -> bool:
        play.metrics = [m for p in out for m in play.api.items(f"/api/v1/publications/{p}/metrics")]
        fresh = {m["publication_id"] for m in play.metrics if _at(m["as_of"]) >= since}
        return fresh >= set(out)

    _wait(measured, "the first numbers")


def conclude(play: Play, conversation: Conversation) -> None:
    """Wait for the team's report; ask for it anew when it is older than the numbers."""
    note("Waiting for the report")
    campaign_id = play.campaign["id"]
    newest = max((_at(m["as_of"]) for m in play.metrics), default=_now())

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


def _wait(done: Callable[[], bool], what: str) -> None:
    """Look once a second: the plan of a new workspace allows 100 requests a minute.

    Raises:
        UnavailableError: Nothing came of it in a minute.
    """
    until = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > until:
            raise UnavailableError(
                f"Waited {_PATIENCE_S:.0f} s for {what} in vain. Does this server run without its "
                "worker? Look at its log, then run the demo again."
            )
        time.sleep(_POLL_S)


def _at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
