"""Proposals of an author held against what was read: what a source says, and what is new. Pure.

An author may be wrong or misled; what is not in its source word for word never reaches a person.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from domain import hidden
from domain.brand import BrandProfile, Fact, Offer, Product
from domain.brand_draft import RECORDS, Proposal, ProposalField, applied, at, same
from domain.brand_rules import misfits
from llm.tasks.brand_draft import BrandDraftInputs, DraftSource, Proposed
from safety.unproven import unproven

OWN_POSTS = "your own posts"
MOST = 120
F = ProposalField
_LITERAL = frozenset(
    {F.BUSINESS_NAME, F.PRODUCTS, F.TONE, F.KEYWORDS, F.AVOID_WORDS, F.FONTS}
    | {F.PHONE, F.WHATSAPP, F.EMAIL}
)
"""What has to stand in its source as it is; the others may be put together from what does."""
_PUT_TOGETHER = frozenset({F.ADDRESS, F.LOCATION, F.OFFERS})
"""Of words that stand there, in whatever order: an address comes in parts."""
_STATED = frozenset({F.FACTS, F.PRODUCTS, F.OFFERS})
"""What says something of the business; a tone or a habit is seen in how posts are written."""


def judged(
    inputs: BrandDraftInputs, proposed: tuple[Proposed, ...], assets: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """Those that a person is shown, numbered p1, p2 … in the order of the profile.

    Args:
        inputs: What the author was given.
        proposed: What it made of that.
        assets: Source ids of documents to the ids of their files.
    """
    kept: list[Proposal] = []
    for one in _once(proposed):
        value = _value(one, _source_name(inputs, one))
        if value is None or not _is_grounded(inputs, one) or not _is_new(inputs.brand, one, value):
            continue
        kept.append(
            Proposal(
                id=f"p{len(kept) + 1}",
                field=one.field,
                value=_plain(value),
                current=_current(inputs.brand, one),
                source=_source_name(inputs, one),
                asset_id=assets.get(one.source_id or ""),
                post_ids=one.post_ids,
                quote=hidden.cleaned(one.quote),
                confidence=round(one.confidence, 2),
            )
        )
    return tuple(kept[:MOST])


def _once(proposed: tuple[Proposed, ...]) -> Iterator[Proposed]:
    """In the order of the profile; what is one there is proposed once, the surest."""
    fields = list(F)
    seen: set[tuple[F, str]] = set()
    for one in sorted(proposed, key=lambda p: (fields.index(p.field), -p.confidence)):
        key = (one.field, same(one.value) if one.field.is_list else "")
        if key not in seen:
            seen.add(key)
            yield one


def record_of(field: F, raw: object) -> Product | Offer | Fact | str | None:
    """The value as the profile holds it; None of what it cannot be."""
    kind = RECORDS.get(field)
    if kind is None:
        return raw if isinstance(raw, str) and raw.strip() else None
    try:
        return kind.model_validate(raw)
    except ValidationError:
        return None


def _value(one: Proposed, source: str) -> Product | Offer | Fact | str | None:
    """The proposal's value, without what cannot be seen, and in a shape that can be saved."""
    raw: dict[str, Any] | str
    if one.field is F.PRODUCTS:
        raw = one.product.model_dump(mode="json") if one.product else {"name": one.value}
        raw.pop("picture", None)
    elif one.field is F.OFFERS:
        raw = one.offer.model_dump(mode="json") if one.offer else {"text": one.value}
        raw["source"] = source
    elif one.field is F.FACTS:
        raw = {"text": one.value, "source": source}
    else:
        raw = one.value
    return record_of(one.field, hidden.everywhere(raw, hidden.cleaned))


def _source_name(inputs: BrandDraftInputs, one: Proposed) -> str:
    source = _source(inputs, one)
    return source.name if source else OWN_POSTS


def _source(inputs: BrandDraftInputs, one: Proposed) -> DraftSource | None:
    return next((s for s in inputs.sources if s.id == one.source_id), None)


