"""`eval` and `prompts`: what they leave behind, what they say, and their exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from prompts import loader
from tests.llm.model.modelserver import Say, serving

BASELINES = ("--baselines", "kept")


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Runs a command in the test's own folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return run


@pytest.fixture
def value(call):
    """The one JSON value of a command that succeeds."""

    def read(*arguments: str):
        done = call(*arguments, "--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    return read


@pytest.fixture
def measured(value):
    """A run of a small task, which is its baseline."""
    run = value("eval", "run", "report")
    kept = value("eval", "baseline", "--reason", "First measure of reports", *BASELINES)
    assert kept["baselines"] == ["kept/offline-author/report.json"]
    return run


def test_a_run_leaves_its_file_and_a_comparison_its_reports(value, measured):
    assert Path(measured["file"]).exists()
    assert measured["tasks"][0]["scores"]["answered"] == 1.0
    found = value("eval", "compare", *BASELINES)
    assert found["passed"]
    assert all(Path(path).exists() for path in found["reports"].values())
    assert found["reports"].keys() == {"markdown", "html"}


def test_a_worse_run_ends_with_1_and_names_task_and_sample(call, measured):
    file = Path(measured["file"])
    worse = json.loads(file.read_text("utf-8"))
    sample = worse["tasks"][0]["samples"][1]
    sample["scores"]["tells"] = {"value": 0.25, "why": "lacks “1,240”"}
    file.write_text(json.dumps(worse), "utf-8")
    done = call("eval", "compare", *BASELINES)
    assert done.exit_code == 1
    assert "report: 1 of 13 got worse" in done.stdout
    assert sample["id"] in done.stdout
    assert "lacks “1,240”" in done.stdout
    assert "insta-media eval baseline" in done.stderr


def test_one_command_runs_and_compares(call, measured):
    done = call("eval", "run", "report", "--compare", *BASELINES)
    assert done.exit_code == 0
    assert "no change" in done.stdout
    assert "Nothing got worse." in done.stderr
    unknown = call("eval", "run", "findings", "--compare", *BASELINES)
    assert unknown.exit_code == 1
    assert "findings has no baseline" in " ".join(unknown.stdout.split())


def test_two_runs_are_compared_with_each_other(value, measured):
    other = value("eval", "run", "report")
    found = value("eval", "compare", other["run"], "--against", measured["run"])
    assert (found["passed"], found["tasks"][0]["verdict"]) == (True, "no change")


def test_recorded_answers_score_as_the_author_did(value):
    recorded = value("eval", "run", "report", "--record", "answers.json")
    replayed = value("eval", "run", "report", "--replay", "answers.json")
    assert replayed["author"] == recorded["author"]
    assert replayed["tasks"][0]["scores"] == recorded["tasks"][0]["scores"]
    lost = value("eval", "run", "findings", "--replay", "answers.json")
    assert lost["tasks"][0]["scores"]["answered"] == 0.0


def test_a_model_is_measured_by_the_answers_that_it_gives(value, monkeypatch):
    with serving() as models:
        models.always = Say('{"toxicity": 0.1, "issues": []}')
        monkeypatch.setenv("INSTA_MODEL_BASE_URL", f"{models.url}/v1")
        monkeypatch.setenv("INSTA_MODEL_PRICES", '{"openai:small": [1, 2]}')
        monkeypatch.setenv("INSTA_MODELS__JUDGE", "openai:another")
        run = value("eval", "run", "safety", "--model", "openai:small")
    (task,) = run["tasks"]
    assert task["scores"]["answered"] == 1.0
    assert run["author"] == "OpenAI-compatible small"
    assert {asked.body["model"] for asked in models.asked} == {"small"}


def test_a_models_recorded_answers_have_a_baseline_of_their_own(value, call):
    """Answers of some model, as recorded: cost and latency count, and chance is allowed for."""
    value("eval", "run", "report", "--record", "model.json")
    path = Path("model.json")
    recording = json.loads(path.read_text("utf-8")) | {"label": "some-provider:some-model"}
    for kept in recording["answers"].values():
        kept["provenance"] |= {"author": recording["label"], "cost_usd": 0.002, "latency_ms": 800}
    path.write_text(json.dumps(recording), "utf-8")
    run = value("eval", "run", "report", "--replay", "model.json")
    assert run["author"] == "some-provider:some-model"
    assert run["tasks"][0]["cost_usd"] == pytest.approx(0.002 * 13)
    assert run["tasks"][0]["latency_ms"]["p50"] == 800
    kept = value("eval", "baseline", "--reason", "First measure of this model", *BASELINES)
    assert kept["baselines"] == ["kept/some-provider-some-model/report.json"]
    answers = list(recording["answers"].values())
    answers[0]["output"]["next_step"] = " "
    path.write_text(json.dumps(recording), "utf-8")
    one_slip = value("eval", "run", "report", "--compare", "--replay", "model.json", *BASELINES)
    assert (one_slip["passed"], one_slip["exact"]) == (True, False)
    assert len(one_slip["tasks"][0]["worse"]) == 1
    for answer in answers:
        answer["output"]["next_step"] = " "
    path.write_text(json.dumps(recording), "utf-8")
    done = call("eval", "run", "report", "--compare", "--replay", "model.json", *BASELINES)
    assert done.exit_code == 1
    assert "next_step" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["eval"],
        ["eval", "run", "poems"],
        ["eval", "run", "--model", "nobody:nothing"],
        ["eval", "run", "--replay", "missing.json"],
        ["eval", "run", "--replay", __file__],
        ["eval", "compare", "--runs", "/nowhere/at/all"],
        ["eval", "compare", "no-such-run"],
        ["eval", "compare", "--seed", "x"],
        ["eval", "baseline"],
        ["eval", "baseline", "--reason", "because"],
        ["prompts", "show"],
        ["prompts", "show", "poem"],
        ["prompts", "show", "intent", "--version", "99"],
        ["prompts", "diff", "intent", "1", "99"],
        ["prompts", "new-version", "poem"],
    ],
)
def test_wrong_usage_ends_with_2(arguments):
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2, done.output
    assert "Usage:" in done.output


def test_prompts_are_listed_shown_and_compared(value):
    listed = value("prompts", "list")
    assert {entry["name"] for entry in listed} >= {"intent", "social_post"}
    newest = [e["version"] for e in listed if e["name"] == "intent" and e["newest"]]
    assert newest == [max(e["version"] for e in listed if e["name"] == "intent")]
    shown = value("prompts", "show", "intent", "--version", "1")
    assert (shown["version"], len(shown["hash"])) == (1, 64)
    assert "+version: 2" in value("prompts", "diff", "intent", "1", "2")["lines"]
    assert value("prompts", "verify")["ok"]


def test_a_prompt_with_one_version_has_nothing_to_compare(call):
    single = next(name for name in loader.names() if len(loader.versions(name)) == 1)
    done = call("prompts", "diff", single)
    assert done.exit_code == 2
    assert "has only version 1" in " ".join(done.output.split())


def test_people_are_shown_words(call):
    assert "✓ released" in call("prompts", "list").stdout
    assert "takes campaign_name" in call("prompts", "show", "report").stdout
    assert "+version: 2" in call("prompts", "diff", "intent", "1", "2").stdout
