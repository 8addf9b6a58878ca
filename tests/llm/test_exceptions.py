"""Posts that are left out, and different orders for different posts in one message."""

import pytest

from llm.tasks.intent import EditAction, IntentKind
from tests.llm.drafts import DRAFTS, codes, read

A, K = EditAction, IntentKind


@pytest.mark.parametrize(
    ("message", "targets", "action"),
    [
        ("make all posts shorter except the Christmas one", (2, 3), A.SHORTER),
        ("sabhi post chhoti karo Christmas wali ko chhodkar", (2, 3), A.SHORTER),
        ("Christmas wali ko chhod kar sab chhoti karo", (2, 3), A.SHORTER),
        ("क्रिसमस वाली छोड़कर सब छोटी करो", (2, 3), A.SHORTER),
        ("post 2 ke alawa sab hindi mein likho", (1, 3), A.TRANSLATE),
        ("sab post hindi mein karo, bas Christmas wali chhod do", (2, 3), A.TRANSLATE),
        ("remove the hashtags from all but post 2", (1, 3), A.REMOVE_HASHTAGS),
        ("everything except post 2 shorter", (1, 3), A.SHORTER),
        ("all but the last one shorter", (1, 2), A.SHORTER),
        ("make it shorter but not the Christmas one", (2, 3), A.SHORTER),
        ("make everything shorter except posts 1 and 3", (2,), A.SHORTER),
        ("shorten everything except the keema and Christmas posts", (2,), A.SHORTER),
        ("make all shorter apart from the Instagram one", (1, 3), A.SHORTER),
    ],
)
def test_all_others_are_changed(asked, message, targets, action):
    intent = read(asked, message)
    assert (intent.kind, intent.edit.targets, intent.edit.actions) == (K.EDIT, targets, (action,))
    assert (intent.problems, intent.edit.instruction) == ((), message)


def test_all_others_are_dropped_on_their_cards(asked):
    intent = read(asked, "cancel all posts except Christmas")
    assert (codes(intent), intent.edit.targets) == (["decide_on_card"], (2, 3))
    assert "posts 2 and 3" in intent.problems[0].message


@pytest.mark.parametrize(
    "message", ["make all posts shorter except Diwali", "translate everything except the hashtags"]
)
def test_an_exception_that_fits_no_post_is_asked_about(asked, message):
    intent = read(asked, message)
    assert (codes(intent), intent.edit.actions) == (["one_at_a_time"], ())


@pytest.mark.parametrize(
    ("message", "first", "then"),
    [
        (
            "make the LinkedIn ones longer and the Instagram one shorter",
            "make the LinkedIn ones longer",
            "the Instagram one shorter",
        ),
        ("post 2 shorter, post 3 in hindi", "post 2 shorter", "post 3 in hindi"),
        ("make them all shorter, post 2 longer", "make them all shorter", "post 2 longer"),
        (
            "drop the second post and make the third shorter",
            "drop the second post",
            "make the third shorter",
        ),
        (
            "change keema price to 150 and chai price to 65",
            "change keema price to 150",
            "chai price to 65",
        ),
        (
            "remove emojis from post 1 and hashtags from post 2",
            "remove emojis from post 1",
            "hashtags from post 2",
        ),
        (
            "translate post 1 to Hindi and 2 to English",
            "translate post 1 to Hindi",
            "2 to English",
        ),
        ("approve post 1 but make post 2 shorter", "approve post 1", "make post 2 shorter"),
    ],
)
def test_different_orders_are_asked_for_one_by_one(asked, message, first, then):
    intent = read(asked, message)
    assert (intent.kind, intent.edit.actions, codes(intent)) == (K.EDIT, (), ["one_at_a_time"])
    assert intent.problems[0].blocking
    assert f"first “{first}”, then “{then}”." in intent.problems[0].message
    assert "changed nothing" in intent.problems[0].message


@pytest.mark.parametrize(
    ("message", "targets"),
    [
        ("post 1, 2 aur 3 chhoti karo", (1, 2, 3)),
        ("posts 1, 2 and 3 shorter", (1, 2, 3)),
        ("first, second and third posts shorter", (1, 2, 3)),
        ("make the Christmas post and the keema post shorter", (1, 3)),
        ("make the Instagram one shorter and the LinkedIn ones shorter", (1, 2, 3)),
        ("post 1 shorter, post 3 shorter", (1, 3)),
    ],
)
def test_one_order_for_several_posts(asked, message, targets):
    intent = read(asked, message)
    assert (intent.edit.targets, intent.edit.actions) == (targets, (A.SHORTER,))
    assert intent.problems == ()


