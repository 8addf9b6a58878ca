"""A change that a message forbids is not made; what else it asks for is."""

from datetime import date

import pytest

from domain.devanagari import has_devanagari
from domain.platform import Platform
from llm.offline.edit.editing import edit_post
from llm.offline.reply.telling import tell
from llm.tasks.edit_post import CurrentPost, EditPostInputs
from llm.tasks.intent import EditAction, EditDetails, EditRequest, IntentKind
from llm.tasks.reply import ChangedPost, Decided, DecidedPost, EditsMade, Problems, ReplyInputs
from tests.llm.conftest import CHAI
from tests.llm.drafts import DRAFTS, codes, read

A, K = EditAction, IntentKind


@pytest.mark.parametrize(
    ("message", "targets"),
    [
        ("don't remove the price", "all"),
        ("don't add emojis", "all"),
        ("don't shorten", "all"),
        ("no need to make it longer", "all"),
        ("don't translate", "all"),
        ("please don't change anything", "all"),
        ("isko mat chhedo", "all"),
        ("don't make the Christmas post shorter", (1,)),
        ("don't move the Christmas post", (1,)),
        ("don't move the Christmas post to Friday", (1,)),
        ("don't move the Christmas post to Monday", (1,)),
        ("don't post the Christmas post on Sunday", (1,)),
        ("Christmas wali post sunday ko mat daalna", (1,)),
        ("क्रिसमस वाली पोस्ट रविवार को मत डालना", (1,)),
        ("do not drop post 2", (2,)),
        ("don't cancel the Christmas post", (1,)),
        ("cancel the Christmas post. Actually no, keep it.", (1,)),
        ("cancel post 1, no keep it", (1,)),
        ("make post 1 shorter, actually no, leave it", (1,)),
        ("post 2 ko mat hatao", (2,)),
        ("पोस्ट 2 मत बदलो", (2,)),
        ("the Christmas post is great", (1,)),
        ("post 2 is fine", (2,)),
    ],
)
def test_nothing_is_changed_and_that_is_said(asked, message, targets):
    intent = read(asked, message)
    assert (intent.kind, intent.edit.targets, intent.edit.actions) == (K.EDIT, targets, ())
    assert codes(intent) == ["left_as_it_is"]
    assert intent.edit.instruction == message


def test_the_one_draft_there_is_stays(asked):
    (problem,) = read(asked, "don't shorten", DRAFTS[:1]).problems
    assert problem.message == "Good, post 1 stays as it is."


@pytest.mark.parametrize(
    ("message", "targets", "actions"),
    [
        ("don't change the Christmas post, just make the keema one shorter", (3,), [A.SHORTER]),
        ("Christmas wali post mat badlo, keema wali chhoti karo", (3,), [A.SHORTER]),
        ("leave the Christmas post as it is, shorten the keema post", (3,), [A.SHORTER]),
        ("make posts 1 and 2 shorter but don't touch post 3", (1, 2), [A.SHORTER]),
        ("make post 1 shorter. Post 2 is fine.", (1,), [A.SHORTER]),
        ("the keema post is good but the Christmas post is too long", (1,), [A.SHORTER]),
        ("post 1 is good but make it shorter", (1,), [A.SHORTER]),
        ("make post 3 shorter, not post 1", (3,), [A.SHORTER]),
        ("post 1 nahi, post 2 chhoti karo", (2,), [A.SHORTER]),
        ("leave post 2, make the others shorter", (1, 3), [A.SHORTER]),
        ("post 1 mat badlo, baaki chhoti karo", (2, 3), [A.SHORTER]),
        ("make all shorter, don't make post 2 shorter", (1, 3), [A.SHORTER]),
        ("shorter please, don't lose the price", "all", [A.SHORTER]),
        ("make it longer without changing the price", "all", [A.LONGER]),
        ("don't translate post 2, make it shorter", (2,), [A.SHORTER]),
        ("make it short but keep the price", "all", [A.SHORTER]),
        ("make it shorter, but not too short", "all", [A.SHORTER]),
        ("the Christmas post is great, make the keema one funnier", (3,), [A.CHANGE_TONE]),
    ],
)
def test_the_rest_is_done_to_the_one_meant(asked, message, targets, actions):
    intent = read(asked, message)
    assert (intent.kind, intent.edit.targets, list(intent.edit.actions)) == (
        K.EDIT,
        targets,
        actions,
    )
    assert intent.problems == ()


@pytest.mark.parametrize(
    ("message", "action"),
    [
        ("don't use hashtags", A.REMOVE_HASHTAGS),
        ("don't mention the price", A.REMOVE_PRICE),
        ("price mat likho", A.REMOVE_PRICE),
        ("don't forget to add the price", A.ADD_PRICE),
        ("why don't you make it shorter?", A.SHORTER),
        ("don't make it too long", A.SHORTER),
        ('replace "don\'t change" with "keep"', A.REPLACE_TEXT),
        ("add a line that we never add sugar", A.ADD_TEXT),
        ("keep it short", A.SHORTER),
    ],
)
def test_what_is_no_prohibition_of_a_change(asked, message, action):
    intent = read(asked, message)
    assert (intent.edit.actions, intent.problems) == ((action,), ())


