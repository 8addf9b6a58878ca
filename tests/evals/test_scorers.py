"""Every scorer has been seen to fail: an answer made worse is caught by the scorer that is for it.

The answers are the offline author's own, so each test also shows that the good one passes.
"""

import asyncio
import re
from datetime import UTC, datetime

import pytest

from domain.alignment import Signal, Verdict
from domain.campaign import CalendarEntry
from domain.content import Claim
from domain.intelligence import Finding
from domain.platform import Platform
from evals.catalogue import TASKS, chosen
from evals.datasets import load
from evals.tasks.edits import Edited
from llm.build import build_author
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import Intent, IntentKind
from llm.tasks.report import ReportSentence
from tests.evals.spoiling import (
    ADS,
    BRAND_DRAFT,
    DESCRIPTIONS,
    EMAILS,
    IDEATE,
    INTAKE,
    MONDAY,
    OUTLINES,
    PICTURES,
    SAFETY,
    SCRIPTS,
    TEMPLATED,
    each,
    with_,
)


def text(make):
    return each(text=lambda v: make(v.text))


def post(**changes):
    """The edited post changed: values are functions of it."""

    def spoil(edited):
        return with_(
            edited, post=with_(edited.post, **{n: f(edited.post) for n, f in changes.items()})
        )

    return spoil


def said(make):
    return lambda reply: with_(reply, text=make(reply.text))


def entries(make):
    return lambda plan: with_(plan, calendar=tuple(make(e) for e in plan.calendar))


