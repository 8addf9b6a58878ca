"""One reading of a connected account's past posts: pages to rows, and what a person hears of it."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict, dataclass

from domain import hidden
from domain.connection import Connection, ConnectionStatus, Tokens
from domain.errors import ErrorClass, InvalidError, NotFoundError, PlatformError
from domain.ers import ers_of_counts
from domain.ids import post_id
from domain.platform import Platform
from domain.post import Post
from esg.identity import canonical_id
from esg.importing import ImportEvents, ImportOutcome
from esg.learn import Learned, learn_posts
from esg.text import clean_text
from platforms.history import own_posts
from platforms.ports import OwnPost, OwnPosts, ReadsOwnPosts
from store.posts import KeyedPost
from store.unit import Unit
from tools.granting import in_force
from tools.services import Services

_COUNTS = ("likes", "comments", "shares", "saves", "impressions", "reach")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts, and into whose history."""

    workspace_id: str
    brand_id: str
    connection_id: str
    limit: int


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came of the posts so far."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    uncounted: int = 0
    """Posts that came without likes, comments or shares."""
    cleaned: int = 0

    @classmethod
    def of(cls, learned: Learned, posts: Sequence[OwnPost]) -> "Pulled":
        """What came of one page."""
        return cls(
            **learned.counts(),
            uncounted=sum(None in (p.likes, p.comments, p.shares) for p in posts),
            cleaned=sum(bool(hidden.places(post.text)) for post in posts),
        )

    @property
    def posts(self) -> int:
        return self.imported + self.updated + self.unchanged

    def __add__(self, other: "Pulled") -> "Pulled":
        sums = {name: n + getattr(other, name) for name, n in asdict(self).items()}
        return Pulled(**sums)


class Pull:
    """One reading of an account's posts; the grant lives in it for as long as it is in force."""

    def __init__(
        self, services: Services, wanted: Wanted, connection: Connection, reader: ReadsOwnPosts
    ) -> None:
        self._services = services
        self.wanted = wanted
        self.platform = connection.platform
        self._connection = connection
        self._tokens: Tokens | None = None
        self._reader = reader

    async def pages(self, *, after: str = "", done: int = 0) -> AsyncIterator[OwnPosts]:
        """The posts from there on; a grant that is refused lapses, as when a post goes out.

        Raises:
            PlatformError: Refused, or not answered; the pages before it stand.
            NotFoundError, InvalidError: As `must_be_let_in`; nothing is asked any more.
        """
        pages = own_posts(
            self._reader,
            self._in_force,
            account_id=self._connection.account_id,
            limit=self.wanted.limit - done,
            after=after,
        )
        try:
            async for page in pages:
                yield page
        except PlatformError as error:
            if error.error_class is ErrorClass.INVALID_TOKEN:
                await self._lapse()
            raise

    async def _in_force(self) -> Tokens:
        """The grant as it is now: a person may take it away, or renew it, while we read."""
        wanted = self.wanted
        self._tokens = must_be_let_in(
            *await in_force(self._services, wanted.workspace_id, wanted.connection_id)
        )
        return self._tokens

    async def learn(self, unit: Unit, posts: Sequence[OwnPost]) -> Learned:
        """Write a page's posts, within the caller's unit of work.

        Raises:
            NotFoundError, InvalidError: As `must_be_let_in`; nothing is written.
        """
        wanted = self.wanted
        must_be_let_in(
            *await unit.connections.with_tokens(wanted.workspace_id, wanted.connection_id)
        )
        return await learn_posts(
            unit.posts,
            wanted.workspace_id,
            wanted.brand_id,
            [self._keyed(post) for post in posts],
            at=self._services.clock(),
        )

    def events(self, import_id: str | None = None) -> ImportEvents:
        return ImportEvents(
            self.wanted.workspace_id,
            self.wanted.brand_id,
            self.platform,
            now=self._services.clock,
            import_id=import_id,
        )

    def outcome(self, pulled: Pulled, *, has_more: bool) -> ImportOutcome:
        """As of a file's import, with what a person should know of it."""
        return ImportOutcome(
            imported=pulled.imported,
            updated=pulled.updated,
            unchanged=pulled.unchanged,
            rejected=(),
            rejected_total=0,
            mapping={},
            notes=tuple(_notes(self._connection, pulled, self.wanted.limit, has_more=has_more)),
        )

    def _keyed(self, told: OwnPost) -> KeyedPost:
        counts = {name: getattr(told, name) for name in _COUNTS}
        scored = [counts[name] for name in ("likes", "comments", "shares")]
        key = f"id:{_known_by(self.platform, told)}"
        post = Post(
            id=post_id(self.wanted.brand_id, self.platform.value, key),
            workspace_id=self.wanted.workspace_id,
            brand_id=self.wanted.brand_id,
            platform=self.platform,
            platform_post_id=canonical_id(self.platform, told.platform_post_id),
            text=clean_text(hidden.cleaned(told.text)),
            published_at=told.published_at,
            **counts,
            ers=ers_of_counts(*scored),
            partial=None in scored,
        )
        return KeyedPost(post, key)

    async def _lapse(self) -> None:
        """Write down that the grant is refused.

        Raises:
            NotFoundError: No wonder: the account was disconnected meanwhile.
        """
        wanted = self.wanted
        async with self._services.store.writing() as unit:
            connection = await unit.connections.get(wanted.workspace_id, wanted.connection_id)
            must_be_connected(connection)
            if self._tokens is not None:
                await unit.grants.refused(
                    wanted.workspace_id, connection.id, self._tokens, self._services.clock()
                )


