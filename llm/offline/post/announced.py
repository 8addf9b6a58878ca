"""A price that a request tells as news: “Kulhad chai is now ₹45 (was ₹60)”. Knows no draft."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.brand import BrandProfile, Product
from domain.language import ENGLISH, HINDI
from llm.offline.amounts import grouped
from llm.offline.products import names
from llm.offline.tongue import in_script, words

_SUM = re.compile(
    r"(?:₹ ?|\b(?:rs\.?|inr) ?)(?P<sum>\d[\d,]*(?:\.\d+)?)"
    r"|\b(?P<then>\d[\d,]*(?:\.\d+)?) ?(?:/-|rs\b|rupees?\b|rupa?y[ae]\b|rupa?iye\b|रुप)",
    re.IGNORECASE,
)
_BEFORE = (
    r"(?:\b(?:was|from|earlier|before|instead of|not|p[ae]?h[ae]?le|old price)|पहले)"
    r"(?: (?:at|it|was|:))* ?$"
)
_NO_PRICE = (
    r"^\S* ?(?:off|discount|cashback|ki chh?oot|ki chh?ut|की छूट)\b",
    r"(?:\b(?:above|over|orders? of|save|flat|upto|up to|extra|under|below|more than|less than)"
    r"|बचा\S*) ?$",
)
_SEVERAL = r"\b(?:combo|pack|dozen|box|set|hamper|any|both|each kilo|pair)\b|\bकॉम्बो"


@dataclass(frozen=True, slots=True)
class Announced:
    """A product with the price that it has from now on."""

    product: Product
    price: str
    before: str
    """What it cost so far, where that was said; else empty."""

    def of(self, product: Product) -> Product:
        """The product as it is sold now: at the new price, where it is the one."""
        mine = product.name == self.product.name
        return product.model_copy(update={"price": self.price}) if mine else product

    def applied(self, brand: BrandProfile) -> BrandProfile:
        """The brand at the new price, without facts that name the product at another one."""
        products = tuple(self.of(product) for product in brand.products)
        facts = tuple(
            f
            for f in brand.facts
            if not (names(f.text, self.product.name) and {*_sums(f.text)[0]} - {self.price})
        )
        return brand.model_copy(update={"products": products, "facts": facts})

    def told(self, language: str) -> str:
        """The news in a sentence or two."""
        forms = words(language, "phrases")["now_priced"]
        form = forms["before" if self.before else "plain"]
        return str(form.format(product=self.product.name, price=self.price, before=self.before))


def announced(text: str, products: Sequence[Product]) -> Announced | None:
    """The one product that is named with one sum; nothing where it costs that already."""
    named = [product for product in products if names(text, product.name)]
    named = named or [product for product in products if _called(text, product.name)]
    if len(named) != 1 or re.search(_SEVERAL, text, re.I):
        return None
    (product,) = named
    current, old = _sums(text)
    if len(set(current)) != 1 or len(set(old)) > 1:
        return None
    price = current[0]
    known = [*_sums(product.price or "")[0]]
    return None if price in known else Announced(product, price, old[0] if old else "")


def _called(text: str, name: str) -> bool:
    """Whether the text has the end of the name by itself: “masala chai” of Kulhad masala chai."""
    parts = name.split()
    for start in range(1, len(parts)):
        short = r"\s+".join(re.escape(part) for part in parts[start:])
        # one word has to stand alone: ginger chai is no masala chai
        lead = r"\b" if len(parts) - start > 1 else r"(?:^|[:,] ?|\b(?:our|the|about|that|of) )"
        if re.search(rf"{lead}{short}\b", text, re.I):
            return True
    return False


def _sums(text: str) -> tuple[list[str], list[str]]:
    """Sums that are prices, those of today and those of before."""
    now: list[str] = []
    old: list[str] = []
    for match in _SUM.finditer(text):
        lead, rest = text[: match.start()], text[match.end() :]
        if re.search(_NO_PRICE[0], rest, re.I) or re.search(_NO_PRICE[1], lead, re.I):
            continue
        amount = (match["sum"] or match["then"]).rstrip(",").replace(",", "")
        former = re.search(_BEFORE, lead, re.I)
        (old if former else now).append(grouped(f"₹{amount}"))
    return now, old


def as_topic(news: Announced, language: str) -> str:
    """The news as the topic of a post: one line, the sum that counts now and that of before."""
    if language == ENGLISH:
        former = f" (was {news.before})" if news.before else ""
        return f"{news.product.name} is now {news.price}{former}"
    former = f" (पहले {news.before})" if news.before else ""
    said = f" अब {news.price} में{former}"
    return news.product.name + (said if language == HINDI else in_script(said, language))
