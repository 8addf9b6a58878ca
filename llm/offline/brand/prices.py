"""Products with their prices in lines of text: menus, price lists, rows of tables. Pure."""

import re
from collections.abc import Iterator

from domain.brand import Product
from domain.devanagari import romanised
from domain.prices import in_rupees
from llm.offline.brand.found import LIKELY, STATED, product
from llm.offline.sentences import clean
from llm.tasks.brand_draft import Proposed

LONGEST_NAME = 80
LONGEST_PRICE, LONGEST_UNIT = 80, 60
"""As `domain.brand.Product` holds them."""
_NO_SIZE = frozenset({"price", "rate", "plate"})
MOST = 100
_SUM = r"\d[\d,]*(?:\.\d{1,2})?"
_MARKED = (
    rf"(?:from |starting (?:at |from )?)?(?:[₹$€£]|\brs\.?|\binr\b|रु\.?|रुपये) ?{_SUM}(?: ?/[-–=])?"
    rf"|{_SUM} ?(?:/[-–=]|(?:rs|rupees|रुपये|रु)\b\.?)"
)
_UNIT = (
    r"(?:per|a|each|/) ?[^\W\d_][^\d,;|]{0,24}|each|onwards|(?:प्रति|हर) ?\S{1,20}"
    r"|\(?(?:\d+ ?(?:g|gm|kg|ml|l|pcs?|pieces?|plates?|min(?:utes)?))\)?"
)
_PRICED = re.compile(
    rf"(?P<name>\S.*?)[\s.…:\-–—|_*@]*(?P<price>{_MARKED})\s*(?P<unit>{_UNIT})?\s*[.;]?",
    re.I,
)
_BARE = re.compile(rf"(?P<name>\S.*?)(?:\s{{2,}}|\s*[:\-–—|]\s*|\.{{3,}}\s*)(?P<price>{_SUM})\s*")
_ALONE = re.compile(rf"(?P<price>{_MARKED})\s*(?P<unit>{_UNIT})?", re.I)
_CELL = re.compile(r"(?P<key>[^:\n]{1,60}): ?(?P<value>.*)")
_KEYS = {
    "inside": (
        r"(?:cost price|(?:purchase|dealer|wholesale|landing|buying) ?(?:price|rate|cost)?"
        r"|margin|stock)"
    ),
    "asked": r"(?:selling|our|sale|offer|retail|net) (?:price|rate)",
    "size": (
        r"(?:(?:price|rate) \(?)?(?:half|full|quarter|small|medium|large|regular|single|double)\)?"
        r"(?: (?:price|rate|plate))?$"
    ),
    "name": (
        r"(?:items?|menu items?|name|products?|services?|dish|particulars?|a+i?ta[mn]|naam"
        r"|sa+ma+n|utpa+d|[vw]astu)"
    ),
    "price": r"(?:price|rate|mrp|amount|charges?|da+m|[kq][ie]+ma?t|mo*u?lya|bha+v|bha+w)",
    "unit": r"(?:unit|per|qty|quantity|size|weight|pack(?:ing)?|ma+tra)",
    "description": r"(?:descriptions?|details?|about|ingredients|notes?|vivaran)",
}
_IS_LAST = re.compile(r"cost\b.*")
"""A price, where no other is told: beside one it is what the shop itself pays."""
_PER = re.compile(r"(?:\bper|/) ?(?P<of>[^\W\d_]{1,20})\)?$", re.I)
_IS_KEY = {name: re.compile(rf"(?:{words})\b.*") for name, words in _KEYS.items()}
_ONWARDS = re.compile(r"\s*onwards\s*", re.I)
_NO_NAME = re.compile(
    rf"{_KEYS['price']}$|(?:total|gst|tax|delivery|minimum|price|rate|menu|offer|only|save|above|below|over|under"
    r"|discount|phone|since|and|or|for|at)\b|[^\w]*$|.*\b(?:off|cashback|discount|chhoot)\b"
    r"|.*\b(?:above|orders? (?:over|of)|worth|cost|together|till)\b",
    re.IGNORECASE,
)


