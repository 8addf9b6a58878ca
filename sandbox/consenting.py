"""What the authorization pages of all platforms share: who asks, their look, their form, the way
back. What a scope is and how a refusal is worded is each platform's own.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.responses import RedirectResponse, Response

from sandbox import accounts, granting
from sandbox.exchange import Call, RefusalError
from sandbox.granting import Consent, FormError
from sandbox.page import page
from sandbox.world import World


@dataclass(frozen=True)
class Asked:
    """A known app that may return to where it wants to; its wishes are unread yet."""

    client_id: str
    redirect_uri: str
    state: str | None
    fields: dict[str, str]

    @property
    def is_for_a_code(self) -> bool:
        return self.fields.get("response_type") == "code"


@dataclass(frozen=True)
class Choice:
    """An account that a person can answer for."""

    id: str
    name: str
    detail: str


@dataclass(frozen=True)
class Answer:
    """What a person decided."""

    is_yes: bool
    consent: Consent
    """With every scope that was asked for."""
    declined: frozenset[str]
    """Scopes that the person took out, where a platform lets them."""


def read(world: World, platform: str, call: Call) -> Asked:
    """Who asks, from the address.

    Raises:
        RefusalError: With a page: the app is unknown, or may not return to that address.
    """
    fields = dict(parse_qsl(call.query, keep_blank_values=True))
    client = accounts.find_client(world.state, platform, fields.get("client_id", ""))
    redirect_uri = fields.get("redirect_uri", "")
    if client is None:
        raise RefusalError(stop("This app is not known here.", "Check the client_id."))
    if not accounts.may_return(client, redirect_uri):
        raise RefusalError(
            stop("This app may not return to that address.", "Check the redirect_uri.")
        )
    return Asked(client.client_id, redirect_uri, fields.get("state"), fields)


def answer(world: World, platform: str, asked: Asked, call: Call, scopes: Iterable[str]) -> Answer:
    """What the person pressed, as which account: the page's `action`, `account` and `declined`.

    Raises:
        RefusalError: With a page: the form cannot be read, nothing was pressed, or there is no
            account of that id.
    """
    try:
        form = granting.read_form(call)
    except FormError as error:
        raise RefusalError(stop("The answer cannot be read.", f"{error}.")) from None
    action = form.get("action")
    if action not in ("allow", "cancel", "deny"):
        raise RefusalError(stop("Choose Allow or Cancel.", "The form has no valid action."))
    member = _chosen(world, platform, form.get("account")).id
    return Answer(
        action == "allow",
        Consent(platform, asked.client_id, member, frozenset(scopes)),
        frozenset(form.get("declined", "").replace(",", " ").split()),
    )


def _chosen(world: World, platform: str, account_id: str | None) -> accounts.Account:
    """The account that was picked, or the first."""
    known = accounts.members(world.state, platform)
    if account_id is None:
        return known[0]
    for account in known:
        if account.id == account_id:
            return account
    raise RefusalError(stop("This account is not known here.", "Open the page again."))


def show(
    platform: str,
    asked: Asked,
    *,
    scopes: Collection[str],
    known: Mapping[str, str],
    choices: Iterable[Choice],
) -> Response:
    """The page; `known` says in words what each scope allows."""
    wishes = (words for scope, words in known.items() if scope in scopes)
    listed = "".join(f"<li>{escape(words)}</li>" for words in dict.fromkeys(wishes))
    named = "".join(_choice(choice, is_first=number == 0) for number, choice in enumerate(choices))
    return page(
        "Allow access?",
        f'<span class="badge">Local stand-in, not {platform}</span>'
        f"<h1><strong>{escape(asked.client_id)}</strong> would like to act on {platform} for you"
        "</h1>"
        f'<p class="quiet">You will return to {escape(urlsplit(asked.redirect_uri).netloc)}.</p>'
        f"<h2>It asks to</h2><ul>{listed}</ul>"
        f'<p class="quiet">Scopes: {escape(" ".join(sorted(scopes)))}</p>'
        f'<form method="post"><h2>As which account?</h2>{named}'
        '<div class="actions"><button name="action" value="cancel">Cancel</button>'
        '<button class="primary" name="action" value="allow">Allow</button></div></form>',
    )


def back(asked: Asked, values: dict[str, str], fragment: str = "") -> Response:
    """Sends the browser back to the app with these values, and its state, in the address."""
    if asked.state is not None:
        values = {**values, "state": asked.state}
    parts = urlsplit(asked.redirect_uri)
    query = "&".join(piece for piece in (parts.query, urlencode(values)) if piece)
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))
    return RedirectResponse(url, 303, {"cache-control": "no-store"})


def stop(title: str, advice: str) -> Response:
    """The page for a request from which there is no safe way back."""
    return page(title, f"<h1>{escape(title)}</h1><p>{escape(advice)} Nothing was granted.</p>", 400)


def _choice(choice: Choice, *, is_first: bool) -> str:
    return (
        f'<label class="choice"><input type="radio" name="account" value="{escape(choice.id)}"'
        f"{' checked' if is_first else ''}><span><strong>{escape(choice.name)}</strong><br>"
        f'<span class="quiet">{escape(choice.detail)}</span></span></label>'
    )