def test_what_contradicts_itself_is_asked(asked):
    intent = read(asked, "don't change the Christmas post, just make it shorter")
    assert (codes(intent), intent.edit.actions) == (["one_at_a_time"], ())


@pytest.mark.parametrize(
    "message",
    ["remove hashtags but keep #Christmas", "remove all the hashtags except #Christmas"],
)
def test_a_hashtag_that_is_kept(asked, message):
    edit = read(asked, message).edit
    assert edit.actions == (A.REMOVE_HASHTAGS,)
    assert (edit.details.hashtags, edit.details.keep_hashtags) == ((), ("Christmas",))


def test_a_post_that_goes_out_on_the_day_not_wanted_asks_for_another(asked):
    intent = read(asked, "don't post the kulhad post on Sunday")
    assert (intent.edit.targets, intent.edit.actions) == ((2,), ())
    assert codes(intent) == ["day_to_avoid"]
    assert "On which day" in intent.problems[0].message


@pytest.mark.parametrize(
    ("message", "day"),
    [
        ("don't post post 3 on Tuesday, post it on Friday", date(2026, 12, 18)),
        ("post 3 ko Tuesday nahi, Friday ko daalo", date(2026, 12, 18)),
        ("post 3 kal nahi parso daalo", date(2026, 12, 18)),
        ("move post 3 from Wednesday to Friday", date(2026, 12, 18)),
        ("move post 3 from Friday to Wednesday", date(2026, 12, 23)),
        ("Move post 3 to Saturday, not Friday", date(2026, 12, 19)),
        ("shift post 3 to Monday instead of Friday", date(2026, 12, 21)),
        ("postpone post 3 by a week", date(2026, 12, 30)),
        ("prepone the keema post by 2 days", date(2026, 12, 21)),
        ("post 3 ek hafte aage badhao", date(2026, 12, 30)),
    ],
)
def test_the_day_that_is_wanted_counts(asked, message, day):
    intent = read(asked, message)
    assert (intent.edit.targets, intent.edit.actions) == ((3,), (A.CHANGE_TIME,))
    assert (intent.edit.details.day, intent.problems) == (day, ())


@pytest.mark.parametrize(
    "message",
    ["post 3 shaam 7 baje nahi, 8 baje daalo", "move post 3 from 7 pm to 8 pm"],
)
def test_the_hour_that_is_wanted_counts(asked, message):
    edit = read(asked, message).edit
    assert (edit.targets, edit.details.wall_time) == ((3,), "20:00")


def test_posts_of_different_days_are_not_put_off_to_one(asked):
    assert codes(read(asked, "postpone everything by a week")) == ["which_draft"]


@pytest.mark.parametrize("language", ["hi", "hi-Latn"])
@pytest.mark.parametrize(
    "message",
    [
        "don't change post 1",
        "don't change posts 1 and 2",
        "don't change anything",
        "don't post the kulhad post on Sunday",
        "post 2 shorter, post 3 in hindi",
        "post 1 shorter, post 2 longer, post 3 in hindi",
        "make all posts shorter except Diwali",
        "post the first one now",
        "change chai price to 65",
    ],
)
def test_it_is_said_in_the_persons_language(asked, message, language):
    problems = read(asked, message).problems
    said = tell(ReplyInputs(language=language, situations=(Problems(problems=problems),))).text
    assert has_devanagari(said) == (language == "hi")
    for english in ("Good", "different", "instead", "leaves out", "sends no", "speak of"):
        assert english not in said


def test_all_hashtags_go_but_the_one_that_is_kept():
    inputs = EditPostInputs(
        brand=CHAI,
        platform=Platform.INSTAGRAM,
        current=CurrentPost(text="Merry Christmas!", hashtags=("#Christmas", "#Chai")),
        instruction="remove hashtags but keep #Christmas",
        edit=EditRequest(
            instruction="remove hashtags but keep #Christmas",
            actions=(A.REMOVE_HASHTAGS,),
            details=EditDetails(keep_hashtags=("Christmas",)),
        ),
        max_chars=2200,
        max_hashtags=5,
    )
    assert edit_post(inputs).hashtags == ("#Christmas",)


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
def test_two_edits_of_one_post_are_told_once(language):
    one = DecidedPost(number=1, platform=Platform.INSTAGRAM, decision="edit")
    situations = (Decided(posts=(one, one), still_waiting=0),)
    assert len(tell(ReplyInputs(language=language, situations=situations)).text.splitlines()) == 1


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
def test_an_unchanged_post_is_told_in_a_whole_sentence(language):
    post = ChangedPost(number=1, platform=Platform.INSTAGRAM, done=(), not_done=())
    said = tell(ReplyInputs(language=language, situations=(EditsMade(posts=(post,)),))).text
    assert said.rstrip()[-1] in ".।"
