"""Products with prices in a person's own words: “kaju katli 960/kg, motichoor 520”."""

import re

from domain.brand import BrandProfile, Product
from domain.intake import MOST_PRODUCTS
from domain.prices import INDIAN_ZONES, in_rupees
from llm.offline import months
from llm.offline.products import named

_CURRENCY = r"(?:₹|rs\.?|inr|रु\.?)"
_UNIT = (
    r"(?:kg|kilo(?:gram)?|किलो|grams?|gm|g|ग्राम|litres?|liters?|लीटर|ml|piece|pieces|pcs?|पीस"
    r"|plate|प्लेट"
    r"|cup|कप|glass|गिलास|box|डिब्बा|dozen|darjan|दर्जन|month|mahina|महीना|session|person|hour"
    r"|day|class"
    r"|met(?:re|er)|packet|bottle|night|head|pair|set)"
)
_RUPEES = r"(?:/-|(?:rs\.?|rupees?|rupa?ye|rupay|rupees only|रुपये|रुपए|रु\.?)(?![\w\u0900-\u097f]))"
_PER = (
    rf"(?:\s*(?:/|per|a|an|ek|एक|प्रति|prati|har|हर|ka ek|का एक|for a)\s*(?:\d+\s*)?{_UNIT}"
    rf"|\s+{_UNIT}|\s*each|\s+ka ek|\s+का एक)(?![\w\u0900-\u097f])"
)
PRICE = re.compile(
    rf"(?<![\w.:/])(?P<sign>{_CURRENCY}\s*)?(?P<sum>\d{{1,3}}(?:,\d{{2,3}})+|\d+)(?P<part>\.\d+)?"
    rf"(?P<rupees>\s*{_RUPEES})?(?P<per>{_PER})?(?!\s*(?:%|am\b|pm\b|baje|बजे|o'?clock|:\d"
    rf"|st\b|nd\b"
    r"|th\b|posts?\b|years?\b|saal|साल|km\b|din\b|days\b|weeks?\b|log\b"
    r"|people\b))(?![\w\u0900-\u097f])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[;\n।]|,(?!\d)|\.(?!\d)|\band\b|\balso\b|\baur\b|और|तथा|&|\+)\s*")
_LEAD = re.compile(
    r"^(?:(?:no|nahi|nahin|aur|और|bhi|भी|नहीं|yes|haan|हाँ|ok|actually|sorry|well|and|also"
    r"|plus|then|the|our|a|an|we|i|hum|ham|हम"
    r"|sell|make|offer|have|do|bake|serve|selling|mainly|mostly|price|rate|cost|of|for|daam"
    r"|दाम|kimat"
    r"|like|such as|products?|are|is|hamare|humare|yahan|हमारे|यहाँ|only|just|should be|change"
    r"|with)"
    r"(?![\w\u0900-\u097f])[\s,:]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s:=@–—-]|(?<![\w\u0900-\u097f])(?:at|for|is|are|costs?|cost|only|just|from|to|price"
    r"|rate|ka|ki|ke|का|की"
    r"|के|hai|है|hain|हैं|daam|दाम|kimat|कीमत|क़ीमत|should be|now|not|starting|starts))+$",
    re.IGNORECASE,
)
_SELL = (
    re.compile(
        r"\b(?:we|i) (?:mainly |mostly )?(?:sell|make|offer|bake|serve|do)\s+(?P<what>[^.!?\n]+)",
        re.I,
    ),
    re.compile(
        r"(?:^|[\s,])(?:hum|ham|हम|main|मैं)\s+(?P<what>[^.!?\n।]+?)\s+(?:bechte|bechti|banate"
        r"|banati|karte|dete"
        r"|बेचते|बेचती|बनाते|बनाती|करते|देते|bech|बेच)",
        re.IGNORECASE,
    ),
)
_MONTH = f"(?:{months.ENGLISH}|{months.HINDI})"
_MONTH_AFTER = re.compile(rf"\s*(?:of )?{_MONTH}(?![\w\u0900-\u097f])", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"(?<!\w){_MONTH}\.?\s*$", re.IGNORECASE)
_LEAST = re.compile(
    r"\b(?:min(?:imum)?\.?(?: (?:order|bill|purchase|qty|quantity))?(?: (?:of|is|value))*"
    r"|orders? (?:of|above|over|from)|above|over|upto|up to|kam se kam|save)\s*:?\s*$|कम से कम\s*$",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:shop|plot|house|flat|door|sector|ward|block|gali|lane|road|pin|no"
    r"|number)\b\.?(?: no\.?)?\s*#?\s*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:for|seats?)\s*$", re.IGNORECASE)
