"""The database cannot be written for a while: full, locked, read-only, away.

People get a typed answer in words, nothing is half-written, and the work goes on by itself.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from crash.cluster import Cluster
from crash.disks import FailingDisk, SmallDisk
from crash.judge import Flaw
from crash.kills import timed
from crash.person import BRAND
from crash.posts import Post
from crash.process import NotStartedError
from crash.scene import Scene

PART = "storage"
ON = ("linkedin",)
DUE_IN_S = 4.0
PUSHES = 12
BALLAST = [{"name": f"Chai {n}", "description": "x" * 3500} for n in range(250)]
"""Most of a megabyte: a few of these outgrow whatever room a write-ahead log has left."""
GIVES_UP_AFTER_S = 30.0
"""How long the product itself waits for a locked database."""
FAULT_S = 6.0
IO_ERRORS = ("database_read_only", "database_unreachable")
"""SQLite tells a failed write by what failed, not by why."""


def disk_full(scene: Scene, disk: SmallDisk) -> None:
    """The data folder's disk fills up, and has room again."""

    @contextmanager
    def full() -> Iterator[None]:
        disk.fill()
        try:
            yield
        finally:
            disk.empty()

    _through(scene, "disk full", full(), code="disk_full")


def read_only_at_start(scene: Scene, disk: SmallDisk) -> None:
    """The folder cannot be written when the server starts: it says so and ends."""
    result = scene.report.result(scene.database, PART, "read-only at the start")
    server = scene.installation.server
    with timed([result]):
        slot = datetime.now(UTC) + timedelta(seconds=DUE_IN_S)
        posts = scene.approved(scene.idle("linkedin")[:2], slots=[slot, slot])
        server.stop()
        scene.installation.rows.close()
        disk.turn("ro")
        result.wanted += 1
        try:
            scene.installation.start()
            said = "it started all the same"
        except NotStartedError:
            said = server.said()
            result.reached += 1
        finally:
            server.stop()
            disk.turn("rw")
        if "Traceback" in said or str(scene.installation.data_dir) not in said:
            scene.blame(result, [Flaw(None, f"a read-only folder is not explained: {said[-600:]}")])
        scene.installation.start()
        scene.settle(result, posts)
    scene.make_whole(scene.report.result(scene.database, PART, "in the end"))


def turned_read_only(scene: Scene, disk: FailingDisk) -> None:
    """The kernel takes a failing disk's file system away; an operator checks and mounts it."""
    result = scene.report.result(scene.database, PART, "file system turned read-only")
    with timed([result]):
        slot = datetime.now(UTC) + timedelta(seconds=DUE_IN_S)
        due = scene.approved(scene.idle("linkedin")[:3], slots=[slot, slot, slot])
        (asked,) = scene.write(scene.idle("linkedin")[:1])
        disk.fail()
        answers = _push(scene, asked)
        time.sleep(FAULT_S)
        refused = [answer for answer in answers if not answer.is_success]
        result.wanted += 1
        result.reached += bool(refused)
        scene.installation.kill_all()
        scene.installation.rows.close()
        disk.unmount()
        disk.repair()
        disk.mount()
        scene.installation.start()
        scene.blame(result, [*_untyped(refused, IO_ERRORS), *_told(scene, asked)])
        scene.person.approve(asked)
        scene.settle(result, [*due, asked])
    scene.make_whole(scene.report.result(scene.database, PART, "in the end"))


def _told(scene: Scene, asked: Post) -> list[Flaw]:
    """After a refused decision there is no publication."""
    return [Flaw(asked, "refused, and there is a publication")] if scene.row(asked) else []


