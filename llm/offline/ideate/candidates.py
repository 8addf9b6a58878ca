"""What could be posted, from each kind of evidence. Chooses nothing and tells nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.brand import Product
from domain.day import Day, DayKind
from domain.explanation import BestRegister
from domain.intelligence import Finding
from domain.register import Register
from domain.rising import Rising
from llm.offline import festivals
from llm.offline.post.endings import lasting
from llm.offline.products import named, names
from llm.offline.sentences import clean
from llm.tasks.ideate import IdeateInputs, Winner

R = Register
_FITTING: dict[DayKind, tuple[Register, ...]] = {
    DayKind.FESTIVAL: (R.BELONGING, R.NOSTALGIA, R.GRATITUDE, R.ASPIRATION, R.HUMOUR, R.PRIDE),
    DayKind.NATIONAL: (R.PRIDE, R.GRATITUDE, R.BELONGING, R.NOSTALGIA, R.ASPIRATION),
    DayKind.AWARENESS: (R.GRATITUDE, R.PRIDE, R.HUMOUR, R.BELONGING, R.ASPIRATION),
    DayKind.OWN: (R.GRATITUDE, R.PRIDE, R.NOSTALGIA, R.BELONGING),
}
"""What suits a day, whatever does best for the brand otherwise."""
_SOLEMN = (R.GRATITUDE, R.PRIDE, R.BELONGING)
_USUAL = (R.BELONGING, R.PRIDE, R.GRATITUDE, R.NOSTALGIA, R.ASPIRATION, R.HUMOUR)
"""Where nothing is known of the brand: what suits most of what a shop has to say."""
_HOURS = re.compile(
    r"^(?:open(?:s|ed)?|closed?|खुला|बंद|khula|band)\b(?!.*\b(?:since|से ही)\b)", re.IGNORECASE
)
"""Opening hours are worth knowing, and no idea for a post."""
_WEIGHT = {DayKind.OWN: 0, DayKind.FESTIVAL: 1, DayKind.NATIONAL: 2, DayKind.AWARENESS: 3}


@dataclass(frozen=True, slots=True)
class Candidate:
    thing: str
    """A product, or a fact; what the post is about."""
    register: Register
    day: Day | None = None
    winner: Winner | None = None
    finding: Finding | None = None
    trend: Rising | None = None
    is_fact: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Two ideas of one key are one idea."""
        return self.thing.casefold(), self.register.value, self.day.key if self.day else ""


def candidates(inputs: IdeateInputs) -> list[list[Candidate]]:
    """By kind of evidence, the strongest kind first; within each the strongest first."""
    things = _things(inputs)
    meant = asked_days(inputs)
    if meant:
        return [list(_for_occasion(inputs, meant, things))]
    return [
        list(_by_day(inputs, things)),
        list(_by_winner(inputs, things)),
        list(_by_finding(inputs, things)),
        list(_by_trend(inputs, things)),
        list(_by_register(inputs, things)),
        list(_by_fact(inputs)),
    ]


def asked_days(inputs: IdeateInputs) -> list[Day]:
    """The days that the person named."""
    keys = {festival.name for _, _, festival in festivals.find(inputs.brief)}
    own = [d for d in inputs.days if d.kind is DayKind.OWN and names(inputs.brief, d.name)]
    return [d for d in inputs.days if d.key in keys or d in own]


def _things(inputs: IdeateInputs) -> list[str]:
    """What can be shown: the products that the person named, else all; else the business."""
    products = [p for p in inputs.brand.products if names(inputs.brief, p.name)]
    found = [clean(p.name) for p in products or inputs.brand.products]
    return found or [clean(inputs.brand.business_name)]


def _ranked(inputs: IdeateInputs) -> list[Register]:
    """All that may be chosen, best first; what is shown to do worse than usual is left out."""
    worse = {
        best.register for best in inputs.registers if best.is_shown and (best.effect or 0.0) < 0
    }
    known = [best.register for best in inputs.registers]
    off = set(inputs.brand.registers_off)
    usual = known or [register for register in _USUAL if register not in off] or list(_USUAL)
    return [register for register in usual if register not in worse] or usual