"""“Parking for 30 cars”."""
_OFF = re.compile(
    r"\s*(?:off|discount|cashback|chhoot|chhut|छूट)(?![\w\u0900-\u097f])", re.IGNORECASE
)
_NO_WARE = re.compile(
    r"(?:min(?:imum)?\.? )?orders?|offers?|delivery(?: charges?)?|discount|whats ?app|phone"
    r"|till|until|gst|tax"
    r"|.*\b(?:till|until|off|minimum|above)",
    re.IGNORECASE,
)
"""What has a sum beside it and is nothing to buy."""
_LINK = re.compile(r"https?:|www\.|@\w")
_SINCE = re.compile(r"\s*(?:se|से)(?![\w\u0900-\u097f])")
_NEAR, _LONGEST_NAME = 60, 250
"""Characters beside a sum that tell what it is; all of a message at each sum would take the square
of its length."""


def products_in(text: str, profile: BrandProfile, *, strict: bool) -> tuple[Product, ...]:
    """The products named with a price; `strict` asks for a currency or a unit beside the sum."""
    found: list[Product] = []
    is_sure = False
    for part in _BETWEEN.split(text):
        if _LINK.search(part):
            continue
        start = 0
        for match in PRICE.finditer(part):
            if _is_year(part, match) or _is_no_price(part, match):
                continue
            after = part[match.end() : match.end() + _LONGEST_NAME]
            name, description = _named(part[start : match.start()], after)
            start = match.end()
            if name and not _NO_WARE.fullmatch(name):
                is_sure |= bool(match["sign"] or match["rupees"] or match["per"])
                found.append(_product(name, _price(match, profile), description, profile))
    return tuple(found[:MOST_PRODUCTS]) if is_sure or not strict else ()


def names_in(text: str, profile: BrandProfile, *, asked: bool) -> tuple[Product, ...]:
    """Products named without prices: what somebody says they sell, or the whole answer."""
    said = next((m["what"] for p in _SELL if (m := p.search(text))), text if asked else "")
    said = re.split(r"\s+(?:in|at|from|mein|में)\s+(?=[A-Z\u0900-\u097f])", said)[0]
    parts = [_clean(part) for part in _BETWEEN.split(said) if not PRICE.search(part)]
    names = [p for p in parts if 0 < len(p.split()) <= 5 and not _LINK.search(p) and p[0].isalpha()]
    return tuple(_product(name, None, "", profile) for name in names[:MOST_PRODUCTS])


_DROPPED = (
    re.compile(
        r"\b(?:remove|delete|drop|take out|take) (?P<what>[^.;!?]{2,120}?) (?:from|out of|off)"
        r" (?:the |our |my )?"
        r"(?:products?(?: list)?|price list|brand)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:products?(?: list)?|brand) (?:mein |me )?se (?P<what>[^.;!?]{2,120}?)"
        r" (?:ko )?(?:hata|nikal)",
        re.IGNORECASE,
    ),
)


def dropped_in(text: str, profile: BrandProfile) -> tuple[str, ...]:
    """The known product that the message takes off what is sold."""
    found = [m["what"] for pattern in _DROPPED if (m := pattern.search(text))]
    products = [named(what, profile.products) for what in found]
    return tuple(dict.fromkeys(p.name for p in products if p))


