"""Plays the matrix cell by cell and says what of an end is not as it must be."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from crash.matrix import REASONS, Matrix, expected, is_out, reason
from crash.posts import Post
from crash.report import LAST_REQUESTS, Report
from crash.stage import opened
from crash.steps import STEPS, Step, cells, short
from domain.connection import ConnectionStatus
from domain.publication import NOT_SENT, AttemptOutcome, Publication, PublicationState

PART = "matrix"
S = PublicationState
LAST = {
    S.PUBLISHED: {AttemptOutcome.PUBLISHED},
    S.UNKNOWN: {AttemptOutcome.UNKNOWN},
    S.FAILED: {AttemptOutcome.REFUSED, AttemptOutcome.NOT_SENT},
    S.SCHEDULED: {AttemptOutcome.REFUSED, AttemptOutcome.NOT_SENT},
}


async def play(report: Report, *, is_short: bool) -> None:
    """All cells of all platforms, or the short form of them."""
    for platform, steps in STEPS.items():
        with TemporaryDirectory(prefix="crash-matrix-") as folder:
            async with opened(Path(folder)) as matrix:
                found = cells(steps, matrix.twin.operations)
                for step, mode in short(found) if is_short else found:
                    await _reported(report, matrix, step, mode)
        report.say(f"matrix: {platform}")


async def _reported(report: Report, matrix: Matrix, step: Step, mode: str) -> None:
    result = report.result("sqlite", PART, f"{step.name} {mode}")
    begun = time.monotonic()
    result.wanted += 1
    flaws = await meet(matrix, step, mode)
    result.reached += 1
    result.seconds += time.monotonic() - begun
    evidence = "\n".join(str(one) for one in matrix.twin.requests(step.platform)[-LAST_REQUESTS:])
    report.failed(result, flaws, evidence)


async def meet(matrix: Matrix, step: Step, mode: str) -> list[str]:
    """A post on an account of its own meets the fault; then a person helps where one has to."""
    member = matrix.new_member(step)
    connection = await matrix.connect(step, member)
    matrix.arm(step, mode)
    post = await matrix.approve(step, connection)
    try:
        if mode.startswith("hold_"):
            await matrix.let_go()
        row = await matrix.end(post)
    except TimeoutError:
        row = await matrix.row(post)
        return [f"no end in time: {row.state}, {row.timeline}, armed {matrix.twin.disarmed()}"]
    found = [*_end(matrix, post, row, step, mode), *_account_of(row, step, mode)]
    if matrix.twin.disarmed():
        found.append("the fault was not met")
    status = await matrix.status(post)
    is_lost = row.state is S.SCHEDULED
    if (status is ConnectionStatus.NEEDS_RECONNECT) is not is_lost:
        found.append(f"its account is {status}")
    return found or await _helped(matrix, post, row, step, member)


def _end(matrix: Matrix, post: Post, row: Publication, step: Step, mode: str) -> list[str]:
    found = []
    if row.state is not expected(step, mode):
        found.append(f"{row.state}, not {expected(step, mode)}: {row.error} {row.timeline}")
    count = matrix.effects(post)
    if count != is_out(step, mode):
        found.append(f"out {count} times, and it is {row.state}")
    return found


def _account_of(row: Publication, step: Step, mode: str) -> list[str]:
    """At most the last attempt is open, none followed one in doubt, and a failure says why."""
    outcomes = [attempt.outcome for attempt in row.attempts]
    found = []
    if not set(outcomes[:-1]) <= NOT_SENT:
        found.append(f"tried again before it was known unsent: {outcomes}")
    if outcomes and outcomes[-1] not in LAST.get(row.state, set()):
        found.append(f"{row.state}, but its last attempt is {outcomes[-1]}")
    if row.state is S.FAILED:
        wanted = reason(step, mode) if mode in REASONS else ""
        if row.error is None or row.error.code != wanted or not row.error.message:
            found.append(f"failed by {mode}, and says {row.error}")
    return found


async def _helped(
    matrix: Matrix, post: Post, row: Publication, step: Step, member: str
) -> list[str]:
    """What is in doubt is settled by a person's word; what lost its grant goes by a new one."""
    try:
        if row.state is S.UNKNOWN:
            row = await matrix.settle_as_a_person(post)
        elif row.state is S.SCHEDULED:
            await matrix.connect(step, member)
            row = await matrix.until(post, lambda row: row.state is S.PUBLISHED)
    except TimeoutError:
        row = await matrix.row(post)
    if row.state is S.FAILED:
        return []
    count = matrix.effects(post)
    if row.state is S.PUBLISHED and count == 1:
        return []
    return [f"after a person's help: {row.state}, out {count} times: {row.timeline}"]