def _suiting(inputs: IdeateInputs, day: Day) -> list[Register]:
    """Those that suit the day, what does best for the brand first."""
    fitting = _SOLEMN if day.is_solemn else _FITTING.get(day.kind, tuple(R))
    ranked = _ranked(inputs)
    return [register for register in ranked if register in fitting] or ranked[:1]


def _is_open(inputs: IdeateInputs, day: Day) -> bool:
    return (
        day.kind in _WEIGHT
        and day.is_near
        and not day.is_quiet
        and day.certainty != "estimated"
        and inputs.start <= day.day <= inputs.end
        and not any(_is_planned(inputs, name) for name in (day.key, day.name))
    )


def _is_planned(inputs: IdeateInputs, what: str) -> bool:
    return what.casefold() in {planned.casefold() for planned in inputs.planned}


def _by_day(inputs: IdeateInputs, things: list[str]) -> Iterator[Candidate]:
    open_days = [day for day in inputs.days if _is_open(inputs, day)]
    # own ones and those of the region first, and of equals the nearer
    open_days.sort(key=lambda d: (d.kind is not DayKind.OWN, not d.states, _WEIGHT[d.kind], d.day))
    for place, day in enumerate(open_days):
        suiting = _suiting(inputs, day)
        register = suiting[place % min(len(suiting), 2)]
        yield Candidate(things[place % len(things)], register, day=day)


def _for_occasion(inputs: IdeateInputs, meant: list[Day], things: list[str]) -> Iterator[Candidate]:
    """Different feelings and products for the day that was asked for."""
    for day in meant[:2]:
        suiting = _suiting(inputs, day)
        for place in range(max(len(suiting), len(things)) * len(suiting)):
            register = suiting[place % len(suiting)]
            thing = things[(place + place // len(suiting)) % len(things)]
            yield Candidate(thing, register, day=day)


def _by_winner(inputs: IdeateInputs, things: list[str]) -> Iterator[Candidate]:
    ranked = _ranked(inputs)
    for place, winner in enumerate(inputs.winners):
        product = named(winner.text, _shown(inputs, things))
        thing = clean(product.name) if product else things[place % len(things)]
        register = winner.register if winner.register in ranked else ranked[0]
        yield Candidate(thing, register or ranked[0], winner=winner)


def _by_finding(inputs: IdeateInputs, things: list[str]) -> Iterator[Candidate]:
    """Only a gap is an idea by itself: what others do is no reason to do it too."""
    gaps = (finding for finding in inputs.findings if finding.kind == "gap")
    ranked = _ranked(inputs)
    for place, finding in enumerate(sorted(gaps, key=lambda f: -f.strength)):
        if product := named(finding.text, _shown(inputs, things)):
            register = ranked[place % len(ranked)]
            yield Candidate(clean(product.name), register, finding=finding)


def _by_trend(inputs: IdeateInputs, things: list[str]) -> Iterator[Candidate]:
    ranked = _ranked(inputs)
    for place, trend in enumerate(inputs.rising):
        product = named(trend.word.lstrip("#"), _shown(inputs, things))
        thing = clean(product.name) if product else things[place % len(things)]
        yield Candidate(thing, ranked[(place + 1) % len(ranked)], trend=trend)


def _by_register(inputs: IdeateInputs, things: list[str]) -> Iterator[Candidate]:
    for place, register in enumerate(_ranked(inputs)):
        thing = things[place % len(things)]
        if not _is_planned(inputs, thing) or len(things) == 1:
            yield Candidate(thing, register)


def _by_fact(inputs: IdeateInputs) -> Iterator[Candidate]:
    ranked = _ranked(inputs)
    if any(names(inputs.brief, product.name) for product in inputs.brand.products):
        return
    told = (clean(fact.text) for fact in lasting(inputs.brand.facts, inputs.today))
    for place, fact in enumerate(text for text in told if not _HOURS.search(text)):
        register = ranked[(place + 2) % len(ranked)]
        yield Candidate(fact, register, is_fact=True)


def _shown(inputs: IdeateInputs, things: list[str]) -> list[Product]:
    return [product for product in inputs.brand.products if clean(product.name) in things]


def standing(inputs: IdeateInputs, register: Register) -> BestRegister | None:
    """What is known of a register; None where nothing is."""
    return next((best for best in inputs.registers if best.register is register), None)


def spoken_day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"
