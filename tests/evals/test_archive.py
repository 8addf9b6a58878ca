"""Runs and baselines as files: read back as they were, and refused when they are something else."""

import json

import pytest

from domain.errors import InvalidError, NotFoundError
from evals import archive
from evals.records import summary


def test_a_run_is_read_back_and_carries_what_readers_look_for(measured, tmp_path):
    path = archive.write_run(measured, tmp_path)
    assert archive.read_run(path) == measured
    assert archive.read_run(measured.id, tmp_path) == archive.newest_run(tmp_path) == measured
    data = json.loads(path.read_text("utf-8"))
    routing = data["tasks"][0]
    assert routing["prompts"][0].keys() == {"name", "version", "hash"}
    assert len(routing["dataset_hash"]) == 64
    assert data["author"] == "offline author"
    assert {"scores", "cost_usd", "latency_ms"} <= data["summary"][0].keys()
    assert routing["samples"][0]["latency_ms"] > 0


def test_a_baseline_keeps_its_reason_and_no_moment_of_a_machine(measured, tmp_path):
    made = archive.as_baseline(measured, measured.tasks[0], "First measure of all")
    path = archive.write_baseline(made, tmp_path)
    assert path == tmp_path / "offline-author" / "routing.json"
    kept = archive.read_baseline("offline author", "routing", tmp_path)
    assert kept.reason == "First measure of all"
    assert {s.latency_ms for s in kept.run.samples} == {0.0}
    assert archive.baselines_of(measured, tmp_path).keys() == {"routing"}
    assert archive.read_baseline("openai:gpt-5", "routing", tmp_path) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"id": 1}'])
def test_a_file_that_is_no_run_is_refused(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(InvalidError, match=r"x\.json"):
        archive.read_run(tmp_path / "x.json")


def test_without_a_run_the_way_to_one_is_told(tmp_path):
    with pytest.raises(NotFoundError, match="insta-media eval run"):
        archive.newest_run(tmp_path)


@pytest.mark.parametrize(
    ("author", "name"),
    [("offline author", "offline-author"), ("bedrock:us.claude/4.5", "bedrock-us.claude-4.5")],
)
def test_an_authors_name_becomes_a_folder(author, name):
    assert archive.slug(author) == name


def test_means_leave_out_what_could_not_be_judged(measured):
    posts = next(task for task in measured.tasks if task.task == "posts")
    judged = [s.scores["holds"].value for s in posts.samples if "holds" in s.scores]
    assert len(judged) < len(posts.samples)
    assert summary(posts)["scores"]["holds"] == sum(judged) / len(judged)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"",
        lambda raw: b"\xff\xfe\x00\x81" * 9,
        lambda raw: b"[]",
        lambda raw: b"[" * 100_000,
        lambda raw: raw.replace(b'"value": 1.0', b'"value": NaN'),
    ],
)
def test_a_damaged_baseline_says_which_file_and_what_to_do(measured, tmp_path, spoil):
    made = archive.as_baseline(measured, measured.tasks[0], "First measure of all")
    path = archive.write_baseline(made, tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(InvalidError) as refused:
        archive.read_baseline("offline author", "routing", tmp_path)
    assert str(path) in refused.value.message
    assert "from version control" in refused.value.message
    assert "insta-media eval baseline routing --reason" in refused.value.message