def locked(scene: Scene, path: Path, *, seconds: float) -> None:
    """Another program holds SQLite's write lock."""

    @contextmanager
    def lock() -> Iterator[None]:
        with closing(_open(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            timer = threading.Timer(seconds, other.execute, ("ROLLBACK",))
            timer.start()
            yield
            timer.join()

    is_long = seconds > GIVES_UP_AFTER_S
    name = f"locked for {seconds:.0f} s"
    _through(scene, name, lock(), code="database_busy" if is_long else "")


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)


def read_only(scene: Scene, cluster: Cluster) -> None:
    """The PostgreSQL server comes back as a standby, and is promoted after a while."""

    @contextmanager
    def standing_by() -> Iterator[None]:
        cluster.stand_by()
        try:
            yield
        finally:
            cluster.promote()

    _through(scene, "server read-only", standing_by(), code="database_read_only")


def away(scene: Scene, cluster: Cluster) -> None:
    """The PostgreSQL server is stopped, and started again."""

    @contextmanager
    def stopped() -> Iterator[None]:
        cluster.stop("fast")
        try:
            yield
        finally:
            cluster.start()

    _through(scene, "server away", stopped(), code="database_unreachable", reads=False)


def _through(
    scene: Scene,
    name: str,
    fault: AbstractContextManager[None],
    *,
    code: str,
    reads: bool = True,
) -> None:
    """Posts are due and a person writes while the fault lasts; then all of it has to come right.

    Args:
        code: What a refused writer is told; empty when nobody should be refused.
        reads: Whether the database can be read meanwhile.
    """
    result = scene.report.result(scene.database, PART, name)
    with timed([result]):
        slot = datetime.now(UTC) + timedelta(seconds=DUE_IN_S)
        due = scene.approved(scene.idle("linkedin")[:3], slots=[slot, slot, slot])
        (asked,) = scene.write(scene.idle("linkedin")[:1])
        begun = time.monotonic()
        with fault:
            answers = _push(scene, asked)
            time.sleep(max(0.0, FAULT_S - (time.monotonic() - begun)))
            seen = scene.judge.look(due) if reads else []
        result.wanted += 1
        refused = [answer for answer in answers if not answer.is_success]
        result.reached += bool(refused) if code else not refused
        scene.blame(
            result, [*seen, *_untyped(refused, (code,)), *_halves(scene, asked, answers[-1])]
        )
        scene.person.approve(asked)
        scene.settle(result, [*due, asked])
    scene.make_whole(scene.report.result(scene.database, PART, "in the end"))


def _push(scene: Scene, asked: Post) -> list[httpx.Response]:
    """Write as a person until it is refused, then decide; the answers, the decision's last."""
    answers = []
    for number in range(PUSHES):
        body = {**BRAND, "location": f"Pune {number}", "products": BALLAST}
        answers.append(scene.person.ask("PUT", "/api/v1/profile", body))
        if not answers[-1].is_success:
            break
    path = f"/api/v1/approvals/{asked.approval_id}/decision"
    answers.append(scene.person.ask("POST", path, {"decision": "approve", "version": 1}))
    return answers


def _untyped(refused: list[httpx.Response], codes: tuple[str, ...]) -> list[Flaw]:
    """Refusals that do not say what is the matter."""
    flaws = []
    for answer in refused:
        what = f"{answer.request.method} {answer.request.url.path} got {answer.status_code}"
        kind = answer.headers.get("content-type", "")
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or "problem+json" not in kind:
            flaws.append(Flaw(None, f"{what}: {answer.text[:300]}"))
        elif answer.json()["code"] not in codes or not answer.json()["detail"]:
            flaws.append(Flaw(None, f"{what}, not {codes}: {answer.text[:300]}"))
        elif "Traceback" in answer.text or "sqlite" in answer.text.lower():
            flaws.append(Flaw(None, f"{what} shows its insides: {answer.text[:300]}"))
    return flaws


def _halves(scene: Scene, asked: Post, answer: httpx.Response) -> list[Flaw]:
    """A decision and its publication are written together, and only when the person was told so."""
    query = "SELECT status FROM approvals WHERE id = ?"
    is_decided = scene.installation.rows.all(query, asked.approval_id)[0]["status"] == "decided"
    has_row = scene.row(asked) is not None
    if is_decided == has_row and (has_row or not answer.is_success):
        return []
    told = f"answered {answer.status_code}"
    return [Flaw(asked, f"decided: {is_decided}, a publication: {has_row}, {told}")]
