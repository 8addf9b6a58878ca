"""Changes to a post that is named by what it is about, or by its day."""

import pytest

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.tasks.intent import EditAction, IntentKind, OpenDraft
from tests.llm.test_dropping import APPROVED, DRAFTS

A, K = EditAction, IntentKind


@pytest.mark.parametrize(
    ("message", "target", "action"),
    [
        ("make the Diwali post shorter", 2, A.SHORTER),
        ("make the post about Diwali shorter", 2, A.SHORTER),
        ("diwali wali post chhoti karo", 2, A.SHORTER),
        ("दिवाली वाली पोस्ट छोटी करो", 2, A.SHORTER),
        ("दीपावली की पोस्ट को छोटा करो", 2, A.SHORTER),
        ("chai wale post mein emoji add karo", 1, A.ADD_EMOJI),
        ("दिवाली की पोस्ट में इमोजी लगाओ", 2, A.ADD_EMOJI),
        ("add hashtags to the chai post", 1, A.ADD_HASHTAGS),
        ("remove the price from the Masala Chai post", 1, A.REMOVE_PRICE),
        ("Write the Diwali post in Hindi", 2, A.TRANSLATE),
        ("diwali wali post hindi mein likho", 2, A.TRANSLATE),
        ("make tomorrow's post shorter", 1, A.SHORTER),
        ("kal wali post chhoti karo", 1, A.SHORTER),
        ("make Friday's post funnier", 2, A.CHANGE_TONE),
        ("move the Diwali post to Saturday 7 pm", 2, A.CHANGE_TIME),
        ("diwali ki post kal shaam ko daalo", 2, A.CHANGE_TIME),
        ("make the chai post ₹45", 1, A.CHANGE_PRICE),
        ("shorten the Ganesh Chaturthi post", 3, A.SHORTER),
    ],
)
def test_the_post_of_that_subject_is_changed(asked, message, target, action):
    intent = read_intent(asked(message, open_drafts=DRAFTS, approved_posts=APPROVED))
    assert intent.kind is K.EDIT
    assert (intent.edit.targets, intent.edit.actions) == ((target,), (action,))
    assert intent.edit.instruction == message
    assert intent.problems == ()


@pytest.mark.parametrize(
    "message",
    [
        "make the Holi post shorter",
        "holi wali post chhoti karo",
        "move the Holi post to Friday 7 pm",
        "होली वाली पोस्ट में इमोजी लगाओ",
    ],
)
def test_a_subject_that_no_post_has_is_said(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert (intent.kind, [p.code for p in intent.problems]) == (K.EDIT, ["unknown_draft"])
    assert intent.edit.actions == ()


@pytest.mark.parametrize(
    "message", ["Write the Holi post in Hindi", "holi ki post kal shaam ko daalo"]
)
def test_a_post_that_is_not_there_yet_is_written(asked, message):
    assert read_intent(asked(message, open_drafts=DRAFTS)).kind is K.CAMPAIGN


@pytest.mark.parametrize(
    ("message", "targets"),
    [
        ("make the whole post shorter", "all"),
        ("make the LinkedIn post shorter", (1,)),
        ("make the second post shorter", (2,)),
        ("dusri post chhoti karo", (2,)),
        ('replace "the Diwali post" with "our post"', "all"),
    ],
)
def test_words_that_name_no_subject_are_read_as_before(asked, message, targets):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert (intent.kind, intent.edit.targets, intent.problems) == (K.EDIT, targets, ())


def test_what_a_post_is_about_goes_before_a_word_in_its_text(asked):
    both = (*DRAFTS, OpenDraft(number=5, platform=Platform.X, says="Chai before Diwali."))
    intent = read_intent(asked("make the Diwali post shorter", open_drafts=both))
    assert intent.edit.targets == (2,)


def test_every_post_that_fits_is_changed(asked):
    both = (*DRAFTS, OpenDraft(number=5, platform=Platform.X, about="Diwali, Masala Chai"))
    intent = read_intent(asked("make the Diwali posts shorter", open_drafts=both))
    assert intent.edit.targets == (2, 5)


@pytest.mark.parametrize(
    "message",
    [
        "publish the Diwali post now",
        "looks great, post the Diwali one",
        "diwali wali post bhej do",
        "दिवाली वाली पोस्ट मंज़ूर है",
    ],
)
def test_a_yes_to_a_post_so_named_is_an_attempt(asked, message):
    assert read_intent(asked(message, open_drafts=DRAFTS)).kind is K.APPROVAL_ATTEMPT


@pytest.mark.parametrize(
    ("message", "action"),
    [
        ("add that the real story starts in 1998", A.ADD_TEXT),
        ("isme likho ki holi wali post bhi aayegi", A.ADD_TEXT),
        ("replace diyas with the full story", A.REPLACE_TEXT),
    ],
)
def test_words_for_a_text_name_no_post(asked, message, action):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert (intent.edit.targets, intent.edit.actions, intent.problems) == ("all", (action,), ())