def priced(text: str, source_id: str, *, bare: bool, rupees: bool = True) -> Iterator[Proposed]:
    """The products that the text has a price for, in its order; each name once.

    Args:
        text: A block a line; rows of a table as lines “header: value”, a blank line between them.
        source_id: Whose it is.
        bare: Whether a number at the end of a line is a price without a sign of money: in a price
            list it is, on a page it may be anything.
        rupees: Whether such a number is rupees.
    """
    seen: set[str] = set()
    for name, price, unit, description, quote, sure in _found(text, bare=bare):
        plain = clean(name).strip(" .,:;–—-|*•·")
        if "," not in plain:  # “Dosa only ₹80”; but “Misal pav, weekends only” is one on weekends
            plain = plain.removesuffix(" only")
        if not plain or len(plain) > LONGEST_NAME or _NO_NAME.match(romanised(plain)):
            continue
        if plain.casefold() in seen or not any(c.isalpha() for c in plain):
            continue
        written = _written(price, unit, rupees=rupees)
        per = None if _ONWARDS.fullmatch(unit) else clean(unit).strip(" ()") or None
        if len(written) > LONGEST_PRICE or len(per or "") > LONGEST_UNIT:
            continue  # a cell of prose
        seen.add(plain.casefold())
        item = Product(
            name=plain,
            price=written,
            unit=per,
            description=clean(description)[:500],
        )
        yield product(item, source_id, quote, sure)
        if len(seen) >= MOST:
            return


def _written(price: str, unit: str, *, rupees: bool) -> str:
    told = in_rupees(clean(price)) if rupees else clean(price)
    return f"{told} onwards" if _ONWARDS.fullmatch(unit) else told


Found = tuple[str, str, str, str, str, float]
"""Name, price, unit, description, quote, how sure."""


def _found(text: str, *, bare: bool) -> Iterator[Found]:
    for block in text.replace("\f", "\n\n").split("\n\n"):
        cells = [_CELL.fullmatch(line.strip()) for line in block.splitlines() if line.strip()]
        told = [(c["key"], c["value"].strip()) for c in cells if c]
        row = _row(told, bare=bare) if cells and all(cells) else None
        if row is not None:
            yield row
        else:
            yield from _lines(block.splitlines(), bare=bare)


def _row(cells: list[tuple[str, str]], *, bare: bool) -> Found | None:
    """A row of a table, by its headers; without headers the first words and the last number."""
    by: dict[str, str] = {}
    heads: dict[str, str] = {}
    for key, value in cells:
        kind = _kind(key)
        if kind and value and kind not in by:
            by[kind], heads[kind] = value, key
    if all(key.startswith("column ") for key, _ in cells):
        told = [value for _, value in cells if value]
        prices = [value for value in told if re.fullmatch(rf"(?:{_MARKED}|{_SUM})", value, re.I)]
        words = [value for value in told if value not in prices]
        if prices and words:
            by = {"name": words[0], "price": prices[-1], "description": " ".join(words[1:])}
    if bare and "name" not in by:  # “Sweets | Rate”: things first, as in every list
        by["name"] = next((v for k, v in cells[:2] if not _kind(k) and _has_letter(v)), "")
    asked = next((k for k in ("asked", "price", "size", "last") if _has_digit(by.get(k, ""))), "")
    if not asked or not by.get("name"):
        return None
    quote = "\n".join(f"{key}: {value}" for key, value in cells)
    unit = by.get("unit") or _unit_of(heads.get(asked, ""), asked)
    return by["name"], by[asked], unit, by.get("description", ""), quote, STATED


def _kind(key: str) -> str:
    """What the cells under a header are; empty of what is not known."""
    plain = romanised(key).casefold()
    if _IS_LAST.fullmatch(plain) and not _IS_KEY["inside"].fullmatch(plain):
        return "last"
    return next((kind for kind, pattern in _IS_KEY.items() if pattern.fullmatch(plain)), "")


def _unit_of(head: str, kind: str) -> str:
    """What a price is for, where its header says it: “Rate per kg”, “Price (Half)”."""
    if kind == "size":
        return next((w for w in re.findall(r"\w+", head.casefold()) if w not in _NO_SIZE), "")
    per = _PER.search(head)
    return f"per {per['of']}" if per else ""


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _has_letter(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _lines(lines: list[str], *, bare: bool) -> Iterator[Found]:
    before: list[str] = []
    for line in (raw.strip() for raw in lines):
        if not line or len(line) > 200:
            before = []
            continue
        match = _PRICED.fullmatch(line) or (_BARE.fullmatch(line) if bare else None)
        alone = _ALONE.fullmatch(line)
        if alone and before:
            name, description = _named_above(before)
            quote = "\n".join((*before[-2:], line)) if description else f"{before[-1]}\n{line}"
            yield name, alone["price"], alone["unit"] or "", description, quote, LIKELY
            before = []
        elif match and not alone:
            unit = match.groupdict().get("unit") or ""
            yield match["name"], match["price"], unit, "", line, STATED
            before = []
        else:
            before = [*before[-1:], line]


def _named_above(before: list[str]) -> tuple[str, str]:
    """The name and the description over a price that stands on a line of its own."""
    last = before[-1]
    if len(before) > 1 and (len(last) > 40 or last.endswith((".", "।"))):
        return before[-2], last
    return last, ""
