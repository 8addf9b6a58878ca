"""The `/control` routes by which a person, a demo or a test steers the stand-ins."""

from starlette.requests import Request
from starlette.routing import Route

from sandbox import accounts, audience, catalogue, hours, past, posts
from sandbox.clock import iso
from sandbox.faults import BURST_S, DEFAULT_SLOW_S, EVERY, Mode
from sandbox.fields import (
    Fields,
    Work,
    endpoint,
    invalid,
    query_flag,
    query_instant_ms,
    query_number,
)
from sandbox.world import World

_MOST_CALLS = 1_000_000
_LONGEST_SLOW_S = 120
_LONGEST_WAIT_S = 30
_MOST_REMEMBERED = 5_000
_LONGEST_PAST_D = 3_650
_LONGEST_ADVANCE_S = 5 * 366 * 24 * 3600


def routes(world: World) -> list[Route]:
    works: tuple[tuple[str, str, Work], ...] = (
        ("GET", "info", show_info),
        ("GET", "faults", show_faults),
        ("POST", "faults", arm_fault),
        ("DELETE", "faults", disarm_faults),
        ("GET", "held", show_held),
        ("POST", "release", release),
        ("GET", "clock", show_clock),
        ("POST", "clock", advance_clock),
        ("GET", "effects", show_effects),
        ("GET", "requests", show_requests),
        ("GET", "accounts", show_accounts),
        ("POST", "accounts", create_account),
        ("POST", "clients", register_client),
        ("POST", "audience", set_audience),
        ("POST", "history", add_history),
        ("POST", "reset", reset),
    )
    return [
        Route(f"/control/{path}", endpoint(world, work), methods=[method])
        for method, path, work in works
    ]


async def show_info(world: World, _request: Request, _fields: Fields) -> object:
    return catalogue.describe(world)


async def show_faults(world: World, _request: Request, _fields: Fields) -> object:
    return {"faults": world.faults.armed()}


async def arm_fault(world: World, _request: Request, fields: Fields) -> object:
    platform = fields.choice("platform", list(catalogue.OPERATIONS))
    operation = fields.choice("operation", [*catalogue.OPERATIONS[platform], EVERY])
    possible = catalogue.modes_of(platform, operation)
    mode = fields.choice("mode", [mode.value for mode in Mode if mode in possible])
    count = fields.whole("count", 1, 1, _MOST_CALLS)
    # a burst passes soon and says so; with 0 it names no time, as a vendor's cap
    usual = BURST_S if mode == Mode.HTTP_429 else DEFAULT_SLOW_S
    seconds = fields.number("seconds", usual, 0, _LONGEST_SLOW_S)
    drip = fields.flag("drip", default=False)
    if drip and mode != Mode.SLOW:
        raise invalid("drip goes with the mode slow only.")
    fields.done()
    return world.faults.arm(
        platform, operation, Mode(mode), count=count, seconds=seconds, drip=drip
    )


async def disarm_faults(world: World, _request: Request, fields: Fields) -> object:
    fields.done()
    return {"disarmed": world.faults.disarm()}


async def show_held(world: World, request: Request, _fields: Fields) -> object:
    """With `wait_s`, answers as soon as `count` calls (1 when absent) are held."""
    seconds = query_number(request, "wait_s", default=0, most=_LONGEST_WAIT_S)
    count = query_number(request, "count", default=1, most=_MOST_CALLS)
    return {"held": await world.holds.wait_for(int(count), seconds)}


async def release(world: World, _request: Request, fields: Fields) -> object:
    fields.done()
    return {"released": await world.holds.release()}


async def show_clock(world: World, _request: Request, _fields: Fields) -> object:
    return {"now": iso(world.clock.now_ms()), "offset_s": world.clock.offset_s}


async def advance_clock(world: World, request: Request, fields: Fields) -> object:
    seconds = fields.number("advance_s", None, 0, _LONGEST_ADVANCE_S)
    fields.done()
    if world.clock.offset_s + seconds > _LONGEST_ADVANCE_S:
        raise invalid("The clock cannot go more than five years ahead; POST /control/reset first.")
    world.clock.advance(seconds)
    return await show_clock(world, request, fields)