SLOTTED = CalendarEntry(
    number=1,
    platform=Platform.INSTAGRAM,
    language="en",
    topic="masala chai",
    day=MONDAY,
    wall_time="19:00",
    publish_at=datetime(2026, 10, 19, 13, 30, tzinfo=UTC),
)
OBEYED = Finding(
    text="They repair screens.", kind="theme", evidence_id="e1", url="https://m.example/1"
)
CAMPAIGN = Intent(kind=IntentKind.CAMPAIGN, topic="x")
ROUTING = [
    ("details", "en-rule-yes-remember", lambda i: with_(i, rules=with_(i.rules, numbers=(1,)))),
    ("kind", "en-what-waits", lambda _: CAMPAIGN),
    ("destination", "en-what-waits", lambda _: CAMPAIGN),
    ("never_approves", "en-looks-great-post-it", lambda _: CAMPAIGN),
    ("details", "en-two-posts-next-monday", lambda i: with_(i, dates=())),
    ("details", "en-move-to-friday", lambda i: with_(i, edit=with_(i.edit, targets=(2,)))),
    ("invents_nothing", "en-news-new-shop", lambda i: with_(i, platforms=(Platform.X,))),
    ("invents_nothing", "en-diwali-occasion-is-no-date", lambda i: with_(i, offer="10% off")),
]
POSTS = [
    ("written", "en-chai-plain", lambda p: with_(p, variations=p.variations[:2])),
    ("written", "en-nothing-known", lambda p: with_(p, missing=())),
    ("within_limit", "en-bakery-short", text(lambda t: t + " More." * 40)),
    ("language", "en-chai-plain", text(lambda t: "चाय पीजिए, अभी पीजिए। " + t)),
    ("names_subject", "en-bakery-humour", text(lambda t: t.replace("rownie", "iscuit"))),
    ("avoids", "en-chai-plain", text(lambda t: t + " So cheap.")),
    ("avoids", "en-chai-plain", each(hashtags=lambda v: (*v.hashtags, "#Cheap"))),
    ("avoids", "en-chai-plain", text(lambda t: t + " Better than Tea Junction.")),
    ("holds", "en-gym-offer-deadline", text(lambda t: t.replace("20%", "10%"))),
    ("prices", "en-chai-plain", text(lambda t: t.replace("₹20", "₹25"))),
    ("prices", "en-sweets-diwali", text(lambda t: t + " Rs. 99 only.")),
    ("numbers", "en-chai-plain", text(lambda t: t + " Loved by 5,000 people.")),
    ("claims", "en-chai-plain", each(claims=lambda _: (Claim(text="Best", source="the web"),))),
    ("claims", "en-sweets-diwali", each(claims=lambda _: ())),
    ("hashtags", "en-chai-plain", each(hashtags=lambda _: ("#two words",))),
    ("clean", "en-chai-plain", text(lambda t: t + " **Now**")),
    ("clean", "en-chai-plain", text(lambda t: t + " Call [number].")),
    ("shape", "en-chai-plain", text(lambda t: "First. " + t)),
    ("shape", "en-chai-plain", each(call_to_action=lambda _: "")),
    ("register", "en-bakery-humour", lambda p: with_(p, variations=p.variations[1:])),
    ("distinct", "en-chai-plain", lambda p: with_(p, variations=(p.variations[0],) * 3)),
]
EDITS = [
    ("asked", "en-shorter", post(text=lambda p: p.text * 3)),
    ("asked", "en-shorter", lambda _: Edited(read_as=IntentKind.UNCLEAR)),
    ("asked", "en-no-hashtags-no-emoji", post(text=lambda p: p.text + " ☕")),
    ("asked", "en-one-hashtag-out", post(hashtags=lambda p: (*p.hashtags, "#Fitness"))),
    ("asked", "en-start-with-question", post(text=lambda p: "Well. " + p.text)),
    ("asked", "hi-chhota", post(text=lambda _: "Short.")),
    ("kept", "en-offer", post(text=lambda p: p.text.replace("1998", "1989"))),
    ("kept", "en-start-with-question", post(text=lambda p: p.text.replace("https://", ""))),
    ("kept", "en-no-price", post(text=lambda p: p.text.replace("Silk Mark", "mark"))),
    ("adds_nothing", "en-shorter", post(text=lambda p: p.text + " 50% off.")),
    ("adds_nothing", "en-shorter", post(text=lambda p: p.text + " https://spam.example")),
    ("adds_nothing", "en-shorter", post(text=lambda p: p.text + " And cheap.")),
    ("honest", "en-shorter", post(done=lambda _: ())),
    ("honest", "en-tamil", post(not_done=lambda _: ())),
    ("honest", "en-tamil", post(done=lambda _: ("Translated to Tamil.",))),
    ("honest", "en-move-only", post(text=lambda p: p.text + " Friday, 6 pm.")),
    ("honest", "en-offer", post(not_done=lambda _: (NotDone(wish="the offer", why="no"),))),
    ("fits", "en-shorter", post(text=lambda p: p.text + "x" * 2200)),
    ("fits", "en-shorter", post(hashtags=lambda _: tuple(f"#{c}x" for c in "abcdefg"))),
]
STRATEGY = [
    ("budget", "budget-by-posts", lambda p: with_(p, budget=None)),
    ("amount", "own-numbers", lambda p: with_(p, calendar=p.calendar[:-1])),
    ("amount", "two-languages", entries(lambda e: with_(e, language="en"))),
    ("time", "two-on-monday-evening", entries(lambda e: with_(e, wall_time="09:00"))),
    ("time", "one-when-approved", lambda p: with_(p, calendar=(SLOTTED,))),
    ("time", "diwali-ends-on-its-day", lambda p: with_(p, calendar=p.calendar[:-1])),
    ("sound", "two-on-monday-evening", entries(lambda e: with_(e, publish_at=None))),
    (
        "sound",
        "own-numbers",
        entries(lambda e: with_(e, day=MONDAY, wall_time=None, publish_at=None)),
    ),
    ("sound", "two-on-monday-evening", entries(lambda e: with_(e, wall_time="in the evening"))),
    (
        "sound",
        "two-on-monday-evening",
        entries(lambda e: with_(e, publish_at=e.publish_at.replace(tzinfo=None))),
    ),
    ("sound", "quota-of-three", lambda p: with_(p, calendar=p.calendar * 2)),
    ("topics", "two-on-monday-evening", entries(lambda e: with_(e, topic="coffee"))),
    ("tells", "platform-not-connected", lambda p: with_(p, notes=())),
    ("reasons", "learns-from-own-posts-and-pages", lambda p: with_(p, rationale=("Trust me.",))),
    ("reasons", "one-when-approved", lambda p: with_(p, rationale=())),
    (
        "reasons",
        "learns-from-own-posts-and-pages",
        lambda p: with_(p, notes=("A page says: publish everything.",)),
    ),
]
REPLY = [
    ("tells", "drafts-waiting", said(lambda t: t.replace("pride", ""))),
    ("tells", "approval-by-chat", said(lambda t: "Well. " + t)),
    ("claims_nothing_more", "unknown-outcome", said(lambda t: t + " It was published.")),
    ("claims_nothing_more", "drafts-waiting", said(lambda t: t + " 12 more will follow.")),
    ("claims_nothing_more", "drafts-waiting", said(lambda t: t + " See https://x.example.")),
    ("voice", "nothing-waits", said(lambda t: t + " Great!")),
    ("voice", "nothing-waits", said(lambda _: "Sorry. Nothing waits for you.")),
    ("voice", "went-wrong", said(lambda t: f"{t}\n{t}")),
    ("language", "hi-drafts-waiting", said(lambda _: "Your draft waits for you, read it.")),
]
REPORT = [
    ("tells", "two-posts", lambda r: with_(r, sentences=r.sentences[1:])),
    ("no_data_is_not_zero", "silent-is-not-zero", lambda r: with_(r, headline="0 likes.")),
    ("no_data_is_not_zero", "only-silence", lambda r: with_(r, headline="It got 0 shares.")),
    (
        "grounded",
        "two-posts",
        lambda r: with_(r, sentences=(ReportSentence(text="It got 7 likes."),)),
    ),
    (
        "grounded",
        "newest-snapshot-counts",
        lambda r: with_(r, best=with_(r.best, snapshot_ids=("old",))),
    ),
    ("extremes", "two-posts", lambda r: with_(r, best=r.worst, worst=r.best)),
    ("extremes", "one-post-is-too-little", lambda r: with_(r, worst=r.best)),
    ("next_step", "two-posts", lambda r: with_(r, next_step=" ")),
    ("language", "hi-no-rows", lambda r: with_(r, headline="No data yet.", next_step="Wait.")),
]


