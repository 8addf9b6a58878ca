"""Ideas: each rests on something given, no two alike, none for a day that is not one for it."""

from datetime import date, timedelta

from almanac.coming import days_between
from almanac.places import states_in
from domain.day import Day, OwnDay
from domain.explanation import BestRegister
from domain.frozen import Frozen
from domain.idea import EvidenceKind, IdeaText
from domain.intelligence import Finding
from domain.platform import Platform
from domain.register import Register
from domain.rising import Rising
from evals.reading.language import fault
from evals.task import EvalTask, Sample, Score, all_or_nothing, one_prompt, share
from evals.tasks.strategy import holds
from llm.tasks.ideate import IDEATE, Ideas, IdeateInputs, Winner

AHEAD = timedelta(days=60)


class IdeateExpectation(Frozen):
    least: int = 1
    """Ideas that the evidence surely holds."""
    most: int | None = None
    kinds: tuple[EvidenceKind, ...] = ()
    """Kinds of evidence that some idea rests on."""
    without: tuple[EvidenceKind, ...] = ()
    occasions: tuple[str, ...] = ()
    """Days that some idea is for."""
    only_occasion: str | None = None
    products: tuple[str, ...] = ()
    """Every idea is about one of these; "|" between spellings."""
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class IdeateSample(Sample):
    brief: str = ""
    n: int = 5
    start: date | None = None
    end: date | None = None
    extra_days: tuple[date, ...] = ()
    """Further dates whose days are known: the brief names one of them."""
    own_days: tuple[OwnDay, ...] = ()
    winners: tuple[Winner, ...] = ()
    registers: tuple[BestRegister, ...] = ()
    findings: tuple[Finding, ...] = ()
    rising: tuple[Rising, ...] = ()
    planned: tuple[str, ...] = ()
    platforms: tuple[Platform, ...] = (Platform.INSTAGRAM,)
    expect: IdeateExpectation


def inputs(sample: IdeateSample) -> IdeateInputs:
    today = sample.now.date()
    start = sample.start or today + timedelta(days=1)
    end = sample.end or today + AHEAD
    return IdeateInputs(
        brand=sample.brand,
        language=sample.language,
        today=today,
        start=start,
        end=end,
        n=sample.n,
        brief=sample.brief,
        days=_days(sample, start, end),
        winners=sample.winners,
        registers=sample.registers,
        findings=sample.findings,
        rising=sample.rising,
        planned=sample.planned,
        platforms=sample.platforms,
    )


def _days(sample: IdeateSample, start: date, end: date) -> tuple[Day, ...]:
    states = states_in(sample.brand.location)
    found = days_between(start, end, states=states, own=sample.own_days)
    named = [day for one in sample.extra_days for day in days_between(one, one, states=states)]
    return (*found, *named)


def amount(sample: IdeateSample, made: Ideas) -> Score:
    """As many as were asked for, fewer only where the evidence ends."""
    found, expect = len(made.ideas), sample.expect
    most = sample.n if expect.most is None else expect.most
    if expect.least <= found <= most:
        return all_or_nothing([])
    return all_or_nothing([f"{found} ideas, should be {expect.least} to {most}"])


def grounded(sample: IdeateSample, made: Ideas) -> Score | None:
    """Each piece of evidence was given, with its own number."""
    known = _known(inputs(sample))
    pieces = [(idea, one) for idea in made.ideas for one in idea.evidence]
    faults = [
        f"“{idea.title}” rests on {one.kind} “{one.ref}” ({one.figure}), which was not given"
        for idea, one in pieces
        if one.figure not in known.get((one.kind, one.ref), ())
    ]
    return all_or_nothing(faults) if pieces else None


def _known(given: IdeateInputs) -> dict[tuple[str, str], tuple[float | None, ...]]:
    return {
        **{("day", day.key): (None,) for day in given.days},
        **{("post", winner.post_id): (winner.ers, None) for winner in given.winners},
        **{("register", b.register.value): (b.effect, None) for b in given.registers},
        **{("finding", finding.url): (finding.strength, None) for finding in given.findings},
        **{("trend", one.word): (float(one.lately), one.mean_ers, None) for one in given.rising},
        **{("product", product.name): (None,) for product in given.brand.products},
        **{("fact", fact.text[:200]): (None,) for fact in given.brand.facts},
    }


def differ(_sample: IdeateSample, made: Ideas) -> Score | None:
    """No two share subject, register and occasion."""
    keys = [(i.topic.casefold(), i.register, i.occasion) for i in made.ideas]
    twice = {key for key in keys if keys.count(key) > 1}
    return share([f"{key[0]} twice" for key in twice], len(keys)) if keys else None


