"""Asks a person about each open approval in the terminal and hands the decisions over. Grants none.

Only the words approve, edit, reject, ask and later (or their first letters) are decisions; anything
else that is typed is a message to the team and leaves every question open.
"""

from dataclasses import dataclass, field
from typing import Any

from cli import cards, editing, output
from cli.conversation import Conversation
from cli.terminal import hear, read_line
from domain.errors import ConflictError, InstaMediaError

_PROMPT = "\n[a]pprove  [e]dit  [r]eject  [?] ask the team  [l]ater  › "
_CHANGED = (
    "A post was changed or decided elsewhere this very moment. Nothing you decided was sent; look "
    "again with /review."
)
_WORDS = {
    **dict.fromkeys(("a", "approve"), "approve"),
    **dict.fromkeys(("e", "edit"), "edit"),
    **dict.fromkeys(("r", "reject"), "reject"),
    **dict.fromkeys(("?", "ask", "respond"), "respond"),
    **dict.fromkeys(("l", "later", ""), "later"),
}

View = dict[str, Any]


class SaidInsteadError(Exception):
    """The person typed a message where a decision was asked for."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass
class Review:
    """What this person was asked in this session."""

    conversation: Conversation
    _asked: set[tuple[str, int]] = field(default_factory=set)

    def ask_again(self) -> None:
        self._asked.clear()

    def run(self) -> list[View] | None:
        """Show and ask what was not asked yet, send what was decided.

        Returns:
            What was approved; None when there was nothing new to ask.

        Raises:
            SaidInsteadError: A message to send; nothing was decided.
            ProblemError: The server refused the decisions.
        """
        found = self.conversation.interrupt()
        if found is None or not self._has_new(found[1]):
            return None
        interrupt_id, question = found
        actions = question["action_requests"]
        decisions = self._ask_each(actions)
        self._asked |= {_key(action["args"]) for action in actions}
        if all(decisions):
            hear(self.conversation.decide(interrupt_id, [d for d in decisions if d]))
        else:
            self._send_some(actions, decisions)
        pairs = zip(actions, decisions, strict=True)
        return [action["args"] for action, d in pairs if d and d["type"] == "approve"]

    def left(self) -> int:
        """How many posts wait that were put to the person before, and not decided."""
        found = self.conversation.interrupt()
        if found is None or self._has_new(found[1]):
            return 0
        return len(found[1]["action_requests"])

    def _has_new(self, question: View) -> bool:
        return any(_key(a["args"]) not in self._asked for a in question["action_requests"])

    def _ask_each(self, actions: list[View]) -> list[View | None]:
        api = self.conversation.api
        known = {one["id"]: one for one in api.items("/api/v1/approvals", status="open")}
        zone = api.get("/api/v1/profile").get("timezone") or "UTC"
        accounts = {c["id"]: cards.account(c) for c in api.items("/api/v1/platforms")}
        decisions: list[View | None] = []
        for number, action in enumerate(actions, start=1):
            asked = known.get(action["args"]["approval_id"])
            if asked is None:
                raise ConflictError(_CHANGED, code="version_conflict")
            account = accounts.get(asked["connection_id"], "")
            place = f"Approval {number} of {len(actions)}"
            output.show(cards.approval(asked, place=place, account=account, zone=zone))
            try:
                decisions.append(_ask({**action, "stopped": _is_stopped(asked)}))
            except SaidInsteadError:
                if any(decisions):
                    output.note("What you decided so far was not sent; you will be asked again.")
                raise
        return decisions

    def _send_some(self, actions: list[View], decisions: list[View | None]) -> None:
        """One by one: the protocol's resume needs an answer to every action."""
        pairs = zip(actions, decisions, strict=True)
        for args, decision in ((a["args"], d) for a, d in pairs if d):
            edits = decision.get("edited_action", {}).get("args")
            body = {"decision": decision["type"], "version": args["version"]}
            body |= {"edits": edits} if edits else {}
            for name in ("message", "override_safety"):
                body |= {name: decision[name]} if decision.get(name) else {}
            self.conversation.api.post(f"/api/v1/approvals/{args['approval_id']}/decision", body)


def _key(args: View) -> tuple[str, int]:
    return str(args["approval_id"]), int(args["version"])


def _ask(action: View) -> View | None:
    """One decision; None for later.

    Raises:
        SaidInsteadError: Something else was typed.
    """
    while True:
        typed = read_line(_PROMPT, fresh=True)
        word = "later" if typed is None else _WORDS.get(typed.lower())
        if word is None:
            raise SaidInsteadError(typed or "")
        if word == "later":
            output.note("Left for later: /review asks again.")
            return None
        try:
            decision = _DECISIONS[word](action)
        except InstaMediaError as error:
            output.failure(error.message)
            continue
        if decision:
            return decision


def _is_stopped(asked: View) -> bool:
    """Whether a check blocks it and nobody has answered for it."""
    safety = asked["content"]["safety"]
    return not (safety["passed"] or safety.get("override"))


def _approve(action: View) -> View | None:
    if not action.get("stopped"):
        return {"type": "approve"}
    reason = read_line("A check stops it. Why may it go out all the same? (empty: do not) › ")
    if not reason:
        output.note("Not approved. Edit what is marked, or reject it.")
        return None
    return {"type": "approve", "override_safety": {"reason": reason}}


def _reject(_action: View) -> View | None:
    reason = read_line("Why? (may stay empty) › ")
    return {"type": "reject"} | ({"message": reason} if reason else {})


def _respond(_action: View) -> View | None:
    wish = read_line("What should the team know or do? › ")
    return {"type": "respond", "message": wish} if wish else None


def _edit(action: View) -> View | None:
    edits = _edits(action["args"])
    if not edits:
        output.note("Nothing was changed.")
        return None
    output.note("A changed post is a new question: nothing goes out before you approve it.")
    return {"type": "edit", "edited_action": {"name": action["name"], "args": edits}}


def _edits(args: View) -> View:
    command = editing.editor()
    if command:
        return editing.read_back(editing.in_editor(editing.form(args), command), args)
    text = read_line("New text (empty leaves it) › ")
    return {"text": text} if text and text != args["text"] else {}


_DECISIONS = {"approve": _approve, "reject": _reject, "respond": _respond, "edit": _edit}
