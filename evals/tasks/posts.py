"""Social posts: true, within limits, in the right language, different from each other."""

from collections.abc import Callable
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from domain.brand import Product
from domain.campaign import CalendarEntry
from domain.frozen import Frozen
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Reference
from domain.register import Register
from domain.rule import Habit
from evals.reading import counting, figures, language, marks
from evals.task import Answer, EvalTask, Sample, Score, all_or_nothing, share
from evals.tasks.counted import as_many
from evals.tasks.ruled import rules_of
from llm.port import Author
from llm.tasks.social_post import SOCIAL_POST, DraftVariation, SocialPostInputs, SocialPosts
from tools.obeying import bounded, held

COMFORTABLE_CHARS = 1_300
"""As production asks for (tools/drafting.py)."""
ALIKE = 0.8
"""Ratcliff-Obershelp likeness from which a reader sees the same post twice."""
OWN_SOURCES = ("your brand dna", "your request")
"""Where a claim may rest besides a fact's own source and a finding's page."""

Faults = Callable[[DraftVariation], list[str]]
"""What is wrong with one variation."""


class PastPost(Frozen):
    text: str
    ers: float = 50.0


class PostExpectation(Frozen):
    names: tuple[str, ...] = ()
    """The subject, in every spelling that would do; each variation says one of them."""
    register: tuple[Register, ...] = ()
    """What the references or the tone ask of the first variation."""
    must: tuple[str, ...] = ()
    """Words that every variation holds, such as an offer's figures; "|" between spellings."""
    never: tuple[str, ...] = ()
    asks: bool = False
    """There is too little to write from: questions, and no post."""
    solemn: bool = False


class PostSample(Sample):
    platform: Platform = Platform.INSTAGRAM
    topic: str = ""
    occasion: str | None = None
    day: date | None = None
    number: int = 1
    objective: str = ""
    tone: str | None = None
    offer: str | None = None
    audience: str | None = None
    references: tuple[PastPost, ...] = ()
    findings: tuple[Finding, ...] = ()
    already: tuple[str, ...] = ()
    max_chars: int = COMFORTABLE_CHARS
    max_hashtags: int = 6
    variation_count: int = 3
    rules: tuple[Habit, ...] = ()
    """The brand's accepted rules."""
    expect: PostExpectation


async def answer(author: Author, sample: PostSample) -> Answer[SocialPosts]:
    """As production asks for it and holds it to the brand's rules."""
    given = inputs(sample)
    written = await author.write(SOCIAL_POST, given)
    drafts = tuple(
        held(one, rules_of(sample.rules, sample.now), given, max_hashtags=sample.max_hashtags).draft
        for one in written.output.variations
    )
    output = written.output.model_copy(update={"variations": drafts})
    return Answer(output=output, provenances=(written.provenance,))


def inputs(sample: PostSample) -> SocialPostInputs:
    given = SocialPostInputs(
        brand=sample.brand,
        entry=CalendarEntry(
            number=sample.number,
            platform=sample.platform,
            language=sample.language,
            topic=sample.topic,
            occasion=sample.occasion,
            day=sample.day,
        ),
        objective=sample.objective,
        tone=sample.tone,
        offer=sample.offer,
        audience=sample.audience,
        references=tuple(_reference(p, n, sample) for n, p in enumerate(sample.references, 1)),
        findings=sample.findings,
        variation_count=sample.variation_count,
        max_chars=sample.max_chars,
        max_hashtags=sample.max_hashtags,
        avoid=sample.already,
        now=sample.now,
    )
    return bounded(given, rules_of(sample.rules, sample.now))


def _reference(post: PastPost, rank: int, sample: PostSample) -> Reference:
    similarity = 0.6 - 0.02 * rank
    return Reference(
        post_id=f"{sample.id}-{rank}",
        text=post.text,
        platform=sample.platform,
        similarity=similarity,
        ers=post.ers,
        combined=0.4 * similarity + 0.6 * post.ers / 100,
        rank_semantic=rank,
        rank=rank,
        why="",
    )


def written(sample: PostSample, posts: SocialPosts) -> Score:
    """As many variations as asked for; or, with too little to write from, questions instead."""
    return as_many(
        posts.variations,
        posts.missing,
        wanted=sample.variation_count,
        asks=sample.expect.asks,
        noun="posts",
    )


