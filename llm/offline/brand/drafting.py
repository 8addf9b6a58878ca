"""Puts together what a brand's site, documents and posts say of it, the surest of each first.

A source that gives orders to programs is left aside whole; nothing in the others is followed.
"""

from collections.abc import Iterator

from domain.brand_draft import ProposalField, same
from domain.devanagari import romanised
from domain.prices import INDIAN_ZONES
from llm.offline.brand import guide, history, pages, structured
from llm.offline.brand.prices import priced
from llm.offline.findings import HINDI_ORDERS, ORDERS
from llm.offline.sentences import clean
from llm.tasks.brand_draft import BrandDraftInputs, BrandProposals, DraftSource, Proposed

MOST = 120
MOST_OF_A_LIST = {ProposalField.PRODUCTS: 80, ProposalField.FACTS: 20}
MOST_ENTRIES = 15


def draft(inputs: BrandDraftInputs) -> BrandProposals:
    """The proposals, field by field in the order of the profile, the surest first."""
    odd = tuple(source.id for source in inputs.sources if _gives_orders(source))
    sources = [source for source in inputs.sources if source.id not in odd]
    rupees = inputs.brand.timezone in INDIAN_ZONES
    found = [one for source in sources for one in _read(source, rupees=rupees)]
    own = [source for source in sources if source.kind == "page"]
    if own and (name := pages.name_of(own)):
        found.append(name)
    found += history.habits([p for p in inputs.posts if not _orders(p.text.root)])
    usual = history.hours(inputs.posts)
    return BrandProposals(
        proposals=tuple(_chosen(found)),
        left_aside=odd,
        notes=(usual,) if usual else (),
    )


def _read(source: DraftSource, *, rupees: bool) -> Iterator[Proposed]:
    text = source.text.root
    if source.kind == "page":
        yield from structured.told(source)
        yield from pages.said(source)
        yield from priced(text, source.id, bare=False, rupees=rupees)
    elif source.kind == "price_list":
        yield from priced(text, source.id, bare=True, rupees=rupees)
    else:
        yield from guide.rules(source)


def _gives_orders(source: DraftSource) -> bool:
    told = (source.title.root, source.text.root, *(one.root for one in source.data))
    return any(_orders(text) for text in told)


def _orders(text: str) -> bool:
    plain = clean(text)
    return bool(ORDERS.search(plain) or HINDI_ORDERS.search(romanised(plain)))


def _chosen(found: list[Proposed]) -> Iterator[Proposed]:
    """Each value once, of what is one the surest only, of lists not too many."""
    fields = list(ProposalField)
    ordered = sorted(found, key=lambda one: (fields.index(one.field), -one.confidence))
    seen: set[tuple[ProposalField, str]] = set()
    counts: dict[ProposalField, int] = {}
    total = 0
    for one in ordered:
        key = (one.field, same(one.value) if one.field.is_list else "")
        most = MOST_OF_A_LIST.get(one.field, MOST_ENTRIES)
        if key in seen or counts.get(one.field, 0) >= most or total >= MOST:
            continue
        seen.add(key)
        counts[one.field] = counts.get(one.field, 0) + 1
        total += 1
        yield one
