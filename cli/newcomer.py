"""The demo's newcomer: a workspace signed up, connected and told who it is. Plays no script."""

import secrets
from contextlib import ExitStack
from pathlib import Path

import httpx

from cli import posts
from cli.api import Api, ProblemError
from cli.brief import Brief, profile
from cli.output import note
from cli.play import Play
from cli.sandbox import Sandbox, refuse_other
from domain.errors import InvalidError, UpstreamError
from domain.platform import Platform

PERSON = "demo (scripted)"


def sign_up(url: str, brief: Brief) -> Api:
    """A person and a workspace that nobody had before."""
    name = f"demo-{secrets.token_hex(4)}@demo.insta-media.local"
    person = {"email": name, "password": secrets.token_urlsafe(24), "name": PERSON}
    with Api(url) as anyone:
        pair = anyone.post(
            "/api/v1/auth/register", {**person, "business_name": brief["business_name"]}
        )
    return Api(url, pair["access_token"])


def prepare(
    play: Play, sandbox: Sandbox, brief: Brief, *, history: Path | None, platform: Platform
) -> None:
    """Tell the team who this is and what it posted before."""
    note(f"Signed in as the owner of {brief['business_name']}")
    told = play.api.put("/api/v1/profile", profile(brief, sandbox.sites))
    play.timezone = str(told.get("timezone") or play.timezone)
    if history:
        done = posts.import_posts(play.api, history, posts.fields(platform))
        posts.check(done)
        note(f"{done['imported'] + done['unchanged']} posts are in the history")


def connect(play: Play, brief: Brief, stack: ExitStack) -> Sandbox:
    """Grant access on the sandbox's consent page, for every platform this installation has.

    Raises:
        InvalidError: `not_the_sandbox`; a platform would be the real one.
    """
    found: Sandbox | None = None
    for platform in Platform:
        try:
            begun = play.api.post("/api/v1/platforms/connect", {"platform": platform.value})
        except ProblemError as error:
            if error.code == "platform_not_available":
                continue
            raise
        sandbox = Sandbox.behind(begun["authorize_url"], configured=play.configured_sandbox)
        found = stack.enter_context(sandbox)
        member = found.new_member(platform.value, brief["business_name"])
        _return_from(found.consent(begun["authorize_url"], member))
        note(f"Connected {platform.title} on the sandbox's consent page")
    if found is None:
        raise InvalidError("No platform can be connected here, so the demo has nowhere to post.")
    _only_sandbox(play, found)
    return found


def _return_from(callback: str) -> None:
    """Follow the browser's way back to the server."""
    answer = httpx.get(callback, timeout=30.0, trust_env=False)
    if answer.status_code >= httpx.codes.BAD_REQUEST:
        raise UpstreamError(f"The server did not accept the consent: {answer.text[:300]}")


def _only_sandbox(play: Play, sandbox: Sandbox) -> None:
    connections = play.api.items("/api/v1/platforms")
    known = sandbox.account_ids()
    for connection in connections:
        if connection["account_id"] not in known:
            refuse_other(f"{connection['platform']} account {connection['account_name']}")
    play.accounts = {c["id"]: c["account_name"] for c in connections}
