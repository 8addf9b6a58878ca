"""“Now” is when posts go out, for one and for several; not where it says how things are."""

import pytest

from llm.offline.intent.reading import read_intent
from llm.tasks.intent import EditAction, IntentKind, OpenDraft


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("Two LinkedIn posts about our masala chai, now", 2),
        ("Two LinkedIn posts about our masala chai now", 2),
        ("2 posts about masala chai - now please", 2),
        ("one LinkedIn post about our masala chai, now.", 1),
        ("Two LinkedIn posts about our masala chai right away", 2),
        ("abhi masala chai pe do post daalo", 2),
        ("मसाला चाय पर दो पोस्ट अभी डालो", 2),
        ("अभी मसाला चाय पर दो पोस्ट डालो", 2),
        ("masala chai pe 2 post abhi", 2),
        ("masala chai pe 2 post abhi chahiye", 2),
        ("मसाला चाय पर दो पोस्ट लिखो, अभी", 2),
        ("turant masala chai pe 2 post banao", 2),
        ("abhi masala chai pe post karo", None),
    ],
)
def test_now_counts_for_all(asked, message, count):
    intent = read_intent(asked(message))
    assert (intent.kind, intent.count) == (IntentKind.CAMPAIGN, count)
    assert intent.right_away
    assert intent.topic.lower() in {"our masala chai", "masala chai", "मसाला चाय"}
    assert (intent.dates, intent.wall_times) == ((), ())


@pytest.mark.parametrize(
    "message",
    [
        "we now sell bun maska, 2 posts",
        "2 posts: our second shop is open now",
        "2 posts about what is available now",
        "Two posts about masala chai, but not now",
        "abhi naya menu aaya hai, uske baare mein 2 post likho",
        "masala chai pe 2 post, abhi nahi, kal subah",
    ],
)
def test_how_things_are_now_is_no_time_to_post(asked, message):
    intent = read_intent(asked(message))
    assert intent.kind is IntentKind.CAMPAIGN
    assert not intent.right_away


@pytest.mark.parametrize("message", ["make it shorter now", "abhi thoda chhota karo"])
def test_a_change_wanted_now_is_a_change(asked, message):
    intent = read_intent(asked(message, open_drafts=(OpenDraft(number=1, platform="linkedin"),)))
    assert intent.edit.actions == (EditAction.SHORTER,)
