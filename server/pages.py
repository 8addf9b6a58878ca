"""The few pages a person's browser lands on from outside; plain HTML without scripts."""

from html import escape

from starlette.responses import HTMLResponse

from domain.connection import Connection
from domain.errors import InstaMediaError
from domain.platform import Platform
from server.problems import STATUSES

_STYLE = """
:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 system-ui,Roboto,"Noto Sans","Noto Sans Devanagari",sans-serif}
main{max-width:32rem;margin:0 auto;padding:48px 24px}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 12px}
body{overflow-wrap:anywhere}
li{margin:4px 0}
"""
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    )
}
_GO_BACK = "<p>You can close this page and go back to where you began.</p>"


def connected_page(platform: Platform, kept: tuple[Connection, ...]) -> HTMLResponse:
    """Says which accounts can now be posted to, and that nothing goes out by itself."""
    names = "".join(
        f"<li>{escape(c.account_name)} ({c.account_kind.on(platform)})</li>" for c in kept
    )
    return _page(
        f"{platform.title} is connected",
        f"<ul>{names}</ul><p>Nothing is posted there without your approval.</p>{_GO_BACK}",
        200,
    )


def refused_page(error: InstaMediaError) -> HTMLResponse:
    return _page(
        "Nothing was connected",
        f"<p>{escape(error.message)}</p>{_GO_BACK}",
        STATUSES[error.kind],
    )


def _page(title: str, body: str, status: int) -> HTMLResponse:
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    return HTMLResponse(html, status, _HEADERS)
