"""The one place where the running system is assembled: every dependency, once, in order."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

from pydantic import SecretStr

from config import hardening as _hardening  # noqa: F401 - before langgraph and torch load
from config.secrets import secret_keys
from config.settings import Settings
from domain.errors import InvalidError
from domain.platform import Platform
from esg import chroma
from esg.embedder import Embedder
from esg.engine import EsgEngine
from esg.index import Index
from esg.onnx import build_embedder, packaged_embedder
from esg.proof import Prover
from graph.build import build
from graph.checkpoints import open_saver
from graph.runner import Runner
from graph.states import ThreadStates
from llm.build import build_author, build_moderator
from llm.image.options import build_painter
from llm.port import close as close_author
from platforms.http import Http, UnansweredError
from platforms.ports import PlatformSettings
from platforms.registry import build_platforms
from platforms.site import SiteReader
from store.assets import blobs_at
from store.findings import Finding
from store.unit import Store
from tools.purse import PlanPurse
from tools.services import Clock, Services
from worker import engine, files
from worker.actions import Actions
from worker.brand_drafter import BrandDrafter
from worker.clock import open_clock, system_clock
from worker.desk import Desk
from worker.dispatcher import Dispatcher
from worker.drainer import Drainer
from worker.ending import Endings
from worker.filmer import Filmer
from worker.fitter import Fitter
from worker.follower import Follower
from worker.importer import Importer
from worker.keeper import Keeper
from worker.measurer import Measurer
from worker.models import image_options, model_options
from worker.poller import Look, Poller
from worker.prober import Prober
from worker.pruner import Pruner
from worker.publisher import Publisher
from worker.puller import Puller
from worker.pulse import Pulse
from worker.returner import Returner
from worker.shelver import Shelver
from worker.studier import Studier
from worker.sweeper import Sweeper
from worker.tidier import Tidier
from worker.turns import Turns
from worker.upkeep import Upkeep
from worker.watch import Watch

PATIENCE_S = 5.0
"""How long a stop waits for turns and publications that are under way."""


@dataclass(frozen=True)
class System:
    """The running system, as the surfaces see it."""

    settings: Settings
    owner: str
    """The executor id by which others know this process."""
    secret_keys: tuple[str, ...]
    store: Store
    services: Services
    turns: Turns
    states: ThreadStates
    sites_http: Http
    prover: Prover
    keeper: Keeper
    author: str
    has_jobs: bool

    async def checks(self) -> dict[str, str]:
        """Each part's state in a word: "ok", or what is wrong."""
        return {
            "database": await _answers(self._ask_database()),
            "checkpoints": await _answers(
                self.states.latest("00000000-0000-0000-0000-000000000000")
            ),
            "jobs": "ok" if self.has_jobs else "off",
            "index": self.keeper.state if self.has_jobs else "off",
            "model": f"ok ({self.author})",
            "assets": await files.state(self.services.blobs, self.settings.data_dir),
        }

    async def _ask_database(self) -> object:
        async with self.store.reading() as unit:
            return await unit.accounts.demo_workspace()


@asynccontextmanager
async def open_system(
    settings: Settings, *, jobs: bool = True, listening_at: str = ""
) -> AsyncIterator[System]:
    """Open everything, yield it, close it in reverse.

    Args:
        jobs: Whether this process works on turns and publications, or only serves requests.
        listening_at: The address of this process's server, if it is one.

    Raises:
        InvalidError: A setting asks for something that this version does not have.
        UnavailableError: `assets_unreachable`; files can be kept nowhere, and waiting is no help.
    """
    require_known(settings)
    keys = secret_keys(settings)
    owner = f"{uuid.uuid4()}"
    store = Store(settings.app_database_url, secret_keys=keys)
    # two ways out, so that what the platforms' addresses allow is not open to the site reader
    http, sites_http = Http(), Http()
    index = Index(store, _chroma(settings))
    try:
        async with (
            open_clock(settings) as clock,
            open_saver(settings.app_database_url, settings.data_dir) as saver,
        ):
            esg = _esg(settings, store, index, clock)
            services = _services(settings, store, esg, clock, http, sites_http, listening_at)
            graph = build(saver)
            runner = Runner(graph, services, owner=owner)
            turns = Turns(services, can_start=jobs)
            system = System(
                settings=settings,
                owner=owner,
                secret_keys=keys,
                store=store,
                services=services,
                turns=turns,
                states=ThreadStates(graph),
                sites_http=sites_http,
                prover=Prover(store, index, esg.matrices),
                keeper=Keeper(store, index, esg.vectors, esg.matrices),
                author=services.author.label,
                has_jobs=jobs,
            )
            async with _closing(services), _alive(system), _working(system, runner, owner):
                yield system
    finally:
        await asyncio.gather(http.aclose(), sites_http.aclose())
        index.chroma.close()  # not in a thread: the job engine took the loop's down with it
        await store.close()


