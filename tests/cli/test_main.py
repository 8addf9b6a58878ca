"""The command line's surface: help, usage errors, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from cli.main import app

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "serve",
    "worker",
    "sandbox",
    "migrate",
    "doctor",
    "seed",
    "pause",
    "resume",
    "import-posts",
    "chat",
    "demo",
    "esg",
    "eval",
    "prompts",
)
HEAVY = ("httpx", "pydantic", "rich", "langgraph_sdk", "sqlalchemy", "server", "yaml", "numpy")


def test_help_lists_every_command():
    done = CliRunner().invoke(app, ["--help"])
    assert done.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0


def test_help_loads_nothing_heavy():
    code = "import sys, cli.main; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(done.stdout.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["esg", "search"],
        ["esg", "search", "chai", "-k", "0"],
        ["import-posts", "missing.csv", "--platform", "instagram"],
        ["import-posts", __file__],
        ["import-posts", __file__, "--platform", "orkut"],
        ["import-posts", __file__, "--platform", "instagram", "--mapping", "text"],
        ["import-posts", __file__, "--platform", "instagram", "--mapping", "[1]"],
        ["import-posts", ".", "--platform", "instagram"],
        ["demo", "--brief", "missing.yaml"],
        ["serve", "--port", "70000"],
    ],
)
def test_wrong_usage_exits_2_and_says_what_is_wrong(arguments):
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2, done.output
    assert "Usage:" in done.output


def test_an_unknown_platform_is_answered_with_the_known_ones():
    done = CliRunner().invoke(app, ["import-posts", __file__, "--platform", "orkut"])
    assert "instagram, facebook, linkedin, x, youtube" in " ".join(done.output.split())


@pytest.mark.parametrize("command", ["post", "connect"])
def test_help_names_every_platform(command):
    done = CliRunner().invoke(app, [command, "-h"])
    shown = " ".join(done.output.split())
    assert "instagram, facebook, linkedin, x, youtube" in shown


def test_a_time_that_is_none_is_answered_by_the_options_name_and_an_example():
    wanted = ["post", "--platform", "x", "--text", "Chai", "--at", "tomorrow 9am"]
    done = CliRunner().invoke(app, wanted)
    shown = " ".join(done.output.split())
    assert done.exit_code == 2
    assert "'--at'" in shown
    assert "2026-11-12T19:30:00+05:30" in shown


def test_an_unknown_setting_is_named(commands):
    commands.settings["INSTA_DATADIR"] = "elsewhere"
    done = commands.run("esg", "search", "chai")
    assert done.returncode == 1
    assert "INSTA_DATADIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_worker_is_refused_where_the_server_owns_the_data_folder(commands):
    done = commands.run("worker")
    assert done.returncode == 1
    assert "insta-media serve" in done.stderr


def test_migrate_makes_the_database_and_can_be_repeated(commands):
    for _ in range(2):
        assert commands.run("migrate").returncode == 0
    assert (commands.folder / "data" / "app.db").exists()


def test_the_sandbox_command_becomes_the_sandbox(commands):
    process = commands.start("sandbox", "--port", "0")
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    assert (
        httpx.get(f"{told['sandbox']}/control/info", timeout=60).json()["sandbox"]
        == told["sandbox"]
    )
    process.terminate()
    process.communicate(timeout=10)
    assert (commands.folder / "data" / "sandbox").is_dir()


def test_a_terminal_that_knows_no_devanagari_gets_marks_and_no_crash(commands):
    commands.settings |= {"PYTHONIOENCODING": "ascii", "INSTA_EMBEDDER": "चाय"}
    done = commands.run("doctor")
    assert done.returncode == 1
    assert "INSTA_EMBEDDER names ???" in done.stdout
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_is_a_failure_in_words(commands):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", "doctor", "--json"],
            cwd=commands.folder,
            env=commands.environment() | {"PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
