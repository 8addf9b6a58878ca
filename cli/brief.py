"""The demo's brief: a YAML file read, checked, and turned into a profile. Talks to nobody."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from domain.errors import InvalidError

_LISTS = ("languages", "tone", "keywords", "avoid_words", "palette")
_WORDS = ("business_name", "industry", "location", "timezone", "ask")
_TABLES = ("products", "facts", "competitors")
_NEEDED = ("business_name", "ask")

Brief = dict[str, Any]


def load(file: Path | None) -> Brief:
    """The brief in that file, or the shipped one: a chai café in Pune.

    Raises:
        InvalidError: Not YAML, not of this shape, or without a name or an ask; says which line.
    """
    import yaml

    name = str(file) if file else "the demo brief"
    try:
        text = file.read_text("utf-8") if file else _shipped()
        brief = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise _wrong(name, "is not UTF-8 text; save it as UTF-8") from error
    except yaml.YAMLError as error:
        raise _wrong(name, f"is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(brief, dict):
        raise _wrong(name, "must be a list of names and values, such as “ask: …”")
    _check(brief, name)
    return brief


def _shipped() -> str:
    return files("cli").joinpath("data/demo_brief.yaml").read_text("utf-8")


def _check(brief: Brief, name: str) -> None:
    known = {*_LISTS, *_WORDS, *_TABLES}
    if unknown := ", ".join(sorted(set(map(str, brief)) - known)):
        raise _wrong(name, f"has {unknown}, which no brief has; known: {', '.join(sorted(known))}")
    for word in _NEEDED:
        if not str(brief.get(word) or "").strip():
            raise _wrong(name, f"lacks {word}")
    for part in (*_LISTS, *_TABLES):
        if not isinstance(brief.get(part) or [], list):
            raise _wrong(name, f"needs a list in {part}")
    for part in ("products", "competitors"):
        if not all(isinstance(e, dict) and e.get("name") for e in brief.get(part) or []):
            raise _wrong(name, f"needs a name in every entry of {part}")


def _wrong(name: str, problem: str) -> InvalidError:
    return InvalidError(f"{name} {problem}. Correct it and run this again.", code="bad_brief")


def profile(brief: Brief, sites: dict[str, str]) -> dict[str, Any]:
    """The body of PUT /api/v1/profile.

    Args:
        brief: As loaded.
        sites: The sandbox's websites by name: a competitor of that name without a website gets it.
    """
    given = {word: brief[word] for word in _WORDS if word != "ask" and brief.get(word)}
    lists = {name: [str(entry) for entry in brief.get(name) or []] for name in _LISTS}
    if lists["languages"]:
        given["languages"] = lists["languages"]
    return {
        **given,
        "brand_voice": {name: lists[name] for name in ("tone", "keywords", "avoid_words")},
        "brand_assets": {"color_palette": lists["palette"]},
        "products": [_product(product) for product in brief.get("products") or []],
        "facts": [_fact(fact) for fact in brief.get("facts") or []],
        "competitors": [_competitor(one, sites) for one in brief.get("competitors") or []],
    }


def _product(product: dict[str, Any]) -> dict[str, Any]:
    price = product.get("price")
    return {**product, "price": None if price is None else str(price)}


def _fact(fact: Any) -> dict[str, Any]:
    return fact if isinstance(fact, dict) else {"text": str(fact)}


def _competitor(competitor: dict[str, Any], sites: dict[str, str]) -> dict[str, Any]:
    site = sites.get("".join(competitor["name"].lower().split()))
    return competitor if competitor.get("website") or not site else {**competitor, "website": site}