def corrected(text: str, profile: BrandProfile, last: tuple[Product, ...]) -> Product | None:
    """The product whose price the message sets right; of several unnamed ones the last told.

    Args:
        text: “no, the price is 540”, “520 nahi, 540”.
        profile: What is known, with what was understood.
        last: The products understood in this conversation, in their order.
    """
    sums = [match for match in PRICE.finditer(text) if not _is_year(text, match)]
    products = last or profile.products
    if not sums or not products:
        return None
    old = [p for p in products if p.price and _digits(p.price) == _digits(sums[0].group())]
    wanted = sums[-1]
    if len(sums) == 2 and re.search(r"\b(?:not|instead of)\s*\S*$", text[: sums[1].start()]):
        wanted = sums[0]  # “540, not 520”
        old = [p for p in products if p.price and _digits(p.price) == _digits(sums[1].group())]
    rest = _clean(PRICE.sub(" ", text)).strip()
    meant = named(text, products) or (old[0] if len(sums) == 2 and old else None)
    if meant is None and rest:
        return None  # it names something else
    product = meant or next((p for p in reversed(products) if p.price), products[-1])
    price = _price(wanted, profile)
    if product.price and not wanted["per"]:  # the unit that was told before still holds
        price = re.sub(r"₹?\d[\d,.]*", price, in_rupees(product.price), count=1)
    return Product(name=product.name, price=price)


def _is_year(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()].casefold()
    is_plain = not (match["sign"] or match["rupees"] or match["per"])
    digits = match["sum"].replace(",", "")
    dated = re.fullmatch(r"(?:1[89]|20)\d\d", digits) and (
        re.search(r"(?:since|est\.?|established|in|from|year)\s*$", before)
        or _SINCE.match(text, match.end())
    )
    return len(digits) > 9 or (is_plain and (len(digits) > 6 or bool(dated)))


def _is_no_price(text: str, match: re.Match[str]) -> bool:
    """A day, a house number, a least order or what is taken off: sums that nothing costs."""
    before = text[max(0, match.start() - _NEAR) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    return bool(
        _LEAST.search(before)
        or _HOUSE.search(before)
        or _OFF.match(after)
        or (_FOR.search(before) and re.match(r"\s+[a-z]", after))
        or (not (match["sign"] or match["rupees"] or match["per"]) and _is_day(before, after))
    )


def _is_day(before: str, after: str) -> bool:
    return bool(_MONTH_AFTER.match(after) or _MONTH_BEFORE.search(before))


def _named(before: str, after: str) -> tuple[str, str]:
    """(name, description) around a price: before it, or after it (“960 ki kaju katli”)."""
    description = ""
    if note := re.search(r"\(([^)]{2,200})\)", before):
        description, before = note[1], before.replace(note.group(), " ")
    name = _clean(before)
    if not name:
        name = _clean(re.sub(r"^\s*(?:ka|ki|ke|का|की|के|for|of|wala|wali)\s+", "", after))
    return (
        (name, description)
        if 0 < len(name.split()) <= 6 and any(map(str.isalpha, name))
        else ("", "")
    )


def _clean(text: str) -> str:
    sold = next((m["what"] for p in _SELL if (m := p.search(text))), text)
    return _TAIL.sub("", _LEAD.sub("", sold.strip(" \"“”'-–•*.!?"))).strip(" \"“”'-–:,.!?")


def _product(name: str, price: str | None, description: str, profile: BrandProfile) -> Product:
    known = next((p for p in profile.products if p.name.casefold() == name.casefold()), None)
    shown = known.name if known else name[0].upper() + name[1:]
    return Product(name=shown[:200], price=price, description=description)


def _price(match: re.Match[str], profile: BrandProfile) -> str:
    said = " ".join(match.group().split())
    return in_rupees(said) if profile.timezone in INDIAN_ZONES else said


def _digits(price: str) -> str:
    found = re.search(r"\d[\d,]*", price)
    return found.group().replace(",", "") if found else ""
