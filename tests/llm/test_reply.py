"""The chat's voice: every situation has words, ends with a next step and claims nothing untrue."""

import re
import typing

import pytest

from domain.platform import Platform
from llm.offline.reply.telling import tell
from llm.tasks import reply as r
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import Problem
from llm.tasks.report import ReportSentence

P = Platform
DRAFT = r.WaitingDraft(
    number=1,
    platform=P.LINKEDIN,
    when="Mon 19 Oct, 7:00 pm IST",
    register="belonging",
    expected_ers=42.12,
    hook="Nobody stays a stranger.",
)
SETTLED = r.SettledPost(number=2, platform=P.X, state="unknown", next_step="Look on X and tell us")
HISTORY = r.PostHistory(
    number=2,
    platform=P.LINKEDIN,
    state="is out",
    entries=(
        r.HistoryEntry(when="Thu 12 Nov, 7:30 pm IST", what="Approved by Asha; goes out now."),
        r.HistoryEntry(when="Thu 12 Nov, 7:31 pm IST", what="Published"),
    ),
    permalink="https://linkedin.example/7",
)
EXAMPLES = (
    r.Greeting(waiting=1),
    r.Help(question="is anything published without asking me?"),
    r.PlanMade(campaign="Diwali", posts=(r.PlannedPost(number=1, platform=P.X, when="now"),)),
    r.PlanRevised(moved=(r.PlannedPost(number=1, platform=P.X, when="Thu"),)),
    r.DraftsWaiting(drafts=(DRAFT,)),
    r.Questions(questions=("What is it called?", "What do you sell?")),
    r.Problems(problems=(Problem(code="past_date", message="That day has passed. Which one?"),)),
    r.EditsMade(posts=(r.ChangedPost(number=1, platform=P.X, done=("Made it shorter.",)),)),
    r.Decided(posts=(r.DecidedPost(number=1, platform=P.X, decision="approve", when="Thu"),)),
    r.PublicationsSettled(posts=(SETTLED,)),
    r.PostHistories(posts=(HISTORY,)),
    r.IdeasReady(ideas=(r.ToldIdea(number=1, title="Diwali: Ghewar", why="It is near."),)),
    r.ReportReady(headline="H.", sentences=(ReportSentence(text="S."),), next_step="N."),
    r.ApprovalByChat(drafts=(DRAFT,)),
    r.AlreadySubmitted(number=1, platform=P.X, permalink="https://x.example/1"),
    r.WaitingList(drafts=(DRAFT,), needs_you=(SETTLED,)),
    r.ConnectFirst(platforms=(P.X,)),
    r.BrandMissing(missing=("business_name", "products")),
    r.CannotDo(wish="a video", why="this version writes text.", instead="ask for a post"),
    r.Unclear(),
    r.IntakeQuestion(
        topic="products",
        is_essential=True,
        understood=(r.KnownFact(topic="business_name", text="Gupta Sweets"),),
    ),
    r.IntakeConfirm(understood=(r.KnownFact(topic="languages", text="en, hi-Latn"),)),
    r.IntakeSaved(is_done=True),
    r.IntakeStopped(missing=("products",)),
    r.RuleAsked(words="no emoji", habit="remove emoji", times="3 of 3"),
    r.RulesListed(rules=(r.ListedRule(number=1, words="no emoji", is_followed=True),)),
    r.RulesSettled(act="accepted", rules=("no emoji",)),
    r.Notes(lines=("Read 2 pages.",)),
    r.WentWrong(what="Post 1 could not be written.", why="no answer", next_step="ask again"),
)


def say(*situations):
    return tell(r.ReplyInputs(business_name="Chai Sutra", situations=situations)).text


def test_every_situation_has_an_example_here():
    union = typing.get_args(typing.get_args(r.Situation)[0])
    assert {type(example) for example in EXAMPLES} == set(union)


@pytest.mark.parametrize("situation", EXAMPLES, ids=lambda s: s.kind)
def test_every_situation_has_plain_words(situation):
    text = say(situation)
    assert len(text) > 8 or isinstance(situation, r.ReportReady)
    assert not re.search(r"oops|sorry|!|\{|\}|None|unfortunately", text, re.I)


@pytest.mark.parametrize("drafts", [(), (DRAFT,)])
def test_approval_by_chat_says_first_that_nothing_was_published(drafts):
    assert say(r.ApprovalByChat(drafts=drafts)).startswith("Nothing was published")


def test_a_draft_is_told_with_place_time_register_and_expectation():
    text = say(r.DraftsWaiting(drafts=(DRAFT,)))
    for part in ("LinkedIn", "Mon 19 Oct, 7:00 pm IST", "belonging", "42.1", "approve"):
        assert part in text


@pytest.mark.parametrize("state", ["failed", "cancelled", "missed"])
def test_what_did_not_go_out_says_that_nothing_was_posted(state):
    post = r.SettledPost(number=1, platform=P.X, state=state, reason="the token was revoked")
    text = say(r.PublicationsSettled(posts=(post,)))
    assert "Nothing was posted" in text
    assert "token was revoked" in text


def test_an_unknown_outcome_is_neither_out_nor_not_out():
    text = say(r.PublicationsSettled(posts=(SETTLED,)))
    assert "may or may not be out" in text
    assert "Nothing was posted" not in text


def test_changes_of_several_posts_are_one_account():
    edits = [
        r.EditsMade(
            posts=(
                r.ChangedPost(
                    number=n,
                    platform=P.X,
                    done=("Made it shorter.",),
                    not_done=(NotDone(wish="in Hindi", why="I write English so far"),),
                ),
            )
        )
        for n in (1, 2)
    ]
    text = say(edits[0], r.Notes(lines=("A note.",)), edits[1])
    assert text.index("Post 2") < text.index("A note.")
    assert "in Hindi. I write English so far." in text


def test_the_same_thing_is_said_once():
    assert say(r.Unclear(), r.Unclear()).count("not sure") == 1


def test_nothing_waiting_is_said_plainly():
    assert say(r.WaitingList()).startswith("Nothing waits for you")


def test_a_history_is_told_entry_by_entry():
    assert say(r.PostHistories(posts=(HISTORY,))) == (
        "Post 2 on LinkedIn is out: https://linkedin.example/7\n"
        "- Thu 12 Nov, 7:30 pm IST: Approved by Asha; goes out now.\n"
        "- Thu 12 Nov, 7:31 pm IST: Published."
    )


def test_an_approved_post_that_is_held_says_by_what():
    post = r.DecidedPost(
        number=1,
        platform=P.LINKEDIN,
        decision="approve",
        when="Thu 12 Nov, 7:30 pm IST",
        held="LinkedIn (Chai) is paused by Asha: nothing goes out there until it is resumed",
    )
    text = say(r.Decided(posts=(post,)))
    assert text.endswith("paused by Asha: nothing goes out there until it is resumed.")
