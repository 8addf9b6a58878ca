"""A post that comes of a conversation: asked for in a sentence, edited, approved, told of.

What a person hears must survive a kill as well as what the platform shows.
"""

from dataclasses import dataclass

from crash.person import Person
from crash.posts import WORDS, Connected, Post
from crash.waiting import InVainError, until

ASK = "One LinkedIn post about our masala chai"
ANSWERS_WITHIN_S = 120.0
FINISHED = ("success", "error", "interrupted", "timeout")


@dataclass(frozen=True)
class Conversation:
    """A thread with its one post."""

    thread_id: str
    post: Post

    def flaws(self, person: Person) -> list[str]:
        """What a person would miss or read twice."""
        state = person.call("GET", f"/threads/{self.thread_id}/state")
        messages = state["values"].get("messages", [])
        ids = [message["id"] for message in messages]
        said = [message["content"] for message in messages if message["type"] == "human"]
        found = [] if len(ids) == len(set(ids)) else [f"messages are there twice: {ids}"]
        return found if said == [ASK] else [*found, f"the person said {said}"]


def begin(person: Person, accounts: dict[str, Connected], marker: str) -> Conversation:
    """Ask for a post, and give it words of its own; its approval is open then."""
    thread_id = person.call("POST", "/threads", {})["thread_id"]
    asked = {
        "assistant_id": "insta-media",
        "input": {"messages": [{"role": "user", "content": ASK}]},
    }
    run = person.call("POST", f"/threads/{thread_id}/runs", asked)

    def is_answered() -> bool:
        told = person.call("GET", f"/threads/{thread_id}/runs/{run['run_id']}")
        return told["status"] in FINISHED

    until(is_answered, "the team's answer", seconds=ANSWERS_WITHIN_S, look_s=0.2)
    opened = person.call("GET", f"/api/v1/approvals?status=open&thread_id={thread_id}")["items"]
    if not opened:
        state = person.call("GET", f"/threads/{thread_id}/state")
        raise InVainError(f"the team asks about no post: {state['values']}")
    edited = person.call(
        "POST",
        f"/api/v1/approvals/{opened[0]['id']}/decision",
        {
            "decision": "edit",
            "version": opened[0]["version"],
            "edits": {"text": f"{marker}: {WORDS}.", "hashtags": []},
        },
    )
    account = accounts[opened[0]["connection_id"]]
    post = Post(marker, account, edited["next_approval_id"], version=opened[0]["version"] + 1)
    return Conversation(thread_id, post)
