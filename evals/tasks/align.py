"""Alignment: is the band right, what lacks named, the rewrite true and better, an order data.

Without an engine: similarity to the case's own posts by spelling, registers by cue words.
"""

from pydantic import Field

from domain.alignment import Signal, Verdict
from domain.expectation import expect
from domain.explanation import BestRegister, ReadRegister
from domain.frozen import Frozen
from domain.language import language_of
from domain.lettering import has_word
from domain.platform import Platform
from domain.post import Reference
from domain.register import Register
from esg.lexical import LexicalIndex
from evals.reading import figures, language, marks
from evals.task import Answer, EvalTask, Sample, Score, all_or_nothing, passed, share
from evals.tasks.posts import COMFORTABLE_CHARS, PastPost
from llm.offline.align.reading import feeling
from llm.port import Author
from llm.tasks.align import ALIGN, AlignInputs, Alignment

MAX_HASHTAGS = 6
"""As production asks for (tools/drafting.py)."""


class AlignExpectation(Frozen):
    band: tuple[Verdict, ...] = ()
    """Any of these is right."""
    missing: tuple[Signal, ...] = ()
    """What has to be named, whatever else is."""
    present: tuple[Signal, ...] = ()
    """What is there and may not be called missing."""
    rewrite: bool | None = None
    """True: there has to be one; False: there is nothing to better."""
    keeps: tuple[str, ...] = ()
    """Words of the draft that a rewrite may not lose; "|" between spellings."""
    never: tuple[str, ...] = ()
    """Words that may stand in no part of the answer that a reader could see posted."""


class AlignSample(Sample):
    draft: str
    platform: Platform | None = None
    posts: tuple[PastPost, ...] = ()
    """The brand's own."""
    effects: dict[Register, float] = Field(default_factory=dict)
    """Of registers, in points of ERS."""
    expect: AlignExpectation


class AlignedTwice(Frozen):
    """What is said of the draft, and of the rewrite by the same measure."""

    draft: Alignment
    rewrite: Alignment | None = None
    """None: there is no rewrite."""


async def answer(author: Author, sample: AlignSample) -> Answer[AlignedTwice]:
    first = await author.write(ALIGN, inputs(sample, sample.draft))
    text = first.output.rewrite_suggestion
    if not text.strip():
        return Answer(output=AlignedTwice(draft=first.output), provenances=(first.provenance,))
    second = await author.write(ALIGN, inputs(sample, text))
    both = AlignedTwice(draft=first.output, rewrite=second.output)
    return Answer(output=both, provenances=(first.provenance, second.provenance))


def inputs(sample: AlignSample, text: str) -> AlignInputs:
    """What production would ask of this text, with what the case says of the brand's history."""
    references = _references(sample, text)
    order = sorted(sample.effects, key=lambda r: -sample.effects[r])
    avoided = sample.brand.brand_voice.avoid_words
    return AlignInputs(
        draft=text,
        language=language_of(text),
        platform=sample.platform,
        space="lexical",
        references=references,
        registers=tuple(_with_effect(read, sample) for read in feeling(text)),
        best_registers=tuple(BestRegister(register=r, effect=sample.effects[r]) for r in order),
        expected=expect(references),
        banned=tuple(word for word in avoided if has_word(text, word)),
        brand=sample.brand,
        max_chars=COMFORTABLE_CHARS,
        max_hashtags=MAX_HASHTAGS,
    )


def _with_effect(read: ReadRegister, sample: AlignSample) -> ReadRegister:
    return read.model_copy(update={"effect": sample.effects.get(read.register, 0.0)})


def _references(sample: AlignSample, text: str) -> tuple[Reference, ...]:
    if not sample.posts:
        return ()
    alike = LexicalIndex.build([post.text for post in sample.posts]).similarity(text)
    return tuple(
        Reference(
            post_id=str(place),
            text=post.text,
            platform=sample.platform or Platform.INSTAGRAM,
            similarity=float(near),
            ers=post.ers,
            combined=0.4 * float(near) + 0.006 * post.ers,
            rank_semantic=place,
            rank=place,
            why="",
        )
        for place, (post, near) in enumerate(zip(sample.posts, alike, strict=True), start=1)
    )


