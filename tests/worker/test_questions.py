"""Questions in the chat start no work and never break the conversation."""

import pytest


@pytest.mark.parametrize("message", ["Delete my last post", "how did my posts do?"])
async def test_asking_about_posts_that_are_not_there_is_answered(connected, message):
    assert len(await connected.say(message)) > 20


async def test_a_question_about_one_card_plans_nothing_new(connected):
    await connected.say("Two LinkedIn posts about our masala chai")
    await connected.say("Post 2: Why did you pick gratitude and not urgency?")
    assert len(await connected.approvals()) == 2
