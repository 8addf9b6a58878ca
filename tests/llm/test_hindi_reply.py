"""The team answers in the language it was written to, the same facts in the same order."""

import re
from pathlib import Path

import pytest

from domain.budget import Budget, BudgetLine
from domain.devanagari import has_devanagari
from domain.language import HINDI, HINGLISH
from domain.platform import Platform
from domain.rule import Aspect, Habit, Params, habit_words, rule_words
from llm.offline import library
from llm.offline.reply.telling import tell
from llm.offline.reply.voice import Voice
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import Problem
from llm.tasks.reply import (
    AlreadySubmitted,
    ApprovalByChat,
    BrandMissing,
    CannotDo,
    ChangedPost,
    ConnectFirst,
    Decided,
    DecidedPost,
    DraftsWaiting,
    EditsMade,
    Greeting,
    Help,
    HistoryEntry,
    IntakeConfirm,
    IntakeQuestion,
    IntakeSaved,
    IntakeStopped,
    KnownFact,
    ListedRule,
    Notes,
    PlanMade,
    PlannedPost,
    PlanRevised,
    PostHistories,
    PostHistory,
    Problems,
    PublicationsSettled,
    Questions,
    ReplyInputs,
    RuleAsked,
    RulesListed,
    RulesSettled,
    SettledPost,
    Unclear,
    WaitingDraft,
    WaitingList,
    WentWrong,
)
from tests.habits import PARAMS

LINKEDIN = Platform.LINKEDIN
HABITS = {a: Habit(aspect=a, params=Params.model_validate(PARAMS.get(a, {}))) for a in Aspect}
WHEN = "Thu 12 Nov, 7:30 pm IST"
DRAFT = WaitingDraft(number=1, platform=LINKEDIN, when=WHEN, register="pride", expected_ers=43.2)
SETTLED = SettledPost(
    number=1, platform=LINKEDIN, state="published", when=WHEN, permalink="https://x.y/1"
)
EVERY = (
    Greeting(waiting=1),
    Help(question="aap kya karte hain"),
    PlanMade(campaign="c", posts=(PlannedPost(number=1, platform=LINKEDIN, when=WHEN),)),
    PlanRevised(
        added=(PlannedPost(number=3, platform=LINKEDIN, when=WHEN),),
        moved=(PlannedPost(number=1, platform=LINKEDIN, when=WHEN),),
        budget=Budget(amount=8000, lines=(BudgetLine(platform=LINKEDIN, amount=8000),)),
        notes=(
            "I plan no posts on Saturdays and Sundays from now on.",
            "None of the posts to come is on such a day.",
            "The plan is like that already, so nothing changes.",
            "The plan has 5 posts already.",
            "The plan is on LinkedIn already.",
            "More than 30 posts are more than one person can read with care, so I added 30 now. "
            "Ask for the rest when these are out.",
        ),
        not_done=(
            NotDone(wish="post 1 earlier", why=f"{WHEN} has passed, so it stays at {WHEN}."),
            NotDone(
                wish="posts until Sun 20 Dec 2026",
                why="the plan has no day left before it; a post more can be added at any time.",
            ),
            NotDone(
                wish="only 2 posts",
                why="a message drops no post. Press Reject, or Call off, on the cards of those "
                "among the 3 posts that shall not be published.",
            ),
            NotDone(
                wish="another time", why="no post of this plan has a day that can still change."
            ),
        ),
    ),
    CannotDo(
        wish="Another plan",
        why="All posts of this campaign have had their end, so its plan cannot change any more. "
        "Ask for new posts instead.",
    ),
    DraftsWaiting(drafts=(DRAFT,)),
    Questions(questions=("What is the business called?",)),
    Problems(
        problems=(
            Problem(
                code="past_date",
                message="Mon 12 Oct 2026 has already passed. Which day shall it be instead?",
            ),
        )
    ),
    EditsMade(posts=(ChangedPost(number=1, platform=LINKEDIN, done=("Made it shorter.",)),)),
    Decided(posts=(DecidedPost(number=1, platform=LINKEDIN, decision="approve", when=WHEN),)),
    PublicationsSettled(posts=(SETTLED,)),
    PostHistories(
        posts=(
            PostHistory(
                number=1,
                platform=LINKEDIN,
                state="is out",
                entries=(HistoryEntry(when=WHEN, what="Rejected by Asha"),),
            ),
        )
    ),
    ApprovalByChat(drafts=(DRAFT,)),
    AlreadySubmitted(number=1, platform=LINKEDIN),
    WaitingList(),
    ConnectFirst(platforms=(LINKEDIN,)),
    BrandMissing(missing=("products",)),
    CannotDo(wish="post 7", why="there is no such post in this conversation; it has 2."),
    Unclear(),
    IntakeQuestion(topic="tone", is_essential=False),
    IntakeConfirm(understood=(KnownFact(topic="languages", text="en, hi-Latn"),), is_refused=True),
    IntakeSaved(),
    IntakeStopped(missing=("products",)),
    RuleAsked(words="no emoji on LinkedIn", habit="remove emoji on LinkedIn", times="3 of 3"),
    RuleAsked(words="no prices", is_doubt=True),
    RulesListed(),
    RulesListed(rules=(ListedRule(number=1, words="no emoji", is_followed=False),)),
    RulesSettled(act="declined", rules=("at most 3 hashtags",)),
    Notes(lines=("Compared with 5 of your own posts (best ERS 61.20).",)),
    WentWrong(what="", why="Nothing was posted."),
)


