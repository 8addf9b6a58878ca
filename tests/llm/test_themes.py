"""A topic that is no product is what the post is about, in words of its own language."""

import re

import pytest

from domain.language import language_of
from llm.offline.intent.reading import read_intent
from llm.offline.post.writing import write_posts

ENGLISH = {
    "a post for a cold winter morning": "a cold winter morning",
    "a post for a lazy Sunday afternoon": "a lazy Sunday afternoon",
    "post about rainy evening": "a rainy evening",
    "post for cold winter mornings": "cold winter mornings",
    "write a post about our team": "our team",
    "a post about Monday motivation": "Monday motivation",
    "write about our Diwali offer": "our Diwali offer",
    "post about cleanliness in our kitchen": "cleanliness in our kitchen",
    "post about how we make chai": "How we make chai",
    "Write a post for our regulars": "our regulars",
}
HINDI = {
    "सर्दी की सुबह के लिए पोस्ट लिखो": "सर्दी की सुबह",
    "बारिश की शाम पर पोस्ट बनाओ": "बारिश की शाम",
    "हमारी टीम के बारे में पोस्ट बनाओ": "टीम",
    "हमारे दिवाली ऑफ़र के बारे में पोस्ट लिखो": "दिवाली ऑफ़र",
    "नए मेन्यू पर पोस्ट लिखो": "नए मेन्यू",
    "परीक्षा के मौसम पर एक पोस्ट": "परीक्षा के मौसम",
    "दुकान की सफ़ाई के बारे में पोस्ट लिखिए": "दुकान की सफ़ाई",
    "रविवार की छुट्टी पर पोस्ट": "छुट्टी",
    "ग्राहकों के प्यार पर पोस्ट लिखो": "ग्राहकों के प्यार",
    "Write a Hindi post about a cold winter morning": "सर्दी की सुबह",
}
HINGLISH = {
    "sardi ki subah ke liye post likho": "sardi ki subah",
    "barish ki shaam par post banao": "barish ki shaam",
    "hamari team ke baare mein post banao": "team",
    "hamare diwali offer ke baare mein post likho": "diwali offer",
    "naye menu par post likho": "naye menu",
    "exam season par ek post banao": "exam season",
    "dukaan ki safai ke baare mein post likho": "dukaan ki safai",
    "sunday ki chhutti par post": "chhutti",
    "customers ke pyaar par post likho": "customers ke pyaar",
    "Write a Hinglish post about a cold winter morning": "sardi ki subah",
}
CASES = [
    *(("en", *case) for case in ENGLISH.items()),
    *(("hi", *case) for case in HINDI.items()),
    *(("hi-Latn", *case) for case in HINGLISH.items()),
]


@pytest.mark.parametrize(("language", "message", "said"), CASES)
def test_the_post_says_what_it_is_about(asked, planned, brands, language, message, said):
    intent = read_intent(asked(message))
    topic = intent.topic or ""
    posts = write_posts(
        planned(brands["chai"], language=language, topic=topic, occasion=intent.occasion)
    )
    for draft in posts.variations:
        assert said.lower() in draft.text.lower()
        assert not re.search(r"\b(?:likho|banao|post on)\b|लिखो|बनाओ", draft.text)
        for tag in draft.hashtags:
            assert not re.match(r"#(?:Our|My|Hamar|Humar|Ki[A-Z]|हमार|की)", tag)
        assert f"Ask for {said}" not in draft.text


@pytest.mark.parametrize("language", ["hi", "hi-Latn"])
def test_an_english_phrase_stands_by_itself_and_in_no_hindi_sentence(planned, brands, language):
    topic = "the joy of giving to people in need"
    posts = write_posts(planned(brands["chai"], language=language, topic=topic))
    title = "Joy of giving to people in need"
    for draft in posts.variations:
        assert draft.text.startswith(f"“{title}”." if language == "hi" else f"{title}.")
        assert "joy" not in draft.text[len(title) :].lower()
        assert "joy" not in " ".join(draft.hashtags).lower()
    assert any(topic in line for line in posts.unused) == (language == "hi")


@pytest.mark.parametrize(
    "message",
    [
        "2 posts for next week",
        "a post for tomorrow 7 pm",
        "a post for Diwali",
        "post for college students",
        "a post for a week",
        "kal shaam ke liye post banao",
        "aaj ki shaam ke liye ek post",
        "sunday ki subah ke liye post banao",
        "रविवार की सुबह के लिए पोस्ट",
    ],
)
def test_when_and_for_whom_is_no_topic(asked, message):
    assert not read_intent(asked(message)).topic


def test_news_is_still_told_and_a_request_about_something_new_is_none(asked):
    told = read_intent(asked("Humne Kothrud mein nayi dukaan kholi hai, iski post banao"))
    assert told.topic == "Humne Kothrud mein nayi dukaan kholi hai"
    wanted = read_intent(asked("naye menu ke baare mein post banao"))
    assert wanted.topic == "naye menu"
    assert language_of(wanted.topic) == "hi-Latn"
