"""Remarks on a post are instructions: nobody reads them in the post."""

import pytest

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.tasks.intent import EditAction, IntentKind, OpenDraft

A = EditAction
DRAFTS = (OpenDraft(number=1, platform=Platform.LINKEDIN),)


@pytest.mark.parametrize(
    ("remark", "action"),
    [
        ("Its too short", A.LONGER),
        ("add a little more about the shop, its too short", A.LONGER),
        ("add one more line, its too short", A.LONGER),
        ("this one is good but short", A.LONGER),
        ("say more, it feels incomplete", A.LONGER),
        ("say less", A.SHORTER),
        ("it reads too lengthy", A.SHORTER),
        ("add some fun, its a bit dull", A.CHANGE_TONE),
        ("It looks too formal", A.CHANGE_TONE),
        ("this sounds like an ad", A.CHANGE_TONE),
        ("include a joke", A.CHANGE_TONE),
        ("needs more energy", A.CHANGE_TONE),
        ("the ending is abrupt", A.REWRITE),
        ("not catchy enough", A.REWRITE),
        ("add a call to action", A.REWRITE),
        ("end with a question", A.REWRITE),
        ("tell them in a simpler way", A.REWRITE),
        ("add why people love us", A.REWRITE),
        ("include our address", A.REWRITE),
        ("ye chhota lag raha hai", A.LONGER),
        ("thoda aur likho, adhura lag raha hai", A.LONGER),
        ("add karo kuch aur, chhota lag raha hai", A.LONGER),
        ("kuch aur daalo isme, boring hai", A.LONGER),
        ("likho ki bahut chhota hai", A.REWRITE),
        ("यह बहुत छोटा है", A.LONGER),
        ("इसमें थोड़ा और लिखो", A.LONGER),
        ("बहुत फीका है", A.CHANGE_TONE),
        ("पहली लाइन अच्छी नहीं है", A.REWRITE),
    ],
)
def test_a_remark_is_never_content(asked, remark, action):
    intent = read_intent(asked(remark, open_drafts=DRAFTS))
    assert intent.kind is IntentKind.EDIT
    assert intent.edit
    assert action in intent.edit.actions
    assert intent.edit.details.add == ()


@pytest.mark.parametrize(
    ("wish", "content"),
    [
        ("add that we are open till 11", "we are open till 11"),
        ("its too short, add: Open on Sundays", "Open on Sundays"),
        ("add this: 'Fresh batches at 4 pm'", "Fresh batches at 4 pm"),
        ("mention our hygiene, people ask about it", "our hygiene"),
        ("add about bun maska too", "bun maska"),
        ("include our phone number 98220 12345", "our phone number 98220 12345"),
        ("isme jodo: ghar jaisa swaad", "ghar jaisa swaad"),
        ("likh do ki hum Sunday ko bhi khule hain", "hum Sunday ko bhi khule hain"),
    ],
)
def test_words_given_as_content_are_added(asked, wish, content):
    edit = read_intent(asked(wish, open_drafts=DRAFTS)).edit
    assert edit
    assert edit.details.add == (content,)


@pytest.mark.parametrize(
    ("remark", "tone"),
    [("too formal", "casual"), ("its too casual", "professional"), ("it feels cold", "warm")],
)
def test_too_much_of_a_tone_asks_for_another(asked, remark, tone):
    edit = read_intent(asked(remark, open_drafts=DRAFTS)).edit
    assert edit
    assert edit.details.tone == tone
