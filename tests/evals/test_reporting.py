"""Reports: they name what got worse, show old beside new, and need nothing from outside."""

import re

import pytest

from evals.comparison import compare
from evals.guard import guarded
from evals.reporting import html, markdown
from evals.reporting.words import differences, plain, score, signed


@pytest.fixture(scope="module")
def worse(baselines, measure, degraded):
    def louder(inputs, reply):
        return reply.model_copy(update={"text": reply.text + "\n\n<b>Great news!</b> ```"})

    return compare(measure(degraded("reply", louder), "reply"), baselines)


def test_the_first_line_says_what_happened(worse, measured, baselines):
    assert markdown.render(worse).startswith("# Reply got worse.")
    assert markdown.render(guarded(measured, baselines)).startswith("# Nothing got worse.")


def test_markdown_shows_both_answers_and_every_step(worse):
    text = markdown.render(worse)
    assert "### approval-by-chat: worse" in text
    assert "- voice: 1.000 → 0.000 (“!”)" in text
    assert re.search(r"\| voice \| 1\.000 \| 0\.000 \| -1\.000 \|", text)
    assert "\n````\n" in text, "a fence longer than the one in the text"


def test_the_page_needs_nothing_else_and_shows_texts_as_text(worse):
    page = html.render(worse)
    assert page.startswith("<!doctype html>")
    assert not re.search(r"<(?:script|link|img|iframe)\b|@import|url\((?!data:font)", page)
    assert page.count("@font-face") == 1, "Devanagari shows on any machine"
    assert "<b>Great" not in page
    assert "&lt;b&gt;Great" in page
    assert page.count("<details") == len(worse.tasks[0].samples)


def test_a_comparison_without_change_lists_its_tasks_and_no_sample(measured, baselines):
    page = html.render(guarded(measured, baselines))
    assert "Unchanged" in page
    assert page.count("<details") == len(measured.tasks)
    assert "###" not in markdown.render(guarded(measured, baselines))


def test_out_of_date_baselines_are_told_in_both(measured, baselines):
    found = guarded(measured, {t: b for t, b in baselines.items() if t != "edits"})
    assert "edits has no baseline" in markdown.render(found)
    assert "edits has no baseline" in html.render(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b c", "a x c"),
        ("one\ntwo\n", "one\n\nthree"),
        ("", "new"),
        ("चाय ₹20", "चाय ₹25"),
        ("same", "same"),
    ],
)
def test_woven_differences_hold_both_texts(old, new):
    parts = differences(old, new)
    assert "".join(text for how, text in parts if how != "come") == old
    assert "".join(text for how, text in parts if how != "gone") == new


def test_figures_are_told_as_people_read_them():
    assert (score(None), score(0.5)) == ("–", "0.500")
    assert (signed(0.25), signed(-0.25), signed(1e-9)) == ("+0.250", "-0.250", "0")
    assert plain({"text": "one\ntwo", "tags": ["#चाय"]}) == "text: |-\n  one\n  two\ntags: ['#चाय']"


def test_two_runs_without_a_case_in_common_are_not_called_equal(measured, baselines):
    run = baselines["report"].run
    other = tuple(s.model_copy(update={"hash": "x"}) for s in run.samples)
    old = baselines["report"].model_copy(update={"run": run.model_copy(update={"samples": other})})
    found = compare(measured, {"report": old})
    assert not found.passed
    assert markdown.render(found).startswith("# Nothing was compared.")
    assert "No case of report is the same in both" in html.render(found)