def days_fit(sample: IdeateSample, made: Ideas) -> Score | None:
    """Dates are the days' own; quiet days stay quiet, solemn ones unfunny, taken ones taken."""
    if not made.ideas:
        return None
    given = inputs(sample)
    faults = [fault for idea in made.ideas for fault in _day_faults(idea, given)]
    return all_or_nothing(faults)


def _day_faults(idea: IdeaText, given: IdeateInputs) -> list[str]:
    if idea.occasion is None:
        return [f"“{idea.title}” has a date and no day"] if idea.when else []
    days = [day for day in given.days if idea.occasion in {day.key, day.name}]
    if not days:
        return [f"{idea.occasion} was not given"]
    faults = []
    if idea.when and idea.when not in {day.day for day in days}:
        faults.append(f"{idea.occasion} is not on {idea.when}")
    if idea.occasion in given.planned:
        faults.append(f"{idea.occasion} is planned already")
    if days[0].is_solemn and idea.register is Register.HUMOUR:
        faults.append(f"{idea.occasion} is no day for jokes")
    if days[0].is_quiet and days[0].key not in given.brief:
        faults.append(f"{idea.occasion} is a day of mourning")
    return faults


def wanted(sample: IdeateSample, made: Ideas) -> Score | None:
    """What the brief asks for, and what the evidence of this case must lead to."""
    expect, kinds = sample.expect, {e.kind for i in made.ideas for e in i.evidence}
    occasions = {idea.occasion for idea in made.ideas}
    faults = [f"nothing rests on a {kind}" for kind in expect.kinds if kind not in kinds]
    faults += [f"rests on a {kind}" for kind in expect.without if kind in kinds]
    faults += [f"nothing for {day}" for day in expect.occasions if day not in occasions]
    if expect.only_occasion and occasions != {expect.only_occasion}:
        faults.append(f"asked for {expect.only_occasion}, got {occasions}")
    if expect.products:
        faults += [
            f"“{idea.title}” is about something else"
            for idea in made.ideas
            if not any(holds(f"{idea.topic} {idea.angle}", p) for p in expect.products)
        ]
    of = len(expect.kinds) + len(expect.without) + len(expect.occasions)
    of += bool(expect.only_occasion) + (len(made.ideas) if expect.products else 0)
    return share(faults, of) if of else None


def tells(sample: IdeateSample, made: Ideas) -> Score | None:
    said = " ".join(f"{i.title} {i.why} {i.angle} {i.topic}" for i in made.ideas)
    faults = [f"lacks “{words}”" for words in sample.expect.says if not holds(said, words)]
    faults += [f"says “{words}”" for words in sample.expect.never if holds(said, words)]
    shown_to_all = " ".join(f"{i.title} {i.angle} {i.topic}" for i in made.ideas)
    avoided = sample.brand.brand_voice.avoid_words
    faults += [f"“{word}” is avoided by the brand" for word in avoided if holds(shown_to_all, word)]
    of = len(sample.expect.says) + len(sample.expect.never) + len(avoided)
    return share(faults, of) if of else None


def in_language(sample: IdeateSample, made: Ideas) -> Score | None:
    """Reasons in the language of the chat; the ask in English, so that it is read as any other."""
    if not made.ideas:
        return None
    names = _names(sample)
    told = [fault(" ".join((i.title, i.why)), sample.language, names) for i in made.ideas]
    asked = [fault(i.angle, "en", names) for i in made.ideas]
    return share([why for why in (*told, *asked) if why], 2 * len(made.ideas))


def _names(sample: IdeateSample) -> tuple[str, ...]:
    """Words of no language: products, facts, texts that are quoted, names of days."""
    given = inputs(sample)
    return (
        sample.brand.business_name,
        *(product.name for product in sample.brand.products),
        *(fact.text for fact in sample.brand.facts),
        *(winner.text.rstrip(".") for winner in sample.winners),
        *(finding.text for finding in sample.findings),
        *(one.word for one in sample.rising),
        *(day.name for day in given.days),
    )


def shown(sample: IdeateSample) -> str:
    known = [f"{len(getattr(sample, name))} {name}" for name in _GIVEN if getattr(sample, name)]
    around = ", ".join(known) or "nothing known"
    return f"{sample.brand.business_name}: {sample.brief or 'ideas'} ({around})"


_GIVEN = ("winners", "registers", "findings", "rising", "own_days", "planned")


IDEAS = EvalTask(
    name="ideate",
    prompts=(IDEATE.prompt,),
    sample_type=IdeateSample,
    output_type=Ideas,
    answer=one_prompt(IDEATE, inputs),
    scorers={
        "amount": amount,
        "grounded": grounded,
        "differ": differ,
        "days": days_fit,
        "wanted": wanted,
        "tells": tells,
        "language": in_language,
    },
    shown=shown,
)