def within_limit(sample: PostSample, posts: SocialPosts) -> Score | None:
    def faults(draft: DraftVariation) -> list[str]:
        used = counting.length(sample.platform, draft.text, draft.hashtags)
        return [f"{used} characters of {sample.max_chars}"] if used > sample.max_chars else []

    return _each(posts, faults)


def in_language(sample: PostSample, posts: SocialPosts) -> Score | None:
    names = (
        sample.brand.business_name,
        *sample.brand.location.split(", "),
        *(p.name for p in sample.brand.products),
    )
    return _each(
        posts, lambda d: list(filter(None, [language.fault(d.text, sample.language, names)]))
    )


def names_subject(sample: PostSample, posts: SocialPosts) -> Score | None:
    wanted = sample.expect.names
    if not wanted:
        return None
    return _each(
        posts,
        lambda d: [] if any(_holds(d.text, n) for n in wanted) else [f"does not say {wanted[0]}"],
    )


def avoids(sample: PostSample, posts: SocialPosts) -> Score | None:
    """No word that the brand avoids, no competitor, nothing that a page slipped in."""
    words = (
        *sample.brand.brand_voice.avoid_words,
        *(c.name for c in sample.brand.competitors),
        *sample.expect.never,
    )
    return _each(
        posts,
        lambda d: [f"says “{w}”" for w in words if marks.says(f"{d.text} {_tags(d)}", w)],
        all_of_them=True,
    )


def holds(sample: PostSample, posts: SocialPosts) -> Score | None:
    """What has to be said is said."""
    if not sample.expect.must:
        return None
    return _each(
        posts, lambda d: [f"lacks “{m}”" for m in sample.expect.must if not _holds(d.text, m)]
    )


def prices(sample: PostSample, posts: SocialPosts) -> Score | None:
    """An amount of money is the price of something the text names, or was given with the wish."""
    said = (sample.topic, sample.offer or "", *(f.text for f in sample.brand.facts))
    given = figures.numbers(" ".join(said))
    return _each(
        posts,
        lambda d: [
            f"₹{a} is the price of nothing it names"
            for a in sorted(figures.amounts(d.text) - given - _prices_of_named(sample, d.text))
        ],
        all_of_them=True,
    )


def _prices_of_named(sample: PostSample, text: str) -> set[str]:
    named = (p for p in sample.brand.products if marks.says(text, p.name) or _is_subject(p, sample))
    return {n for product in named for n in figures.numbers(product.price or "")}


def _is_subject(product: Product, sample: PostSample) -> bool:
    """Whether one of the subject's spellings names the product."""
    name = product.name.casefold()
    return any(s.casefold() in name or name in s.casefold() for s in sample.expect.names)


def numbers(sample: PostSample, posts: SocialPosts) -> Score | None:
    """Years, hours, percentages, quantities: none that was not given."""
    given = figures.numbers(_given(sample))
    return _each(
        posts,
        lambda d: [f"{n} was not given" for n in sorted(figures.numbers(d.text) - given)],
        all_of_them=True,
    )


def claims(sample: PostSample, posts: SocialPosts) -> Score | None:
    """Each claim names a source that exists, and each fact of the brand in the text is claimed."""
    sources = {
        *OWN_SOURCES,
        *(f.source.casefold() for f in sample.brand.facts if f.source),
        *(f.url.casefold() for f in sample.findings),
    }

    def faults(draft: DraftVariation) -> list[str]:
        found = [
            f"“{c.text[:60]}” rests on “{c.source}”"
            for c in draft.claims
            if c.source.strip().casefold() not in sources
        ]
        told = [c.text.casefold() for c in draft.claims]
        for fact in sample.brand.facts:
            key = fact.text.casefold().rstrip(".")
            if key in draft.text.casefold() and not any(key in t or t in key for t in told):
                found.append(f"states “{fact.text}” and does not claim it")
        return found

    return _each(posts, faults)


def hashtags(sample: PostSample, posts: SocialPosts) -> Score | None:
    return _each(posts, lambda d: marks.hashtag_faults(d.hashtags, sample.max_hashtags))


def clean(_: PostSample, posts: SocialPosts) -> Score | None:
    """No unfilled gap, no Markdown, no doubled space or stop: it could go out as it is."""

    def faults(draft: DraftVariation) -> list[str]:
        found = [f"gap {g}" for g in marks.gaps(draft.text)]
        found += [f"Markdown {m}" for m in marks.markdown(draft.text)]
        found += [f"“{s}”" for s in ("  ", " .", " ,", "!!") if s in draft.text]
        return found + (["no text"] if not draft.text.strip() else [])

    return _each(posts, faults, all_of_them=True)


