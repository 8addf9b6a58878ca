"""`python -m bench [NAME…]`: runs benchmarks, prints a table, writes build/bench/results.json."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

import config.hardening  # noqa: F401 - no call-home from a library that is measured
from bench.cards import card_time
from bench.command import help_time
from bench.embedding import (
    embedding_agreement,
    embedding_memory,
    embedding_speed,
    embedding_start,
)
from bench.engine import import_time, query_time
from bench.importing import job_time
from bench.measure import Result
from bench.preferences import registers_found
from bench.publishing import publishing_time, sharing
from bench.safety import check_time
from bench.search import exactness, filter_time, library_time, search_time, spelling_time
from bench.serving import idle_cost, idle_memory, ready_time
from bench.storyboard import storyboard_time
from bench.streaming import streaming_time

RESULTS = Path(__file__).parents[1] / "build" / "bench" / "results.json"
BENCHMARKS: dict[str, Callable[[], Iterator[Result]]] = {
    "help": help_time,
    "ready": ready_time,
    "memory": idle_memory,
    "idle": idle_cost,
    "embedding": embedding_speed,
    "embedding-agreement": embedding_agreement,
    "embedding-memory": embedding_memory,
    "embedding-start": embedding_start,
    "import": import_time,
    "import-job": job_time,
    "query": query_time,
    "search": search_time,
    "library": library_time,
    "filter": filter_time,
    "exactness": exactness,
    "spelling": spelling_time,
    "registers": registers_found,
    "safety": check_time,
    "publishing": publishing_time,
    "sharing": sharing,
    "streaming": streaming_time,
    "cards": card_time,
    "storyboard": storyboard_time,
}
FAILURES = (OSError, RuntimeError, ImportError, subprocess.SubprocessError, httpx.HTTPError)


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; 1 when one could not be measured, 2 for a wrong name."""
    console = Console()
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        console.print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.")
        return 2
    results, failed = _measured(names or list(BENCHMARKS), console)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps([result.as_json() for result in results], indent=2) + "\n")
    console.print(_table(results))
    console.print(f"On {os.cpu_count()} cores. Written to {RESULTS.relative_to(Path.cwd())}.")
    return 1 if failed else 0


def _measured(names: list[str], console: Console) -> tuple[list[Result], bool]:
    results, failed = [], False
    for name in names:
        console.print(f"Measuring {name}", style="dim")
        try:
            results += list(BENCHMARKS[name]())
        except FAILURES as error:
            failed = True
            console.print(f"{name} could not be measured: {error}", style="red", markup=False)
    return results, failed


def _table(results: list[Result]) -> Table:
    table = Table("what", "ours", "reference", "ratio", "goal", "", title="Benchmarks")
    for column in table.columns[1:5]:
        column.justify = "right"
    for result in results:
        table.add_row(
            result.name,
            f"{result.ours:,.3g} {result.unit}",
            f"{result.reference:,.3g} {result.unit}",
            f"{result.ratio:,.2f}",
            f"{result.goal:g}",
            "met" if result.met else "missed",
        )
    return table


sys.exit(main(sys.argv[1:]))
