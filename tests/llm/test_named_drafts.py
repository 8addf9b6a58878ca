"""A language asked for a draft that is named changes it; without a name it is a new post."""

import pytest

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.tasks.intent import EditAction, IntentKind, OpenDraft

DRAFTS = tuple(OpenDraft(number=n, platform=Platform.LINKEDIN) for n in (1, 2))


@pytest.mark.parametrize(
    ("message", "targets", "language"),
    [
        ("Write post 1 in Hindi", (1,), "hi"),
        ("make post 2 Hinglish", (2,), "hi-Latn"),
        ("post 1 ko Hindi mein likho", (1,), "hi"),
        ("पोस्ट 2 को हिंदी में लिखो", (2,), "hi"),
        ("post 2 english mein karo", (2,), "en"),
        ("post number 2 ko hinglish mein bana do", (2,), "hi-Latn"),
        ("dusri post Hindi mein likho", (2,), "hi"),
        ("pehli post ko English mein likho", (1,), "en"),
        ("Write post 1 and post 2 in Hindi", (1, 2), "hi"),
        ("post 1 aur 2 hindi mein likho", (1, 2), "hi"),
        ("पोस्ट 1 और पोस्ट 2 को हिंदी में लिखो", (1, 2), "hi"),
        ("Write all the posts in Hindi", "all", "hi"),
        ("Write this post in Hindi", "all", "hi"),
    ],
)
def test_a_named_draft_changes_its_language(asked, message, targets, language):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert intent.kind is IntentKind.EDIT
    assert intent.edit.actions == (EditAction.TRANSLATE,)
    assert (intent.edit.targets, intent.edit.details.language) == (targets, language)
    assert intent.problems == ()


@pytest.mark.parametrize(
    ("message", "languages"),
    [
        ("Write a post in Hindi", ("hi",)),
        ("Write 1 post in Hindi", ("hi",)),
        ("Hindi mein ek post likho", ("hi",)),
        ("Make 2 posts: post 1 in Hindi and post 2 in English", ("hi", "en")),
        ("Write the Diwali post in Hindi", ("hi",)),
        ("Post about chai in Hindi", ("hi",)),
    ],
)
def test_a_post_that_is_not_there_yet_is_written(asked, message, languages):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert (intent.kind, intent.languages) == (IntentKind.CAMPAIGN, languages)


def test_a_number_that_is_not_there_is_said(asked):
    intent = read_intent(asked("Write post 3 in Hindi", open_drafts=DRAFTS))
    assert (intent.kind, [p.code for p in intent.problems]) == (IntentKind.EDIT, ["unknown_draft"])


def test_two_posts_named_with_a_hindi_and(asked):
    intent = read_intent(asked("पोस्ट 1 और 2 को छोटा करो", open_drafts=DRAFTS))
    assert (intent.edit.targets, intent.edit.actions) == ((1, 2), (EditAction.SHORTER,))
