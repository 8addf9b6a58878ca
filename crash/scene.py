"""Where a part of the run plays: an installation, its twin, a person with accounts, a judge."""

import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crash import film, picture
from crash import posts as writing
from crash import rows as reading
from crash.conversation import Conversation
from crash.installation import Installation
from crash.judge import WHOLE_WITHIN_S, Flaw, Judge
from crash.person import Person
from crash.posts import PLAIN, Connected, Look, Post
from crash.report import LAST_REQUESTS, Report, Result
from crash.rows import Row
from crash.twin import Twin, running
from domain.platform import Platform

Install = Callable[[Path, str], AbstractContextManager[Installation]]
EVERYWHERE = tuple(platform.value for platform in Platform)
BUSY = ("scheduled", "claimed", "prepared", "submitted")


@dataclass
class Scene:
    installation: Installation
    twin: Twin
    person: Person
    judge: Judge
    accounts: tuple[Connected, ...]
    picture: str
    """The sha256 of a picture that the workspace has."""
    film: str
    """And of a film."""
    chance: random.Random
    report: Report
    posts: list[Post] = field(default_factory=list)
    """Everything that was approved here so far."""
    conversations: list[Conversation] = field(default_factory=list)

    @property
    def database(self) -> str:
        return self.installation.database

    def of(self, platform: str) -> list[Connected]:
        return [account for account in self.accounts if account.platform == platform]

    def idle(self, platform: str) -> list[Connected]:
        """Accounts with nothing under way, in random order: what is due there starts at once."""
        marks = ", ".join("?" * len(BUSY))
        query = f"SELECT connection_id FROM publications WHERE state IN ({marks})"  # noqa: S608
        busy = {row["connection_id"] for row in self.installation.rows.all(query, *BUSY)}
        free = [one for one in self.of(platform) if one.connection_id not in busy]
        self.chance.shuffle(free)
        return free

    def write(
        self,
        accounts: Sequence[Connected],
        *,
        slots: Sequence[datetime | None] = (),
        pictured: bool = False,
        look: Look | None = None,
    ) -> list[Post]:
        """An open approval for each account, with what its platform takes no post without."""
        markers = [self.marker(i) for i in range(len(accounts))]
        looks = [look or self.look_of(one, pictured=pictured) for one in accounts]

        async def written() -> list[Post]:
            async with self.installation.store() as store:
                return await writing.write(store, accounts, markers, slots=slots, looks=looks)

        made = asyncio.run(written())
        self.posts += made
        return made

    def look_of(self, account: Connected, *, pictured: bool) -> Look:
        if account.platform == "youtube":
            return Look(media=(self.film,))
        if pictured or account.platform == "instagram":
            return Look(media=(self.picture,))
        return PLAIN

    def marker(self, offset: int = 0) -> str:
        """A word that no other post has."""
        return f"k{self.chance.getrandbits(32):08x}n{len(self.posts) + offset}"

    def approved(
        self, accounts: Sequence[Connected], *, slots: Sequence[datetime | None] = ()
    ) -> list[Post]:
        """A post for each account, written and approved."""
        made = self.write(accounts, slots=slots)
        for post in made:
            self.person.approve(post)
        return made

    def row(self, post: Post) -> Row | None:
        return reading.states(self.installation.rows, [post.publication_id]).get(
            post.publication_id
        )

    def settle(self, result: Result, posts: Sequence[Post]) -> None:
        """Wait until these posts are over or with a person, and judge them."""
        flaws = self.judge.settled(posts)
        result.add_ends(self.judge.states(posts))
        self.blame(result, flaws)

    def make_whole(self, result: Result, *, seconds: float = WHOLE_WITHIN_S) -> None:
        """Let the person settle and retry, until everything ever approved here is out once."""
        self.twin.release()
        begun = time.monotonic()
        self.blame(result, self.judge.whole(self.posts, seconds=seconds))
        result.flaws += [f"500 for {what}" for what in self.person.unexpected]
        for one in self.conversations:
            self.blame(result, [Flaw(one.post, what) for what in one.flaws(self.person)])
        result.wanted = result.reached = len(self.posts)
        result.add_ends(self.judge.states(self.posts))
        result.seconds += time.monotonic() - begun

    def blame(self, result: Result, flaws: Sequence[Flaw]) -> None:
        if flaws:
            self.report.failed(result, [str(flaw) for flaw in flaws], self._evidence(flaws))

    def _evidence(self, flaws: Sequence[Flaw]) -> str:
        told = []
        for post in dict.fromkeys(flaw.post for flaw in flaws if flaw.post):
            told += [f"\n-- {post.marker} on {post.account.kind} {post.account.connection_id}"]
            told += [f"row: {self.row(post)}"]
            ledger = self.judge.ledger().get(post.publication_id, [])
            told += [f"attempt: {row}" for row in ledger]
            entries = reading.timeline(self.installation.rows, post.publication_id)
            told += [f"{entry['at']} {entry['state']}: {entry['detail']}" for entry in entries]
            told += [f"effect: {e}" for e in self.twin.effects() if post.marker in str(e["text"])]
        told += ["\n-- last requests at the twin"]
        told += [str(request) for request in self.twin.requests()[-LAST_REQUESTS:]]
        return "\n".join([*told, "\n-- logs", self.installation.tail()])


@contextmanager
def scene(
    install: Install,
    report: Report,
    *,
    members: int,
    part: str,
    faults: str = "",
    on: Sequence[str] = EVERYWHERE,
) -> Iterator[Scene]:
    """A fresh installation with a person who has that many members' accounts per platform.

    Args:
        faults: `chaos:SEED` lets the platforms' calls fail at random.
        on: The platforms to be connected.
    """
    with (
        tempfile.TemporaryDirectory(prefix="crash-") as folder,
        running(faults=faults) as twin,
        install(Path(folder) / "installation", twin.url) as installation,
        closing(Person(installation.url)) as person,
    ):
        person.sign_up()
        reading.lift_quotas(installation.rows, person.workspace_id)
        for platform in on:
            person.connect(twin, platform, members=members)
        pictured, filmed = asyncio.run(_media_of(installation, person))
        yield Scene(
            installation=installation,
            twin=twin,
            person=person,
            judge=Judge(installation.rows, twin, person),
            accounts=tuple(person.accounts(_brand_of(installation, person))),
            picture=pictured,
            film=filmed,
            chance=random.Random(f"{report.seed} {part} {installation.database}"),
            report=report,
        )


def _brand_of(installation: Installation, person: Person) -> str:
    query = "SELECT id FROM brands WHERE workspace_id = ?"
    return str(installation.rows.all(query, person.workspace_id)[0]["id"])


async def _media_of(installation: Installation, person: Person) -> tuple[str, str]:
    whose = (installation.data_dir, person.workspace_id)
    async with installation.store() as store:
        return await picture.keep(store, *whose), await film.keep(store, *whose)
