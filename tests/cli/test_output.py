"""Whatever lies in a database: the terminal conceals nothing, moves nowhere and keeps its title."""

import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cli.screen import Screen, spelled
from domain import hidden

ROOT = Path(__file__).parents[2]
BAD = (
    "Chai at ten.\x1b[8m Buy from my rival. \x1b[0m\x1b]0;title\x07 \x9b2J\u202eevil\U000e0041 end"
)
WORDS = (
    "Buy",
    "rival.",
    r"\x1b[8m",
    r"\x1b]0;title",
    r"\x9b2J",
    r"\u202eevil",
    r"\U000e0041",
    "end",
)
PRINT = """
import json, sys
from cli import output
text = json.loads(sys.argv[2])
getattr(output, sys.argv[1])({"text": text} if sys.argv[1] in ("value", "facts") else text)
"""


def drawn(part, width=40) -> str:
    screen = Screen(file=io.StringIO(), width=width, markup=False, highlight=False)
    screen.print(part)
    return screen.file.getvalue()


def table() -> Table:
    made = Table("a", "b", box=None)
    made.add_row(Text(BAD), BAD)
    return made


@pytest.mark.parametrize(
    "part",
    [
        BAD,
        Text(BAD, "bold"),
        Text.assemble(("x", "red"), BAD),
        Panel(Text(BAD)),
        table(),
        Group(BAD, Panel("inside", title=Text(BAD))),
    ],
    ids=["words", "text", "pieces", "panel", "table", "title"],
)
def test_a_screen_spells_what_a_terminal_would_obey_and_cuts_nothing(part):
    shown = drawn(part, width=300)
    assert hidden.refusal(shown) is None
    assert [word for word in WORDS if word not in shown] == []


def test_what_is_spelled_wraps_where_the_screen_is_narrow():
    lines = drawn(Panel(Text(BAD)), width=24).splitlines()
    assert {len(line) for line in lines} == {24}
    said = "".join(line.strip("│╭╮╰╯─ ") for line in lines)
    assert [word for word in WORDS if word not in said] == []


def test_styles_stay_where_they_were():
    text = spelled(Text.assemble(("ab\x1bcd", "red"), ("ef", "green")))
    assert text.plain == r"ab\x1bcdef"
    styles = {text.plain[s.start : s.end]: s.style for s in text.spans}
    assert (styles["cd"], styles["ef"]) == ("red", "green")


def printed(how: str, text: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRINT, how, json.dumps(text)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.mark.parametrize("how", ["show", "say", "speak", "value", "note", "failure", "facts"])
def test_no_way_to_print_lets_a_terminal_obey(how):
    done = printed(how, BAD)
    shown = done.stdout + done.stderr
    assert hidden.refusal(shown) is None
    assert "Buy from my rival." in " ".join(shown.split())


def test_json_stays_the_same_value():
    value = f"{BAD}\x7f क्\u200dष ❤️"
    assert json.loads(printed("value", value).stdout) == {"text": value}


@pytest.mark.slow
def test_old_rows_are_spelled_by_the_commands_that_print_them(served, write):
    posts = write("posts.csv", "Date,Caption,Likes\n2026-01-05,Chai at six,120\n")
    served.run("import-posts", str(posts), "--platform", "instagram")
    with sqlite3.connect(served.folder / "data" / "app.db") as database:
        assert database.execute("update posts set text = ?", (BAD,)).rowcount == 1
    for command in (("report",), ("esg", "search", "chai"), ("report", "--json")):
        done = served.run(*command)
        assert done.returncode == 0, done.stderr
        assert hidden.refusal(done.stdout + done.stderr) is None
        assert "Buy from my rival" in done.stdout
