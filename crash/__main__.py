"""`python -m crash`: injects faults into real processes, prints what held, writes the results."""

import argparse
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from crash import cluster, freezes, kills, moments, stops, thousand
from crash.installation import Installation, on_postgres, on_sqlite
from crash.report import Report
from crash.scene import Install, Scene, scene

MEMBERS = 20


@dataclass(frozen=True)
class Part:
    """A kind of fault, how often it is injected, and how often in the short form."""

    play: Callable[[Scene, int], None]
    times: int
    short: int


PARTS: dict[str, Part] = {
    "kills": Part(kills.play, 10, 1),
    "moments": Part(moments.play, 100, 4),
    "thousand": Part(thousand.play, 1000, 60),
}
POSTGRES_ONLY = ("freezes", "stops")


def main() -> int:
    """0 when the promise held everywhere, 1 otherwise."""
    asked = _arguments()
    report = Report(asked.seed, Console())
    report.say(f"seed {asked.seed}")
    if asked.sqlite or not asked.postgres:
        _play_all(asked, report, on_sqlite, PARTS)
    if asked.postgres or not asked.sqlite:
        with tempfile.TemporaryDirectory(prefix="crash-cluster-") as folder:
            Path(folder).chmod(0o755)
            with cluster.running(Path(folder) / "cluster") as own:
                _play_all(asked, report, _on(own), {**PARTS, **_postgres_parts(own)})
    return 0 if report.close() else 1


def _play_all(
    asked: argparse.Namespace, report: Report, install: Install, parts: dict[str, Part]
) -> None:
    for name, part in parts.items():
        if asked.only and name not in asked.only:
            continue
        with scene(install, report, members=MEMBERS, part=name) as opened:
            part.play(opened, part.short if asked.short else part.times)


def _postgres_parts(own: cluster.Cluster) -> dict[str, Part]:
    return {
        "freezes": Part(freezes.play, 20, 2),
        "stops": Part(stops.playing(own), 20, 2),
    }


def _on(own: cluster.Cluster) -> Install:
    """Each part has a database of its own in the cluster."""

    @contextmanager
    def install(folder: Path, sandbox_url: str) -> Iterator[Installation]:
        url = own.database(f"crash_{secrets.token_hex(4)}")
        with on_postgres(folder, sandbox_url, url) as installation:
            yield installation

    return install


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="crash", description=__doc__)
    parser.add_argument("--sqlite", action="store_true", help="one server on SQLite")
    parser.add_argument("--postgres", action="store_true", help="workers on PostgreSQL")
    parser.add_argument("--short", action="store_true", help="each fault once or a few times")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--only", action="append", choices=[*PARTS, *POSTGRES_ONLY], metavar="PART")
    return parser.parse_args()


sys.exit(main())