def _services(
    settings: Settings,
    store: Store,
    esg: EsgEngine,
    clock: Clock,
    http: Http,
    sites_http: Http,
    listening_at: str,
) -> Services:
    purse = PlanPurse(store, system_clock)
    return Services(
        store=store,
        author=build_author(model_options(settings), purse),
        painter=build_painter(image_options(settings), purse),
        moderator=build_moderator(settings.safety),
        esg=esg,
        platforms=build_platforms(_platform_settings(settings), http=http, now=clock),
        sites=SiteReader(sites_http, clock),
        blobs=blobs_at(settings.assets_url, settings.data_dir),
        clock=clock,
        real_clock=system_clock,
        sandbox_sites={},
        public_url=(settings.public_url or listening_at).rstrip("/"),
    )


def _esg(settings: Settings, store: Store, index: Index, clock: Clock) -> EsgEngine:
    return EsgEngine(
        store,
        build_embedder(settings.embedder),
        now=clock,
        older=_older(settings),
        index=index,
        weights=settings.esg.weights,
    )


def _older(settings: Settings) -> tuple[Embedder, ...]:
    """The models of before that are always at hand: the packaged one."""
    return (packaged_embedder(),) if settings.embedder else ()


def _chroma(settings: Settings) -> chroma.Chroma:
    if settings.chroma_url:
        return chroma.remote(settings.chroma_url, any_version=settings.chroma_any_version)
    return chroma.embedded(settings.data_dir / "chroma")


def require_known(settings: Settings) -> None:
    """Refuse settings that this version would silently ignore.

    Raises:
        InvalidError: Names the setting.
    """
    build_author(model_options(settings))
    build_painter(image_options(settings))
    if settings.redis_url:
        raise InvalidError(
            "INSTA_REDIS_URL cannot be used in this version; the embedded default does the job. "
            "Remove the setting.",
            code="setting_not_available",
        )


def _platform_settings(settings: Settings) -> dict[Platform, PlatformSettings]:
    return {platform: _one_platform(settings, platform) for platform in Platform}


def _one_platform(settings: Settings, platform: Platform) -> PlatformSettings:
    endpoint = settings.platforms.of(platform)
    login = settings.platforms.instagram.login if platform is Platform.INSTAGRAM else ""
    if not settings.uses_sandbox(platform):
        return PlatformSettings(
            api_base=endpoint.api_base,
            upload_base=endpoint.upload_base,
            auth_base=endpoint.auth_base,
            token_base=endpoint.token_base,
            analytics_base=getattr(endpoint, "analytics_base", ""),
            login=login,
            client_id=endpoint.client_id,
            client_secret=endpoint.client_secret,
        )
    # the stand-in has one host, so that graph.facebook.com is a path of it
    base = settings.sandbox_url + ("/facebook-login" if login == "facebook" else "")
    # the twins' published app; worth nothing anywhere else
    client_id = f"sandbox-{platform.value}"
    return PlatformSettings(
        api_base=base,
        auth_base=base,
        token_base=base,
        client_id=client_id,
        client_secret=SecretStr(f"{client_id}-secret"),
        analytics_base=base,
        login=login,
        is_sandbox=True,
    )