def test_two_posts_called_by_their_places(asked):
    intent = read(asked, "pehli aur dusri post hindi mein likho")
    assert (intent.edit.targets, intent.edit.actions) == ((1, 2), (A.TRANSLATE,))


@pytest.mark.parametrize(
    ("message", "targets"),
    [
        ("cncel the Christmas post", (1,)),
        ("no more Christmas posts please", (1,)),
        ("keema wali post rehne do, Christmas wali hata do", (1,)),
        ("cancel the Christmas post and the keema post", (1, 3)),
    ],
)
def test_what_is_dropped_plans_nothing_new(asked, message, targets):
    intent = read(asked, message)
    assert (codes(intent), intent.edit.targets) == (["decide_on_card"], targets)
    assert intent.edit.instruction == message


def test_a_number_that_is_not_there_is_said_beside_the_others(asked):
    intent = read(asked, "cancel posts 1 and 7")
    assert (codes(intent), intent.edit.targets) == (["decide_on_card", "unknown_draft"], (1,))
    assert "7" in intent.problems[1].message


def test_a_post_wanted_sooner_is_moved_on_its_card(asked):
    intent = read(asked, "post the first one now")
    assert (codes(intent), intent.edit.targets) == (["decide_on_card"], (1,))
    assert "change the time in the editor" in intent.problems[0].message


@pytest.mark.parametrize(
    ("message", "occasion"),
    [
        ("Diwali post banao aur Christmas wali mat badlo", "Diwali"),
        ("write a post about Holi, don't change the others", "Holi"),
    ],
)
def test_a_new_post_beside_a_prohibition_is_written(asked, message, occasion):
    intent = read(asked, message)
    assert (intent.kind, intent.occasion) == (K.CAMPAIGN, occasion)


@pytest.mark.parametrize(
    ("message", "targets", "price"),
    [
        ("change the price of keema bun maska to 150", (3,), "150"),
        ("keema bun maska ka daam 150 karo", (3,), "150"),
        ("change the price of the kulhad chai to 45", (2,), "45"),
        ("change the price of post 3 to 150", (3,), "150"),
        ("change the price of posts 1 and 3 to 150", (1, 3), "150"),
        ("keep the price at 150", "all", "150"),
    ],
)
def test_a_price_is_changed_where_it_is_meant(asked, message, targets, price):
    edit = read(asked, message).edit
    assert (edit.targets, edit.actions, edit.details.price) == (targets, (A.CHANGE_PRICE,), price)


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("change the price of samosa to 20", "unknown_draft"),
        ("change chai price to 65", "which_draft"),
    ],
)
def test_a_price_that_may_be_of_none_or_of_two_is_asked_about(asked, message, code):
    assert codes(read(asked, message)) == [code]


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("change Christmas to Xmas in the first post", "Christmas", "Xmas"),
        ("replace 'Merry Christmas' by 'Happy Xmas' in post 1", "Merry Christmas", "Happy Xmas"),
    ],
)
def test_the_post_is_no_part_of_the_new_words(asked, message, old, new):
    edit = read(asked, message).edit
    (replacement,) = edit.details.replacements
    assert (edit.targets, replacement.old, replacement.new) == ((1,), old, new)


def test_a_sentence_to_add_is_what_follows_that(asked):
    edit = read(asked, "mention in the keema post that it is made without onion").edit
    assert (edit.targets, edit.actions) == ((3,), (A.ADD_TEXT,))
    assert edit.details.add == ("it is made without onion",)


@pytest.mark.parametrize(
    ("message", "actions"),
    [
        ("पोस्ट में रक्षाबंधन की बात जोड़ो और आख़िरी लाइन बदल दो", {A.REWRITE}),
        ("naya likho, shuru se", {A.REWRITE}),
        ("naya likho, shuru se, pyaar bhara", {A.CHANGE_TONE}),
    ],
)
def test_a_change_in_hindi_plans_nothing_new(asked, message, actions):
    intent = read(asked, message, DRAFTS[:1])
    assert (intent.kind, set(intent.edit.actions)) == (K.EDIT, actions)


def test_a_price_and_a_line_in_one_breath(asked):
    message = "price galat hai, 900 rupaye kilo likho aur diabetes wali line hata do"
    edit = read(asked, message, DRAFTS[:1]).edit
    assert set(edit.actions) == {A.CHANGE_PRICE, A.REMOVE_TEXT}
    assert (edit.details.price, edit.details.remove) == ("900", ("diabetes",))
