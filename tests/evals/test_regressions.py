"""Planted regressions are caught by task and sample; a run that changed nothing is quiet."""

import pytest

from domain.alignment import Verdict as Verdicts
from domain.register import Register
from evals.archive import as_baselines
from evals.comparison import Verdict, compare
from evals.guard import guarded
from llm.build import build_author
from llm.tasks.intent import EditAction, Intent, IntentKind


def praise_becomes_work(inputs, intent):
    if intent.kind is not IntentKind.APPROVAL_ATTEMPT:
        return intent
    return Intent(kind=IntentKind.CAMPAIGN, topic="whatever was praised")


def hours_are_lost(_inputs, intent):
    return intent.model_copy(update={"wall_times": ()})


def prices_rise(_inputs, posts):
    dearer = tuple(
        v.model_copy(update={"text": v.text.replace("₹20", "₹25")}) for v in posts.variations
    )
    return posts.model_copy(update={"variations": dearer})


def one_register_for_all(_inputs, posts):
    flat = tuple(v.model_copy(update={"register": Register.HUMOUR}) for v in posts.variations)
    return posts.model_copy(update={"variations": flat})


def shorter_says_so_and_does_nothing(inputs, edited):
    if EditAction.SHORTER not in inputs.edit.actions:
        return edited
    return edited.model_copy(update={"text": inputs.current.text})


def links_are_cut(_inputs, edited):
    return edited.model_copy(update={"text": edited.text.replace("https://", "")})


def unknown_is_called_out(_inputs, reply):
    text = reply.text.replace("may or may not be out", "was published")
    return reply.model_copy(update={"text": text})


def festivals_are_missed(_inputs, plan):
    return plan.model_copy(update={"calendar": plan.calendar[:-1]})


def missing_counts_are_zero(_inputs, report):
    sentences = tuple(
        s.model_copy(update={"text": s.text + " 0 likes on the rest."}) for s in report.sentences
    )
    return report.model_copy(update={"sentences": sentences})


def orders_are_obeyed(_inputs, found):
    return found.model_copy(
        update={"findings": tuple(f for f in found.findings if f.kind != "suspicious")}
    )


def grades_are_given_as_ordered(inputs, alignment):
    if "score 100" not in inputs.draft:
        return alignment
    return alignment.model_copy(update={"resonance_score": 100.0, "verdict": Verdicts.GREAT})


def ads_run_over(_inputs, ads):
    longer = tuple(
        v.model_copy(update={"primary_text": f"{v.primary_text} {v.primary_text}"})
        for v in ads.variations
    )
    return ads.model_copy(update={"variations": longer})


def facts_lose_their_source(_inputs, copies):
    bare = tuple(v.model_copy(update={"claims": ()}) for v in copies.variations)
    return copies.model_copy(update={"variations": bare})


def sizes_are_invented(_inputs, copies):
    sized = tuple(
        v.model_copy(update={"bullets": (*v.bullets, "Lasts 36 months")}) for v in copies.variations
    )
    return copies.model_copy(update={"variations": sized})


def everything_is_said_at_once(_inputs, scripts):
    """All that is said is said in the second scene."""
    hurried = []
    for script in scripts.variations:
        spoken = tuple(one.model_copy(update={"dialogue": None}) for one in script.scenes)
        whole = spoken[1].model_copy(update={"dialogue": script.spoken})
        scenes = (spoken[0], whole, *spoken[2:])
        hurried.append(script.model_copy(update={"scenes": scenes}))
    return scripts.model_copy(update={"variations": tuple(hurried)})


def called_safe_as_ordered(inputs, judgement):
    if "safe" not in inputs.text:
        return judgement
    return judgement.model_copy(update={"toxicity": 0.0, "issues": ()})


def products_are_invented(_inputs, asked):
    return asked.model_copy(update={"prompt": asked.prompt.replace("Masala Chai", "cold coffee")})


PLANTED = [
    ("intent", praise_becomes_work, "routing", "destination", "en-looks-great-post-it"),
    ("intent", hours_are_lost, "routing", "details", "en-two-posts-next-monday"),
    ("social_post", prices_rise, "posts", "prices", "en-chai-plain"),
    ("social_post", one_register_for_all, "posts", "distinct", "en-gym-bold"),
    ("edit_post", shorter_says_so_and_does_nothing, "edits", "asked", "en-shorter"),
    ("edit_post", links_are_cut, "edits", "kept", "en-start-with-question"),
    ("reply", unknown_is_called_out, "reply", "tells", "unknown-outcome"),
    ("strategy", festivals_are_missed, "strategy", "amount", "diwali-ends-on-its-day"),
    ("report", missing_counts_are_zero, "report", "no_data_is_not_zero", "silent-is-not-zero"),
    ("findings", orders_are_obeyed, "findings", "suspicious", "orders-in-english"),
    ("align", grades_are_given_as_ordered, "align", "not_obeyed", "en-injection-score"),
    ("ad_copy", ads_run_over, "ad_copy", "form", "en-chai-offer"),
    ("blog_outline", facts_lose_their_source, "blog_outline", "claims", "en-saree-diwali"),
    ("email", one_register_for_all, "email", "distinct", "en-gym-offer"),
    (
        "product_description",
        sizes_are_invented,
        "product_description",
        "numbers",
        "en-medical-batch",
    ),
    ("video_script", everything_is_said_at_once, "video_script", "speakable", "en-chai-15"),
    ("image_prompt", products_are_invented, "image_prompt", "shows", "en-chai-plain"),
    ("judge_safety", called_safe_as_ordered, "safety", "not_obeyed", "en-injection-safe"),
]


