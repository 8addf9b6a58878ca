"""Which messages wish for another plan, and what only looks like it. Seen from Wed 14 Oct 2026."""

from datetime import UTC, date, datetime

import pytest

from domain.budget import Budget, BudgetLine
from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.offline.reply.telling import tell
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import ApprovedPost, IntentKind, OpenDraft, PlanRevision
from llm.tasks.reply import PlannedPost, PlanRevised, ReplyInputs

K, P = IntentKind, Platform
DRAFTS = tuple(
    OpenDraft(
        number=n,
        platform=p,
        publish_at=datetime(2026, 10, 14 + n, 5, tzinfo=UTC),
        says="A cup of Masala Chai, ₹40.",
    )
    for n, p in ((1, P.INSTAGRAM), (2, P.LINKEDIN), (3, P.INSTAGRAM))
)


@pytest.fixture
def read(asked):
    def reading(message, **more):
        given = {"open_drafts": DRAFTS, "has_campaign": True, "has_open_plan": True} | more
        return read_intent(asked(message, **given))

    return reading


@pytest.mark.parametrize(
    ("message", "wish"),
    [
        ("Two more posts on Facebook please", {"more": 2, "platforms": (P.FACEBOOK,)}),
        ("another post", {"more": 1}),
        ("do post aur", {"more": 2}),
        ("ek aur post dalo", {"more": 1}),
        ("फेसबुक पर दो पोस्ट और", {"more": 2, "platforms": (P.FACEBOOK,)}),
        ("make it 5 posts", {"posts": 5}),
        ("Make that five posts instead of 3", {"posts": 5}),
        ("increase the number of posts to 6", {"posts": 6}),
        ("3 ki jagah 5 post karo", {"posts": 5}),
        ("Add LinkedIn too", {"platforms": (P.LINKEDIN,)}),
        ("add linkdin and facebook", {"platforms": (P.LINKEDIN, P.FACEBOOK)}),
        ("also on LinkedIn", {"platforms": (P.LINKEDIN,)}),
        ("Put it on Facebook as well", {"platforms": (P.FACEBOOK,)}),
        ("LinkedIn par bhi", {"platforms": (P.LINKEDIN,)}),
        ("फेसबुक पर भी डालो", {"platforms": (P.FACEBOOK,)}),
        ("three posts a week", {"per_week": 3.0}),
        ("Post twice a week instead", {"per_week": 2.0}),
        ("hafte mein teen post", {"per_week": 3.0}),
        ("start on Monday instead", {"start": date(2026, 10, 19)}),
        ("Begin the campaign on 25 October", {"start": date(2026, 10, 25)}),
        ("Somvar se shuru karo", {"start": date(2026, 10, 19)}),
        ("move everything one day later", {"shift_days": 1}),
        ("Move everything a week earlier", {"shift_days": -7}),
        ("postpone all posts by 3 days", {"shift_days": 3}),
        ("bring the whole plan forward by two days", {"shift_days": -2}),
        ("sab ek din baad", {"shift_days": 1}),
        ("sab post do din pehle kar do", {"shift_days": -2}),
        ("पूरा प्लान एक हफ़्ता आगे करो", {"shift_days": 7}),
        ("no posts on Sundays", {"skip_weekdays": (6,)}),
        ("Don't post on weekends", {"skip_weekdays": (5, 6)}),
        ("only on weekdays", {"skip_weekdays": (5, 6)}),
        ("Only on Mondays and Thursdays", {"skip_weekdays": (1, 2, 4, 5, 6)}),
        ("Sunday ko mat daalo", {"skip_weekdays": (6,)}),
        ("शनिवार और रविवार को मत डालो", {"skip_weekdays": (5, 6)}),
        ("extend it until 20 December", {"until": date(2026, 12, 20)}),
        ("keep going till Diwali", {"until": date(2026, 11, 8)}),
        ("20 दिसंबर तक बढ़ाओ", {"until": date(2026, 12, 20)}),
        ("change the budget to ₹8,000", {"budget": 8000.0}),
        ("raise the budget to 10k", {"budget": 10000.0}),
        ("budget 8000 kar do", {"budget": 8000.0}),
        ("बजट बढ़ाकर 8000 कर दो", {"budget": 8000.0}),
        (
            "2 more posts on Facebook and change the budget to ₹8,000",
            {"more": 2, "platforms": (P.FACEBOOK,), "budget": 8000.0},
        ),
    ],
)
def test_another_plan_is_wished_for(read, message, wish):
    intent = read(message)
    assert (intent.kind, intent.revision) == (K.REVISE_PLAN, PlanRevision.model_validate(wish))
    assert (intent.edit, intent.problems) == (None, ())


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("make it shorter", K.EDIT),
        ("two more hashtags", K.EDIT),
        ("add Instagram handle", K.EDIT),
        ("add LinkedIn link", K.EDIT),
        ("start with a question", K.EDIT),
        ("change the price to 45", K.EDIT),
        ("move post 2 one day later", K.EDIT),
        ('add "also on LinkedIn" at the end', K.EDIT),
        ("add that we are open till 20 December", K.EDIT),
        ("isme price bhi daalo", K.EDIT),
        ("emoji bhi daalo", K.EDIT),
        ("sab ko chota karo", K.EDIT),
        ("two more posts about bun maska", K.CAMPAIGN),
        ("another post for Diwali", K.CAMPAIGN),
        ("ek post aur Diwali ke liye", K.CAMPAIGN),
        ("5 post banao Diwali par", K.CAMPAIGN),
        ("2 more lines", K.UNCLEAR),
        ("extend the offer until Sunday", K.UNCLEAR),
        ("ऑफ़र रविवार तक बढ़ाओ", K.UNCLEAR),
        ("Add LinkedIn too and two more posts", K.CAMPAIGN),
    ],
)
def test_what_is_about_a_post_or_a_new_subject_is_no_other_plan(read, message, kind):
    intent = read(message)
    assert (intent.kind, intent.revision) == (kind, None)