@asynccontextmanager
async def _closing(services: Services) -> AsyncIterator[None]:
    try:
        await files.require(services.blobs)
        yield
    finally:
        await close_author(services.author)
        if services.painter is not None:
            await services.painter.aclose()
        services.blobs.close()


@asynccontextmanager
async def _alive(system: System) -> AsyncIterator[None]:
    """Be known to live around the body: what the dead held is anybody's, a request's key too."""
    is_alone = system.settings.is_sqlite
    pulse = Pulse(system.store, owner=system.owner, is_alone=is_alone, now=system_clock)
    await pulse.start()
    try:
        yield
    finally:
        await pulse.stop()


@asynccontextmanager
async def _working(system: System, runner: Runner, owner: str) -> AsyncIterator[None]:
    """Run the job engine and the poll around the body."""
    if not system.has_jobs:
        yield
        return
    services, settings = system.services, system.settings
    endings = Endings(services)
    publisher = Publisher(services, endings, owner=owner)
    follower = Follower(services, owner=owner)
    actions = Actions(runner, Drainer(publisher))
    await engine.launch(
        actions,
        database_url=settings.app_database_url,
        data_dir=settings.data_dir,
        executor_id=engine.LOCAL_EXECUTOR if settings.is_sqlite else owner,
    )
    poller = _poller(system, publisher, endings, follower, owner)
    studier = Studier(services, embedder=settings.embedder)
    kinds = (
        Importer(services),
        Puller(services),
        studier,
        Fitter(services),
        Filmer(services),
        BrandDrafter(services),
    )
    desk = Desk(services, kinds, owner=owner)
    poller.start()
    system.keeper.start()
    desk.start()
    sites = asyncio.create_task(_allow_sandbox_sites(system))
    try:
        yield
    finally:
        sites.cancel()
        await asyncio.gather(sites, return_exceptions=True)
        await asyncio.gather(poller.stop(), system.keeper.stop(), desk.stop())
        await follower.stop()
        await actions.finish(PATIENCE_S)
        await services.flights.land(PATIENCE_S)
        await asyncio.to_thread(engine.stop)
        # only now: the engine, being gone, does not call them failed
        await actions.abandon()


def _poller(
    system: System, publisher: Publisher, endings: Endings, follower: Follower, owner: str
) -> Poller:
    services = system.services
    shelver = Shelver(services)
    return Poller(
        services,
        system.turns,
        publisher=publisher,
        dispatcher=Dispatcher(services, is_alone=system.settings.is_sqlite),
        prober=Prober(services, endings, owner=owner),
        sweeper=Sweeper(services, owner=owner),
        looks=(
            Look(follower.look, Finding.PARTS),
            Look(Watch(services).look),
            Look(Pruner(services).prune),
            Look(Tidier(services).tidy),
            Look(shelver.find_strays),
        ),
        beside={
            "shelve": Look(shelver.shelve, Finding.UNSHELVED),
            "measure": Look(Measurer(services).measure_due, Finding.TO_MEASURE),
            "upkeep": Look(Upkeep(services).look),
            # asks no platform, but the engine, for which no due post has to wait
            "return": Look(Returner(services).look),
        },
    )


async def _allow_sandbox_sites(system: System) -> None:
    """Let the site reader visit the sandbox's own sites, while every platform is the sandbox."""
    if not system.settings.all_sandbox:
        return
    url = f"{system.settings.sandbox_url}/control/info"
    while True:
        try:
            async with Http(allowed=[url]) as http:
                answer = await http.send("GET", url)
        except UnansweredError:
            await asyncio.sleep(1.0)
            continue
        known = cast("dict[str, object]", answer.json() or {}).get("sites")
        if isinstance(known, dict) and all(isinstance(url, str) for url in known.values()):
            system.services.sandbox_sites.update(known)
            system.sites_http.allow(*known.values())
        return


async def _answers(question: object) -> str:
    try:
        await cast("asyncio.Future[object]", question)
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what the check reports
        return f"failed: {type(error).__name__}"
    return "ok"