def _is_grounded(inputs: BrandDraftInputs, one: Proposed) -> bool:
    """Whether it rests on what was read: a quote that stands there, or posts that were."""
    if one.product and same(one.product.name) != same(one.value):
        return False
    if one.source_id is None:
        return _is_of_posts(inputs, one)
    source = _source(inputs, one)
    if source is None or not one.quote.strip():
        return False
    data = same(" ".join(one.root for one in source.data))
    told = f"{same(source.title.root)} {same(source.text.root)} {data}"
    if same(one.quote) not in told:
        return False
    if one.field in _LITERAL and same(hidden.cleaned(one.value)) not in told:
        return False
    if one.field is F.FACTS:
        return _is_fact(one, told, data)
    return all(_words(text) <= _words(told) for text in _record_texts(one)) and (
        one.product is None or _digits(one.product.price or "") <= _digits(one.quote)
    )


def _is_of_posts(inputs: BrandDraftInputs, one: Proposed) -> bool:
    """Whether it names posts that were read; what it states has to stand in one of them."""
    cited = [post for post in inputs.posts if post.id in one.post_ids]
    if not cited or len(cited) != len({*one.post_ids}):
        return False
    if one.field not in _STATED:
        return True
    texts = [one.value, *_record_texts(one)]
    told = [_words(post.text.root) for post in cited]
    return any(all(_words(text) <= words for text in texts) for words in told)


def _record_texts(one: Proposed) -> list[str]:
    """What the proposal states beside its value, or as it, in words of the source."""
    if one.product:
        return [one.product.description]
    if one.offer:
        return [one.value, one.offer.text, one.offer.terms]
    return [one.value] if one.field in _PUT_TOGETHER else []


def _words(text: str) -> set[str]:
    return {*re.findall(r"\w+", hidden.cleaned(text).casefold())}


def _is_fact(one: Proposed, told: str, data: str) -> bool:
    """Whether the source says just this, or says it in data, which has figures and no sentences."""
    if unproven(one.value):
        return False
    in_data = same(one.quote) in data and _digits(one.value) <= _digits(one.quote)
    return same(one.value) in told or in_data


def _digits(text: str) -> set[str]:
    """The numbers of a text, whatever parts their digits."""
    return {re.sub(r"[,.]0+$|,", "", number) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def _is_new(brand: BrandProfile, one: Proposed, value: Product | Offer | Fact | str) -> bool:
    """Whether the profile would say something else with it, and could be saved so."""
    changed = applied(brand, one.field, value)
    if changed == brand or misfits(changed, brand):
        return False
    known = at(brand, one.field)
    if isinstance(known, str) and same(known) == same(one.value):
        return False
    if isinstance(value, Product) and _is_known(brand, value):
        return False
    try:
        BrandProfile.model_validate(changed.model_dump())
    except ValidationError:
        return False
    return True


def _is_known(brand: BrandProfile, value: Product) -> bool:
    """Whether the product is there and costs that: ₹480/kg is ₹480, kg."""
    known = next((p for p in brand.products if same(p.name) == same(value.name)), None)
    if known is None or (value.price and _sum(value) != _sum(known)):
        return False
    changed = applied(brand, F.PRODUCTS, value.model_copy(update={"price": None, "unit": None}))
    return changed == brand


def _sum(product: Product) -> str:
    """What it costs, however price and unit are parted and written."""
    told = f"{product.price or ''} {product.unit or ''}".casefold().replace("kilo", "kg")
    plain = re.sub(r"\b(?:per|each|a|an|rs|inr)\b|[₹/,]|\.0+\b", " ", told)
    return re.sub(r"\W+", "", plain)


def _plain(value: Product | Offer | Fact | str) -> Any:
    return value if isinstance(value, str) else value.model_dump(mode="json")


def _current(brand: BrandProfile, one: Proposed) -> Any:
    """What would be replaced or completed."""
    known = at(brand, one.field)
    if not one.field.is_list:
        return known or None
    if one.field is F.PRODUCTS:
        named = (p for p in brand.products if same(p.name) == same(one.value))
        return next((p.model_dump(mode="json") for p in named), None)
    return None