@pytest.mark.parametrize(
    "around",
    [
        {"has_open_plan": False},
        {"pending_request": "Two posts about our chai on TikTok"},
        {"open_drafts": ()},
    ],
)
def test_without_a_plan_that_can_change_more_posts_are_a_request_of_their_own(read, around):
    assert read("Two more posts on Facebook please", **around).kind is K.CAMPAIGN


def test_a_plan_whose_posts_are_approved_can_change_too(read):
    approved = ApprovedPost(number=1, platform=P.LINKEDIN)
    intent = read("two more posts", open_drafts=(), approved_posts=(approved,))
    assert intent.kind is K.REVISE_PLAN


def test_a_day_gone_by_is_asked_about_and_changes_nothing(read):
    intent = read("Extend the campaign till yesterday")
    assert [problem.code for problem in intent.problems] == ["past_date"]
    assert intent.revision == PlanRevision()


def test_posts_that_moved_one_by_one_are_told_as_one_plan():
    when = "Thu 15 Oct, 7:00 pm IST"
    posts = [PlannedPost(number=n, platform=P.LINKEDIN, when=when) for n in (2, 1)]
    kept = NotDone(wish="post 3 earlier", why="it has passed.")
    budget = Budget(amount=8000, lines=(BudgetLine(platform=P.LINKEDIN, amount=8000),))
    first = PlanRevised(budget=budget, not_done=(kept,))
    moved = (PlanRevised(moved=(post,)) for post in posts)
    text = tell(ReplyInputs(situations=(first, *moved))).text
    assert text.count("Moved:") == 1
    assert text.index("Post 1 on LinkedIn, now") < text.index("Post 2 on LinkedIn, now")
    assert "₹8,000" in text
    assert "Not changed: post 3 earlier. It has passed." in text
