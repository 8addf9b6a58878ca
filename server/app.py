"""Assembles what listens: middlewares, errors, routers, and the system behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from config.settings import Settings
from server import docs, figures, headers, pictures, problems, web
from server.api.v1 import (
    analytics,
    approvals,
    assets,
    audit,
    auth,
    brand_assets,
    brand_drafts,
    brands,
    calendar,
    campaigns,
    content,
    esg,
    events,
    health,
    history,
    ideas,
    images,
    imports,
    jobs,
    keys,
    media,
    platforms,
    posts,
    profile,
    publications,
    rules,
    seed,
    storyboards,
    studio,
    study,
    templates,
    timetables,
    tracking,
)
from server.auth.accounts import Accounts
from server.auth.demo import ensure_demo
from server.auth.passwords import Passwords
from server.auth.tokens import AccessTokens
from server.bodies import BodyCap
from server.chat import assistants, runs, states, threads
from server.idempotency import IdempotencyKeys
from server.no_nul import NoNul
from server.running import Running
from server.version import VERSION
from worker.system import System, open_system

API = "/api/v1"
_RESOURCES = (
    auth.router,
    health.router,
    profile.router,
    rules.router,
    brands.router,
    brand_assets.router,
    brand_drafts.router,
    posts.router,
    imports.router,
    history.router,
    keys.router,
    jobs.router,
    esg.router,
    study.router,
    calendar.router,
    studio.router,
    images.router,
    storyboards.router,
    templates.router,
    campaigns.router,
    ideas.router,
    content.router,
    analytics.router,
    approvals.router,
    publications.router,
    timetables.router,
    tracking.router,
    media.router,
    assets.router,
    platforms.router,
    audit.router,
    events.router,
)
_CHAT = (assistants.router, threads.router, states.router, runs.router)


def create_app(
    settings: Settings,
    *,
    with_worker: bool = True,
    owner_token: str | None = None,
    listening_at: str = "",
) -> FastAPI:
    """The whole server as an ASGI application; its lifespan opens and closes the system.

    Args:
        with_worker: Whether turns and publications are worked on in this process.
        owner_token: What another command on this machine may present to act as an owner.
        listening_at: The address listened on: where media are reached without INSTA_PUBLIC_URL.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_system(settings, jobs=with_worker, listening_at=listening_at) as system:
            passwords = Passwords()
            accounts = await _accounts(system, passwords)
            app.state.running = Running(system, accounts, owner_token)
            try:
                async with system.store.hearing():
                    yield
            finally:
                passwords.close()

    app = FastAPI(
        title="Insta Media AI",
        version=VERSION,
        summary="A marketing team in a chat. Nothing is published that a person did not approve.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses=problems.responses(),
    )
    _add_routes(app, in_development=settings.env == "development")
    problems.install(app)
    web.install(app)
    docs.install(app)
    # the last one added is the outermost
    app.add_middleware(IdempotencyKeys)
    app.add_middleware(BodyCap)
    app.add_middleware(NoNul)
    app.add_middleware(problems.Unexpected)
    headers.allow_origins(app, settings.cors_origins)
    app.add_middleware(headers.SafeHeaders)
    return app


def _add_routes(app: FastAPI, *, in_development: bool) -> None:
    api = APIRouter(prefix=API)
    for router in (*_RESOURCES, *((seed.router,) if in_development else ())):
        api.include_router(router)
    app.include_router(api)
    app.include_router(pictures.router)
    app.include_router(figures.router)
    for router in _CHAT:
        app.include_router(router)


async def _accounts(system: System, passwords: Passwords) -> Accounts:
    in_development = system.settings.env == "development"
    if in_development:
        await ensure_demo(system.services)
    return Accounts(
        services=system.services,
        passwords=passwords,
        tokens=AccessTokens(system.secret_keys),
        demo_key=system.secret_keys[0] if in_development else None,
    )
