"""One is one: “1 post”, not “1 posts”, in each language."""

import pytest

from domain.platform import Platform
from llm.offline.intent.asks import topic_in
from llm.tasks.intent import Intent, IntentKind
from llm.tasks.strategy import STRATEGY, StrategyInputs
from tests.llm.conftest import CHAI, WEDNESDAY


@pytest.mark.parametrize(
    ("platforms", "asked_for", "says"),
    [
        (
            (Platform.LINKEDIN,),
            3,
            "Your plan has 1 post left this month, so this is 1 instead of 3.",
        ),
        (
            (Platform.LINKEDIN, Platform.INSTAGRAM),
            1,
            "Your plan has 1 post left this month; 1 of these 2 had to be left out.",
        ),
    ],
)
async def test_the_last_post_of_a_month(author, platforms, asked_for, says):
    intent = Intent(kind=IntentKind.CAMPAIGN, platforms=platforms, count=asked_for)
    inputs = StrategyInputs(
        brand=CHAI,
        intent=intent,
        now=WEDNESDAY,
        timezone="Asia/Kolkata",
        connected_platforms=platforms,
        posts_per_month_left=1,
    )
    notes = (await author.write(STRATEGY, inputs)).output.notes
    assert any(note.startswith(says) for note in notes), notes


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("Two LinkedIn posts about our masala chai and one for Instagram", "our masala chai"),
        ("Posts about our new shop and two more about the old one", "our new shop"),
        ("3 posts about one pot meals", "one pot meals"),
        ("a post about chai and one samosa", "chai and one samosa"),
    ],
)
def test_a_second_order_is_no_part_of_the_topic(message, topic):
    assert topic_in(message, None) == topic