def must_be_connected(connection: Connection) -> None:
    """See that a person did not take the account away.

    Raises:
        NotFoundError: They did.
    """
    if connection.status is ConnectionStatus.DISCONNECTED:
        raise NotFoundError(
            f"{connection.account_name} is not connected on {connection.platform.title} any more, "
            "so its posts are not read."
        )


def must_be_let_in(connection: Connection, tokens: Tokens | None) -> Tokens:
    """The account's grant, to read by.

    Raises:
        NotFoundError: The account is disconnected.
        InvalidError: `needs_reconnect`.
    """
    must_be_connected(connection)
    if tokens is None or connection.status is not ConnectionStatus.ACTIVE:
        name = connection.platform.title
        raise InvalidError(
            f"{name} does not let us in as {connection.account_name} any more. Connect {name} "
            "again, then bring its posts in.",
            code="needs_reconnect",
        )
    return tokens


def _known_by(platform: Platform, told: OwnPost) -> str:
    """What our id is made of: the part of the post's address that a file without ids tells, too."""
    shown = canonical_id(platform, told.permalink)
    return shown if shown != told.permalink else canonical_id(platform, told.platform_post_id)


def what_stands(done: int) -> str:
    """For whoever reads why it ended in the middle."""
    if not done:
        return "No post was brought in."
    return f"The {done:,} posts read before that are kept; begin again to go on."


def _notes(connection: Connection, pulled: Pulled, limit: int, *, has_more: bool) -> Iterator[str]:
    title = connection.platform.title
    if not pulled.posts:
        yield f"{connection.account_name} has no posts on {title} yet."
    if has_more:
        yield (
            f"These are the newest {limit:,} posts; there are older ones on {title}. Bring in more "
            "with a higher limit."
        )
    if pulled.uncounted:
        yield (
            f"{title} told not all of likes, comments and shares for {pulled.uncounted:,} of these "
            "posts, as of the newest and of very old ones. They are kept as unknown, not as 0; "
            "bring the posts in again later to learn them."
        )
    if pulled.cleaned:
        yield (
            "Characters that cannot be seen and can hide others were taken out of "
            f"{pulled.cleaned:,} posts."
        )
