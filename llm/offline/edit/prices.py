"""A wish that the price in a post say another sum."""

import re
from decimal import Decimal

from domain.brand import Product
from domain.claims import still_claimed
from domain.sums import indian
from llm.offline.edit import text as words_of
from llm.offline.edit.wish import CannotError, Wish, changed
from llm.offline.intent.asks import products_in
from llm.offline.intent.hindi import in_english
from llm.offline.intent.prices import price_before_in
from llm.tasks.edit_post import CurrentPost, EditPostInputs

_SUM = re.compile(
    rf"{words_of.MONEY}|(?<![\d.,₹])\d[\d,]*(?:\.\d+)?"
    r"(?:/-| ?(?:rupees?|rupaye|रुपये|रुपए|रुपया)(?!\w))",
    re.I,
)


def change_price(inputs: EditPostInputs) -> Wish:
    new = _spoken(inputs.edit.details.price or "")
    old = _meant(inputs.current.text, inputs) if new else None

    def apply(post: CurrentPost) -> CurrentPost:
        if not new:
            raise CannotError("Tell me the new price, for example “change the price to 45”.")
        meant = _meant(post.text, inputs)
        if meant is None:
            raise CannotError(_why_unclear(post.text, inputs))
        text = _with(post.text, meant, new)
        if text == post.text:
            raise CannotError("The price in the text says that already.")
        claims = None
        if post.claims is not None:
            claims = still_claimed(post.claims, post.text, text)
        return changed(
            post,
            text=text,
            alt_text=post.alt_text and _with(post.alt_text, meant, new),
            first_comment=post.first_comment and _with(post.first_comment, meant, new),
            claims=claims,
        )

    done = f"The price now says {new} (it said {_spoken(old or '')})."
    return Wish(f"{new} as the price", f"{done}{_own_price(inputs, old, new)}", apply)


def _meant(text: str, inputs: EditPostInputs) -> str | None:
    """The figures of the one price that the wish can mean; None when it is none or unclear.

    Which of several: the one that was named, else that of a product that was named.
    """
    wish = in_english(inputs.instruction)
    there = _prices(text)
    if before := price_before_in(wish):
        return next((p for p in there if _value(p) == _value(before)), None)
    if len(there) > 1:
        named = products_in(wish, inputs.brand)
        sentences = words_of.sentences(text)
        beside = [s for s in sentences if {*products_in(s, inputs.brand)} & {*named}]
        there = [price for sentence in beside for price in _prices(sentence)]
        there = list({_value(price): price for price in there}.values())
    return there[0] if len(there) == 1 else None


def _prices(text: str) -> list[str]:
    """The prices that stand in the text, each once; what belongs to an offer is none."""
    found = [m.group() for m in _SUM.finditer(text) if not words_of.is_of_offer(m)]
    return list({_value(price): price for price in found}.values())


def _with(text: str, old: str, new: str) -> str:
    def said(match: re.Match[str]) -> str:
        same = _value(match.group()) == _value(old) and not words_of.is_of_offer(match)
        return new if same else match.group()

    return _SUM.sub(said, text)


def _value(price: str) -> Decimal:
    figures = re.search(r"\d[\d,]*(?:\.\d+)?", price)
    return Decimal(figures.group().replace(",", "")) if figures else Decimal(0)


def _spoken(price: str) -> str:
    """With the rupee sign and in Indian groups; empty when there is no sum in it."""
    figures = re.search(r"\d[\d,]*(?:\.\d+)?", price)
    if not figures:
        return ""
    whole, point, rest = figures.group().replace(",", "").partition(".")
    return f"₹{indian(whole.lstrip('0') or '0')}{point}{rest}"


def _why_unclear(text: str, inputs: EditPostInputs) -> str:
    prices = _prices(text)
    if not prices:
        return (
            "There is no price in the text to change. Tell me the sentence to add, for example "
            "“add that a cup is ₹45”."
        )
    if before := price_before_in(in_english(inputs.instruction)):
        return f"“{_spoken(before)}” is not in the text."
    there = ", ".join(_spoken(price) for price in prices)
    return f"There are several prices in the text: {there}. Tell me which, “from … to …”."


def _own_price(inputs: EditPostInputs, old: str | None, new: str) -> str:
    """That the product keeps its price under Brand, where a post now says another one."""
    if old is None:
        return ""
    product = _product(inputs, old)
    if product is None or _value(product.price or "") == _value(new):
        return ""
    return f" Under Brand, the price of {product.name} is still {_spoken(product.price or '')}."


def _product(inputs: EditPostInputs, old: str) -> Product | None:
    """The product whose price it is: named in the wish or the text, or the one that costs that."""
    priced = [p for p in inputs.brand.products if re.search(r"\d", p.price or "")]
    wish = products_in(in_english(inputs.instruction), inputs.brand)
    told = products_in(inputs.current.text, inputs.brand)
    by_price = [p for p in priced if _value(p.price or "") == _value(old)]
    for names in (wish, told):
        named = [p for p in priced if p.name in names]
        same = [p for p in named if p in by_price]
        if len(same) == 1 or len(named) == 1:
            return (same or named)[0]
    return by_price[0] if len(by_price) == 1 else None
