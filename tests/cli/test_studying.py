"""`esg study` end to end: from a file to words, figures, a page; and why not, where not."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from cli.main import app

SUBJECTS = ("बारिश में गरम चाय", "ताज़ा समोसा चार बजे", "हमारी पुरानी कहानी", "त्योहार की छूट")


def rows(n, dated=True):
    """Posts in Hindi, which need no model; the subject decides the likes."""
    lines = ["Date,Caption,Likes,Comments,Shares"]
    for number in range(n):
        subject = number * 7 % 4
        day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
        likes = (40, 120, 360, 1080)[subject] + number % 5
        date = f"{day:%Y-%m-%d}" if dated else ""
        lines.append(f"{date},{SUBJECTS[subject]} {number},{likes},{subject},1")
    return "\n".join(lines)


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INSTA_DATA_DIR", str(tmp_path / "data"))

    def run(text, *arguments):
        (tmp_path / "posts.csv").write_text(text, "utf-8")
        return CliRunner().invoke(app, ["esg", "study", "posts.csv", *arguments])

    return run


def test_a_study_says_what_it_found_and_saves_it(call, tmp_path):
    done = call(rows(60), "--html", "out.html", "--markdown", "out.md")
    assert done.exit_code == 0, done.output
    said = " ".join(done.stdout.split())
    assert "better than any five posts" in said
    assert "40 of 40 drafts were compared by spelling" in said
    assert "Combined, 0.6 (the default)" in said
    assert said.index("The default formula") < said.index("rank correlation than any five")
    assert "<!doctype html>" in (tmp_path / "out.html").read_text("utf-8")
    assert (tmp_path / "out.md").read_text("utf-8").startswith("# posts.csv")
    assert not (tmp_path / "data").exists()


def test_as_json_it_is_one_value_with_every_figure(call):
    done = call(rows(60), "--json", "--seed", "5")
    told = json.loads(done.stdout)
    assert (told["seed"], told["facts"]["drafts"]) == (5, 40)
    (on,) = [m for m in told["measured"] if m["truth"] == "ers"]
    keys = {method["key"] for method in told["methods"]}
    assert len(on["scores"]) == len(told["methods"]) == len(keys) == 30
    assert keys >= {"registers", "expected", "random", "combined-0.6"}
    assert on["scores"][0]["spearman"].keys() == {"value", "low", "high"}


def test_what_cannot_be_studied_ends_with_1_and_what_to_do(call, tmp_path):
    short = call(rows(12))
    assert short.exit_code == 1
    assert "12 posts can be used" in " ".join(short.stderr.split())
    undated = call(rows(60, dated=False))
    assert undated.exit_code == 1
    assert "--leave-one-out" in undated.stderr
    asked = call(rows(60, dated=False), "--leave-one-out")
    assert asked.exit_code == 0
    assert "Leave-one-out" in asked.stdout
    unsaved = call(rows(60), "--html", str(tmp_path / "missing" / "out.html"))
    assert unsaved.exit_code == 1
    assert "Name another file" in " ".join(unsaved.stderr.split())


def test_wrong_usage_ends_with_2(call):
    assert call(rows(60), "--mapping", "[1]").exit_code == 2
    assert call(rows(60), "--seed", "-1").exit_code == 2
    assert CliRunner().invoke(app, ["esg", "study", "nowhere.csv"]).exit_code == 2
