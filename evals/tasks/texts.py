"""The studio's other texts: ads, outlines, e-mails, descriptions: true, in form, distinct."""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from domain.advert import ROOM
from domain.register import Register
from domain.template import TemplatePart
from evals.reading import figures, language, marks
from evals.task import EvalTask, Score, all_or_nothing, one_prompt, share
from evals.tasks.counted import as_many
from evals.tasks.forms import (
    MOST_CHARS,
    TextSample,
    ad_form,
    description_form,
    each,
    email_form,
    outline_form,
    post_form,
)
from llm.port import Task
from llm.tasks.ad_copy import AD_COPY, AdCopyInputs
from llm.tasks.blog_outline import BLOG_OUTLINE
from llm.tasks.email import EMAIL
from llm.tasks.product_description import (
    PRODUCT_DESCRIPTION,
)
from llm.tasks.studio import Copy, CopyInputs
from llm.tasks.templated_post import (
    TEMPLATED_POST,
    TemplatedPostInputs,
)

ALIKE = 0.8
"""As of posts (evals/tasks/posts.py)."""
OWN_SOURCES = ("your brand dna", "your request")
_LIGHT = {Register.HUMOUR, Register.URGENCY}


def given(sample: TextSample) -> dict[str, Any]:
    """What every kind of text of the studio is told of a sample."""
    return {
        "brand": sample.brand,
        "brief": " ".join(filter(None, (sample.topic, sample.offer, sample.occasion))),
        "topic": sample.topic,
        "occasion": sample.occasion,
        "objective": sample.objective,
        "tone": sample.tone,
        "offer": sample.offer,
        "audience": sample.audience,
        "platform": sample.platform,
        "language": sample.language,
        "registers": sample.registers,
        "findings": sample.findings,
        "variation_count": sample.variation_count,
        "structure": tuple(TemplatePart(purpose=p) for p in sample.structure),
        "avoid": sample.already,
        "now": sample.now,
    }


def inputs(sample: TextSample) -> CopyInputs:
    return CopyInputs(**given(sample))


def ad_inputs(sample: TextSample) -> AdCopyInputs:
    return AdCopyInputs(**given(sample), room=ROOM[sample.platform])


def post_inputs(sample: TextSample) -> TemplatedPostInputs:
    return TemplatedPostInputs(**given(sample), max_chars=MOST_CHARS, max_hashtags=6)


def written(sample: TextSample, found: Any) -> Score:
    """As many variations as asked for; or, with nothing to write from, questions instead."""
    return as_many(
        found.variations,
        found.missing,
        wanted=sample.variation_count,
        asks=sample.expect.asks,
        noun="texts",
    )


def in_language(sample: TextSample, found: Any) -> Score | None:
    brand = sample.brand
    own = (*(p.name for p in brand.products), *(f.text for f in brand.facts))
    names = (brand.business_name, *brand.location.split(", "), *own)

    def faults(copy: Copy) -> list[str]:
        fault = language.fault(copy.whole(), sample.language, names)
        return [fault] if fault else []

    return each(found, faults)


def names_subject(sample: TextSample, found: Any) -> Score | None:
    wanted = sample.expect.names
    if not wanted:
        return None
    return each(
        found,
        lambda c: [] if any(_holds(c.whole(), n) for n in wanted) else [f"never says {wanted[0]}"],
    )


def avoids(sample: TextSample, found: Any) -> Score | None:
    words = (
        *sample.brand.brand_voice.avoid_words,
        *(c.name for c in sample.brand.competitors),
        *sample.expect.never,
    )
    return each(
        found,
        lambda c: [f"says “{w}”" for w in words if marks.says(c.whole(), w)],
        all_of_them=True,
    )


def holds(sample: TextSample, found: Any) -> Score | None:
    if not sample.expect.must:
        return None
    return each(
        found, lambda c: [f"lacks “{m}”" for m in sample.expect.must if not _holds(c.whole(), m)]
    )


def numbers(sample: TextSample, found: Any) -> Score | None:
    """Prices, years, hours, quantities: none that was not given."""
    parts = (sample.topic, sample.occasion, sample.offer, sample.audience, sample.objective)
    told = " ".join([sample.brand.model_dump_json(), *(p for p in parts if p)])
    given = figures.numbers(told)
    return each(
        found,
        lambda c: [f"{n} was not given" for n in sorted(figures.numbers(c.whole()) - given)],
        all_of_them=True,
    )