async def show_effects(world: World, request: Request, _fields: Fields) -> object:
    found = posts.everything(world.state, with_deleted=query_flag(request, "deleted"))
    names = {
        place: account.name if (account := accounts.find_by_urn(world.state, *place)) else None
        for place in {(post.platform, post.account) for post in found}
    }
    return {"effects": [_effect(post, names[post.platform, post.account]) for post in found]}


async def show_requests(world: World, request: Request, _fields: Fields) -> object:
    since_ms = query_instant_ms(request, "since")
    platform = request.query_params.get("platform")
    return {"requests": world.journal.listing(platform=platform, since_ms=since_ms)}


async def show_accounts(world: World, _request: Request, _fields: Fields) -> object:
    found = [
        _account(world, member)
        for platform in catalogue.TWINS
        for member in accounts.members(world.state, platform)
    ]
    return {"accounts": found}


async def create_account(world: World, _request: Request, fields: Fields) -> object:
    platform = fields.choice("platform", list(catalogue.TWINS))
    name = fields.text("name")
    fields.done()
    return _account(world, catalogue.TWINS[platform].create(world.state, name))


async def register_client(world: World, _request: Request, fields: Fields) -> object:
    platform = fields.choice("platform", list(catalogue.TWINS))
    client_id = fields.text("client_id")
    secret = fields.text("client_secret")
    redirect_uris = fields.texts("redirect_uris")
    if not all(accounts.is_return_address(uri) for uri in redirect_uris):
        raise invalid("redirect_uris must be absolute http or https URLs without a fragment.")
    gets_refresh_tokens = fields.flag("refresh_tokens", default=False)
    fields.done()
    accounts.save_client(
        world.state,
        platform,
        client_id,
        secret,
        redirect_uris=redirect_uris,
        gets_refresh_tokens=gets_refresh_tokens,
    )
    return {
        "platform": platform,
        "client_id": client_id,
        "redirect_uris": redirect_uris,
        "refresh_tokens": gets_refresh_tokens,
    }


async def set_audience(world: World, _request: Request, fields: Fields) -> object:
    name = fields.text("account")
    seed = fields.label("seed")
    zone = fields.text("zone") if fields.has("zone") else None
    fields.done()
    if zone is not None and not hours.is_zone(zone):
        raise invalid("zone must be the name of a time zone, such as Asia/Kolkata.")
    account = _named(world, name)
    audience.set_seed(world.state, account.urn, seed, zone)
    return {"account": account.urn, "seed": seed} | ({"zone": zone} if zone else {})


async def add_history(world: World, _request: Request, fields: Fields) -> object:
    """Posts from before, in lists, statistics and effects as if they had been made then."""
    name = fields.text("account")
    count = fields.whole("count", 120, 1, _MOST_REMEMBERED)
    days = fields.whole("days", 365, 1, _LONGEST_PAST_D)
    fields.done()
    account = _named(world, name)
    now = world.clock.now_ms()
    with world.state.transaction():
        for memory in past.remembered(account.urn, count, days=days, before_ms=now):
            catalogue.TWINS[account.platform].remember(world, account.urn, memory)
    return {"account": account.urn, "posts": count}


async def reset(world: World, _request: Request, fields: Fields) -> object:
    """Back to the first start: seeded accounts only, real time, nothing armed or held."""
    fields.done()
    world.holds.abandon()
    world.state.clear()
    world.stash.clear()
    catalogue.seed(world)
    return {"now": iso(world.clock.now_ms())}


def _named(world: World, name: str) -> accounts.Account:
    account = accounts.find_by_any_name(world.state, name)
    if account is None:
        raise invalid("account must be the URN, id or name of an account in GET /control/accounts.")
    return account


def _effect(post: posts.Post, account_name: str | None) -> dict[str, object]:
    return {
        "platform": post.platform,
        "account": post.account,
        "account_name": account_name,
        "post_id": post.id,
        "text": post.text,
        "wire": post.wire,
        "media": list(post.media),
        "at": iso(post.created_ms),
        "register": audience.register_of(post.text),
        "deleted": post.deleted_ms is not None,
    }


def _account(world: World, member: accounts.Account) -> dict[str, object]:
    owned = accounts.organizations(world.state, member.platform, member.id)
    return {
        "platform": member.platform,
        "member": member.public(),
        "organizations": [account.public() for account in owned],
    }
