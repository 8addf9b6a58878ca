"""A first or last line in the person's own words: that line changes and no other."""

import pytest

from domain.platform import Platform
from llm.offline.edit.editing import edit_post
from llm.offline.reply.voice import Voice
from llm.tasks.edit_post import CurrentPost, EditedPost, EditPostInputs
from llm.tasks.intent import EditAction, IntentKind
from tests.llm.drafts import read

A = EditAction
BODY = "The diyas are out. Phones down, cups up.\n\nMasala Chai, ₹40."
TEXT = f"Nobody stays a stranger over Masala Chai.\n\n{BODY}\n\nMessage us to order. 🪔"


@pytest.fixture
def changed(asked, brands):
    def change(wish: str, text: str = TEXT, max_chars: int = 2200) -> EditedPost:
        return edit_post(
            EditPostInputs(
                brand=brands["chai"],
                platform=Platform.INSTAGRAM,
                current=CurrentPost(text=text, hashtags=("#Pune",), alt_text="A cup"),
                instruction=wish,
                edit=read(asked, wish).edit,
                max_chars=max_chars,
                max_hashtags=6,
            )
        )

    return change


@pytest.mark.parametrize(
    ("message", "targets", "first", "last"),
    [
        (
            "Please change the first line of post 1 to “Fresh chai, all day”",
            (1,),
            "Fresh chai, all day",
            None,
        ),
        ("Make the first line: Fresh chai, all day", "all", "Fresh chai, all day", None),
        ("The first line should be “Chai time!”", "all", "Chai time!", None),
        ("Use “Chai time!” as the first line of post 2", (2,), "Chai time!", None),
        ("change the first line of the second post to Chai is ready", (2,), "Chai is ready", None),
        (
            "Replace the first line of post 2 with “10% off till Sunday”",
            (2,),
            "10% off till Sunday",
            None,
        ),
        ("post 1 ki pehli line “Garam chai” kar do", (1,), "Garam chai", None),
        ("पोस्ट 2 की पहली पंक्ति बदलकर “गरम चाय” करो", (2,), "गरम चाय", None),
        ("Change the last line to “Come by today”", "all", None, "Come by today"),
        (
            "The last line of post 3 should say: Order today, now. See you",
            (3,),
            None,
            "Order today, now. See you",
        ),
    ],
)
def test_the_line_is_read_with_its_words(asked, message, targets, first, last):
    intent = read(asked, message)
    assert (intent.kind, intent.edit.actions) == (IntentKind.EDIT, (A.REPLACE_LINE,))
    details = intent.edit.details
    assert (intent.edit.targets, details.first_line, details.last_line) == (targets, first, last)
    assert (details.replacements, intent.problems) == ((), ())


def test_another_wish_beside_it_is_kept(asked):
    edit = read(asked, "Replace the first line with “Chai time!” and make it shorter").edit
    assert set(edit.actions) == {A.REPLACE_LINE, A.SHORTER}


@pytest.mark.parametrize(
    ("message", "actions"),
    [
        ("Make the first line shorter", (A.SHORTER,)),
        ("Make the first line funnier", (A.CHANGE_TONE,)),
        ("change the first line to something catchy", (A.REWRITE,)),
        ("replace the first line with something better", (A.REWRITE,)),
        ("change the first line", (A.REWRITE,)),
        ("Change the text of post 1 to “Fresh chai, all day”", (A.REPLACE_TEXT,)),
        ("start with “Hello Pune”", (A.START_WITH,)),
        ("replace “chai” with “tea”", (A.REPLACE_TEXT,)),
    ],
)
def test_what_gives_no_line_is_read_as_before(asked, message, actions):
    assert read(asked, message).edit.actions == actions


@pytest.mark.parametrize(
    "message", ["write a post and make the first line: Chai time", "write a post, first line: Hi"]
)
def test_a_new_post_with_a_first_line_is_a_new_post(asked, message):
    assert read(asked, message).kind is IntentKind.CAMPAIGN


def test_without_a_post_nothing_is_changed_and_nothing_begun(asked):
    message = "change the first line of post 2 to “Chai time!”"
    assert read(asked, message, ()).problems[0].code == "nothing_to_edit"


def test_only_the_first_line_changes(changed):
    post = changed("Please change the first line of post 1 to “Fresh chai, all day”")
    assert post.text == f"Fresh chai, all day\n\n{BODY}\n\nMessage us to order. 🪔"
    assert (post.hashtags, post.alt_text) == (("#Pune",), "A cup")
    assert (post.done, post.not_done) == (("The first line is now “Fresh chai, all day”.",), ())


def test_only_the_last_line_changes(changed):
    post = changed("Change the last line to “Come by today”")
    assert post.text == f"Nobody stays a stranger over Masala Chai.\n\n{BODY}\n\nCome by today"
    assert post.done == ("The last line is now “Come by today”.",)


def test_in_a_single_line_it_is_the_sentence_that_changes(changed):
    text = "Chai is ready. It costs ₹40. Come by."
    assert changed("Make the first line: Hello!", text).text == "Hello! It costs ₹40. Come by."
    assert changed("Make the last line: Bye!", text).text == "Chai is ready. It costs ₹40. Bye!"
    assert changed("Make the first line: Hello!", "Chai is ready").text == "Hello!"


def test_a_line_that_does_not_fit_is_refused_and_the_text_stays(changed):
    long = "Chai " * 20
    post = changed(f"Make the first line: {long}", max_chars=len(TEXT))
    assert post.text == TEXT
    assert "too long" in post.not_done[0].why


@pytest.mark.parametrize("which", ["first", "last"])
def test_it_is_told_in_hindi_too(changed, which):
    told = changed(f"Make the {which} line: Chai time").done[0]
    assert Voice("hi").told(told) != told
