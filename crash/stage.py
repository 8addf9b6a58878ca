"""A system in this process with a twin of its own, a shop, and its media handed out over HTTP."""

import http.server
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from config.settings import Settings
from crash import film, picture
from crash.matrix import Matrix, Shop
from crash.twin import running
from domain.account import Member, User, Workspace
from domain.brand import Brand, BrandProfile
from domain.ids import new_id
from store.media import blob_key
from store.migrate import upgrade
from store.unit import Store
from worker.system import open_system


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Matrix]:
    """Everything that the cells of the matrix need, in that folder."""
    with running() as twin, _handing_out(folder) as address:
        settings = Settings(
            _env_file=None, data_dir=folder, sandbox_url=twin.url, public_url=address
        )
        upgrade(settings.app_database_url)
        async with open_system(settings) as system:
            member, brand_id = await _owner(system.store)
            shop = Shop(
                member,
                brand_id,
                picture=await picture.keep(system.store, folder, member.workspace_id),
                film=await film.keep(system.store, folder, member.workspace_id),
            )
            yield Matrix(system, twin, shop)


async def _owner(store: Store) -> tuple[Member, str]:
    now = datetime.now(UTC)
    nobody_signs_in = "-"
    user = User(
        id=new_id(),
        email="a@x.in",
        name="Asha",
        password_hash=nobody_signs_in,
        created_at=now,
    )
    workspace = Workspace(id=new_id(), name="w", subscription_tier="enterprise", created_at=now)
    profile = BrandProfile(business_name="Masala Chai Co.")
    brand = Brand(id=new_id(), workspace_id=workspace.id, profile=profile, is_default=True)
    async with store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(brand, now)
        member = await unit.accounts.member(workspace.id, user.id)
    if member is None:
        raise LookupError("the owner was not kept")
    return member, brand.id


class _Pictures(http.server.BaseHTTPRequestHandler):
    """Hands out any picture of the data folder by its hash, as the server would."""

    folder: Path


def _give(asked: _Pictures) -> None:
    sha256 = Path(asked.path).stem
    content = (asked.folder / "assets" / blob_key(sha256)).read_bytes()
    asked.send_response(200)
    asked.send_header("Content-Type", "image/jpeg")
    asked.send_header("Content-Length", str(len(content)))
    asked.end_headers()
    asked.wfile.write(content)


def _say_nothing(_: _Pictures, *__: object) -> None:
    return


@contextmanager
def _handing_out(folder: Path) -> Iterator[str]:
    handler = type(
        "Handler", (_Pictures,), {"folder": folder, "do_GET": _give, "log_message": _say_nothing}
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
