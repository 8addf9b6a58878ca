"""What is said of rules of writing is told from what is said of posts."""

import pytest

from llm.offline.intent.reading import read_intent
from llm.tasks.intent import IntentKind, KnownRule, OpenDraft

EMOJI = KnownRule(number=1, aspect="no_emoji", words="no emoji", is_followed=True)
CHEAP = KnownRule(number=2, aspect="replace", words="“fair” instead of “cheap”", is_followed=True)
ASKED = KnownRule(
    number=3,
    aspect="no_exclamation",
    words="no exclamation marks",
    is_followed=False,
    was_asked=True,
)
RULES = (EMOJI, CHEAP, ASKED)
DRAFTS = (OpenDraft(number=1, platform="linkedin"),)


def read(asked, message, **more):
    intent = read_intent(asked(message, **{"rules": RULES, "open_drafts": DRAFTS, **more}))
    return (
        (intent.rules.act, intent.rules.numbers) if intent.kind is IntentKind.RULES else intent.kind
    )


@pytest.mark.parametrize(
    ("message", "wish"),
    [
        ("Yes, remember that", ("accept", (3,))),
        ("haan, yaad rakho", ("accept", (3,))),
        ("हाँ, याद रखिए", ("accept", (3,))),
        ("no", ("decline", (3,))),
        ("No, don't remember that", ("decline", (3,))),
        ("नहीं, रहने दो", ("decline", (3,))),
        ("Which rules do you follow?", ("list", ())),
        ("kaun se rules follow karte ho?", ("list", ())),
        ("forget the rule about emoji", ("forget", (1,))),
        ("please drop the rule that says cheap", ("forget", (2,))),
        ("नियम 2 हटा दो", ("forget", (2,))),
        ("delete rule 9", ("forget", ())),
    ],
)
def test_a_word_about_rules_is_one(asked, message, wish):
    assert read(asked, message) == wish


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("yes", IntentKind.APPROVAL_ATTEMPT),
        ("ok, post it", IntentKind.APPROVAL_ATTEMPT),
        ("write a LinkedIn post about our gym rules", IntentKind.CAMPAIGN),
        ("remove the emoji from post 1", IntentKind.EDIT),
        ("remove the emoji from post 1 about our house rules", IntentKind.EDIT),
        (
            "Write a LinkedIn post about our return policy; delete the old rules",
            IntentKind.CAMPAIGN,
        ),
    ],
)
def test_a_word_about_posts_stays_one(asked, message, kind):
    assert read(asked, message) is kind


def test_a_post_about_rules_takes_no_rule_away(asked):
    wish = read(asked, "delete post 1 about our rules")
    assert wish is not IntentKind.RULES
    assert not isinstance(wish, tuple)


def test_a_no_to_another_question_declines_no_rule(asked):
    assert read(asked, "no", pending_request="two posts", open_drafts=()) != ("decline", (3,))
    unasked = (ASKED.model_copy(update={"was_asked": False}),)
    assert read(asked, "no", rules=unasked) is not IntentKind.RULES
    assert read(asked, "yes, remember that", rules=unasked) == ("accept", (3,))


def test_a_doubted_rule_is_dropped_or_kept(asked):
    doubted = (EMOJI.model_copy(update={"was_asked": True}),)
    assert read(asked, "yes, drop it", rules=doubted) == ("forget", (1,))
    assert read(asked, "no, keep it", rules=doubted) == ("accept", (1,))
