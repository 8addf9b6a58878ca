"""What a page says in data for programs: schema.org as JSON-LD. Pure; nothing in it is followed."""

import json
import re
from collections.abc import Iterator
from datetime import date

from domain.brand import Offer, Product
from domain.brand_draft import ProposalField as F
from domain.prices import in_rupees
from llm.offline.brand.found import DATA, STATED, found, offer, product
from llm.offline.sentences import clean
from llm.tasks.brand_draft import DraftSource, Proposed

MOST_PRODUCTS = 100
_DEEPEST = 8
_THINGS_SOLD = frozenset({"Product", "MenuItem", "Service", "Course", "IndividualProduct"})
_NO_BUSINESS = frozenset(
    {"WebSite", "WebPage", "AboutPage", "ContactPage", "BreadcrumbList", "ListItem", "ImageObject"}
    | {"Person", "PostalAddress", "Offer", "Article", "BlogPosting", "Review", "Menu", "Brand"}
    | {"MenuSection", "ItemList", "FAQPage", "Question", "Event", "Place", "City", "SearchAction"}
)
_SIGNS = {"INR": "₹", "USD": "$", "EUR": "€", "GBP": "£"}
_TOO_GENERAL = frozenset({"Organization", "LocalBusiness", "Corporation", "Store", "Thing"})
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Item = dict[str, object]


def told(source: DraftSource) -> Iterator[Proposed]:
    """What the page's data says of the business, of what it sells and of what it offers."""
    products = 0
    for script in source.data:
        try:
            value = json.loads(script.root)
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            kinds = _kinds(item)
            if kinds & _THINGS_SOLD:
                products += 1
                if products <= MOST_PRODUCTS:
                    yield from _sold(item, source)
            elif kinds == {"Offer"}:
                yield from _offered(item, source)
            elif kinds and not kinds & _NO_BUSINESS and item.get("name"):
                yield from _business(item, kinds, source)


def _items(value: object) -> Iterator[Item]:
    """All objects within, outermost first, as deep as such data goes."""
    waiting: list[tuple[object, int]] = [(value, _DEEPEST)]
    while waiting:
        one, depth = waiting.pop(0)
        if isinstance(one, dict):
            yield one
        inner = list(one.values()) if isinstance(one, dict) else one
        if depth and isinstance(inner, list):
            waiting += [(v, depth - 1) for v in inner if isinstance(v, dict | list)]


def _kinds(item: Item) -> set[str]:
    return {str(kind).rpartition("/")[2] for kind in _many(item.get("@type")) if kind}


def _many(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    """A text or number; of an object its name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return clean(str(value)) if isinstance(value, str | int | float) else ""


def _quoted(value: object) -> str:
    """The value as it stands in the data, which is written compactly."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))[:200]


def _business(item: Item, kinds: set[str], source: DraftSource) -> Iterator[Proposed]:
    simple = {
        F.BUSINESS_NAME: "name",
        F.PHONE: "telephone",
        F.EMAIL: "email",
        F.WEBSITE: "url",
    }
    for field, key in simple.items():
        value = _text(item.get(key)).removeprefix("mailto:")
        if one := found(field, value, source.id, _quoted(item.get(key)), DATA):
            yield one
    for kind in sorted(kinds - _TOO_GENERAL):
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind)
        if one := found(F.INDUSTRY, words.capitalize(), source.id, f'"{kind}"', STATED):
            yield one
    yield from _place(item.get("address"), source)
    yield from _hours(item, source)
    yield from _history(item, source)


def _place(address: object, source: DraftSource) -> Iterator[Proposed]:
    address = next(iter(_many(address)), None)
    if isinstance(address, str):
        parts, town = [address], ""
    elif isinstance(address, dict):
        keys = ("streetAddress", "addressLocality", "postalCode", "addressRegion")
        parts = [text for key in keys if (text := _text(address.get(key)))]
        town = _text(address.get("addressLocality"))
    else:
        return
    quote = _quoted(address)
    for field, value in ((F.ADDRESS, ", ".join(parts)), (F.LOCATION, town)):
        if one := found(field, value, source.id, quote, DATA):
            yield one


