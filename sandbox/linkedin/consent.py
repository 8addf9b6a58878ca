"""LinkedIn's authorization page: who asks for what, for which member, and the way back."""

from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.responses import RedirectResponse, Response

from sandbox import accounts
from sandbox.exchange import Call, RefusalError
from sandbox.linkedin import access, oauth
from sandbox.linkedin.people import PLATFORM
from sandbox.page import page
from sandbox.world import World


@dataclass(frozen=True)
class Asked:
    client_id: str
    redirect_uri: str
    state: str | None
    scopes: frozenset[str]


def show(world: World, call: Call) -> Response:
    """GET /oauth/v2/authorization."""
    asked = _read(world, call)
    return page("Allow access?", _consent_body(world, asked))


def decide(world: World, call: Call) -> Response:
    """POST /oauth/v2/authorization with the page's form: `action` and, optionally, `account`."""
    asked = _read(world, call)
    form = oauth.read_form(call)
    if form.get("action") == "cancel":
        return _back(
            asked,
            {
                "error": "user_cancelled_authorize",
                "error_description": "The user cancelled the authorization",
            },
        )
    if form.get("action") != "allow":
        raise RefusalError(_stop("Choose Allow or Cancel.", "The form has no valid action."))
    member = _chosen_member(world, form.get("account"))
    code = oauth.issue_code(
        world,
        client_id=asked.client_id,
        member=member.id,
        redirect_uri=asked.redirect_uri,
        scopes=asked.scopes,
    )
    return _back(asked, {"code": code})


def _read(world: World, call: Call) -> Asked:
    """What the app asks for.

    Raises:
        RefusalError: with a page when there is no safe way back, else with a redirect.
    """
    fields = dict(parse_qsl(call.query, keep_blank_values=True))
    client = accounts.find_client(world.state, PLATFORM, fields.get("client_id", ""))
    redirect_uri = fields.get("redirect_uri", "")
    if client is None:
        raise RefusalError(_stop("This app is not known here.", "Check the client_id."))
    if not accounts.may_return(client, redirect_uri):
        raise RefusalError(
            _stop("This app may not return to that address.", "Check the redirect_uri.")
        )
    scopes = frozenset(fields.get("scope", "").split())
    asked = Asked(client.client_id, redirect_uri, fields.get("state"), scopes)
    if fields.get("response_type") != "code":
        raise RefusalError(_error(asked, "invalid_request", "response_type must be code"))
    unknown = sorted(scopes - access.SCOPES.keys())
    if unknown or not scopes:
        words = f'Scope "{unknown[0]}" is not authorized' if unknown else "No scope is given"
        raise RefusalError(
            _error(asked, "unauthorized_scope_error", f"{words} for your application")
        )
    return asked


def _chosen_member(world: World, member_id: str | None) -> accounts.Account:
    members = accounts.members(world.state, PLATFORM)
    if member_id is None:
        return members[0]
    for member in members:
        if member.id == member_id:
            return member
    raise RefusalError(_stop("This member is not known here.", "Open the page again."))


def _back(asked: Asked, values: dict[str, str]) -> Response:
    if asked.state is not None:
        values["state"] = asked.state
    parts = urlsplit(asked.redirect_uri)
    query = "&".join(piece for piece in (parts.query, urlencode(values)) if piece)
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    return RedirectResponse(url, 303, {"cache-control": "no-store"})


def _error(asked: Asked, error: str, description: str) -> Response:
    return _back(asked, {"error": error, "error_description": description})


def _stop(title: str, advice: str) -> Response:
    return page(title, f"<h1>{escape(title)}</h1><p>{escape(advice)} Nothing was granted.</p>", 400)


def _consent_body(world: World, asked: Asked) -> str:
    members = accounts.members(world.state, PLATFORM)
    choices = "".join(
        _choice(world, member, is_first=number == 0) for number, member in enumerate(members)
    )
    wishes = dict.fromkeys(words for scope, words in access.SCOPES.items() if scope in asked.scopes)
    listed = "".join(f"<li>{escape(words)}</li>" for words in wishes)
    scopes = " ".join(sorted(asked.scopes))
    home = urlsplit(asked.redirect_uri).netloc
    return (
        '<span class="badge">Local stand-in, not LinkedIn</span>'
        f"<h1><strong>{escape(asked.client_id)}</strong> would like to act on LinkedIn for you</h1>"
        f'<p class="quiet">You will return to {escape(home)}.</p>'
        f'<h2>It asks to</h2><ul>{listed}</ul><p class="quiet">Scopes: {escape(scopes)}</p>'
        f'<form method="post"><h2>As which member?</h2>{choices}'
        '<div class="actions"><button name="action" value="cancel">Cancel</button>'
        '<button class="primary" name="action" value="allow">Allow</button></div></form>'
    )


def _choice(world: World, member: accounts.Account, *, is_first: bool) -> str:
    pages = accounts.organizations(world.state, PLATFORM, member.id)
    names = ", ".join(account.name for account in pages) or "no organisation"
    return (
        f'<label class="choice"><input type="radio" name="account" value="{escape(member.id)}"'
        f"{' checked' if is_first else ''}><span><strong>{escape(member.name)}</strong><br>"
        f'<span class="quiet">Administers {escape(names)}</span></span></label>'
    )
