"""What the product says of itself names every platform, in each language, and what a plan holds."""

import pytest

from domain.platform import Platform
from llm.offline.reply import conversation, hindi_talk
from llm.offline.reply.voice import Voice
from llm.tasks.reply import Help

LANGUAGES = ("en", "hi", "hi-Latn")


def told(question: str, language: str) -> str:
    it = Help(question=question)
    return conversation.help_(it) if language == "en" else hindi_talk.help_(it, Voice(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ["what do you do?", "which platforms?"])
def test_all_platforms_are_named(question, language):
    text = told(question, language)
    assert all(platform.title in text for platform in Platform)
    assert "{" not in text


@pytest.mark.parametrize(
    "question",
    [
        "How many posts do I have left this month?",
        "how many posts are left?",
        "is mahine kitni post bachi hain?",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_what_is_left_is_answered_with_what_a_plan_holds(question, language):
    assert "60" in told(question, language)


def test_what_is_left_is_answered_in_english():
    assert "60 posts a calendar month" in told("How many posts do I have left this month?", "en")
    assert "60 posts" not in told("What should I post about?", "en")
