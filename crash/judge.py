"""Says whether the promise held: at most one effect, nothing lost, nothing between chairs.

Looks at the database and at the platform, and trusts neither to speak for the other.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from crash.person import Person, RefusedError
from crash.posts import Post
from crash.rows import Row, Rows
from crash.twin import Twin
from domain.publication import NOT_SENT, TERMINAL, AttemptOutcome, PublicationState

SETTLES_WITHIN_S = 60.0
WHOLE_WITHIN_S = 120.0
LOOK_S = 0.5
S = PublicationState
NO_ROW: Row = {"state": "missing", "probes": 0, "thread_id": None, "told_state": None}
OPEN = frozenset({AttemptOutcome.UNSETTLED.value, AttemptOutcome.UNKNOWN.value})
CLOSED_UNSENT = frozenset(outcome.value for outcome in NOT_SENT)
OUT = frozenset({AttemptOutcome.PUBLISHED.value, AttemptOutcome.RESOLVED_PUBLISHED.value})
LEDGER = """
    SELECT p.id, p.state, p.probes, p.platform_post_id, p.thread_id, p.told_state,
           a.n, a.outcome, a.started_at, a.settled_at
    FROM publications AS p LEFT JOIN attempts AS a ON a.publication_id = p.id
    WHERE p.workspace_id = ? ORDER BY p.id, a.n
"""


@dataclass(frozen=True)
class Flaw:
    """One post for which the promise did not hold."""

    post: Post | None
    what: str

    def __str__(self) -> str:
        return f"{self.post.marker}: {self.what}" if self.post else self.what


class Judge:
    def __init__(self, rows: Rows, twin: Twin, person: Person) -> None:
        self._rows = rows
        self._twin = twin
        self._person = person

    def ledger(self) -> dict[str, list[Row]]:
        """Publication id to its row, once per attempt; read in one statement, so of one moment."""
        found: dict[str, list[Row]] = {}
        for row in self._rows.all(LEDGER, self._person.workspace_id):
            found.setdefault(str(row["id"]), []).append(row)
        return found

    def states(self, posts: Sequence[Post]) -> Counter[str]:
        ledger = self.ledger()
        return Counter(
            str(ledger[p.publication_id][0]["state"]) if p.publication_id in ledger else "no row"
            for p in posts
        )

    def look(self, posts: Sequence[Post]) -> list[Flaw]:
        """What may never be, however much is still under way."""
        ledger = self.ledger()
        effects = self._twin.count_by([post.marker for post in posts])
        flaws = []
        for post in posts:
            rows = ledger.get(post.publication_id)
            if rows is None:
                flaws.append(Flaw(post, "approved, and there is no publication"))
                continue
            flaws += [Flaw(post, what) for what in _inconsistent(rows)]
            count = effects[post.marker]
            if count > 1:
                flaws.append(Flaw(post, f"out {count} times"))
            if count == 0 and rows[0]["state"] == S.PUBLISHED:
                flaws.append(Flaw(post, "called published, and it is not out"))
        return flaws

    def settled(self, posts: Sequence[Post], *, seconds: float = SETTLES_WITHIN_S) -> list[Flaw]:
        """Wait until every post is over or with a person; then judge what stands."""
        deadline = time.monotonic() + seconds
        while (waiting := self._between_chairs(posts)) and time.monotonic() < deadline:
            time.sleep(LOOK_S)
        late = [Flaw(post, f"still {state} after {seconds:.0f} s") for post, state in waiting]
        return [*late, *self.look(posts), *self._ends(posts)]

    def _between_chairs(self, posts: Sequence[Post]) -> list[tuple[Post, str]]:
        ledger = self.ledger()
        found = []
        for post in posts:
            row = ledger.get(post.publication_id, [NO_ROW])[0]
            with_person = row["state"] == S.UNKNOWN and row["probes"] > 0
            if row["state"] not in TERMINAL and not with_person:
                found.append((post, str(row["state"])))
            elif row["thread_id"] and row["told_state"] != row["state"]:
                found.append((post, f"{row['state']}, and its conversation was not told"))
        return found

    def _ends(self, posts: Sequence[Post]) -> list[Flaw]:
        ledger = self.ledger()
        effects = self._twin.count_by([post.marker for post in posts])
        unsent = (S.FAILED, S.CANCELLED, S.MISSED)
        return [
            Flaw(post, f"called {state}, and it is out")
            for post in posts
            if post.publication_id in ledger
            and (state := ledger[post.publication_id][0]["state"]) in unsent
            and effects[post.marker]
        ]

    def whole(self, posts: Sequence[Post], *, seconds: float = WHOLE_WITHIN_S) -> list[Flaw]:
        """As a person: settle truly what is unknown, ask again for what failed; then all is out."""
        deadline = time.monotonic() + seconds
        while (left := self._not_published(posts)) and time.monotonic() < deadline:
            effects = self._twin.count_by([post.marker for post, _ in left])
            for post, state in left:
                self._help(post, state, is_out=effects[post.marker] > 0)
            time.sleep(LOOK_S)
        flaws = [Flaw(post, f"never came out: {state}") for post, state in left]
        return flaws + self.look(posts) + [Flaw(None, what) for what in self._rows.broken()]

    def _help(self, post: Post, state: str, *, is_out: bool) -> None:
        try:
            if state == S.UNKNOWN:
                self._person.resolve(post, is_out=is_out)
            elif state == S.FAILED:
                self._person.retry(post)
        except RefusedError as refused:
            # a probe may have settled it this very moment
            if refused.status != httpx.codes.CONFLICT:
                raise

    def _not_published(self, posts: Sequence[Post]) -> list[tuple[Post, str]]:
        """A person is asked about an unknown one only after a look."""
        ledger = self.ledger()
        found = []
        for post in posts:
            row = ledger.get(post.publication_id, [NO_ROW])[0]
            state = str(row["state"])
            if state != S.PUBLISHED:
                asked = state != S.UNKNOWN or row["probes"] > 0
                found.append((post, state if asked else "unknown, not asked about"))
        return found


def _inconsistent(rows: list[Row]) -> list[str]:
    """What contradicts itself in a publication and its attempts."""
    state = str(rows[0]["state"])
    attempts = [row for row in rows if row["n"] is not None]
    outcomes = [str(row["outcome"]) for row in attempts]
    found = []
    if [row["n"] for row in attempts] != list(range(1, len(attempts) + 1)):
        found.append(f"attempts are numbered {[row['n'] for row in attempts]}")
    if sum(outcome in OPEN for outcome in outcomes) > 1:
        found.append(f"several attempts are open: {outcomes}")
    if any(outcome not in CLOSED_UNSENT for outcome in outcomes[:-1]):
        found.append(f"tried again before it was known unsent: {outcomes}")
    starts = [str(row["started_at"]) for row in attempts]
    if starts != sorted(starts):
        found.append(f"attempts are out of order: {starts}")
    last = outcomes[-1] if outcomes else "none"
    if not _fits(state, last):
        found.append(f"{state}, but its last attempt is {last}")
    return found


def _fits(state: str, last: str) -> bool:
    if state == S.PUBLISHED:
        return last in OUT
    if state == S.SUBMITTED:
        return last == AttemptOutcome.UNSETTLED
    if state == S.UNKNOWN:
        return last == AttemptOutcome.UNKNOWN
    return last == "none" or last in CLOSED_UNSENT
