"""What the authorization pages of all platforms share: their look, their form, the way back."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode, urlsplit, urlunsplit

from starlette.responses import RedirectResponse, Response

from sandbox.page import page


@dataclass(frozen=True)
class Choice:
    """An account that a person can answer for."""

    id: str
    name: str
    detail: str


def show(
    platform: str,
    *,
    client_id: str,
    redirect_uri: str,
    wishes: Iterable[str],
    scopes: Iterable[str],
    choices: Iterable[Choice],
) -> Response:
    listed = "".join(f"<li>{escape(words)}</li>" for words in dict.fromkeys(wishes))
    named = "".join(_choice(choice, is_first=number == 0) for number, choice in enumerate(choices))
    return page(
        "Allow access?",
        f'<span class="badge">Local stand-in, not {platform}</span>'
        f"<h1><strong>{escape(client_id)}</strong> would like to act on {platform} for you</h1>"
        f'<p class="quiet">You will return to {escape(urlsplit(redirect_uri).netloc)}.</p>'
        f"<h2>It asks to</h2><ul>{listed}</ul>"
        f'<p class="quiet">Scopes: {escape(" ".join(sorted(scopes)))}</p>'
        f'<form method="post"><h2>As which account?</h2>{named}'
        '<div class="actions"><button name="action" value="cancel">Cancel</button>'
        '<button class="primary" name="action" value="allow">Allow</button></div></form>',
    )


def back(redirect_uri: str, values: dict[str, str], fragment: str = "") -> Response:
    """Sends the browser back to the app with these values added to the address."""
    parts = urlsplit(redirect_uri)
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
