"""The plain look that the sandbox's own pages share. Holds no content."""

from html import escape

from starlette.responses import HTMLResponse

_STYLE = """
:root{color-scheme:light dark;--ground:#f3f2ef;--card:#fff;--ink:#1d2226;--quiet:#56606a;
--line:#d9dcdf;--accent:#0a66c2;--on-accent:#fff}
@media(prefers-color-scheme:dark){:root{--ground:#14171a;--card:#1d2226;--ink:#f1f3f5;
--quiet:#a9b2bb;--line:#3a4249;--accent:#71b7fb;--on-accent:#0b1c2c}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","Noto Sans Devanagari",sans-serif}
main{max-width:30rem;margin:0 auto;padding:24px 16px}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 8px}h2{font-size:1rem;margin:24px 0 8px}
p{margin:0 0 8px}.quiet{color:var(--quiet);font-size:.9rem}
ul{margin:0;padding-left:20px}li{margin:4px 0}
.badge{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:2px 12px;
font-size:.85rem;color:var(--quiet);margin-bottom:16px}
label.choice{display:flex;gap:12px;align-items:flex-start;border:1px solid var(--line);
border-radius:8px;padding:12px;margin:8px 0;min-height:44px;cursor:pointer}
label.choice:has(:checked){border-color:var(--accent);outline:1px solid var(--accent)}
input[type=radio]{width:20px;height:20px;margin:2px 0 0;accent-color:var(--accent);flex:none}
.actions{display:flex;gap:12px;margin-top:24px}
button{flex:1;min-height:48px;border-radius:24px;font:inherit;font-weight:600;cursor:pointer;
border:1px solid var(--accent);background:transparent;color:var(--accent)}
button.primary{background:var(--accent);color:var(--on-accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
img{display:block;width:calc(100% + 48px);margin:16px -24px;max-height:80vh;object-fit:contain;
background:var(--ground)}
.post{white-space:pre-wrap;overflow-wrap:anywhere;margin:16px 0}
"""


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """A whole page; `body` is HTML whose values are already escaped."""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f'<body><main><div class="card">{body}</div></main></body></html>'
    )
    headers = {
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
        "referrer-policy": "no-referrer",
    }
    return HTMLResponse(html, status, headers)
