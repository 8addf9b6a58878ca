"""What a page of a brand's own site says: all its visible words, and its data. Fetches nothing.

All of it is from outside: data, never instruction. Importing this loads an HTML parser.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from domain import hidden
from domain.frozen import Frozen
from platforms.page import decoded
from platforms.visit import FetchedPage

MOST_TEXT = 30_000
MOST_DATA = 40
LONGEST_DATA = 20_000
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "select", "head", "iframe"})
_CELLS = frozenset({"td", "th"})
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote br button dd div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr "
        "ul",
    )
)
_BESIDE = frozenset({"span", "a", "b", "strong", "small", "time"})
"""They often stand apart by style alone, as a price does from its product."""
_REACH = (
    # how a link says it, and what a person would write before it
    (re.compile(r"tel:(.+)", re.IGNORECASE), "Phone"),
    (re.compile(r"mailto:([^?]+)", re.IGNORECASE), "E-mail"),
    (re.compile(r"https?://(?:api\.whatsapp\.com/send\?phone=|wa\.me/)(\+?\d+)"), "WhatsApp"),
)


class OwnPage(Frozen):
    url: str
    title: str
    text: str
    """A block of the page a line, table cells two spaces apart; then what its links tell."""
    data: tuple[str, ...] = ()
    """Its JSON-LD (schema.org), each script's value written compactly."""


def own_page(page: FetchedPage) -> OwnPage:
    """Take the page apart; slow enough to belong in a thread."""
    tree = LexborHTMLParser(decoded(page.body, page.content_type))
    told = [*_meta(tree), *_lines(tree), *dict.fromkeys(_reached(tree))]
    return OwnPage(
        url=page.url,
        title=page.title,
        text=hidden.cleaned("\n".join(told))[:MOST_TEXT],
        data=tuple(_data(tree)),
    )


def _meta(tree: LexborHTMLParser) -> Iterator[str]:
    for name, label in (("description", ""), ("theme-color", "Theme colour: ")):
        found = tree.css_first(f"meta[name='{name}']")
        content = (found.attributes.get("content") or "").strip() if found is not None else ""
        if content:
            yield f"{label}{' '.join(content.split())}"


def _lines(tree: LexborHTMLParser) -> Iterator[str]:
    """The visible words, block by block; without recursion, since a page may nest as it likes."""
    line: list[str] = []
    stack: list[LexborNode | None] = [tree.body]
    while stack:
        node = stack.pop()
        if node is None:
            yield from _ended(line)
            continue
        tag = node.tag or ""
        if tag in _HIDDEN:
            continue
        if tag == "-text":
            line.append(node.text_content or "")
            continue
        if tag in _BLOCKS:
            yield from _ended(line)
            stack.append(None)
        elif line and tag in _CELLS:
            line.append("\t")
        elif line and tag in _BESIDE:
            line.append(" ")
        stack.extend(reversed(list(node.iter(include_text=True))))
    yield from _ended(line)


def _ended(line: list[str]) -> Iterator[str]:
    cells = (" ".join(cell.split()) for cell in "".join(line).split("\t"))
    line.clear()
    if words := "  ".join(cell for cell in cells if cell):
        yield words


def _reached(tree: LexborHTMLParser) -> Iterator[str]:
    for anchor in tree.css("a[href]"):
        href = (anchor.attributes.get("href") or "").strip()
        for pattern, label in _REACH:
            if met := pattern.match(href):
                yield f"{label}: {unquote(met[1]).strip()}"


def _data(tree: LexborHTMLParser) -> Iterator[str]:
    for script in tree.css('script[type="application/ld+json"]')[:MOST_DATA]:
        try:
            value = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        written = hidden.cleaned(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        if len(written) <= LONGEST_DATA:
            yield written
