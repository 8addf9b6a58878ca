"""What a stream of events comes to: every word once, whether whole, in pieces, or repeated."""

import pytest

from cli.api import Api
from cli.conversation import Activity, Conversation, Words
from domain.errors import UpstreamError

WHOLE = {"type": "ai", "id": "m1", "content": "Two posts wait."}


@pytest.fixture
def conversation():
    with Api("http://127.0.0.1:9") as api:
        yield Conversation(api, "t1")


def _heard(conversation: Conversation, *events: tuple[str, object]) -> list:
    return [event for name, data in events for event in conversation._events(name, data)]


def test_a_message_that_comes_twice_is_said_once(conversation):
    events = (("messages", [WHOLE, {}]), ("values", {"messages": [WHOLE]}))
    assert _heard(conversation, *events) == [Words("Two posts wait.", begins=True)]


def test_pieces_and_the_whole_at_the_end_are_said_once(conversation):
    pieces = [
        ("messages", [{"type": "AIMessageChunk", "id": "m1", "content": text}, {}])
        for text in ("Two posts", " wait")
    ]
    heard = _heard(conversation, *pieces, ("values", {"messages": [WHOLE]}))
    assert heard == [
        Words("Two posts", begins=True),
        Words(" wait", begins=False),
        Words(".", begins=False),
    ]


def test_the_persons_own_words_are_not_said_back(conversation):
    own = {"type": "human", "id": "m0", "content": "Hello"}
    assert _heard(conversation, ("values", {"messages": [own]})) == []


def test_steps_of_work_are_activity_and_unknown_events_are_nothing(conversation):
    step = {"type": "activity", "run_id": "r", "node": "creative", "text": "Wrote post 1"}
    events = (("custom", step), ("custom", {"type": "other"}), ("metadata", {"run_id": "r"}))
    assert _heard(conversation, *events) == [Activity("Wrote post 1")]


def test_an_error_event_ends_the_turn_with_its_reason(conversation):
    with pytest.raises(UpstreamError, match="over the plan"):
        _heard(conversation, ("error", {"error": "limit", "message": "It is over the plan."}))


def test_content_in_blocks_is_read_as_text(conversation):
    blocks = [{"type": "text", "text": "Two "}, {"type": "text", "text": "posts"}]
    message = {"type": "ai", "id": "m2", "content": blocks}
    heard = _heard(conversation, ("values", {"messages": [message]}))
    assert heard == [Words("Two posts", begins=True)]
