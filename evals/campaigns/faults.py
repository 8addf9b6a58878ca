"""What may be wrong with one variation or one post by itself. Compares no brands."""

from collections.abc import Callable, Iterator
from itertools import combinations

import regex

from domain.frozen import Frozen
from evals.campaigns.running import WrittenPost
from evals.campaigns.words import Words, grams, printed, says, words
from evals.reading import counting, language, marks
from llm.tasks.social_post import DraftVariation

OWNERS_LANGUAGE = "language, owners' words too"
ALIKE = 0.5
"""Share of the shorter variation's runs of three words from which a reader sees one post twice."""
_LIKE_GRAM = 3
_GAP = regex.compile(r"[{}<>\[\]|]|%s|%\(|_{2,}|\?{3,}|\bTODO\b|\bNaN\b")
_MARKS = regex.compile(r" {2,}| [.,!?;:।]|(?<!\.)\.\.(?!\.)|([,!?;:।])\1|[!?;:,।][.,;:।]|\.[!?;:।]")


Names = tuple[str, ...]


class Fault(Frozen):
    measure: str
    post: str
    variation: int = 0
    """From 1; 0: the post as a whole."""
    what: str


def faults(post: WrittenPost) -> Iterator[Fault]:
    """Everything that is wrong with a post, by the names of `MEASURES`."""
    count = len(post.posts.variations)
    if count != post.asked.variation_count:
        why = f"{count} variations; {' '.join(post.posts.missing)}".rstrip("; ")
        yield Fault(measure="empty", post=post.id, what=why)
    for number, draft in enumerate(post.posts.variations, 1):
        for measure, look in MEASURES.items():
            for what in look(post, draft):
                yield Fault(measure=measure, post=post.id, variation=number, what=what)
    for (at, one), (later, other) in combinations(enumerate(post.posts.variations, 1), 2):
        if (share := likeness(words(one.text), words(other.text))) >= ALIKE:
            what = f"variations {at} and {later} share {share:.0%}"
            yield Fault(measure="alike", post=post.id, what=what)


def likeness(one: Words, other: Words) -> float:
    """Common runs of three words, as a share of the shorter text's, 0 to 1."""
    left, right = grams(one, _LIKE_GRAM), grams(other, _LIKE_GRAM)
    return len(left & right) / max(min(len(left), len(right)), 1)


def _empty(_: WrittenPost, draft: DraftVariation) -> Iterator[str]:
    if not words(draft.text):
        yield "no words"


def _limit(post: WrittenPost, draft: DraftVariation) -> Iterator[str]:
    """Counted by the adapter that would send it."""
    used = counting.length(post.asked.entry.platform, draft.text, draft.hashtags)
    if used > post.asked.max_chars:
        yield f"{used} of {post.asked.max_chars} on {post.asked.entry.platform.title}"
    yield from marks.hashtag_faults(draft.hashtags, post.asked.max_hashtags)


def _banned(post: WrittenPost, draft: DraftVariation) -> Iterator[str]:
    for word in post.asked.brand.brand_voice.avoid_words:
        if says(draft, word):
            yield word


def _competitors(post: WrittenPost, draft: DraftVariation) -> Iterator[str]:
    for rival in post.asked.brand.competitors:
        tag = "".join(words(rival.name))
        if says(draft, rival.name) or any(tag == t.lstrip("#").casefold() for t in draft.hashtags):
            yield rival.name


def _placeholders(_: WrittenPost, draft: DraftVariation) -> Iterator[str]:
    text = printed(draft)
    yield from marks.gaps(text)
    yield from (found.group() for found in _GAP.finditer(text))


def _language(post: WrittenPost, draft: DraftVariation) -> Iterator[str]:
    """Of what the author wrote: nobody but the owner can say his own words in another language.

    Where little is left without them, the whole post tells.
    """
    if any(_mixed(post, draft)):
        yield from _of_language(post, draft, (*_names(post), *_owners(post)))


def _mixed(post: WrittenPost, draft: DraftVariation) -> Iterator[str]:
    """As a reader sees it, with what the owner typed."""
    yield from _of_language(post, draft, _names(post))


def _of_language(post: WrittenPost, draft: DraftVariation, names: Names) -> Iterator[str]:
    if draft.text.strip() and (
        why := language.fault(draft.text, post.campaign.seed.language, names)
    ):
        yield f"{why}, in {post.asked.entry.language}"


def _names(post: WrittenPost) -> Names:
    brand = post.asked.brand
    return (
        brand.business_name,
        *(part.strip() for part in brand.location.split(",")),
        *(product.name for product in brand.products),
    )


def _owners(post: WrittenPost) -> Names:
    """What the owner typed of the business and of this post."""
    asked = post.asked
    typed = (
        asked.entry.topic,
        asked.offer or "",
        asked.audience or "",
        *(fact.text for fact in asked.brand.facts),
        *(one for p in asked.brand.products for one in (p.description, p.price or "")),
    )
    return tuple(one.strip().rstrip("?.!।") for one in typed if one.strip())


def _punctuation(_: WrittenPost, draft: DraftVariation) -> Iterator[str]:
    for found in _MARKS.finditer(draft.text):
        start, end = max(found.start() - 15, 0), found.end() + 10
        yield f"“{draft.text[start:end]}”".replace("\n", "⏎")


Look = Callable[[WrittenPost, DraftVariation], Iterator[str]]
MEASURES: dict[str, Look] = {
    "empty": _empty,
    "over_limit": _limit,
    "banned_words": _banned,
    "competitors": _competitors,
    "placeholders": _placeholders,
    "language": _language,
    OWNERS_LANGUAGE: _mixed,
    "punctuation": _punctuation,
}
