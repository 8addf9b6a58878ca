"""Posts that are to go, named by subject, day or number: seen from Wed 14 Oct 2026, 10:30 IST."""

from datetime import UTC, datetime

import pytest

from domain.devanagari import has_devanagari
from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.offline.reply.telling import tell
from llm.tasks.intent import ApprovedPost, IntentKind, OpenDraft
from llm.tasks.reply import Problems, ReplyInputs

K, P = IntentKind, Platform
THURSDAY, FRIDAY, SUNDAY, TUESDAY = (
    datetime(2026, 10, day, 5, tzinfo=UTC) for day in (15, 16, 18, 13)
)
DRAFTS = (
    OpenDraft(
        number=1,
        platform=P.LINKEDIN,
        publish_at=THURSDAY,
        about="Masala Chai",
        says="A cup of Masala Chai, ₹40.",
    ),
    OpenDraft(
        number=2,
        platform=P.INSTAGRAM,
        publish_at=FRIDAY,
        about="Diwali",
        says="दिवाली की शुभकामनाएँ! चाय तैयार है।",
    ),
)
APPROVED = (
    ApprovedPost(number=3, platform=P.FACEBOOK, publish_at=SUNDAY, about="Ganesh Chaturthi"),
    ApprovedPost(number=4, platform=P.X, publish_at=TUESDAY, about="Bun Maska", is_out=True),
)


@pytest.fixture
def read(asked):
    def one(message: str, drafts=DRAFTS, approved=APPROVED):
        return read_intent(asked(message, open_drafts=drafts, approved_posts=approved))

    return one


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("cancel the Diwali post", 2),
        ("please don't publish the post about Diwali", 2),
        ("don't post about Diwali", 2),
        ("cancel diwali post", 2),
        ("the Diwali post should not go out", 2),
        ("don't post the chai one", 1),
        ("delete tomorrow's post", 1),
        ("call off Friday's post", 2),
        ("cancel the post for tomorrow", 1),
        ("cancel the 15 October post", 1),
        ("diwali wali post cancel kar do", 2),
        ("cancel kar do diwali wali post", 2),
        ("dewali wali post mat daalo", 2),
        ("diwali wala nahi chahiye", 2),
        ("दिवाली की पोस्ट मत डालो", 2),
        ("दिवाली वाली पोस्ट रद्द करो", 2),
        ("kal wali post hata do", 1),
        ("kal ki chai wali post hata do", 1),
        ("15 tarikh wali post hata do", 1),
        ("शुक्रवार की पोस्ट रद्द करो", 2),
        ("LinkedIn wali post hata do", 1),
        ("cancel the LinkedIn post", 1),
    ],
)
def test_a_draft_that_waits_is_rejected_on_its_card(read, message, number):
    intent = read(message)
    assert (intent.kind, intent.edit.targets, intent.edit.actions) == (K.EDIT, (number,), ())
    assert intent.edit.instruction == message
    (problem,) = intent.problems
    assert problem.code == "decide_on_card"
    assert f"Press Reject on the card of post {number}," in problem.message


@pytest.mark.parametrize(
    "message",
    [
        "Ganesh Chaturthi wala post rok do",
        "गणेश चतुर्थी की पोस्ट हटा दो",
        "stop the Sunday post",
        "post 3 cancel kar do",
        "cancel post 3 please",
        "इतवार वाली पोस्ट कैंसल करो",
    ],
)
def test_an_approved_post_is_called_off_on_its_card(read, message):
    (problem,) = read(message).problems
    assert problem.code == "decide_on_card"
    assert "Press Call off on the card of post 3," in problem.message


@pytest.mark.parametrize(
    "message", ["take down the bun maska post", "bun maska wali post delete karo", "delete post 4"]
)
def test_what_is_out_is_deleted_where_it_is(read, message):
    (problem,) = read(message).problems
    assert problem.code == "decide_on_card"
    assert "cannot be taken back here. Delete it on X itself." in problem.message


def test_all_that_fit_are_named(read):
    two = (DRAFTS[1], DRAFTS[0].model_copy(update={"about": "Diwali sweets"}))
    intent = read("cancel the Diwali post", drafts=two)
    assert intent.edit.targets == (1, 2)
    assert "posts 1 and 2" in intent.problems[0].message
    everything = read("sab post cancel karo")
    assert everything.edit.targets == (1, 2, 3)
    assert [p.code for p in everything.problems] == ["decide_on_card"] * 2


@pytest.mark.parametrize(
    "message",
    [
        "cancel the Holi post",
        "holi wali post mat daalo",
        "होली की पोस्ट रद्द करो",
        "aaj ki post mat daalo",
    ],
)
def test_a_name_that_fits_none_is_answered_with_what_there_is(read, message):
    intent = read(message)
    assert (intent.kind, [p.code for p in intent.problems]) == (K.EDIT, ["unknown_draft"])
    for there in ("1 (Masala Chai)", "2 (Diwali)", "3 (Ganesh Chaturthi)"):
        assert there in intent.problems[0].message