def shape(_: PostSample, posts: SocialPosts) -> Score | None:
    """The text begins with its hook and holds its call to action."""

    def faults(draft: DraftVariation) -> list[str]:
        found = [] if draft.text.startswith(draft.hook) else ["does not begin with its hook"]
        if not draft.call_to_action:
            return [*found, "asks the reader for nothing"]
        called = draft.call_to_action in draft.text
        return found if called else [*found, "lacks its call to action"]

    return _each(posts, faults)


def register(sample: PostSample, posts: SocialPosts) -> Score | None:
    """The first variation speaks as the brand's best posts, or the tone asked for, speak."""
    if not (sample.expect.register and posts.variations):
        return None
    first = posts.variations[0].register
    wanted = " or ".join(r.value for r in sample.expect.register)
    faults = [] if first in sample.expect.register else [f"is {first.value}, should be {wanted}"]
    if sample.expect.solemn:
        faults += ["jokes on a solemn day" for v in posts.variations if v.register in _LIGHT][:1]
    return all_or_nothing(faults)


_LIGHT = {Register.HUMOUR, Register.URGENCY}


def distinct(sample: PostSample, posts: SocialPosts) -> Score | None:
    """No two variations, and none of what was written before, read alike."""
    texts = [v.text for v in posts.variations]
    if len(texts) < 2:
        return None
    pairs = [*combinations(texts, 2), *((t, old) for t in texts for old in sample.already)]
    faults = [f"“{a[:40]}…” and “{b[:40]}…” are alike" for a, b in pairs if _alike(a, b)]
    if len({v.register for v in posts.variations}) < len(texts):
        faults.append("two have the same register")
    if len({v.hook.casefold() for v in posts.variations}) < len(texts):
        faults.append("two open alike")
    return share(faults, len(pairs) + 2)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _each(posts: SocialPosts, faults: Faults, *, all_of_them: bool = False) -> Score | None:
    """The share of variations without a fault; or, where one is too many, 0 or 1."""
    if not posts.variations:
        return None
    found = [
        f"{n}: {fault}" for n, draft in enumerate(posts.variations, 1) for fault in faults(draft)
    ]
    if all_of_them:
        return all_or_nothing(found)
    bad = {fault.partition(":")[0] for fault in found}
    return Score(value=1 - len(bad) / len(posts.variations), why="; ".join(found))


def _given(sample: PostSample) -> str:
    """All that may be stated."""
    day = f"{sample.day:%d %m %Y} {sample.day.day}" if sample.day else ""
    parts = (sample.topic, sample.occasion, sample.objective, sample.offer, sample.audience, day)
    found = " ".join(f.text for f in sample.findings if f.kind != "suspicious")
    return " ".join([sample.brand.model_dump_json(), found, *(p for p in parts if p)])


def _holds(text: str, words: str) -> bool:
    """Any of the spellings between "|"."""
    said = figures.ascii_digits(text).casefold()
    return any(spelling.casefold() in said for spelling in words.split("|"))


def _tags(draft: DraftVariation) -> str:
    return " ".join(tag.lstrip("#") for tag in draft.hashtags)


def shown(sample: PostSample) -> str:
    parts = [
        f"{sample.platform.title} in {sample.language}, {sample.brand.business_name}",
        sample.topic and f"about {sample.topic}",
        sample.occasion and f"for {sample.occasion}",
        sample.offer and f"offer: {sample.offer}",
        sample.tone and f"tone: {sample.tone}",
        sample.audience and f"for {sample.audience}",
        sample.references and f"learning from “{sample.references[0].text}”",
    ]
    return "; ".join(p for p in parts if p)


POSTS = EvalTask(
    name="posts",
    prompts=(SOCIAL_POST.prompt,),
    sample_type=PostSample,
    output_type=SocialPosts,
    answer=answer,
    scorers={
        "written": written,
        "within_limit": within_limit,
        "language": in_language,
        "names_subject": names_subject,
        "avoids": avoids,
        "holds": holds,
        "prices": prices,
        "numbers": numbers,
        "claims": claims,
        "hashtags": hashtags,
        "clean": clean,
        "shape": shape,
        "register": register,
        "distinct": distinct,
    },
    shown=shown,
)
