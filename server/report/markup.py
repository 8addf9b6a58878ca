"""HTML and SVG elements from Python, everything escaped. Knows no page."""

from collections.abc import Iterable
from html import escape


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | Markup | None


def tag(name: str, *children: Child | Iterable[Child], **attributes: str | float | None) -> Markup:
    """An element. `class_` is class, an underscore is a hyphen; None leaves an attribute out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{joined(*children)}</{name}>")


def joined(*children: Child | Iterable[Child]) -> Markup:
    """Children one after the other; plain text is escaped, None is nothing."""
    parts: list[str] = []
    for child in children:
        if child is None or isinstance(child, Markup):
            parts.append(child or "")
        elif isinstance(child, str):
            parts.append(escape(child, quote=False))
        else:
            parts.append(joined(*child))
    return Markup("".join(parts))


def svg(*children: Child | Iterable[Child], width: float, height: float, says: str) -> Markup:
    """A drawing that stretches to its place; letters stand outside it, or they would stretch too.

    Args:
        children: Shapes in a box of `width` by `height`.
        width: Of the box.
        height: Of the box.
        says: What it shows, for people who cannot see it; empty when text beside it says it.
    """
    box = f"0 0 {width:g} {height:g}"
    if not says:
        return tag("svg", *children, viewBox=box, preserveAspectRatio="none", aria_hidden="true")
    return tag(
        "svg", *children, viewBox=box, preserveAspectRatio="none", role="img", aria_label=says
    )


def rect(x: float, y: float, width: float, height: float, class_: str) -> Markup:
    return Markup(
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{height:.2f}" '
        f'class="{class_}"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A stroke whose thickness does not stretch; of no length it is a round dot."""
    return Markup(f'<path d="M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}" class="{class_}"/>')


def path(points: Iterable[tuple[float, float]], class_: str, *, is_closed: bool = False) -> Markup:
    """A stroke through points, or the area that it encloses."""
    drawn = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return Markup(f'<path d="M{drawn}{"Z" if is_closed else ""}" class="{class_}"/>')
