"""How soon due posts start, how fast a backlog goes out, and what publishing costs beside HTTP.

Real processes against the stand-in, every submission answered after 50 ms.
"""

import asyncio
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.measure import Result
from crash import cluster, posts
from crash.installation import Installation, on_postgres, on_sqlite
from crash.person import Person
from crash.posts import Connected, Post
from crash.scene import Install
from crash.twin import Twin, running
from crash.waiting import until
from platforms.http import Http

MEMBERS = 20
"""Each brings a profile and a page; the stand-in allows a member 150 posts a day."""
TWIN_S = 0.05
DUE_IN_A_MINUTE, BACKLOG = 500, 1_000
LATENESS_S, FIRST_S, ALL_S, CPU_MS = 30.0, 10.0, 60.0, 20.0
"""What the product promises on two cores with one worker."""
LEAST_SHARE = 0.35
PATIENCE_S = 240.0
IDLE_S = 5.0
TICKS = os.sysconf("SC_CLK_TCK")


def publishing_time() -> Iterator[Result]:
    """One server with its worker on SQLite."""
    with _stage(on_sqlite) as stage:
        yield from _minute(stage)
        yield from _backlog(stage)


def sharing() -> Iterator[Result]:
    """Two workers on a PostgreSQL cluster of this benchmark's own."""
    with tempfile.TemporaryDirectory(prefix="bench-cluster-") as folder:
        Path(folder).chmod(0o755)
        with cluster.running(Path(folder) / "cluster") as own:

            @contextmanager
            def install(place: Path, sandbox_url: str) -> Iterator[Installation]:
                url = own.database("bench")
                with on_postgres(place, sandbox_url, url, workers=2) as installation:
                    yield installation

            with _stage(install) as stage:
                yield _share(stage)


@dataclass
class Stage:
    installation: Installation
    twin: Twin
    person: Person
    accounts: Sequence[Connected]

    def approved(self, slots: Sequence[datetime | None]) -> list[Post]:
        """That many posts, decided on over HTTP by several people at once."""
        chosen = list(itertools.islice(itertools.cycle(self.accounts), len(slots)))
        markers = [f"post{time.monotonic_ns()}n{n}" for n in range(len(slots))]

        async def written() -> list[Post]:
            async with self.installation.store() as store:
                return await posts.write(store, chosen, markers, slots=slots)

        made = asyncio.run(written())
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self.person.approve, made))
        return made

    def calls(self) -> int:
        """How many requests the stand-in has had, measuring included."""
        return len(self.twin.requests())

    def starts(self, made: Sequence[Post]) -> list[float]:
        """Seconds since the epoch at which each was taken up first."""
        found = self._events(made, "claimed")
        return [min(found[post.publication_id]) for post in made]

    def _events(self, made: Sequence[Post], state: str) -> dict[str, list[float]]:
        wanted = {post.publication_id for post in made}
        query = "SELECT publication_id, at FROM publication_events WHERE state = ?"
        found: dict[str, list[float]] = {}
        for row in self.installation.rows.all(query, state):
            if row["publication_id"] in wanted:
                found.setdefault(row["publication_id"], []).append(_epoch(row["at"]))
        return found

    def wait_until_out(self, made: Sequence[Post]) -> None:
        query = "SELECT count(*) AS n FROM publications WHERE state = 'published'"
        before = len(made)

        def over() -> bool:
            return int(self.installation.rows.all(query)[0]["n"]) >= before

        until(over, "every post to be out", seconds=PATIENCE_S)

    def without_worker(self) -> None:
        """The server takes decisions and publishes nothing."""
        server = self.installation.server
        server.kill()
        server.arguments = (*server.arguments, "--no-worker")
        self.installation.start()


@contextmanager
def _stage(install: Install) -> Iterator[Stage]:
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        running() as twin,
        install(Path(folder) / "installation", twin.url) as installation,
        closing(Person(installation.url)) as person,
    ):
        person.sign_up()
        person.connect(twin, "linkedin", members=MEMBERS)
        query = "SELECT id FROM brands WHERE workspace_id = ?"
        brand = installation.rows.all(query, person.workspace_id)[0]["id"]
        twin.arm("linkedin", "create_post", "slow", count=100_000, more={"seconds": TWIN_S})
        yield Stage(installation, twin, person, person.accounts(str(brand)))


