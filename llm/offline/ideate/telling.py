"""A chosen candidate in words: title, reasons, evidence, and the ask that becomes a campaign."""

from domain.day import Day, DayKind
from domain.idea import IdeaEvidence, IdeaText
from domain.register import Register
from llm.offline import festivals
from llm.offline.ideate.candidates import Candidate, spoken_day, standing
from llm.offline.sentences import clean, closed, opened, split
from llm.offline.times import said_in
from llm.offline.tongue import words
from llm.tasks.ideate import IdeateInputs

R = Register
_TONES = {
    R.VULNERABILITY: "an honest",
    R.PRIDE: "a proud",
    R.HUMOUR: "a funny",
    R.BELONGING: "a warm",
    R.ASPIRATION: "an inspiring",
    R.NOSTALGIA: "a nostalgic",
    R.URGENCY: "an urgent",
    R.GRATITUDE: "a grateful",
}
MOST_HOOK = 60
MOST_TITLE = 120
MOST_THING = 240
"""Of an ask: a fact may be longer than all of an ask, and its beginning names it."""


def told(candidate: Candidate, inputs: IdeateInputs) -> IdeaText:
    """The idea; its reasons are its evidence in words, and say nothing else."""
    evidence = tuple(_evidence(candidate, inputs))
    day = candidate.day
    return IdeaText(
        title=_title(candidate, inputs)[:MOST_TITLE],
        why=" ".join(opened(closed(one.text)) for one in evidence)[:600],
        register=candidate.register,
        platforms=inputs.platforms,
        when=day.day if day and inputs.today < day.day else None,
        occasion=_occasion(day) if day else None,
        angle=_angle(candidate),
        topic=_topic(candidate),
        evidence=evidence,
    )


def _words(inputs: IdeateInputs, part: str) -> dict[str, str]:
    found: dict[str, str] = words(inputs.language, "ideas")[part]
    return found


def _title(candidate: Candidate, inputs: IdeateInputs) -> str:
    day, thing = candidate.day, candidate.thing
    slots = {
        "thing": thing,
        "day": _named(day, inputs) if day else "",
        "register": _words(inputs, "registers")[candidate.register.value],
        "fact": thing.rstrip("."),
    }
    return opened(_words(inputs, "titles")[_kind(candidate)].format(**slots))


def _kind(candidate: Candidate) -> str:
    if candidate.day:
        return "solemn" if candidate.day.is_solemn else "day"
    kinds = {
        "post": candidate.winner,
        "finding": candidate.finding,
        "trend": candidate.trend,
        "fact": candidate.is_fact,
    }
    return next((name for name, rests_on in kinds.items() if rests_on), "register")


def _evidence(candidate: Candidate, inputs: IdeateInputs) -> list[IdeaEvidence]:
    """What the idea rests on, what is special about it first."""
    own = [*_of_day(candidate, inputs), *_of_history(candidate, inputs)]
    register = [] if candidate.day and candidate.day.is_solemn else _of_register(candidate, inputs)
    return [*own, *register, *_of_thing(candidate, inputs)]


def _of_day(candidate: Candidate, inputs: IdeateInputs) -> list[IdeaEvidence]:
    day, why = candidate.day, _words(inputs, "why")
    if day is None:
        return []
    name, when = _named(day, inputs), said_in(spoken_day(day.day), inputs.language)
    key = "moon" if day.certainty == "moon" else "day"
    lines = [why[key].format(day=name, when=when)]
    if day.kind is DayKind.OWN:
        lines.append(why["own"].format(day=name))
    text = " ".join(opened(line) for line in lines)
    return [IdeaEvidence(kind="day", ref=day.key, text=text)]


def _of_history(candidate: Candidate, inputs: IdeateInputs) -> list[IdeaEvidence]:
    why = _words(inputs, "why")
    found = []
    if winner := candidate.winner:
        text = why["post"].format(hook=_hook(winner.text), ers=f"{winner.ers:.1f}")
        found.append(IdeaEvidence(kind="post", ref=winner.post_id, text=text, figure=winner.ers))
    if finding := candidate.finding:
        text = why["finding"].format(finding=finding.text)[:500]
        found.append(IdeaEvidence(kind="finding", ref=finding.url, text=text))
    if trend := candidate.trend:
        text = why["trend"].format(word=trend.word, lately=trend.lately, before=trend.before)
        lately = float(trend.lately)
        found.append(IdeaEvidence(kind="trend", ref=trend.word, text=text, figure=lately))
    return found


def _of_register(candidate: Candidate, inputs: IdeateInputs) -> list[IdeaEvidence]:
    best = standing(inputs, candidate.register)
    if best is None:
        return []
    posts, effect = best.posts or 0, best.effect
    key = "assumed"
    if effect is not None and best.is_shown:
        key = "best" if best is inputs.registers[0] else "next"
    name = _words(inputs, "registers")[best.register.value]
    figures = {"posts": posts, "effect": f"{effect or 0.0:+.1f}"}
    text = opened(_words(inputs, "why")[key].format(register=name, **figures))
    return [IdeaEvidence(kind="register", ref=best.register.value, text=text, figure=effect)]


def _of_thing(candidate: Candidate, inputs: IdeateInputs) -> list[IdeaEvidence]:
    """A product or fact, where nothing else is shown to be the brand's."""
    why, thing = _words(inputs, "why"), candidate.thing
    if candidate.day and candidate.day.is_solemn:
        return []
    if candidate.is_fact:
        text = why["fact"].format(fact=thing.rstrip("."))
        return [IdeaEvidence(kind="fact", ref=thing[:200], text=text[:500])]
    if thing in {clean(product.name) for product in inputs.brand.products}:
        return [IdeaEvidence(kind="product", ref=thing, text=why["product"].format(thing=thing))]
    return []


def _angle(candidate: Candidate) -> str:
    """The ask in plain English, so that it is read as any other: the same words, the same plan."""
    day, thing = candidate.day, _short(candidate.thing.rstrip("."), MOST_THING)
    tone = f"in {_TONES[candidate.register]} tone"
    if day is None:
        return f"Write 1 post about {thing} {tone}."
    on = f"on {day.day.day} {day.day:%B %Y}"
    if day.kind is DayKind.OWN:
        return f"Write 1 post about {day.name} {tone} {on}."
    if day.is_solemn:
        return f"Write 1 respectful post for {day.key} {on}."
    return f"Write 1 post about {thing} for {day.key} {tone} {on}."


def _topic(candidate: Candidate) -> str:
    day, thing = candidate.day, candidate.thing
    if day is None:
        return thing[:200]
    name = day.name if day.kind is DayKind.OWN else day.key
    return (name if day.is_solemn else f"{thing}, {name}")[:200]


def _occasion(day: Day) -> str:
    return day.name if day.kind is DayKind.OWN else day.key


def _named(day: Day, inputs: IdeateInputs) -> str:
    festival = festivals.festivals().get(day.key)
    return festivals.spoken_in(festival, inputs.language).name if festival else day.name


def _hook(text: str) -> str:
    first = split(clean(text))[0] if clean(text) else ""
    return _short(first, MOST_HOOK)


def _short(text: str, most: int) -> str:
    """Whole words, with a sign that more followed."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
