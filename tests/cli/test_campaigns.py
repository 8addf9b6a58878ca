"""`eval campaigns`: the files it leaves, what it says, and its exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app

SHOPS = """
industry: Tea stall
brands:
  - name: Leaf
    place: Mall Road, Shimla
    language: en
    sells: [[Black tea, two leaves and a bud from Munnar, ₹180]]
    facts: [[The shop opens at five in the morning, owner]]
    asks: [rain on the roof]
  - name: Kulhad Adda
    place: गोदौलिया, वाराणसी
    language: hi
    sells: [[कुल्हड़ चाय, अदरक वाली, ₹15]]
    asks: [घाट की सुबह]
"""


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Runs the command in the test's own folder, for two shops."""
    monkeypatch.chdir(tmp_path)
    Path("shops").mkdir()
    Path("shops/tea.yaml").write_text(SHOPS, encoding="utf-8")

    def run(*options: str) -> Result:
        return CliRunner().invoke(app, ("eval", "campaigns", *options))

    return run


def test_the_measures_are_told_and_the_worst_and_the_sheet_are_kept(call):
    done = call("--brands", "shops", "--read", "3", "--out", "out/read.md", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == (0 if told["passed"] else 1)
    assert told["files"] == {"offenders": "build/evals/campaigns.json", "sheet": "out/read.md"}
    kept = json.loads(Path("build/evals/campaigns.json").read_text("utf-8"))
    assert (kept["brands"], kept["posts"], kept["variations"]) == (2, 6, 18)
    assert kept["measures"] == told["measures"]
    assert Path("out/read.md").read_text("utf-8").count("post unchanged: yes/no") == 3


def test_a_missed_limit_ends_with_1_and_is_named(call):
    # of a shop without a name nothing can be written
    Path("shops/tea.yaml").write_text(SHOPS.replace("name: Leaf", 'name: ""'), encoding="utf-8")
    done = call("--brands", "shops")
    assert done.exit_code == 1
    assert "Over the limit: empty" in done.stderr
    assert "missed" in done.stdout


def test_a_folder_that_holds_no_businesses_and_a_file_that_cannot_be_written_are_wrong_usage(call):
    Path("empty").mkdir()
    assert call("--brands", "empty").exit_code == 2
    refused = call("--brands", "shops", "--offenders", "shops")
    assert refused.exit_code == 2
    assert "cannot be written" in refused.output
