"""Takes a post apart into sentences and words, and tells the owner's words from the author's.

Shares no code with any author: what compares must not repeat its mistakes.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import regex

from domain.content import Claim
from evals.reading import marks
from llm.tasks.social_post import DraftVariation, SocialPostInputs

GRAM = 5
LONGEST_GREETING = 14
"""Words; what is longer and greets says more than a greeting."""
LONGEST_CALL = 20
"""Words; what is longer is no call to action, whatever the author calls it."""
Words = tuple[str, ...]
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?")
_BETWEEN_DIGITS = regex.compile(r"(?<=\p{N})[,.](?=\p{N})")
_JOINERS = regex.compile("[\u200b-\u200d\ufeff]")
_TAG = regex.compile(r"#[\p{L}\p{M}\p{N}_]+")
_END = regex.compile(
    r"(?<!\b(?:Rs|No|Dr|Mr|Mrs|Ms|St|Smt|Shri|Nr|Opp)\.)(?<=[.!?।॥…][\"'”’)]?)\s+|\n+",
    regex.IGNORECASE,
)
_WISHES = regex.compile(
    r"^(?:a )?(?:very )?happy |^(?:shubh|शुभ) |\bwish(?:es|ing)?\b|\bgreetings\b|\bmubarak\b"
    r"|\bbadhai(?:yan|yaan)?\b|\bshubh ?kaamna|\bshubh ?kamna|शुभकामना|बधाई|मुबारक|हार्दिक"
    r"|^(?:merry|eid|jai|जय) |नमन|श्रद्धांजलि|\bnaman\b|\bshraddhanjali\b|\btributes?\b|\bhomage\b"
)


def words(text: str) -> Words:
    """Words and numbers without case, punctuation, emoji; "1,200" is one number."""
    plain = _BETWEEN_DIGITS.sub("", _JOINERS.sub("", text)).replace("’", "'")
    return tuple(_WORD.findall(plain.casefold()))


def sentences(text: str) -> list[str]:
    """What stands between stops, question marks, dandas and line ends; "Rs. 80" is not parted."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def grams(found: Words, size: int = GRAM) -> set[Words]:
    """Every run of `size` words."""
    return {found[at : at + size] for at in range(len(found) - size + 1)}


class Sentence(NamedTuple):
    text: str
    words: Words
    is_owners: bool


class Owner:
    """What the owner said: the brand's DNA and the request.

    A sentence is the owner's, not the author's, when every word of it stands somewhere in what
    the owner typed, or when it stands whole in one line of the variation's claims: that is how a
    fact's rendering in another language is known. A run of words is the owner's when it stands in
    one thing that he typed, or lies within such sentences.
    """

    def __init__(self, asked: SocialPostInputs) -> None:
        brand, entry = asked.brand, asked.entry
        self.names = tuple(
            words(name)
            for name in (
                brand.business_name,
                *brand.location.split(","),
                *(product.name for product in brand.products),
                entry.topic,
            )
        )
        typed = (
            *(part for p in brand.products for part in (p.description, p.price or "")),
            *(fact.text for fact in brand.facts),
            *brand.brand_voice.keywords,
            brand.industry,
            entry.occasion or "",
            asked.offer or "",
            asked.audience or "",
            asked.objective,
        )
        self._typed = (*self.names, *filter(None, map(words, typed)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(word for line in self._typed for word in line)

    @cached_property
    def grams(self) -> frozenset[Words]:
        return frozenset(gram for line in self._typed for gram in grams(line))

    def said(self, sentence: Words, claims: tuple[Words, ...]) -> bool:
        return self.vocabulary.issuperset(sentence) or any(_within(sentence, c) for c in claims)


def _within(part: Words, whole: Words) -> bool:
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1))


def runs(draft: DraftVariation, asked: SocialPostInputs, owner: Owner) -> list[list[Sentence]]:
    """A variation's sentences without its call to action, greetings and hashtags.

    Where something was taken out, a new run begins: what stood on both sides of it never stood
    side by side.
    """
    claims = tuple(words(claim.text) for claim in draft.claims if _rests(claim))
    found: list[list[Sentence]] = [[]]
    for part in _parts(draft):
        if part is None or (asked.entry.occasion and greets(part)):
            found.append([])
            continue
        said = words(part)
        if said:
            found[-1].append(Sentence(part, said, owner.said(said, claims)))
    return [run for run in found if run]


def _rests(claim: Claim) -> bool:
    return bool(claim.source.strip())


def _parts(draft: DraftVariation) -> Iterator[str | None]:
    """Sentences; None where the call to action or a hashtag stood."""
    call = draft.call_to_action.strip()
    is_call = 0 < len(words(call)) <= LONGEST_CALL
    before, called, after = draft.text.rpartition(call if is_call else "\0")
    for place, side in enumerate((before, after) if called else (draft.text,)):
        if place:
            yield None
        for piece in sentences(side):
            bare = _TAG.sub(" ", piece)
            yield bare if bare == piece or words(bare) else None


def greets(sentence: str) -> bool:
    """Whether the sentence is a day's greeting, or its tribute, and nothing more."""
    said = words(sentence)
    return len(said) <= LONGEST_GREETING and bool(_WISHES.search(" ".join(said)))


def masked(sentence: Words, names: tuple[Words, ...]) -> Words:
    """The sentence with every name that is the brand's own as "‹›": what is left is the frame."""
    line = f" {' '.join(sentence)} "
    for name in sorted(names, key=len, reverse=True):
        if name:
            line = line.replace(f" {' '.join(name)} ", " ‹› ")
    return tuple(line.split())


def printed(draft: DraftVariation) -> str:
    """All that people would see of a variation, hashtags without their mark."""
    tags = " ".join(tag.lstrip("#") for tag in draft.hashtags)
    beside = (draft.first_comment, draft.alt_text)
    return "\n".join(filter(None, (draft.text, tags, *beside)))


def says(draft: DraftVariation, name: str) -> bool:
    """Whether the words stand anywhere in the variation, as whole words, in any script or case."""
    return marks.says(printed(draft), name)