def _minute(stage: Stage) -> Iterator[Result]:
    """Posts due one after the other within one minute."""
    pid = stage.installation.server.pid or 0
    idle_cpu = _cpu_s(pid)
    time.sleep(IDLE_S)
    idle_rate = (_cpu_s(pid) - idle_cpu) / IDLE_S
    first = datetime.now(UTC) + timedelta(seconds=45)
    slots = [first + timedelta(seconds=60 * n / DUE_IN_A_MINUTE) for n in range(DUE_IN_A_MINUTE)]
    made = stage.approved(slots)
    time.sleep(max((first - datetime.now(UTC)).total_seconds(), 0.0))
    begun, cpu, asked = time.monotonic(), _cpu_s(pid), stage.calls()
    stage.wait_until_out(made)
    spent = _cpu_s(pid) - cpu - idle_rate * (time.monotonic() - begun)
    http_s = (stage.calls() - asked) * _http_cpu_s(stage.twin.url)
    late = sorted(s - slot.timestamp() for s, slot in zip(stage.starts(made), slots, strict=True))
    p99 = late[int(len(late) * 0.99)]
    yield Result("start lateness p99, 500 due in a minute", "s", p99, LATENESS_S, goal=1)
    ours = max(1000 * (spent - http_s) / DUE_IN_A_MINUTE, 0.001)
    yield Result("CPU per publication beside HTTP", "ms", ours, CPU_MS, goal=1)


def _backlog(stage: Stage) -> Iterator[Result]:
    """A restart with posts due: from the command to the first and to the last that started."""
    server = stage.installation.server
    arguments = server.arguments
    stage.without_worker()
    made = stage.approved([None] * BACKLOG)
    server.kill()
    server.arguments = arguments
    begun = time.time()
    server.start()
    until(
        lambda: (
            stage.installation.rows.all(
                "SELECT count(*) AS n FROM publications WHERE state = 'published'"
            )[0]["n"]
            >= DUE_IN_A_MINUTE + BACKLOG
        ),
        "the backlog to be out",
        seconds=PATIENCE_S,
    )
    started = [at - begun for at in stage.starts(made)]
    yield Result("restart with 1,000 due: first started", "s", min(started), FIRST_S, goal=1)
    yield Result("restart with 1,000 due: all started", "s", max(started), ALL_S, goal=1)


def _share(stage: Stage) -> Result:
    """The smaller share of two workers that start together on one backlog."""
    workers = stage.installation.workers
    for worker in workers:
        worker.stop()
    made = stage.approved([None] * BACKLOG)
    for worker in workers:
        worker.start()
    stage.wait_until_out(made)
    query = "SELECT lease_owner, count(*) AS n FROM publications GROUP BY lease_owner"
    counts = [int(row["n"]) for row in stage.installation.rows.all(query)]
    share = min(counts) / sum(counts) if len(counts) == len(workers) else 0.0
    return Result(
        "smaller share of two workers on PostgreSQL", "", share, LEAST_SHARE, goal=1, is_rate=True
    )


def _http_cpu_s(twin_url: str, calls: int = 200) -> float:
    """CPU of one such request through the product's own way out; the stand-in refuses it."""
    url, body = f"{twin_url}/rest/posts", b'{"commentary": "' + b"x" * 500 + b'"}'
    headers = {"content-type": "application/json", "authorization": "Bearer of-nobody"}

    async def call() -> float:
        async with Http(allowed=[twin_url]) as http:
            begun = time.process_time()
            for _ in range(calls):
                await http.send("POST", url, headers=headers, content=body)
            return time.process_time() - begun

    return statistics.median(asyncio.run(call()) for _ in range(3)) / calls


def _cpu_s(pid: int) -> float:
    """Processor time of one process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _epoch(at: object) -> float:
    instant = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).timestamp()
