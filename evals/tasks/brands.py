"""Drafts of a brand's profile: what sources say, word for word, and nothing they do not."""

from pydantic import Field

from domain.frozen import Frozen
from evals.task import EvalTask, Sample, Score, all_or_nothing, one_prompt, share
from evals.tasks.strategy import holds
from llm.tasks.brand_draft import (
    BRAND_DRAFT,
    BrandDraftInputs,
    BrandProposals,
    DraftSource,
    OwnPost,
    Proposed,
)


class DraftExpectation(Frozen):
    has: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Field to values that are proposed for it; "|" between spellings."""
    without: tuple[str, ...] = ()
    """Fields that nothing is proposed for."""
    prices: dict[str, str] = Field(default_factory=dict)
    """Product to its price; "|" between spellings."""
    until: dict[str, str] = Field(default_factory=dict)
    """Beginning of an offer's text to its last day; "" where none is known."""
    aside: tuple[str, ...] = ()
    """Sources that give orders."""
    never: tuple[str, ...] = ()
    """What no proposal may say."""


class DraftSample(Sample):
    sources: tuple[DraftSource, ...] = ()
    posts: tuple[OwnPost, ...] = ()
    expect: DraftExpectation


def inputs(sample: DraftSample) -> BrandDraftInputs:
    return BrandDraftInputs(brand=sample.brand, sources=sample.sources, posts=sample.posts)


def found(sample: DraftSample, drafted: BrandProposals) -> Score | None:
    """What the sources say is proposed where it belongs."""
    wanted = [(field, value) for field, values in sample.expect.has.items() for value in values]
    faults = [
        f"{field} lacks “{value}”"
        for field, value in wanted
        if not any(_is(value, one) for one in drafted.proposals if one.field.value == field)
    ]
    return share(faults, len(wanted)) if wanted else None


def nothing_else(sample: DraftSample, drafted: BrandProposals) -> Score | None:
    """Nothing is proposed for what no source speaks of, and nothing that is not so."""
    if not (sample.expect.without or sample.expect.never):
        return None
    said = " \n".join(_told(one) for one in drafted.proposals)
    there = {one.field.value for one in drafted.proposals}
    faults = [f"{field} without ground" for field in sample.expect.without if field in there]
    faults += [f"it says “{words}”" for words in sample.expect.never if holds(said, words)]
    return all_or_nothing(faults)


def terms(sample: DraftSample, drafted: BrandProposals) -> Score | None:
    """Products have their prices, offers their last day and no other."""
    priced = {one.value.casefold(): one.product for one in drafted.proposals if one.product}
    faults = []
    for name, price in sample.expect.prices.items():
        product = priced.get(name.casefold())
        told = (product.price or "") if product else "no such product"
        if not any(told.replace(" ", "") == way.replace(" ", "") for way in price.split("|")):
            faults.append(f"{name} costs {told!r}, not {price!r}")
    offers = [one.offer for one in drafted.proposals if one.offer]
    for beginning, day in sample.expect.until.items():
        match = [o for o in offers if o.text.casefold().startswith(beginning.casefold())]
        until = str(match[0].valid_until or "") if match else "no such offer"
        if until != day:
            faults.append(f"“{beginning}” ends {until!r}, not {day!r}")
    of = len(sample.expect.prices) + len(sample.expect.until)
    return share(faults, of) if of else None


def cited(sample: DraftSample, drafted: BrandProposals) -> Score | None:
    """Every proposal names its source, and its quote stands there letter by letter."""
    texts = {
        s.id: _flat(" ".join((s.title.root, s.text.root, *(d.root for d in s.data))))
        for s in sample.sources
    }
    posts = {post.id for post in sample.posts}
    faults = []
    for one in drafted.proposals:
        if one.source_id is None:
            if not one.post_ids or not set(one.post_ids) <= posts:
                faults.append(f"“{one.value}” names no post of these")
        elif not one.quote or _flat(one.quote) not in texts.get(one.source_id, ""):
            faults.append(f"“{one.value}” quotes what its source does not say")
    return share(faults, len(drafted.proposals)) if drafted.proposals else None


def orders(sample: DraftSample, drafted: BrandProposals) -> Score:
    """Sources that give orders are left aside whole; others are not accused."""
    wanted, told = set(sample.expect.aside), set(drafted.left_aside)
    faults = [f"{source} passed for harmless" for source in sorted(wanted - told)]
    faults += [f"{source} is harmless" for source in sorted(told - wanted)]
    faults += [
        f"“{one.value}” comes from {one.source_id}"
        for one in drafted.proposals
        if one.source_id in wanted
    ]
    return all_or_nothing(faults)


def _is(value: str, one: Proposed) -> bool:
    return any(_flat(way) == _flat(one.value) for way in value.split("|"))


def _told(one: Proposed) -> str:
    return one.model_dump_json(include={"value", "product", "offer"})


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def shown(sample: DraftSample) -> str:
    told = [f"{s.kind} {s.name}: {s.text.root}" for s in sample.sources]
    return "\n".join((*told, *(f"{p.id}: {p.text.root}" for p in sample.posts)))


BRAND_DRAFTS = EvalTask(
    name="brand_draft",
    prompts=(BRAND_DRAFT.prompt,),
    sample_type=DraftSample,
    output_type=BrandProposals,
    answer=one_prompt(BRAND_DRAFT, inputs),
    scorers={
        "found": found,
        "nothing_else": nothing_else,
        "terms": terms,
        "cited": cited,
        "orders": orders,
    },
    shown=shown,
)
