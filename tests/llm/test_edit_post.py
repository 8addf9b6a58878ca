"""Changes: exactly what was wished, nothing else, and an honest word about the rest."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brand import BrandProfile
from domain.platform import Platform
from llm.offline.edit.editing import edit_post
from llm.offline.intent.reading import read_intent
from llm.tasks.edit_post import CurrentPost, EditedPost, EditPostInputs
from llm.tasks.intent import EditAction, EditDetails, EditRequest, OpenDraft

TEXT = (
    "Nobody stays a stranger over Masala Chai.\n\n"
    "The diyas are out and the guest list keeps growing. Phones down, cups up.\n\n"
    "Masala Chai, ₹40. Ginger, cardamom and Assam leaf, boiled slowly.\n\n"
    "Message us to order. 🪔"
)
TAGS = ("#ChaiSutra", "#Pune")


@pytest.fixture
def changed(brands, asked) -> Callable[..., EditedPost]:
    def change(wish: str, platform: Platform = Platform.INSTAGRAM, **more: object) -> EditedPost:
        draft = (OpenDraft(number=1, platform=platform),)
        edit = read_intent(asked(wish, open_drafts=draft)).edit
        given_ = {"max_chars": 2200, "max_hashtags": 6, **more}
        return edit_post(
            EditPostInputs(
                brand=brands["chai"],
                platform=platform,
                current=CurrentPost(text=TEXT, hashtags=TAGS, alt_text="A cup"),
                instruction=wish,
                edit=edit or EditRequest(instruction=wish),
                **given_,
            )
        )

    return change


def test_shorter_keeps_the_first_line_the_product_and_the_call(changed):
    post = changed("make it shorter")
    assert len(post.text) < 0.75 * len(TEXT)
    assert post.text.startswith("Nobody stays a stranger")
    assert "₹40" in post.text
    assert "Message us to order." in post.text
    assert (post.done, post.not_done) == (("Made it shorter.",), ())


def test_a_number_of_lines_is_kept_to(changed):
    assert (
        changed("make it 2 lines").text.count(". ") + changed("make it 2 lines").text.count(".\n")
        == 2
    )


def test_longer_adds_only_what_the_brand_says(changed, brands):
    post = changed("make it longer")
    added = [s for s in post.text.split("\n\n") if s not in TEXT]
    known = brands["chai"].model_dump_json()
    assert added
    assert all(line.split(": ")[-1].rstrip(".") in known for line in added)


@pytest.mark.parametrize(
    ("wish", "there", "gone"),
    [
        ("add 10% off till Sunday", "10% off till Sunday.", None),
        ('replace "diyas" with "lamps"', "The lamps are out", "diyas"),
        ("use lamps instead of diyas", "The lamps are out", "diyas"),
        ("don't mention price", "Masala Chai. Ginger", "₹40"),
        ("remove the line about Assam", "Masala Chai, ₹40.", "Assam"),
        ("don't mention cardamom", "Masala Chai, ₹40.", "cardamom"),
        ("add that we are open till 11 pm", "We are open till 11 pm.\n\nMessage us", None),
        ("mention bun maska", "Bun Maska, ₹60.", None),
        ('start with "Rain again."', "Rain again.\n\nNobody stays", None),
        ("remove emojis", "Message us to order.", "🪔"),
        ('change it to "Chai. Now."', "Chai. Now.", "Nobody"),
        ("make it funny", "The diyas are out", "Nobody stays a stranger"),
    ],
)
def test_plain_wishes_are_met(changed, wish, there, gone):
    post = changed(wish)
    assert there in post.text
    assert gone is None or gone not in post.text
    assert post.done
    assert not post.not_done


def test_wishes_can_be_combined(changed):
    post = changed("add 10% off and make it shorter, no emojis")
    assert "10% off." in post.text
    assert "🪔" not in post.text
    assert len(post.done) == 3


def test_hashtags_come_and_go(changed):
    assert changed("remove the hashtags").hashtags == ()
    assert changed("remove #pune").hashtags == ("#ChaiSutra",)
    assert changed("add #punefood").hashtags == (*TAGS, "#punefood")
    more = changed("add more hashtags").hashtags
    assert more[:2] == TAGS
    assert len(more) > 2


def test_a_named_hashtag_makes_room_for_itself(changed):
    assert changed("add #punefood", max_hashtags=2).hashtags == ("#ChaiSutra", "#punefood")


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("translate to Marathi", "English"),
        ("rewrite it", "plain wishes"),
        ("add the word cheap", "avoid"),
        ('replace "lassi" with "chai"', "not in the text"),
        ("remove the line about parking", "parking"),
        ("add the price", "already"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_changes(changed, wish, why):
    post = changed(wish)
    assert (post.text, post.hashtags, post.done) == (TEXT, TAGS, ())
    assert why in post.not_done[0].why


def test_a_change_that_would_not_fit_is_refused(changed):
    post = changed(f'add "{"long words " * 12}"', Platform.X, max_chars=280)
    assert post.text == TEXT
    assert "too long for X" in post.not_done[0].why


def test_another_time_is_not_a_matter_of_the_text(changed):
    post = changed("move it to Friday 6pm")
    assert (post.text, post.done, post.not_done) == (TEXT, (), ())


@given(
    text=st.text(max_size=300),
    actions=st.lists(st.sampled_from(EditAction), max_size=6),
    old=st.text(max_size=20),
    words=st.text(max_size=60),
)
def test_no_text_and_no_wish_breaks_it(text, actions, old, words):
    edit = EditRequest.model_validate(
        {
            "instruction": words,
            "actions": actions,
            "details": EditDetails.model_validate(
                {
                    "offer": words,
                    "tone": "funny",
                    "replacements": [{"old": old, "new": words}],
                    "add": [words],
                    "remove": [old],
                    "start_with": words,
                }
            ),
        }
    )
    post = edit_post(
        EditPostInputs(
            brand=BrandProfile(business_name="A"),
            platform=Platform.LINKEDIN,
            current=CurrentPost(text=text),
            instruction=words,
            edit=edit,
            max_chars=3000,
            max_hashtags=3,
        )
    )
    assert len(post.hashtags) <= 3
