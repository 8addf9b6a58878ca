"""Says what a judged draft has and lacks, in plain sentences of its language. Judges nothing."""

from domain.alignment import Signal
from domain.explanation import ReadRegister
from domain.language import WRITTEN
from domain.post import Reference
from llm.offline.align.reading import words_of
from llm.offline.align.scoring import READ, TOLD_EFFECT, WEIGHTS, Judged
from llm.offline.sentences import clean, each_opened

GOOD = 0.7
"""Share from which a part is told as something that works, and below which as missing."""
_LACKS = {Signal.RESEMBLANCE: 0.5}
"""Where less has to be there before it is missing: half as near as a near post is not nowhere."""
_MOST = 4
"""More sentences than this nobody reads."""
_QUOTED = 60


def missing(judged: Judged) -> tuple[Signal, ...]:
    """What it lacks: first what must not be, then by how many points it costs."""
    lacking = [(s, share) for s, share in judged.parts.items() if share is not None]
    lacking = [(s, share) for s, share in lacking if share < _LACKS.get(s, GOOD)]
    lacking.sort(key=lambda pair: -WEIGHTS[pair[0]] * (1 - pair[1]))
    barred = [Signal.BANNED_WORDS] if judged.inputs.banned else []
    barred += [Signal.ORDERS] if judged.draft.orders else []
    return (*barred, *(signal for signal, _ in lacking))


def archetype(judged: Judged) -> str:
    """The voice it speaks in, with its register."""
    words, spoken = words_of(judged.inputs.language), judged.speaks
    if spoken is None:
        return str(words["archetypes"]["none"])
    name = spoken.register.value
    return f"{words['archetypes'][name]} ({words['registers'][name]})"


def what_works(judged: Judged) -> str:
    say = words_of(judged.inputs.language)["works"]
    found = [s for s, share in judged.parts.items() if share is not None and share >= GOOD]
    told = [_works(judged, signal) for signal in found]
    return each_opened(" ".join(told[:_MOST]) or str(say["nothing"]))


def what_is_missing(judged: Judged, *, goes_elsewhere: bool = False) -> str:
    """What it lacks.

    Args:
        judged: The draft.
        goes_elsewhere: Whether a text is offered that does not speak in what does best; then that
            is not named, as a promise that the text would not keep.
    """
    say = words_of(judged.inputs.language)["missing"]
    told = [_missing(judged, signal) for signal in missing(judged)]
    if Signal.REGISTER in missing(judged)[:_MOST] and not judged.sells_in_mourning:
        place = missing(judged).index(Signal.REGISTER)
        told[place] = f"{told[place]} {_best(judged, goes_elsewhere=goes_elsewhere)}".rstrip()
    if judged.inputs.language not in WRITTEN:
        told.insert(0, str(say["language"]))
    return each_opened(" ".join(told[:_MOST]) or str(say["nothing"]))


def _works(judged: Judged, signal: Signal) -> str:
    words = words_of(judged.inputs.language)
    say = words["works"]
    if signal is Signal.RESEMBLANCE:
        return _resembles(judged)
    if signal is Signal.REGISTER and judged.speaks:
        spoken = judged.speaks
        does_well = spoken.effect >= TOLD_EFFECT and spoken.posts != 0
        key = "register_well" if does_well else "register"
        return str(say[key].format(**_named(judged, spoken)))
    if signal is Signal.SPECIFICITY:
        named = [words["things"][kind].format(name=clean(name)) for kind, name in judged.things]
        return str(say["specificity"].format(things=", ".join(named)))
    return str(say[signal.value])


def _resembles(judged: Judged) -> str:
    """Which post it is near to; that it did well only where it did better than the brand does."""
    say = words_of(judged.inputs.language)["works"]
    near = max(judged.inputs.references, key=lambda r: (r.similarity * r.ers, r.post_id))
    key = "resemblance" if _did_well(judged, near) else "resemblance_only"
    return str(say[key].format(post=_quoted(near.text), ers=f"{near.ers:.2f}"))


def _did_well(judged: Judged, reference: Reference) -> bool:
    level = judged.inputs.level
    return level is not None and reference.ers >= level + TOLD_EFFECT


def _missing(judged: Judged, signal: Signal) -> str:
    say = words_of(judged.inputs.language)["missing"]
    if signal is Signal.RESEMBLANCE:
        well = any(_did_well(judged, reference) for reference in judged.inputs.references)
        return str(say["resemblance" if well else "resemblance_only"])
    if signal is Signal.REGISTER:
        return _register(judged)
    if signal is Signal.HOOK and not judged.draft.first:
        return str(say["length_short"])
    if signal is Signal.HOOK:
        return str(say["hook"].format(line=_quoted(judged.draft.first)))
    if signal is Signal.LENGTH:
        return _length(judged)
    if signal is Signal.BANNED_WORDS:
        return str(say["banned_words"].format(words=", ".join(judged.inputs.banned)))
    if signal is Signal.ORDERS:
        return str(say["orders"].format(line=_quoted(judged.draft.orders[0])))
    return str(say[signal.value])


def _register(judged: Judged) -> str:
    """What is wrong with its feeling: first what posts show, then what does not suit."""
    say, spoken = words_of(judged.inputs.language)["missing"], judged.speaks
    if judged.sells_in_mourning:
        return str(say["mourning"].format(day=judged.solemn.name if judged.solemn else ""))
    if spoken is None:
        return str(say["register_none"])
    return str(say[_fault(judged, spoken)].format(**_named(judged, spoken)))


def _fault(judged: Judged, spoken: ReadRegister) -> str:
    """Which sentence says what is wrong with this register."""
    is_off = spoken.register in judged.off
    if is_off and judged.solemn:
        return "register_solemn"
    if spoken.effect <= -TOLD_EFFECT:
        return "register_unproven" if spoken.posts == 0 else "register_weak"
    if spoken.register in judged.switched_off:
        return "register_off"
    return "register_avoided" if is_off else "register_faint"


def _best(judged: Judged, *, goes_elsewhere: bool) -> str:
    """Which register does best by the brand's posts, or that they do not show it yet."""
    inputs, spoken = judged.inputs, judged.speaks
    words = words_of(inputs.language)
    best = next(iter(judged.preferred), None)
    if best is None:
        # one that does well, and may not be here, is known all the same
        known = any(b.is_shown and (b.effect or 0.0) >= TOLD_EFFECT for b in inputs.best_registers)
        return "" if known else str(words["missing"]["register_unknown"])
    if goes_elsewhere or (spoken and best.register is spoken.register):
        return ""
    named = words["registers"][best.register.value]
    return str(words["missing"]["register_best"].format(register=named))


def _named(judged: Judged, spoken: ReadRegister) -> dict[str, str]:
    words = words_of(judged.inputs.language)
    return {
        "register": words["registers"][spoken.register.value],
        "points": f"{abs(spoken.effect):.1f}",
        "tone": ", ".join(judged.inputs.brand.brand_voice.tone),
        "day": judged.solemn.name if judged.solemn else "",
    }


def _length(judged: Judged) -> str:
    say = words_of(judged.inputs.language)["missing"]
    if judged.is_over:
        return str(say["length_limit"].format(limit=judged.inputs.max_chars))
    is_long = len(judged.draft.text) > READ
    return str(say["length_long" if is_long else "length_short"])


def _quoted(text: str) -> str:
    line = clean(text)
    return line.rstrip(".।") if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rstrip()}…"
