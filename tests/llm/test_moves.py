"""Which post a new time is for, and what only looks like a new time. Seen from Wed 14 Oct 2026."""

from datetime import UTC, date, datetime

import pytest

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.offline.reply.telling import tell
from llm.tasks.intent import ApprovedPost, EditAction, IntentKind, OpenDraft
from llm.tasks.reply import Problems, ReplyInputs

K, P = IntentKind, Platform
FRIDAY, SUNDAY = datetime(2026, 10, 16, 5, tzinfo=UTC), datetime(2026, 10, 18, 5, tzinfo=UTC)
APART = (
    OpenDraft(number=1, platform=P.LINKEDIN, publish_at=FRIDAY),
    OpenDraft(number=2, platform=P.LINKEDIN, publish_at=SUNDAY),
)
TOGETHER = tuple(draft.model_copy(update={"publish_at": FRIDAY}) for draft in APART)


@pytest.mark.parametrize(
    ("message", "day", "hour"),
    [
        ("मसाला चाय पर कल शाम को पोस्ट करो", date(2026, 10, 15), "19:00"),
        ("parso subah 8 baje masala chai pe post", date(2026, 10, 16), "08:00"),
        ("कल शाम नई किताबों पर पोस्ट करो", date(2026, 10, 15), "19:00"),
        ("nayi dukaan ke baare mein kal subah post kar do", date(2026, 10, 15), "09:00"),
        ("LinkedIn par masala chai ke bare mein kal shaam ko daalo", date(2026, 10, 15), "19:00"),
        ("दीवाली के लिए कल सुबह पोस्ट करो", date(2026, 10, 15), "09:00"),
        ("is baar masala chai pe kal subah post karna hai", date(2026, 10, 15), "09:00"),
        ("Post about bun maskas tomorrow evening", date(2026, 10, 15), "19:00"),
        ("Something regarding our new menu, send tomorrow at 6 pm", date(2026, 10, 15), "18:00"),
    ],
)
@pytest.mark.parametrize("drafts", [(), APART, APART[:1]])
def test_a_subject_and_a_time_ask_for_a_new_post(asked, message, day, hour, drafts):
    intent = read_intent(asked(message, open_drafts=drafts))
    assert intent.kind is K.CAMPAIGN
    assert (intent.dates, intent.wall_times) == ((day,), (hour,))
    assert intent.problems == ()


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("मसाला चाय पर कल शाम को पोस्ट करो", "मसाला चाय"),
        ("kal subah nayi dukaan ke baare mein post kar do", "nayi dukaan"),
        ("bun maska pe parso post karo", "bun maska"),
    ],
)
def test_the_subject_is_the_topic(asked, message, topic):
    assert read_intent(asked(message, open_drafts=APART)).topic == topic


@pytest.mark.parametrize(
    "message",
    [
        "कल शाम 7 बजे पोस्ट करो",
        "ise kal shaam ko post karo",
        "is par kal shaam ko post karo",
        "apne page par kal subah post karo",
        "LinkedIn par kal shaam ko post karo",
        "masala chai wali post kal shaam ko daalo",
        "masala chai wale ko kal shaam karo",
        "ise masala chai ke bare mein kal shaam ko karo",
        "move it to tomorrow evening",
        "post it tomorrow about 7 pm",
        "kal shaam 7 baje",
    ],
)
def test_a_move_that_names_no_draft_asks_which_when_they_go_out_apart(asked, message):
    intent = read_intent(asked(message, open_drafts=APART))
    assert intent.kind is K.EDIT
    assert [p.code for p in intent.problems] == ["which_draft"]
    assert all(p.blocking for p in intent.problems)
    for drafts in (APART[:1], TOGETHER):
        plain = read_intent(asked(message, open_drafts=drafts))
        assert plain.edit.actions == (EditAction.CHANGE_TIME,)
        assert plain.problems == ()


@pytest.mark.parametrize(
    ("message", "targets"),
    [
        ("post 1 on Friday at 7 pm", (1,)),
        ("पोस्ट 2 शुक्रवार शाम 7 बजे", (2,)),
        ("post 2 ko kal shaam 7 baje shift karo", (2,)),
        ("move the second one to tomorrow", (2,)),
        ("all on Friday at 7 pm", "all"),
        ("सब शुक्रवार शाम 7 बजे", "all"),
        ("sab Friday shaam 7 baje", "all"),
        ("dono ko kal subah", "all"),
        ("move them to Friday 7 pm", "all"),
        ("move the LinkedIn posts to Friday 7 pm", (1, 2)),
        ("sabhi ko kal shaam ko post karo", "all"),
    ],
)
def test_a_named_draft_or_all_of_them_move(asked, message, targets):
    intent = read_intent(asked(message, open_drafts=APART))
    assert intent.kind is K.EDIT
    assert EditAction.CHANGE_TIME in intent.edit.actions
    assert (intent.edit.targets, intent.problems) == (targets, ())


def test_only_a_move_asks_which(asked):
    intent = read_intent(asked("make it shorter", open_drafts=APART))
    assert (intent.edit.targets, intent.problems) == ("all", ())


def test_approved_posts_that_are_to_come_are_told_apart_too(asked):
    out = datetime(2026, 10, 10, 5, tzinfo=UTC)
    one, other, gone = (
        ApprovedPost(number=n, platform=P.LINKEDIN, publish_at=at)
        for n, at in enumerate((FRIDAY, SUNDAY, out), start=1)
    )
    both = read_intent(asked("move it to tomorrow", approved_posts=(one, other)))
    assert [p.code for p in both.problems] == ["which_draft"]
    assert read_intent(asked("move it to tomorrow", approved_posts=(one, gone))).problems == ()


@pytest.mark.parametrize(
    ("language", "message", "words"),
    [
        ("en", "move it to Friday", "Which one is meant?"),
        ("hi", "इसे शुक्रवार को करो", "कौन सी पोस्ट?"),
        ("hi-Latn", "ise Friday ko karo", "kaun si post?"),
    ],
)
def test_it_is_asked_in_the_persons_language(asked, language, message, words):
    intent = read_intent(asked(message, open_drafts=APART))
    said = tell(
        ReplyInputs(language=language, situations=(Problems(problems=intent.problems),))
    ).text
    assert words.lower() in said.lower()
    assert "1, 2" in said
    if language != "en":
        assert "Which" not in said