def claims(sample: TextSample, found: Any) -> Score | None:
    """Each claim names a source that exists; each fact and price of the brand in it is claimed."""
    brand = sample.brand
    sources = {
        *OWN_SOURCES,
        *(f.source.casefold() for f in brand.facts if f.source),
        *(f.url.casefold() for f in sample.findings),
    }

    def faults(copy: Copy) -> list[str]:
        wrong = [
            f"“{c.text[:60]}” rests on “{c.source}”"
            for c in copy.claims
            if c.source.strip().casefold() not in sources
        ]
        told = " ".join(c.text.casefold() for c in copy.claims)
        text = copy.whole().casefold()
        stated = [f.text.casefold().rstrip(".") for f in brand.facts]
        wrong += [
            f"states “{s}” and does not claim it" for s in stated if s in text and s not in told
        ]
        return wrong

    return each(found, faults)


def clean(_: TextSample, found: Any) -> Score | None:
    """No unfilled gap, no Markdown, no doubled space or stop: it could be used as it is."""

    def faults(copy: Copy) -> list[str]:
        text = copy.whole()
        wrong = [f"gap {g}" for g in marks.gaps(text)]
        wrong += [f"Markdown {m}" for m in marks.markdown(text)]
        wrong += [f"“{s}”" for s in ("  ", " .", " ,", "!!", "..", "।.", "।।") if s in text]
        return wrong + (["no text"] if not text.strip() else [])

    return each(found, faults, all_of_them=True)


def distinct(sample: TextSample, found: Any) -> Score | None:
    """No two variations, and none of what was written before, read alike."""
    texts = [c.whole() for c in found.variations]
    if len(texts) < 2:
        return None
    pairs = [*combinations(texts, 2), *((t, old) for t in texts for old in sample.already)]
    faults = [f"“{a[:40]}…” and “{b[:40]}…” are alike" for a, b in pairs if _alike(a, b)]
    if len({c.register for c in found.variations}) < len(texts):
        faults.append("two have the same register")
    if len({c.hook.casefold() for c in found.variations}) < len(texts):
        faults.append("two open alike")
    return share(faults, len(pairs) + 2)


def register(sample: TextSample, found: Any) -> Score | None:
    """The first speaks as the brand's model says; nothing light stands on a solemn day."""
    if not (found.variations and (sample.registers or sample.expect.solemn)):
        return None
    first = found.variations[0].register
    wanted = sample.registers[:1]
    faults = [f"is {first.value}, should be {w.value}" for w in wanted if first is not w]
    if sample.expect.solemn:
        faults += ["jokes on a solemn day" for c in found.variations if c.register in _LIGHT][:1]
    return all_or_nothing(faults)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _holds(text: str, words: str) -> bool:
    """Any of the spellings between "|"."""
    said = figures.ascii_digits(text).casefold()
    return any(spelling.casefold() in said for spelling in words.split("|"))


def shown(sample: TextSample) -> str:
    parts: Iterable[str | None] = (
        f"{sample.platform.title} in {sample.language}, {sample.brand.business_name}",
        sample.topic and f"about {sample.topic}",
        sample.occasion and f"for {sample.occasion}",
        sample.offer and f"offer: {sample.offer}",
        sample.tone and f"tone: {sample.tone}",
    )
    return "; ".join(p for p in parts if p)


def _task(
    task: Task[Any, Any], given: Callable[[TextSample], Any], form: Any
) -> EvalTask[Any, Any]:
    return EvalTask(
        name=task.prompt,
        prompts=(task.prompt,),
        sample_type=TextSample,
        output_type=task.output_type,
        answer=one_prompt(task, given),
        scorers={
            "written": written,
            "form": form,
            "language": in_language,
            "names_subject": names_subject,
            "avoids": avoids,
            "holds": holds,
            "numbers": numbers,
            "claims": claims,
            "clean": clean,
            "register": register,
            "distinct": distinct,
        },
        shown=shown,
    )


ADS = _task(AD_COPY, ad_inputs, ad_form)
OUTLINES = _task(BLOG_OUTLINE, inputs, outline_form)
EMAILS = _task(EMAIL, inputs, email_form)
DESCRIPTIONS = _task(PRODUCT_DESCRIPTION, inputs, description_form)
TEMPLATED = _task(TEMPLATED_POST, post_inputs, post_form)