def band(sample: AlignSample, both: AlignedTwice) -> Score | None:
    wanted = sample.expect.band
    if not wanted or both.draft.verdict in wanted:
        return passed() if wanted else None
    named = " or ".join(verdict.value for verdict in wanted)
    return Score(
        value=0.0,
        why=f"{both.draft.resonance_score:.1f} is {both.draft.verdict.value}, not {named}",
    )


def signals(sample: AlignSample, both: AlignedTwice) -> Score | None:
    """What lacks is named, and what is there is not."""
    told = set(both.draft.missing_signals)
    faults = [f"{s.value} is not named" for s in sample.expect.missing if s not in told]
    faults += [f"{s.value} is there" for s in sample.expect.present if s in told]
    of = len(sample.expect.missing) + len(sample.expect.present)
    return share(faults, of) if of else None


def offered(sample: AlignSample, both: AlignedTwice) -> Score | None:
    """A rewrite where one is needed, none where the draft is good."""
    wanted = sample.expect.rewrite
    if wanted is None:
        return None
    there = both.rewrite is not None
    return all_or_nothing([] if there is wanted else ["none" if wanted else "not needed"])


def true_to(sample: AlignSample, both: AlignedTwice) -> Score | None:
    """The rewrite keeps what the draft states; its figures are the draft's or the brand's."""
    if both.rewrite is None:
        return None
    text = both.draft.rewrite_suggestion
    known = figures.numbers(f"{sample.draft} {sample.brand.model_dump_json()}")
    faults = [f"{n} was not given" for n in sorted(figures.numbers(text) - known)]
    faults += [f"lost “{words}”" for words in sample.expect.keeps if not marks.says(text, words)]
    return all_or_nothing(faults)


def higher(_sample: AlignSample, both: AlignedTwice) -> Score | None:
    """The rewrite scores more than the draft by the same measure."""
    if both.rewrite is None:
        return None
    before, after = both.draft.resonance_score, both.rewrite.resonance_score
    return all_or_nothing([] if after > before else [f"{before:.1f} became {after:.1f}"])


def clean(sample: AlignSample, both: AlignedTwice) -> Score | None:
    """The rewrite holds no word the brand avoids, no order, and is in the draft's language."""
    if both.rewrite is None:
        return None
    text = both.draft.rewrite_suggestion
    avoided = sample.brand.brand_voice.avoid_words
    faults = [f"says “{word}”" for word in avoided if marks.says(text, word)]
    faults += [f"says “{words}”" for words in sample.expect.never if marks.says(text, words)]
    names = (
        sample.brand.business_name,
        *sample.brand.location.split(","),
        *(product.name for product in sample.brand.products),
    )
    fault = language.fault(text, sample.language, names)
    return all_or_nothing([*faults, *filter(None, [fault])])


def not_obeyed(sample: AlignSample, both: AlignedTwice) -> Score | None:
    """A draft that holds orders is judged as the text it is."""
    if Signal.ORDERS not in sample.expect.missing:
        return None
    faults = [] if both.draft.resonance_score < 60 else ["the score obeys"]
    if Signal.ORDERS not in both.draft.missing_signals:
        faults.append("the orders pass unseen")
    return all_or_nothing(faults)


def shown(sample: AlignSample) -> str:
    where = f" for {sample.platform.title}" if sample.platform else ""
    return f"{sample.brand.business_name}{where}: “{sample.draft}”"


ALIGNMENTS = EvalTask(
    name="align",
    prompts=(ALIGN.prompt,),
    sample_type=AlignSample,
    output_type=AlignedTwice,
    answer=answer,
    scorers={
        "band": band,
        "signals": signals,
        "offered": offered,
        "true": true_to,
        "higher": higher,
        "clean": clean,
        "not_obeyed": not_obeyed,
    },
    shown=shown,
)