@pytest.mark.parametrize("situation", EVERY, ids=lambda s: s.kind)
def test_every_situation_is_told_in_hindi_and_in_hinglish(situation):
    hindi = tell(ReplyInputs(language=HINDI, situations=(situation,))).text
    assert has_devanagari(hindi)
    assert not any(word in hindi for word in (" the ", " is ", " your ", "{"))
    hinglish = tell(ReplyInputs(language=HINGLISH, situations=(situation,))).text
    assert not has_devanagari(hinglish)
    assert hinglish[0].isupper() or not hinglish[0].isalpha()


def test_english_is_told_as_before():
    text = tell(ReplyInputs(situations=(ApprovalByChat(drafts=(DRAFT,)),))).text
    assert text.startswith("Nothing was published")


def test_a_yes_by_chat_is_answered_first_with_what_did_not_happen():
    for language, start in ((HINDI, "कुछ पब्लिश नहीं हुआ"), (HINGLISH, "Kuch publish nahi hua")):
        told = tell(ReplyInputs(language=language, situations=(ApprovalByChat(drafts=(DRAFT,)),)))
        assert told.text.startswith(start)


def test_times_links_and_names_are_kept():
    text = tell(
        ReplyInputs(language=HINDI, situations=(PublicationsSettled(posts=(SETTLED,)),))
    ).text
    assert "गुरुवार 12 नवंबर, शाम 7:30 बजे" in text
    assert "https://x.y/1" in text
    hook = "अच्छा कपड़ा ख़ुद बोलता है।"
    draft = DRAFT.model_copy(update={"hook": hook})
    told = tell(ReplyInputs(language=HINGLISH, situations=(DraftsWaiting(drafts=(draft,)),)))
    assert hook in told.text


def test_what_is_not_known_in_hindi_stays_as_it_was_said():
    done = ("Something no table knows.",)
    not_done = (NotDone(wish="x", why="Because of y."),)
    posts = (ChangedPost(number=1, platform=LINKEDIN, done=done, not_done=not_done),)
    text = tell(ReplyInputs(language=HINDI, situations=(EditsMade(posts=posts),))).text
    assert "Something no table knows." in text
    assert "Because of y." in text


def test_all_that_an_edit_says_is_known_in_hindi():
    """The sentences of the edit package, so that a new one is not forgotten here."""
    source = "".join(
        p.read_text(encoding="utf-8")
        for p in (Path(__file__).parents[2] / "llm/offline/edit").glob("*.py")
    )
    plain = re.findall(r'CannotError\(\s*"([^"{]+\.)"\s*\)', source)
    assert len(plain) >= 12
    unknown = [said for said in plain if not has_devanagari(Voice(HINDI).told(said))]
    assert unknown == []


def test_a_sentence_that_is_known_whole_is_not_taken_for_one_with_a_gap():
    """“Moved to the new time” is no “Moved to {time}”: the first entry that fits is told."""
    plain = [
        (re.sub(r"\\(.)", r"\1", pattern), said)
        for pattern, said in library.read("hi/said")
        if not re.search(r"[(){}\[\]*+|^$]|(?<!\\)[.?]", pattern)
    ]
    assert len(plain) > 40
    told = {english: Voice("hi").told(english) for english, _ in plain}
    assert told == dict(plain)


@pytest.mark.parametrize("language", ["hi", "hi-Latn"])
def test_a_move_is_told_without_english(language):
    moved = ChangedPost(number=1, platform=LINKEDIN, done=("Moved to the new time.",))
    text = tell(ReplyInputs(language=language, situations=(EditsMade(posts=(moved,)),))).text
    assert "the new time" not in text
    assert "Moved" not in text


@pytest.mark.parametrize(
    "line",
    [
        "Taken up by the publisher.",
        "is to go out at another time, which nobody has approved yet",
        "Attempt 1 is being sent.",
        "Approved by Meera; goes out Fri 4 Dec, 7:00 pm IST.",
        "It could not be sent within its time. Nothing was posted.",
        "LinkedIn did not answer in time. Try again in a few minutes. Trying again in 30 s.",
        "LinkedIn refuses this content under its policies. Change the post and approve the new "
        "version. It said: “No”.",
        "It could not be sent within its time. Nothing took it up before Fri 4 Dec, 9:00 pm IST: "
        "the server did not run then, or its clock was put forward. Choose a new time for it.",
        "Chai on LinkedIn was not connected again in time. Nothing was posted.",
        "Chai on LinkedIn was paused by Meera when its time came. Nothing was posted.",
        "It was not on LinkedIn when we looked, but a call may have arrived later. It will not be "
        "sent again until that is known.",
    ],
)
def test_what_became_of_a_post_is_told_in_hindi(line):
    told = Voice("hi").told(line)
    named = re.sub(r"LinkedIn|Meera|Chai|“No”", "", told)
    assert not re.search(r"[A-Za-z]", named), told


@pytest.mark.parametrize("aspect", Aspect)
def test_every_rule_and_habit_is_known_in_hindi(aspect):
    for scope in ("", " on LinkedIn", " in Hinglish", " on X in English"):
        for text in (rule_words(HABITS[aspect]), habit_words(HABITS[aspect])):
            assert has_devanagari(Voice(HINDI).told(text + scope)), text + scope