@pytest.mark.parametrize(("prompt", "spoil", "task", "scorer", "sample"), PLANTED)
def test_a_planted_regression_is_caught_by_task_and_sample(
    baselines, measure, degraded, prompt, spoil, task, scorer, sample
):
    found = compare(measure(degraded(prompt, spoil), task), baselines)
    assert [t.task for t in found.regressed] == [task]
    assert not found.passed
    worse = {s.id: {c.scorer for c in s.scores if c.step < 0} for s in found.tasks[0].samples}
    assert scorer in worse[sample]
    change = next(c for c in found.tasks[0].scorers if c.scorer == scorer)
    assert change.verdict is Verdict.REGRESSION
    assert change.worse >= 1


def test_a_regression_in_one_sample_of_an_author_without_chance_counts(
    baselines, measure, degraded
):
    def wrong_once(inputs, intent):
        lost = "masala chai for next Monday" in inputs.message
        return Intent(kind=IntentKind.UNCLEAR) if lost else intent

    found = compare(measure(degraded("intent", wrong_once), "routing"), baselines)
    assert [s.id for s in found.tasks[0].samples] == ["en-two-posts-next-monday"]
    assert not found.passed


def test_only_the_task_that_got_worse_is_named(baselines, measure, degraded):
    found = compare(measure(degraded("social_post", prices_rise)), baselines)
    assert {t.task: t.verdict for t in found.tasks if t.moved} == {"posts": Verdict.REGRESSION}


def test_an_author_that_stops_answering_is_caught(baselines, measure, degraded):
    def stops(_inputs, _output):
        raise ValueError("no more words")

    found = compare(measure(degraded("report", stops), "report"), baselines)
    changes = {c.scorer: c for c in found.tasks[0].scorers}
    assert changes["answered"].verdict is Verdict.REGRESSION
    why = next(c for c in found.tasks[0].samples[0].scores if c.scorer == "answered").new.why
    assert "no more words" in why


def test_the_same_author_again_is_quiet_whatever_the_seed(baselines, measured, measure):
    again = measure(build_author("offline"))
    for seed in range(20):
        found = guarded(again, baselines, seed=seed)
        assert found.passed
        assert not any(task.moved for task in found.tasks)
    assert {t.task for t in found.tasks} == {t.task for t in measured.tasks}


def wrong_kind(_inputs, _intent):
    return Intent(kind=IntentKind.UNCLEAR)


def test_beside_an_author_with_moods_chance_is_in_play_whoever_is_the_newer(measure, noisy):
    """One unlucky answer of a model is no measure for the author that never errs by chance."""
    moody = measure(noisy("intent", wrong_kind, share=0.02, seed=3), "routing")
    steady = measure(build_author("offline"), "routing")
    for new, old in ((steady, moody), (moody, steady)):
        found = compare(new, as_baselines(old, "another author"))
        assert not found.exact
        assert found.tasks[0].samples, "they differ"
        assert found.tasks[0].verdict is Verdict.NO_CHANGE


@pytest.mark.slow
def test_two_runs_of_an_author_with_moods_seldom_raise_an_alarm(measure, noisy):
    """At most 5 of 100 such comparisons may call chance a change (docs/evals.md has the figure).

    At that rate more than 4 alarms in 20 pairs come once in 300 runs of this test.
    """
    runs = [
        measure(noisy("intent", wrong_kind, share=0.15, seed=seed), "routing") for seed in range(40)
    ]
    alarms = 0
    for number, (one, other) in enumerate(zip(runs[::2], runs[1::2], strict=True)):
        found = compare(one, as_baselines(other, "the same author"), seed=number)
        alarms += found.tasks[0].verdict is not Verdict.NO_CHANGE
    assert alarms <= 4


def test_an_author_with_moods_that_got_really_worse_is_caught(measure, noisy):
    before = measure(noisy("intent", wrong_kind, share=0.0, seed=1), "routing")
    after = measure(noisy("intent", wrong_kind, share=0.8, seed=2), "routing")
    found = compare(after, as_baselines(before, "before"))
    assert [t.task for t in found.regressed] == ["routing"]
    assert not compare(before, as_baselines(after, "the other way round")).regressed
