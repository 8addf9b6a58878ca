"""Replies: the facts as they are, in a calm voice, with nothing claimed beyond them."""

import re

from pydantic import Field

from domain.frozen import Frozen
from evals.reading import figures, language, marks
from evals.task import EvalTask, Sample, Score, all_or_nothing, one_prompt, share
from evals.tasks.strategy import holds
from llm.tasks.reply import REPLY, Reply, ReplyInputs, Situation

_LOUD = re.compile(r"!|\boops\b|\bsorry\b|\bunfortunately\b|क्षमा|माफ़? ?कीजिए|^#", re.I | re.M)


class ReplyExpectation(Frozen):
    starts: str | None = None
    """How it begins; "|" between spellings."""
    has: tuple[str, ...] = ()
    """Facts and next steps that are told; "|" between spellings."""
    never: tuple[str, ...] = ()
    """What would be untrue."""


class ReplySample(Sample):
    situations: tuple[Situation, ...] = Field(min_length=1)
    expect: ReplyExpectation


def inputs(sample: ReplySample) -> ReplyInputs:
    return ReplyInputs(
        business_name=sample.brand.business_name,
        language=sample.language,
        situations=sample.situations,
    )


def tells(sample: ReplySample, reply: Reply) -> Score:
    """Every fact that a person needs is there, as it was given."""
    expect = sample.expect
    faults = [f"lacks “{words}”" for words in expect.has if not holds(reply.text, words)]
    if expect.starts and not any(reply.text.startswith(s) for s in expect.starts.split("|")):
        faults.append(f"begins “{reply.text[:40]}”")
    return share(faults, len(expect.has) + bool(expect.starts) or 1)


def claims_nothing_more(sample: ReplySample, reply: Reply) -> Score:
    """Nothing is said to be out, approved or planned that is not; no number is made up."""
    given = " ".join(s.model_dump_json() for s in sample.situations)
    faults = [f"says “{words}”" for words in sample.expect.never if holds(reply.text, words)]
    known = figures.numbers(given) | _rounded(given)
    counts = {str(n) for n in range(1, 1 + sum(map(_entries, sample.situations)))}
    strange = figures.numbers(reply.text) - known - counts
    faults += [f"{n} was not given" for n in sorted(strange)]
    links = marks.addresses(reply.text) - marks.addresses(given)
    return all_or_nothing(faults + [f"{link} was not given" for link in sorted(links)])


def _rounded(given: str) -> set[str]:
    """A score may be told with one decimal."""
    return {f"{float(n):.1f}".rstrip("0").rstrip(".") for n in figures.numbers(given) if "." in n}


def _entries(situation: Situation) -> int:
    """How many things it lists: a count of them is no invention."""
    lists = (v for v in situation.model_dump().values() if isinstance(v, list | tuple))
    return sum(len(v) for v in lists)


def voice(_sample: ReplySample, reply: Reply) -> Score:
    """Calm: no exclamation, no apology, no emoji, no heading, nothing said twice."""
    faults = [f"“{m.group()}”" for m in _LOUD.finditer(reply.text)]
    faults += ["an emoji"] if marks.EMOJI.search(reply.text) else []
    lines = [line.strip() for line in reply.text.splitlines() if len(line.strip()) > 20]
    faults += ["says a line twice"] if len(set(lines)) < len(lines) else []
    faults += [f"gap {gap}" for gap in marks.gaps(reply.text)]
    return all_or_nothing(faults if reply.text.strip() else ["says nothing"])


def in_language(sample: ReplySample, reply: Reply) -> Score:
    names = (sample.brand.business_name, "Instagram", "LinkedIn", *_quoted(sample))
    fault = language.fault(reply.text, sample.language, names)
    return all_or_nothing([fault] if fault else [])


def _quoted(sample: ReplySample) -> tuple[str, ...]:
    """Words that came in and may be told as they are."""
    given = " ".join(s.model_dump_json() for s in sample.situations)
    return tuple(re.findall(r'"([^"]{4,200})"', given))


def shown(sample: ReplySample) -> str:
    told = (s.model_dump(mode="json", exclude_defaults=True) for s in sample.situations)
    kinds = zip(sample.situations, told, strict=True)
    return "\n".join(f"{s.kind}: {facts}" if facts else s.kind for s, facts in kinds)


REPLIES = EvalTask(
    name="reply",
    prompts=(REPLY.prompt,),
    sample_type=ReplySample,
    output_type=Reply,
    answer=one_prompt(REPLY, inputs),
    scorers={
        "tells": tells,
        "claims_nothing_more": claims_nothing_more,
        "voice": voice,
        "language": in_language,
    },
    shown=shown,
)
