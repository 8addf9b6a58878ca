"""What a run found: a line per case, a file per failure, a table and `results.json` at the end."""

import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crash.process import ROOT

FOLDER = ROOT / "build" / "crash"
LAST_REQUESTS = 60


@dataclass
class Result:
    """All repetitions of one fault at one point."""

    database: str
    part: str
    point: str
    wanted: int = 0
    reached: int = 0
    """Repetitions in which the post really was at the point when the fault came."""
    flaws: list[str] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    """How many posts stood in which state once things had settled."""
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        return not self.flaws and (self.reached > 0 or not self.wanted)

    def add_ends(self, ends: Counter[str]) -> None:
        self.ends = dict(Counter(self.ends) + ends)


class Report:
    """Collects results; what fails is written down at once."""

    def __init__(self, seed: int, console: Console, folder: Path = FOLDER) -> None:
        self.seed = seed
        self.folder = folder
        self._console = console
        self._results: dict[tuple[str, str, str], Result] = {}
        self._begun = time.monotonic()
        folder.mkdir(parents=True, exist_ok=True)

    def result(self, database: str, part: str, point: str) -> Result:
        return self._results.setdefault((database, part, point), Result(database, part, point))

    def say(self, text: str) -> None:
        """A line of progress; what was found so far is written down with it."""
        spent = time.monotonic() - self._begun
        self._console.print(f"{spent:7.1f} s  {text}", markup=False, highlight=False)
        if self._results:
            self._save()

    def _save(self) -> list[Result]:
        path = self.folder / "results.json"
        results = [*_earlier(path, self.seed, self.results()), *self.results()]
        told = {"seed": self.seed, "results": [asdict(result) for result in results]}
        path.write_text(json.dumps(told, indent=2) + "\n")
        return results

    def failed(self, result: Result, flaws: Iterable[str], evidence: str) -> None:
        """Keep what is known of a case that broke the promise."""
        found = list(flaws)
        if not found:
            return
        result.flaws += found
        name = "-".join((result.database, result.part, result.point, str(len(result.flaws))))
        path = self.folder / f"{name.replace(' ', '_').replace('/', '_')}.txt"
        told = "\n".join([f"seed {self.seed}: {result.part}, {result.point}", *found, evidence])
        path.write_text(told)
        for flaw in found:
            self.say(f"FAILED {result.point}: {flaw}")
        self.say(f"       evidence in {path}")

    def results(self) -> list[Result]:
        return list(self._results.values())

    def flaws(self) -> list[str]:
        """Everything for which the promise did not hold."""
        return [f"{r.part}, {r.point}: {flaw}" for r in self.results() for flaw in r.flaws]

    def close(self) -> bool:
        """Print the table, write the file; whether all is well."""
        results = self._save()
        self._console.print(_table(results))
        path = self.folder / "results.json"
        self._console.print(f"Seed {self.seed}. Written to {path}.", markup=False)
        return bool(results) and all(result.is_good for result in results)


def _earlier(path: Path, seed: int, fresh: list[Result]) -> list[Result]:
    """Results of other parts of the same run, so that it can be gone on with part by part."""
    try:
        told = json.loads(path.read_text())
        kept = [Result(**entry) for entry in told["results"]] if told["seed"] == seed else []
    except (OSError, ValueError, KeyError, TypeError):
        return []
    again = {(result.database, result.part) for result in fresh}
    return [result for result in kept if (result.database, result.part) not in again]


def _table(results: list[Result]) -> Table:
    table = Table("database", "part", "point", "reached", "ends", "s", "", title="Crash tests")
    for column in (table.columns[3], table.columns[5]):
        column.justify = "right"
    for result in results:
        ends = ", ".join(f"{count} {state}" for state, count in sorted(result.ends.items()))
        table.add_row(
            result.database,
            result.part,
            result.point,
            f"{result.reached}/{result.wanted}",
            ends,
            f"{result.seconds:.0f}",
            _verdict(result),
        )
    return table


def _verdict(result: Result) -> str:
    if result.flaws:
        return f"{len(result.flaws)} flaws"
    return "held" if result.is_good else "never reached"
