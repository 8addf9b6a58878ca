"""Baselines that no longer speak of the tree: a changed prompt, new cases, other scorers, none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evals.archive import write_baseline
from evals.guard import guarded
from evals.records import PromptUsed
from prompts import loader

ROOT = Path(__file__).parents[2]
NEWEST = loader.versions("report")[-1]


def changed(baselines, task, **changes):
    old = baselines[task]
    run = old.run.model_copy(update=changes)
    return {**baselines, task: old.model_copy(update={"run": run})}


def test_what_was_measured_just_now_is_not_stale(measured, baselines):
    assert guarded(measured, baselines).stale == ()


def test_a_task_without_a_baseline_is_named(measured, baselines):
    rest = {task: b for task, b in baselines.items() if task != "posts"}
    (problem,) = guarded(measured, rest).stale
    assert problem.startswith("posts has no baseline")
    assert "insta-media eval baseline posts --reason" in problem


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"dataset_hash": "x"}, "The cases of report changed"),
        ({"scorers": ("answered", "tells")}, "The scorers of report changed"),
        ({"prompts": ()}, "asks the prompt “report” now"),
    ],
)
def test_what_changed_since_the_baseline_is_said(measured, baselines, change, said):
    (problem,) = guarded(measured, changed(baselines, "report", **change)).stale
    assert said in problem


def without(samples, at):
    return samples[:at] + samples[at + 1 :]


def _only_answered(sample):
    return sample.model_copy(update={"scores": {"answered": sample.scores["answered"]}})


def _without_one(sample):
    kept = {name: score for name, score in sample.scores.items() if name != "next_step"}
    return sample.model_copy(update={"scores": kept})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda samples: samples[:2], "it lacks "),
        (lambda samples: (), "it lacks "),
        (lambda samples: without(samples, 3), "it lacks "),
        (lambda samples: (*samples, samples[0]), "it has twice "),
        (lambda s: (*s, s[0].model_copy(update={"id": "x"})), "it has besides x"),
        (lambda s: (s[0].model_copy(update={"hash": "0"}), *s[1:]), "it has other words for "),
        (lambda s: (s[0].model_copy(update={"scores": {}}), *s[1:]), "it lacks scores for "),
        (lambda s: tuple(_only_answered(sample) for sample in s), "it lacks scores for "),
        (lambda s: (_without_one(s[0]), *s[1:]), "it lacks scores for "),
        (lambda s: (s[0].model_copy(update={"output": [1]}), *s[1:]), "it lacks scores for "),
    ],
)
def test_a_file_that_lost_what_was_measured_lets_nothing_pass(measured, baselines, spoil, said):
    report = next(task for task in measured.tasks if task.task == "report")
    spoilt = spoil(report.samples)
    found = guarded(measured, changed(baselines, "report", samples=spoilt))
    assert not found.passed
    assert any("baseline of report does not fit" in line and said in line for line in found.stale)
    run = measured.model_copy(update={"tasks": (report.model_copy(update={"samples": spoilt}),)})
    assert any("run's file" in line and said in line for line in guarded(run, baselines).stale)


def test_another_version_and_other_words_of_a_prompt_are_told_apart(measured, baselines):
    now = baselines["report"].run.prompts[0]
    for before, said in (
        (PromptUsed(name="report", version="v99", hash=now.hash), f"is v{NEWEST} now"),
        (PromptUsed(name="report", version=now.version, hash="0"), "prompt file of"),
    ):
        (problem,) = guarded(measured, changed(baselines, "report", prompts=(before,))).stale
        assert said in problem


def test_a_run_of_other_scorers_is_not_taken_for_the_tree(measured, baselines):
    report = next(task for task in measured.tasks if task.task == "report")
    old = report.model_copy(update={"scorers": ("answered", "tells")})
    run = measured.model_copy(update={"tasks": (old,)})
    said = guarded(run, {"report": baselines["report"].model_copy(update={"run": old})}).stale
    assert any("The scorers of report changed after this run" in line for line in said)


def test_a_run_from_before_the_last_change_is_not_taken_for_the_tree(measured, baselines):
    report = next(task for task in measured.tasks if task.task == "report")
    old = report.model_copy(update={"prompts": (), "dataset_hash": "x"})
    run = measured.model_copy(update={"tasks": (old,)})
    said = guarded(run, {"report": baselines["report"].model_copy(update={"run": old})}).stale
    assert [line.partition(". ")[2] for line in said] == [
        "Measure it again: insta-media eval run"
    ] * 2
    assert "A prompt of report changed after this run" in said[0]


@pytest.fixture
def tree(tmp_path, baselines):
    """Commands over a copy of the prompts, with a baseline for them as they are now."""
    shutil.copytree(ROOT / "prompts", tmp_path / "front" / "prompts")
    write_baseline(baselines["report"], tmp_path / "baselines")

    def command(*arguments: str) -> tuple[int, str]:
        path = os.pathsep.join([str(tmp_path / "front"), str(ROOT)])
        done = subprocess.run(
            [sys.executable, "-P", "-m", "cli.main", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    return command


CHECK = ("eval", "run", "report", "--compare", "--baselines", "baselines")


@pytest.mark.slow
def test_a_changed_prompt_file_fails_until_it_is_measured_anew(tree, tmp_path):
    file = tmp_path / "front" / "prompts" / "report" / f"v{NEWEST}.md"
    file.write_text(file.read_text("utf-8") + "Be cheerful.\n", "utf-8")
    code, said = tree(*CHECK)
    assert code == 1
    assert f"The prompt file of “report” v{NEWEST} changed since the baseline of report" in said
    assert "insta-media eval baseline report --reason" in said
    reason = ("--reason", "It is cheerful now", "--baselines", "baselines")
    assert tree("eval", "baseline", "report", *reason)[0] == 0
    assert tree(*CHECK)[0] == 0
    file.write_text(file.read_text("utf-8") + "Very cheerful.\n", "utf-8")
    assert tree("eval", "compare", "--baselines", "baselines")[0] == 1, "the run is older"
    assert tree("eval", "baseline", "report", *reason)[0] == 1
    code, said = tree("prompts", "verify")
    assert code == 1
    assert f"report/v{NEWEST} ✗ changed" in said


@pytest.mark.slow
def test_a_new_version_fails_until_it_is_measured_and_can_be_released(tree, tmp_path):
    assert tree("prompts", "new-version", "report")[0] == 0
    code, said = tree(*CHECK)
    assert code == 1
    assert f"The prompt “report” is v{NEWEST + 1} now" in said
    assert tree("prompts", "new-version", "report")[0] == 1, "the draft is there already"
    assert tree("prompts", "verify", "--lock")[0] == 0
    lock = (tmp_path / "front" / "prompts" / "released.json").read_text("utf-8")
    assert f'"report/v{NEWEST + 1}"' in lock


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("role: analyse", "role: king", "role: Input should be"),
        (f"version: {NEWEST}", "version: five", "version: Input should be a valid integer"),
        ("---\n", "", "opens with front matter"),
        ("role: analyse", "role: !!python/object:os.system {}", "no YAML that can be read"),
        ("---\nname: report", "---\n[", "no YAML that can be read"),
    ],
)
def test_a_broken_prompt_file_is_named_and_nothing_is_measured_or_begun(
    tree, tmp_path, before, after, said
):
    folder = tmp_path / "front" / "prompts" / "report"
    file = folder / f"v{NEWEST}.md"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    for command in (CHECK, ("eval", "run", "report"), ("prompts", "new-version", "report")):
        code, told = tree(*command)
        assert code == 1
        assert f"prompts/report/v{NEWEST}.md: {said}" in told or said in told
        assert "bring the file back from version control" in told
    assert not (folder / f"v{NEWEST + 1}.md").exists()


def test_no_version_begins_with_the_words_of_one_that_calls_itself_another(tree, tmp_path):
    file = tmp_path / "front" / "prompts" / "report" / f"v{NEWEST}.md"
    text = file.read_text("utf-8").replace(f"version: {NEWEST}", "version: 77", 1)
    file.write_text(text, "utf-8")
    code, told = tree("prompts", "new-version", "report")
    assert code == 1
    assert "Its front matter says report version 77" in told