@pytest.mark.parametrize(
    "message",
    [
        "cancel the Diwali post",
        "don't post the chai one",
        "delete tomorrow's post",
        "diwali wali post cancel kar do",
        "Ganesh Chaturthi wala post rok do",
        "दिवाली की पोस्ट मत डालो",
        "दिवाली वाली पोस्ट रद्द करो",
        "kal wali post hata do",
        "post 2 hata do",
        "cancel it",
    ],
)
def test_where_no_post_is_there_is_none_to_drop(read, message):
    intent = read(message, drafts=(), approved=())
    assert (intent.kind, [p.code for p in intent.problems]) == (K.EDIT, ["nothing_to_edit"])


@pytest.mark.parametrize("message", ["don't post it", "ye post hata do", "is wali post ko hata do"])
def test_the_one_spoken_of_is_named_where_there_is_only_one(read, message):
    assert "the card of that post" in read(message).problems[0].message
    assert "the card of post 1," in read(message, DRAFTS[:1], ()).problems[0].message


@pytest.mark.parametrize(
    "message",
    [
        "diwali ki post banao",
        "make the Diwali post",
        "write a post about Diwali",
        "Diwali post likho",
    ],
)
def test_a_post_that_is_asked_for_stays_a_new_one(read, message):
    assert read(message).kind is K.CAMPAIGN


@pytest.mark.parametrize("language", ["hi", "hi-Latn"])
@pytest.mark.parametrize(
    "message",
    [
        "cancel the Diwali post",
        "cancel post 3",
        "delete post 4",
        "cancel posts 1 and 2",
        "don't post it",
        "cancel the Holi post",
        "aaj ki post mat daalo",
        "cancel the YouTube post",
        "cancel post 9",
    ],
)
def test_it_is_said_in_the_persons_language(read, message, language):
    said = tell(
        ReplyInputs(language=language, situations=(Problems(problems=read(message).problems),))
    ).text
    assert has_devanagari(said) == (language == "hi")
    for english in ("There is", "Press", "gone to", "Waiting", "Approved", "Which"):
        assert english not in said


@pytest.mark.parametrize(
    "message",
    [
        "cancel everything",
        "please stop everything for now",
        "cancel all posts",
        "call off the whole campaign",
        "sab cancel kar do",
        "cancel kar do sab",
        "poora plan cancel kar do",
        "सब रद्द करो",
    ],
)
def test_who_cancels_everything_is_told_every_post_to_come_by_name(read, message):
    intent = read(message)
    assert (intent.kind, intent.edit.targets, intent.edit.actions) == (K.EDIT, (1, 2, 3), ())
    assert [problem.message for problem in intent.problems] == [
        "Nothing is cancelled yet: a message drops no post. Press Reject on the card of each draft "
        "that waits: 1 (Masala Chai), 2 (Diwali).",
        "Press Call off on the card of each approved post: 3 (Ganesh Chaturthi).",
    ]
    nothing = read(message, drafts=(), approved=())
    assert [problem.code for problem in nothing.problems] == ["nothing_to_edit"]
    gone = read(message, drafts=(), approved=APPROVED[1:])
    assert gone.problems[0].message.startswith("Post 4 has gone to X")


@pytest.mark.parametrize(
    ("message", "targets"),
    [
        ("cancel everything except the Diwali post", (1,)),
        ("cancel everything about Diwali", (2,)),
        ("sab cancel mat karo", "all"),
        ("don't cancel everything", "all"),
        ("cancel all LinkedIn posts", (1,)),
    ],
)
def test_some_of_the_posts_are_not_everything(read, message, targets):
    intent = read(message)
    assert (intent.kind, intent.edit.targets) == (K.EDIT, targets)
    assert not any("Nothing is cancelled yet" in p.message for p in intent.problems)


@pytest.mark.parametrize(
    "message",
    ["cancel all hashtags", "sab hashtag hata do", "cancel my plan", "sab ko chhota kar do"],
)
def test_cancelling_something_else_drops_no_post(read, message):
    codes = {problem.code for problem in read(message).problems}
    assert "decide_on_card" not in codes


def test_everything_is_named_in_hindi_too(read):
    told = tell(
        ReplyInputs(language="hi", situations=(Problems(problems=read("सब रद्द करो").problems),))
    )
    assert "हर एक के कार्ड पर Reject दबाइए: 1 (Masala Chai), 2 (Diwali)।" in told.text
    assert "हर मंज़ूर पोस्ट के कार्ड पर Call off दबाइए: 3 (Ganesh Chaturthi)।" in told.text
