"""Orders that are put right in the same message: the last word counts. From Wed 14 Oct 2026."""

from datetime import UTC, date, datetime

import pytest

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.tasks.intent import EditAction, IntentKind, OpenDraft

A = EditAction
DRAFTS = tuple(
    OpenDraft(
        number=n,
        platform=Platform.LINKEDIN,
        publish_at=datetime(2026, 10, 14 + n, 5, tzinfo=UTC),
        says="A cup of Masala Chai, ₹40.",
    )
    for n in (1, 2)
)


@pytest.fixture
def read(asked):
    def one(message, drafts=DRAFTS):
        return read_intent(asked(message, open_drafts=drafts, has_campaign=True))

    return one


@pytest.mark.parametrize(
    "message",
    [
        "translate post 1 to Hindi… no wait, keep it English",
        "translate post 1 to Hindi...no wait, keep it in English",
        "Translate post 1 to Hindi. Actually, English",
        "translate post 1 to Hindi — no wait, leave it",
        "post 1 ko Hindi mein karo, nahi ruko, English mein hi rehne do",
        "पोस्ट 1 को हिंदी में करो, नहीं रुको, अंग्रेज़ी में ही रहने दो",
        "keep post 1 in English",
    ],
)
def test_a_post_that_is_to_stay_in_its_language_is_left_as_it_is(read, message):
    intent = read(message)
    assert (intent.kind, intent.edit.targets, intent.edit.actions) == (IntentKind.EDIT, (1,), ())
    assert intent.edit.instruction == message
    assert [p.message for p in intent.problems] == ["Good, post 1 stays as it is."]


@pytest.mark.parametrize(
    ("message", "action", "details"),
    [
        ("translate post 1 to Hindi, no wait, Hinglish", A.TRANSLATE, {"language": "hi-Latn"}),
        ("post 1 hindi me kar do... nahi nahi, hinglish me", A.TRANSLATE, {"language": "hi-Latn"}),
        ("translate post 1 to Hindi, not English", A.TRANSLATE, {"language": "hi"}),
        ("make post 1 shorter, no wait, make it longer", A.LONGER, {}),
        ("make post 1 longer... no, shorter", A.SHORTER, {}),
        ("move post 1 to Friday, no wait, Saturday", A.CHANGE_TIME, {"day": date(2026, 10, 17)}),
        (
            "post 1 ko kal daalo, nahi ruko, parso daalo",
            A.CHANGE_TIME,
            {"day": date(2026, 10, 16)},
        ),
        ("make post 1 shorter, sorry for the trouble", A.SHORTER, {}),
    ],
)
def test_of_two_wishes_for_one_thing_the_last_counts(read, message, action, details):
    intent = read(message)
    assert (intent.edit.targets, intent.edit.actions) == ((1,), (action,))
    assert intent.edit.details.model_dump(exclude_defaults=True) == details
    assert intent.problems == ()


@pytest.mark.parametrize(
    ("message", "targets", "actions"),
    [
        ("make it shorter. wait, add the price", "all", (A.SHORTER, A.ADD_PRICE)),
        ("translate post 1 to Hindi, wait, make it shorter", (1,), (A.SHORTER, A.TRANSLATE)),
        ("make post 1 shorter, actually make post 2 shorter too", (1, 2), (A.SHORTER,)),
        ("make post 1 shorter, no hashtags", (1,), (A.SHORTER, A.REMOVE_HASHTAGS)),
        ("add that there is no wait, order now", "all", (A.ADD_TEXT,)),
        ('add "no wait, walk right in" to post 1', (1,), (A.ADD_TEXT,)),
    ],
)
def test_what_is_only_added_takes_nothing_back(read, message, targets, actions):
    edit = read(message).edit
    assert (edit.targets, edit.actions) == (targets, actions)


def test_who_wants_english_of_a_hindi_post_has_it_translated(read):
    hindi = (DRAFTS[0].model_copy(update={"language": "hi"}),)
    edit = read("translate post 1 to Hinglish, no wait, English", drafts=hindi).edit
    assert (edit.actions, edit.details.language) == ((A.TRANSLATE,), "en")


def test_posts_that_are_in_it_already_are_spared(read):
    mixed = (DRAFTS[0], DRAFTS[1].model_copy(update={"language": "hi"}))
    edit = read("translate all posts to Hinglish, no wait, English", drafts=mixed).edit
    assert (edit.targets, edit.actions, edit.details.language) == ((2,), (A.TRANSLATE,), "en")
