"""Stages for the crash tests: real processes or a running system, and a twin that misbehaves."""

import http.server
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from rich.console import Console

from config.settings import Settings
from crash.matrix import REASONS, Matrix, Step, expected, is_out
from crash.picture import keep
from crash.report import Report
from crash.twin import running
from domain.account import Member, User, Workspace
from domain.brand import Brand, BrandProfile
from domain.connection import ConnectionStatus
from domain.ids import new_id
from domain.publication import NOT_SENT, AttemptOutcome, Publication, PublicationState
from store.media import blob_key
from store.migrate import upgrade
from store.unit import Store
from worker.system import open_system

S = PublicationState
SEED = 20261128


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Collects what a part found; what failed is written to its folder."""
    return Report(SEED, Console(quiet=True), tmp_path / "report")


class _Pictures(http.server.BaseHTTPRequestHandler):
    """Hands out any picture of the data folder by its hash, as the server would."""

    folder: Path

    def do_GET(self) -> None:
        sha256 = Path(self.path).stem
        content = (self.folder / "assets" / blob_key(sha256)).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def _handing_out(folder: Path) -> Iterator[str]:
    handler = type("Handler", (_Pictures,), {"folder": folder})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def matrix(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Matrix]:
    """A system in this process, with a twin of its own, for all cells of a module."""
    folder = tmp_path_factory.mktemp("matrix")
    with running() as twin, _handing_out(folder) as address:
        settings = Settings(
            _env_file=None, data_dir=folder, sandbox_url=twin.url, public_url=address
        )
        upgrade(settings.app_database_url)
        async with open_system(settings) as system:
            member, brand_id = await _owner(system.store)
            picture = await keep(system.store, folder, member.workspace_id)
            yield Matrix(system, twin, member=member, brand_id=brand_id, picture=picture)


async def _owner(store: Store) -> tuple[Member, str]:
    now = datetime.now(UTC)
    user = User(id=new_id(), email="a@x.in", name="Asha", password_hash="-", created_at=now)
    workspace = Workspace(id=new_id(), name="w", subscription_tier="basic", created_at=now)
    profile = BrandProfile(business_name="Masala Chai Co.")
    brand = Brand(id=new_id(), workspace_id=workspace.id, profile=profile, is_default=True)
    async with store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(brand, now)
        member = await unit.accounts.member(workspace.id, user.id)
    assert member is not None
    return member, brand.id


@pytest.fixture
def meets():
    """Runs one cell of the matrix and asserts its end."""
    return _meet


async def _meet(matrix: Matrix, step: Step, mode: str) -> None:
    connection = await matrix.connect(step)
    matrix.arm(step, mode)
    post = await matrix.approve(step, connection)
    if mode.startswith("hold_"):
        await matrix.let_go()
    row = await matrix.end(post)
    assert row.state is expected(step, mode), (row.error, row.timeline)
    assert matrix.effects(post) == is_out(step, mode)
    assert not matrix.twin.armed(), "the fault was not met"
    _assert_accounted_for(row, mode)
    async with matrix.system.store.reading() as unit:
        found = await unit.connections.get(connection.workspace_id, connection.id)
    lost = mode == "token_revoked" and row.state is S.FAILED
    assert found.status is (ConnectionStatus.NEEDS_RECONNECT if lost else ConnectionStatus.ACTIVE)
    if row.state is S.UNKNOWN:
        assert (await matrix.settle_as_a_person(post)).state is S.PUBLISHED
        assert matrix.effects(post) == 1


def _assert_accounted_for(row: Publication, mode: str) -> None:
    """At most the last attempt is open, none followed one in doubt, and a failure says why."""
    outcomes = [attempt.outcome for attempt in row.attempts]
    assert set(outcomes[:-1]) <= NOT_SENT
    last = {
        S.PUBLISHED: {AttemptOutcome.PUBLISHED},
        S.UNKNOWN: {AttemptOutcome.UNKNOWN},
        S.FAILED: {AttemptOutcome.REFUSED, AttemptOutcome.NOT_SENT},
    }
    assert not outcomes or outcomes[-1] in last[row.state]
    if row.state is S.FAILED:
        assert row.error is not None
        assert row.error.code == REASONS[mode].value.lower()
        assert row.error.message
