"""The frame of a page that carries all it needs: letters, look, a policy that allows no more."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from server.report.markup import Markup, joined, tag


def document(
    title: str, body: Markup, *, language: str = "en", further_style: str = ""
) -> tuple[Markup, str]:
    """The whole page, and its content security policy, which stands in it, too.

    Args:
        title: Of the window.
        body: What is inside `body`.
        language: Code of its language.
        further_style: Name of another style sheet beside the report's own, without its ending.
    """
    style = _fonts(body) + _style("report") + (_style(further_style) if further_style else "")
    policy = _policy(style)
    html = joined(
        Markup("<!doctype html>"),
        tag("html", _head(title, style, policy), tag("body", body), lang=language),
    )
    return html, policy


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _head(title: str, style: str, policy: str) -> Markup:
    return tag(
        "head",
        Markup('<meta charset="utf-8">'),
        # once more in the page: a saved copy has no headers
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        tag("title", title),
        tag("style", Markup(style)),
    )


def _fonts(body: str) -> str:
    """The bundled typeface, cut down to the letters of this page."""
    from media.webfont import cut  # what cuts it loads when a page is made

    faces = []
    for weight, number in (("Medium", "400 500"), ("Bold", "600 700")):
        data = base64.b64encode(cut("Bold" if weight == "Bold" else "Medium", [body])).decode()
        faces.append(
            f'@font-face{{font-family:"Report";font-weight:{number};'
            f"src:url(data:font/ttf;base64,{data})}}"
        )
    return "".join(faces)


@cache
def _style(name: str) -> str:
    return files("server").joinpath("report", f"{name}.css").read_text(encoding="utf-8")
