"""What a conversation's checkpoint holds: plain dicts, ids and messages. Never a secret."""

from typing import Annotated, Literal, NotRequired, TypedDict

from langchain_core.messages import AnyMessage
from langgraph.graph.message import add_messages

STATE_VERSION = 1


class TaskState(TypedDict):
    id: str
    type: str
    status: str
    priority: float
    depends_on: list[str]


class ApprovalRef(TypedDict):
    id: str
    version: int


class Activity(TypedDict):
    """One step of work, in words for the person who waits."""

    run_id: str
    node: str
    text: str


class News(TypedDict):
    """A fact that the reply of this run has to tell (a Situation of the reply prompt, as JSON)."""

    run_id: str
    situation: dict[str, object]


class Trigger(TypedDict):
    """Why a run began; absent for a resume."""

    run_id: str
    kind: Literal["message", "news", "metrics"]
    campaign_id: NotRequired[str | None]
    """Whose numbers came, for `metrics`."""


class TurnNotes(TypedDict):
    """What the supervisor knows of the run at hand."""

    run_id: str
    tried: list[str]
    """Tasks handed out in this run: none is handed out twice."""
    ask: bool
    """Approvals have to be opened for posts that changed."""
    report: NotRequired[dict[str, object]]
    """Whose results were asked for (a ReportWish, as JSON)."""
    ideas: NotRequired[dict[str, object]]
    """The wish for ideas (an IdeasAsked, as JSON), until they are made."""


def of_newest_run(
    old: list[Activity] | list[News] | None, new: list[Activity] | list[News] | None
) -> list[Activity] | list[News]:
    """Keep the entries of the newest run only: earlier ones were told in their own reply."""
    if not new:
        return old or []
    run_id = new[-1]["run_id"]
    kept = [entry for entry in (old or []) if entry["run_id"] == run_id]
    return [*kept, *new]


class ConversationInput(TypedDict, total=False):
    """What a caller may hand in."""

    messages: Annotated[list[AnyMessage], add_messages]
    trigger: Trigger


class ConversationOutput(TypedDict, total=False):
    """What a client sees of a thread."""

    messages: Annotated[list[AnyMessage], add_messages]
    campaign_id: str | None
    tasks: list[TaskState]
    approvals: list[ApprovalRef]
    activity: Annotated[list[Activity], of_newest_run]


class ConversationState(TypedDict, total=False):
    """Every channel; those not in the output are private."""

    messages: Annotated[list[AnyMessage], add_messages]
    campaign_id: str | None
    tasks: list[TaskState]
    approvals: list[ApprovalRef]
    activity: Annotated[list[Activity], of_newest_run]
    state_version: int
    trigger: Trigger
    turn: TurnNotes
    pending_request: str
    news: Annotated[list[News], of_newest_run]


class Assignment(TypedDict):
    """What the supervisor sends to one creative: a post to write, or a wish to carry out."""

    task_id: NotRequired[str]
    content_id: NotRequired[str]
    edit: NotRequired[dict[str, object]]
    with_plan: NotRequired[bool]
    """The wish is the plan's: what moved is told as a part of it."""
