"""Complaints, habits of the shop and news of the set-up make no posts; requests still do."""

import pytest

from domain.brand import BrandProfile
from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.offline.reply.voice import Voice
from llm.tasks.intent import EditAction, Intent, IntentKind
from tests.llm.drafts import DRAFTS, NOW, codes, read

K, A = IntentKind, EditAction


@pytest.fixture
def planned(asked):
    def make(message: str, drafts=DRAFTS) -> Intent:
        around = {"has_campaign": True, "has_open_plan": True, "open_drafts": drafts}
        return read_intent(asked(message, now=NOW, **around))

    return make


@pytest.mark.parametrize(
    ("message", "posts"),
    [
        ("Why so many? I said 4 posts in total", 2),
        ("I asked for 2 posts in all!", 1),
        ("too many posts, I only wanted 2", 1),
        ("But I said 1 post", 1),
    ],
)
def test_a_complaint_of_the_number_changes_the_open_plan(planned, message, posts):
    intent = planned(message)
    assert (intent.kind, intent.revision.posts) == (K.REVISE_PLAN, posts)


def test_on_one_platform_the_number_in_all_is_the_number_there(planned):
    alone = tuple(d for d in DRAFTS if d.platform is Platform.LINKEDIN)
    assert planned("Why so many? I said 1 post in total", alone).revision.posts == 1


@pytest.mark.parametrize("message", ["Why so many?", "I said 3 posts in total", "too many posts"])
def test_a_number_that_cannot_be_told_is_asked_about(planned, message):
    intent = planned(message)
    assert (intent.kind, codes(intent)) == (K.UNCLEAR, ["no_new_posts"])


@pytest.mark.parametrize("drafts", [DRAFTS, ()])
def test_without_a_plan_a_complaint_of_the_number_plans_nothing(asked, drafts):
    intent = read(asked, "Why so many? I said 4 posts in total", drafts)
    assert (intent.kind, codes(intent)) == (K.UNCLEAR, ["no_new_posts"])


@pytest.mark.parametrize(
    ("message", "targets"),
    [
        ("None of them mentions weddings. Write post 1 and 2 again for weddings", (1, 2)),
        ("Write post 1 and 2 again for weddings", (1, 2)),
        ("write post 2 about weddings", (2,)),
        ("post 2 doesn't talk about weddings", (2,)),
        ("The post is not about weddings", "all"),
        ("पोस्ट में शादी का ज़िक्र नहीं है, शादी के बारे में लिखो", "all"),
        ("post 2 mein shaadi ka zikr nahi hai", (2,)),
    ],
)
def test_what_drafts_leave_out_is_said_of_those_drafts(asked, message, targets):
    intent = read(asked, message)
    assert (intent.kind, intent.edit.actions) == (K.EDIT, (A.REWRITE,))
    assert (intent.edit.targets, intent.problems) == (targets, ())


def test_a_price_left_out_is_put_in(asked):
    assert read(asked, "The post does not mention the price").edit.actions == (A.ADD_PRICE,)


@pytest.mark.parametrize(
    ("message", "targets", "tone"),
    [
        ("make post 2 funnier!", (2,), "funny"),
        ("make post 2 funnier", (2,), "funny"),
        ("make post 2 more emotional", (2,), "warm"),
        ("make posts 1 and 3 more professional", (1, 3), "professional"),
        ("post 2 warmer please", (2,), "warm"),
        ("Post 2 should be funnier", (2,), "funny"),
        ("make post 1 less salesy", (1,), "casual"),
        ("make post 2 a bit warmer", (2,), "warm"),
    ],
)
def test_a_numbered_post_changes_its_tone(asked, message, targets, tone):
    intent = read(asked, message)
    assert (intent.kind, intent.edit.actions) == (K.EDIT, (A.CHANGE_TONE,))
    assert (intent.edit.targets, intent.edit.details.tone) == (targets, tone)
    assert read(asked, message, ()).kind is K.UNCLEAR


@pytest.mark.parametrize(
    "message",
    [
        "we are closed on Mondays",
        "Our shop is closed on Mondays.",
        "we don't open on Sundays",
        "By the way, we are closed every Tuesday",
        "hum somvar ko band rehte hain",
        "हमारी दुकान सोमवार को बंद रहती है",
    ],
)
@pytest.mark.parametrize("drafts", [DRAFTS, ()])
def test_a_habit_of_the_shop_is_no_request(asked, message, drafts):
    intent = read(asked, message, drafts)
    assert (intent.kind, codes(intent)) == (K.UNCLEAR, ["no_new_posts"])


def test_of_a_business_hardly_known_it_is_left_to_who_takes_it_down(asked):
    intent = read_intent(asked("we are closed on Mondays", brand=BrandProfile()))
    assert (intent.kind, intent.problems) == (K.UNCLEAR, ())


@pytest.mark.parametrize(
    "message",
    [
        "अब Instagram जुड़ गया है, पोस्ट दिखाओ",
        "Instagram is connected now, show the posts",
        "Instagram connect ho gaya, post dikhao",
        "Instagram is connected now",
        "I connected LinkedIn and Instagram, show me the drafts",
        "show me the posts",
        "पोस्ट दिखाओ",
    ],
)
@pytest.mark.parametrize("drafts", [DRAFTS, ()])
def test_news_of_the_set_up_shows_what_waits(asked, message, drafts):
    assert read(asked, message, drafts) == Intent(kind=K.WAITING)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Namaste! Set up my brand", K.SETUP),
        ("Namaste! mera brand set up karo", K.SETUP),
        ("Hi! Which rules do you follow?", K.RULES),
        ("नमस्ते! 3 पोस्ट बनाओ", K.CAMPAIGN),
        ("Hello ji, show me the posts", K.WAITING),
        ("Namaste!", K.GREETING),
        ("Hello! How are you?", K.GREETING),
        ("Hi team", K.GREETING),
    ],
)
@pytest.mark.parametrize("drafts", [DRAFTS, ()])
def test_a_greeting_does_not_take_the_request_with_it(asked, message, kind, drafts):
    assert read(asked, message, drafts).kind is kind


@pytest.mark.parametrize(
    "message",
    [
        "Write 4 posts for weddings",
        "write a funny post about masala chai",
        "write a funnier post about keema",
        "post 2 more funny posts",
        "create 2 more posts",
        "Make post 4 about Holi",
        "Write 2 posts, post 1 about chai and post 2 about Holi",
        "None of them mentions weddings, write a new post about weddings",
        "Write a post that we are closed on Mondays",
        "announce that we are closed on Mondays",
        "We are closed on Monday 4 January. Write a post about it",
        "We are now on Instagram, write a post",
        "Write a post for Instagram: we now have home delivery",
    ],
)
@pytest.mark.parametrize("drafts", [DRAFTS, ()])
def test_what_asks_for_new_posts_still_does(asked, message, drafts):
    assert read(asked, message, drafts).kind is K.CAMPAIGN


def test_what_was_asked_back_may_be_answered_in_these_words(asked):
    pending = "Write a post about chai"
    intent = read_intent(asked("Instagram is connected now", pending_request=pending))
    assert intent.kind is K.CAMPAIGN


def test_it_is_answered_in_hindi_too(planned, asked):
    for intent in (
        planned("Why so many?"),
        planned("I said 3 posts in total"),
        read(asked, "we are closed on Mondays"),
    ):
        message = intent.problems[0].message
        assert Voice("hi").told(message) != message