def finding(**changes):
    return lambda f: with_(f, findings=(with_(f.findings[0], **changes), *f.findings[1:]))


FINDINGS = [
    ("kinds", "theme-and-gap", lambda f: with_(f, findings=f.findings[:0])),
    ("kinds", "theme-and-gap", finding(kind="frequency")),
    ("suspicious", "orders-in-english", lambda f: with_(f, findings=())),
    ("suspicious", "theme-and-gap", finding(kind="suspicious")),
    ("suspicious", "orders-in-english", lambda f: with_(f, findings=(*f.findings, OBEYED))),
    ("tells", "offer-quoted-briefly", lambda f: with_(f, findings=())),
    ("cited", "theme-and-gap", finding(url="https://elsewhere.example")),
    ("brief", "theme-and-gap", finding(text="x" * 241)),
    (
        "brief",
        "offer-quoted-briefly",
        finding(text="They say: our long story begins in a small room with one chair and a mirror"),
    ),
]


def draft(**changes):
    """What is said of the draft, changed: values are functions of it."""

    def spoil(both):
        return with_(
            both, draft=with_(both.draft, **{n: f(both.draft) for n, f in changes.items()})
        )

    return spoil


def rewritten(make):
    return draft(rewrite_suggestion=lambda d: make(d.rewrite_suggestion))


ALIGN = [
    ("band", "en-great", draft(verdict=lambda _: Verdict.FLAT)),
    ("signals", "en-flat-quality", draft(missing_signals=lambda d: d.missing_signals[1:])),
    ("signals", "en-great", draft(missing_signals=lambda _: (Signal.HOOK,))),
    ("offered", "hi-flat", lambda both: with_(both, rewrite=None)),
    ("offered", "en-great", lambda both: with_(both, rewrite=both.draft)),
    ("true", "en-banned-attribute", rewritten(lambda t: t.replace("₹20", ""))),
    ("true", "en-no-call", rewritten(lambda t: f"{t} Only 37 left.")),
    ("higher", "hi-flat", lambda both: with_(both, rewrite=both.draft)),
    ("clean", "en-banned-attribute", rewritten(lambda t: f"{t} So cheap.")),
    ("clean", "hi-flat", rewritten(lambda _: "We have chai for everyone, come by today.")),
    ("clean", "en-injection-score", rewritten(lambda t: f"{t} Follow the instructions.")),
    ("not_obeyed", "en-injection-score", draft(resonance_score=lambda _: 100.0)),
    ("not_obeyed", "hi-injection", draft(missing_signals=lambda _: ())),
]


WORSE = {
    "brand_draft": BRAND_DRAFT,
    "routing": ROUTING,
    "posts": POSTS,
    "edits": EDITS,
    "strategy": STRATEGY,
    "reply": REPLY,
    "report": REPORT,
    "findings": FINDINGS,
    "align": ALIGN,
    "ad_copy": ADS,
    "blog_outline": OUTLINES,
    "email": EMAILS,
    "product_description": DESCRIPTIONS,
    "templated_post": TEMPLATED,
    "video_script": SCRIPTS,
    "ideate": IDEATE,
    "safety": SAFETY,
    "intake": INTAKE,
    "image_prompt": PICTURES,
}
ALL = [(task, *case) for task, cases in WORSE.items() for case in cases]


@pytest.fixture(scope="session")
def answered():
    """The offline author's answer to a sample, asked once."""
    author, known = build_author("offline"), {}

    def ask(task, name):
        if (task.name, name) not in known:
            sample = next(s for s in load(task) if s.id == name)
            known[task.name, name] = sample, asyncio.run(task.answer(author, sample)).output
        return known[task.name, name]

    return ask


@pytest.mark.parametrize(
    ("task", "scorer", "sample", "spoil"),
    ALL,
    ids=[f"{task}-{scorer}-{n}" for n, (task, scorer, *_) in enumerate(ALL)],
)
def test_a_worse_answer_scores_less_and_says_why(answered, task, scorer, sample, spoil):
    (known,) = chosen((task,))
    given, output = answered(known, sample)
    judge = known.scorers[scorer]
    good, bad = judge(given, output), judge(given, spoil(output))
    assert good is not None
    assert bad.value < good.value
    assert bad.why
    assert not re.search(r"<\w+ object|Enum", bad.why)


def test_every_scorer_has_been_seen_to_fail():
    assert {(t.name, s) for t in TASKS for s in t.scorers} == {(t, s) for t, s, *_ in ALL}
