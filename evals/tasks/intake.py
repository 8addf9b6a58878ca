"""Intake: what an answer says of a business, all of it, and nothing that was not said."""

import re

from pydantic import Field

from domain.frozen import Frozen
from domain.intake import ProfileChanges, Topic
from evals.reading import figures
from evals.task import EvalTask, Sample, Score, all_or_nothing, one_prompt, passed, share
from llm.tasks.intake import INTAKE, IntakeInputs, IntakeRead

_WORD = re.compile(r"[^\W\d_]{4,}")


class IntakeExpectation(Frozen):
    act: tuple[str, ...]
    """Several where people would disagree."""
    business_name: str | None = None
    location: str | None = None
    products: dict[str, str] = Field(default_factory=dict)
    """Name to the sum of its price, "" for none; names are held to be there in any case."""
    facts: tuple[str, ...] = ()
    """Words that the facts hold."""
    languages: tuple[str, ...] = ()
    tone: tuple[str, ...] = ()
    avoid_words: tuple[str, ...] = ()
    industry: str | None = None
    contact: dict[str, str] = Field(default_factory=dict)
    """Each way's words, in which they have to stand."""
    offers: tuple[str, ...] = ()
    """Words that the offers hold, with their terms and ends."""
    dropped: tuple[str, ...] = ()


class IntakeSample(Sample):
    message: str
    asked: Topic | None = None
    confirming: bool = False
    understood: ProfileChanges = ProfileChanges()
    open_topics: tuple[Topic, ...] = ()
    expect: IntakeExpectation


def inputs(sample: IntakeSample) -> IntakeInputs:
    return IntakeInputs(
        message=sample.message,
        profile=sample.brand,
        understood=sample.understood,
        asked=sample.asked,
        confirming=sample.confirming,
        open_topics=sample.open_topics,
        today=sample.now.date(),
    )


def act(sample: IntakeSample, read: IntakeRead) -> Score:
    if read.act in sample.expect.act:
        return passed()
    return Score(value=0.0, why=f"read as {read.act}; a person means {sample.expect.act[0]}")


def understands(sample: IntakeSample, read: IntakeRead) -> Score | None:
    """The share of what was said that was read."""
    expect, found = sample.expect, read.changes
    faults = [
        f"{name}: “{getattr(found, name)}”, should be “{wanted}”"
        for name in ("business_name", "location", "industry")
        if (wanted := getattr(expect, name)) and _plain(getattr(found, name)) != _plain(wanted)
    ]
    prices = {p.name.casefold(): p.price or "" for p in found.products}
    for name, price in expect.products.items():
        told = prices.get(name.casefold())
        if told is None or _sum(told) != price:
            faults.append(f"{name}: “{told}”, should be “{price}”")
    facts = " ".join(fact.text for fact in found.facts).casefold()
    faults += [f"lacks the fact “{f}”" for f in expect.facts if f.casefold() not in facts]
    offers = " ".join(f"{o.text} {o.terms} {o.valid_until or ''}" for o in found.offers).casefold()
    faults += [f"lacks the offer “{o}”" for o in expect.offers if o.casefold() not in offers]
    faults += [
        f"{way}: “{told}”, should be “{wanted}”"
        for way, wanted in expect.contact.items()
        if wanted.casefold() not in (told := getattr(found.contact, way) or "").casefold()
    ]
    lists = ("languages", "tone", "avoid_words", "dropped")
    faults += [
        f"{name} lack “{one}”"
        for name in lists
        for one in getattr(expect, name)
        if one.casefold() not in {w.casefold() for w in getattr(found, name)}
    ]
    checks = sum(map(bool, (expect.business_name, expect.location, expect.industry)))
    checks += len(expect.contact) + len(expect.offers)
    checks += len(expect.products) + len(expect.facts) + sum(len(getattr(expect, n)) for n in lists)
    return share(faults, checks) if checks else None


def invents_nothing(sample: IntakeSample, read: IntakeRead) -> Score:
    """Every number and every longer word of the changes was said, now or before."""
    before = f"{sample.brand.model_dump_json()} {sample.understood.model_dump_json()}"
    said = f"{sample.message} {before}".casefold()
    told = _told(read.changes)
    strange = figures.numbers(told) - figures.numbers(said)
    faults = [f"{number} was not said" for number in sorted(strange)]
    faults += [f"“{w}” was not said" for w in _WORD.findall(told.casefold()) if w not in said]
    count = len(read.changes.products)
    if not sample.expect.products and count and "answer" not in sample.expect.act:
        faults.append(f"{count} products out of nothing")
    return all_or_nothing(faults)


def _told(changes: ProfileChanges) -> str:
    parts = [changes.business_name or "", changes.location or ""]
    parts += [f"{p.name} {p.price or ''} {p.description}" for p in changes.products]
    parts += [fact.text for fact in changes.facts]
    parts += [f"{offer.text} {offer.terms}" for offer in changes.offers]
    parts += [str(value) for value in changes.contact.model_dump().values() if value]
    return " ".join((*parts, *changes.avoid_words, *changes.dropped))


def _sum(price: str) -> str:
    found = re.search(r"\d[\d,.]*", price)
    return found.group().rstrip(".,") if found else ""


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().replace(",", " ").split())


def shown(sample: IntakeSample) -> str:
    around = [f"asked: {sample.asked.value}"] if sample.asked else []
    around += ["asked whether to save what was understood"] if sample.confirming else []
    return sample.message + (f"\n({'; '.join(around)})" if around else "")


INTAKES = EvalTask(
    name="intake",
    prompts=(INTAKE.prompt,),
    sample_type=IntakeSample,
    output_type=IntakeRead,
    answer=one_prompt(INTAKE, inputs),
    scorers={"act": act, "understands": understands, "invents_nothing": invents_nothing},
    shown=shown,
)
