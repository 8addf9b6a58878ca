"""`python -m crash`: injects faults into real processes, prints what held, writes the results."""

import argparse
import secrets
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from crash import cluster
from crash.parts import Part, postgres_parts, sqlite_parts
from crash.report import Report

NAMES = (
    "matrix",
    "kills",
    "threads",
    "moments",
    "freezes",
    "stops",
    "thousand",
    "chaos",
    "storage",
)


def main() -> int:
    """0 when the promise held everywhere, 1 otherwise."""
    asked = _arguments()
    report = Report(asked.seed, Console())
    report.say(f"seed {asked.seed}")
    try:
        if asked.sqlite or not asked.postgres:
            _play(asked, report, sqlite_parts())
        if asked.postgres or not asked.sqlite:
            _play_on_postgres(asked, report)
    finally:
        held = report.close()
    return 0 if held else 1


def _play_on_postgres(asked: argparse.Namespace, report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="crash-cluster-") as folder:
        # its server runs as another user, who has to get in
        Path(folder).chmod(0o755)
        with cluster.running(Path(folder) / "cluster") as own:
            _play(asked, report, postgres_parts(own))


def _play(asked: argparse.Namespace, report: Report, parts: Sequence[Part]) -> None:
    for part in parts:
        if not asked.only or part.name in asked.only:
            part.play(report, part.short if asked.short else part.times)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="crash", description=__doc__)
    parser.add_argument("--sqlite", action="store_true", help="one server on SQLite")
    parser.add_argument("--postgres", action="store_true", help="workers on PostgreSQL")
    parser.add_argument("--short", action="store_true", help="each fault once or a few times")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--only", action="append", choices=NAMES, metavar="PART")
    return parser.parse_args()


sys.exit(main())
