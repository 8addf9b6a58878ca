"""How long a person waits for `insta-media --help`."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measure import Result, interleaved

ROUNDS = 9
LIMIT_S = 0.5
"""Design, section 10."""
COMMAND = str(Path(sys.executable).with_name("insta-media"))


def help_time() -> Iterator[Result]:
    """`--help` against its limit, and against an interpreter that only loads the CLI library."""
    ours, floor = interleaved(
        _runs(COMMAND, "--help"), _runs(sys.executable, "-c", "import typer"), rounds=ROUNDS
    )
    yield Result("help", "s", ours, LIMIT_S, goal=1)
    yield Result("help against `import typer`", "s", ours, floor, goal=0.4)


def _runs(*arguments: str) -> Callable[[], object]:
    def run() -> None:
        subprocess.run(arguments, check=True, capture_output=True)  # noqa: S603 - our own command

    return run
