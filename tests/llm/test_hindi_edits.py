"""Edits of Hindi and Hinglish posts, and turning a post into another language."""

import pytest

from domain.devanagari import has_devanagari
from domain.language import ENGLISH, HINDI, HINGLISH
from domain.platform import Platform
from llm.offline.edit.editing import edit_post
from llm.offline.edit.text import replaced
from llm.offline.intent.reading import read_intent
from llm.offline.post.writing import write_posts
from llm.tasks.edit_post import CurrentPost, EditPostInputs
from llm.tasks.intent import OpenDraft

OFFER = "10% off on orders above ₹500"


@pytest.fixture
def changed(brands, asked, planned):
    def change(language: str, wish: str, offer: str | None = OFFER):
        draft = write_posts(
            planned(brands["chai"], language=language, occasion="Diwali", offer=offer)
        ).variations[0]
        drafts = (OpenDraft(number=1, platform=Platform.INSTAGRAM, language=language),)
        inputs = EditPostInputs(
            brand=brands["chai"],
            platform=Platform.INSTAGRAM,
            language=language,
            current=CurrentPost(text=draft.text, hashtags=draft.hashtags),
            instruction=wish,
            edit=read_intent(asked(wish, open_drafts=drafts)).edit,
            max_chars=2200,
            max_hashtags=8,
        )
        return draft, edit_post(inputs)

    return change


@pytest.mark.parametrize("language", [HINDI, HINGLISH])
def test_plain_wishes_keep_the_language(changed, language):
    before, shorter = changed(language, "thoda chhota karo")
    assert len(shorter.text) < len(before.text)
    assert "Masala Chai" in shorter.text
    _, bare = changed(language, "daam hatao")
    assert "₹40" not in bare.text
    assert "₹500" in bare.text
    _, funny = changed(language, "मज़ेदार बनाओ")
    assert has_devanagari(funny.text) == (language == HINDI)
    assert funny.language == language


def test_an_added_offer_is_said_in_the_language_of_the_post(changed):
    _, post = changed(HINDI, "20% ki chhoot jod do", None)
    assert "20% की छूट" in post.text
    _, post = changed(HINGLISH, "20% ki chhoot jod do", None)
    assert "20% ki chhoot" in post.text


def test_hindi_becomes_hinglish_word_for_word(changed):
    before, post = changed(HINDI, "hinglish mein kar do")
    assert post.language == HINGLISH
    assert not has_devanagari(post.text + " ".join(post.hashtags))
    assert len(post.text.split("\n")) == len(before.text.split("\n"))
    assert "₹500 se upar ki shopping par 10% ki chhoot" in post.text


@pytest.mark.parametrize(
    ("language", "wish", "becomes"),
    [
        (ENGLISH, "ise Hindi mein likho", HINDI),
        (ENGLISH, "हिंग्लिश में करो", HINGLISH),
        (HINDI, "english mein likho", ENGLISH),
        (HINGLISH, "इसे हिंदी में लिखो", HINDI),
    ],
)
def test_a_post_is_written_anew_in_another_language_with_its_facts(
    changed, language, wish, becomes
):
    _, post = changed(language, wish)
    assert post.language == becomes
    assert has_devanagari(post.text) == (becomes == HINDI)
    for kept in ("Masala Chai", "₹40", "10%", "₹500"):
        assert kept in post.text
    assert "anew" in post.done[0]
    assert any(claim.source == "your Brand DNA" for claim in post.claims)


def test_a_language_it_does_not_write_changes_nothing_and_says_so(changed):
    before, post = changed(HINDI, "marathi mein likho")
    assert (post.text, post.language, post.done) == (before.text, HINDI, ())
    assert "Marathi" in post.not_done[0].why


def test_an_offer_that_cannot_be_carried_over_whole_stops_the_translation(changed):
    before, post = changed(ENGLISH, "ise Hindi mein likho", "30% off for the first 15 members")
    kept = "15" in post.text
    assert kept or (post.text == before.text and "offer" in post.not_done[0].why)


def test_a_word_is_replaced_where_it_stands_whole():
    assert replaced("इन दिनों का एक दिन", "दिन", "पल") == "इन दिनों का एक पल"
    assert replaced("Chaiwala chai", "chai", "tea") == "Chaiwala tea"
    assert replaced("कोई नहीं", "दिन", "पल") is None