def _hours(item: Item, source: DraftSource) -> Iterator[Proposed]:
    plain = [_text(value) for value in _many(item.get("openingHours")) if _text(value)]
    raw = item.get("openingHours")
    if not plain:
        raw = item.get("openingHoursSpecification")
        plain = [line for one in _many(raw) if (line := _opening(one))]
    if one := found(F.HOURS, "; ".join(plain), source.id, _quoted(raw), DATA):
        yield one


def _opening(one: object) -> str:
    """One line of a specification: “Mon–Sat 10:00–20:00”."""
    if not isinstance(one, dict) or not (one.get("opens") and one.get("closes")):
        return ""
    told = [str(day).rpartition("/")[2] for day in _many(one.get("dayOfWeek"))]
    days = [day for day in _DAYS if day in told]
    span = [_DAYS.index(day) for day in days]
    if len(days) == len(_DAYS):
        named = "Daily"
    elif len(days) > 2 and span[-1] - span[0] == len(span) - 1:
        named = f"{days[0][:3]}–{days[-1][:3]}"
    else:
        named = ", ".join(day[:3] for day in days)
    hours = f"{str(one['opens'])[:5]}–{str(one['closes'])[:5]}"
    return f"{named} {hours}".strip()


def _history(item: Item, source: DraftSource) -> Iterator[Proposed]:
    year = re.match(r"(1[89]|20)\d\d", _text(item.get("foundingDate")))
    if year:
        quote = _quoted(item.get("foundingDate"))
        if one := found(F.FACTS, f"Since {year[0]}", source.id, quote, DATA):
            yield one
    for award in _many(item.get("award")):
        if one := found(F.FACTS, _text(award), source.id, _quoted(award), DATA):
            yield one
    for cuisine in _many(item.get("servesCuisine")):
        if one := found(F.KEYWORDS, _text(cuisine).lower(), source.id, _quoted(cuisine), STATED):
            yield one


def _sold(item: Item, source: DraftSource) -> Iterator[Proposed]:
    name = _text(item.get("name"))
    if not name or len(name) > 200:
        return
    priced = [o for o in _many(item.get("offers")) if isinstance(o, dict)]
    price, unit = _price(priced[0]) if priced else ("", "")
    url = _text(item.get("url"))
    yield product(
        Product(
            name=name,
            description=_text(item.get("description"))[:1_000],
            price=price or None,
            unit=unit or None,
            url=url if url.startswith(("http://", "https://")) and len(url) <= 2_000 else None,
        ),
        source.id,
        _quoted(item.get("name")) if not price else _priced_quote(item),
        DATA,
    )


def _priced_quote(item: Item) -> str:
    """The offer with its price, which is what has to be seen of a product."""
    return _quoted(next(o for o in _many(item.get("offers")) if isinstance(o, dict)))


def _price(offered: Item) -> tuple[str, str]:
    """The price as people write it, and what it is for."""
    low = _text(offered.get("lowPrice"))
    amount = low or _text(offered.get("price"))
    if not re.fullmatch(r"\d[\d,]*(?:\.\d+)?", amount):
        return (in_rupees(amount) if amount else "")[:80], ""
    amount = re.sub(r"\.0+$", "", amount)
    currency = _text(offered.get("priceCurrency")).upper()
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    per = offered.get("priceSpecification")
    unit = _text(per.get("unitText")) if isinstance(per, dict) else ""
    return f"{'from ' if low else ''}{sign}{amount}"[:80], f"per {unit}"[:60] if unit else ""


def _offered(item: Item, source: DraftSource) -> Iterator[Proposed]:
    """An offer with words of its own; without any it is only the price of something."""
    words = _text(item.get("name")) or _text(item.get("description"))
    if not 0 < len(words) <= 300 or item.get("itemOffered"):
        return
    record = Offer(
        text=words,
        valid_from=_day(item.get("validFrom")),
        valid_until=_day(item.get("validThrough") or item.get("priceValidUntil")),
        terms=_text(item.get("description"))[:1_000] if item.get("name") else "",
    )
    key = "name" if item.get("name") else "description"
    yield offer(record, source.id, _quoted(item.get(key)), DATA)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
