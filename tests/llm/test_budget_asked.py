"""Who asks what may be spent is told, and sets nothing by it."""

import pytest

from domain.budget import Budget, BudgetLine
from domain.platform import Platform
from llm.offline.intent.budget_asked import asks_budget
from llm.offline.intent.reading import read_intent
from llm.offline.reply.telling import tell
from llm.tasks.intent import IntentKind, OpenDraft
from llm.tasks.reply import Help, ReplyInputs

PLAN = {
    "open_drafts": (OpenDraft(number=1, platform=Platform.LINKEDIN),),
    "has_campaign": True,
    "has_open_plan": True,
}


@pytest.mark.parametrize(
    "message",
    [
        "what is my budget?",
        "What's the budget",
        "how much budget is left?",
        "is the budget 5000?",
        "can you tell me the budget?",
        "what can I spend?",
        "budget kitna hai?",
        "mera budget kya hai",
        "budget 5000 hai kya?",
        "kya budget ek lakh hai?",
        "बजट कितना है?",
        "मेरा बजट बताओ",
    ],
)
def test_a_question_about_the_budget_sets_none(asked, message):
    for around in ({}, PLAN):
        intent = read_intent(asked(message, **around))
        assert (intent.kind, intent.budget, intent.revision) == (IntentKind.QUESTION, None, None)


@pytest.mark.parametrize(
    "message",
    [
        "make the budget 5000",
        "budget 5000",
        "can you make the budget 8000?",
        "budget kya 5000 kar sakte ho, kar do",
        "what budget should I set?",
        "budget kitna rakhna chahiye?",
        "what about a post on our budget thali?",
        "budget thali kitne ki hai",
        "is budget travel trending?",
        "do 3 posts about chai with a budget of 5000",
    ],
)
def test_a_wish_and_what_is_only_called_budget_are_no_such_question(message):
    assert not asks_budget(message)


def test_the_answer_is_the_sum_or_how_to_name_one():
    budget = Budget(amount=100_000, lines=(BudgetLine(platform=Platform.LINKEDIN, amount=100_000),))

    def told(question, language, budget=None):
        asked = Help(question=question, budget=budget)
        return tell(ReplyInputs(language=language, situations=(asked,))).text

    english, hindi = "what is my budget?", "बजट कितना है?"
    assert told(english, "en", budget).startswith("The budget is ₹1,00,000: LinkedIn ₹1,00,000. ")
    assert told(hindi, "hi", budget).startswith("बजट अब ₹1,00,000 है: LinkedIn ₹1,00,000। ")
    assert told(english, "en").startswith("No budget is set. Name a sum when you ask for posts")
    assert told(hindi, "hi").startswith("अभी कोई बजट तय नहीं है।")
    assert "budget" not in told("what do you cost?", "en", budget)
