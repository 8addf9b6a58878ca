"""The measures of a whole run of campaigns and their limits. Writes no file, draws no terminal."""

from collections import Counter

from domain.frozen import Frozen
from evals.campaigns.faults import MEASURES, OWNERS_LANGUAGE, Fault, faults
from evals.campaigns.running import WrittenPost
from evals.campaigns.sharing import (
    Overlap,
    Said,
    Shared,
    by_brand,
    overlap,
    repeated,
    shared_frames,
    shared_sentences,
    top_grams,
)

ABSOLUTE = ("empty", "over_limit", "banned_words", "competitors", "placeholders")
"""Measures of which not a single case is bearable, whoever writes."""
MOST_OVERLAP = 0.03
TOP = 200
LANGUAGES = {"all": None, "English": "en", "Hindi": "hi", "Hinglish": "hi-Latn"}


class Measure(Frozen):
    name: str
    value: float
    limit: float | None = None
    """The most that is allowed; None: told, and not limited."""
    is_share: bool = False
    example: str = ""

    @property
    def missed(self) -> bool:
        return self.limit is not None and self.value > self.limit


class Measured(Frozen):
    brands: int
    posts: int
    variations: int
    measures: tuple[Measure, ...]
    overlaps: dict[str, tuple[Overlap, Overlap]]
    """By language: without the owners' words, and with them."""
    faults: tuple[Fault, ...]
    shared: tuple[Shared, ...]
    shared_owners_too: tuple[Shared, ...]
    frames: tuple[Shared, ...]
    repeated: tuple[Shared, ...]
    top_grams: tuple[Shared, ...]

    @property
    def missed(self) -> tuple[Measure, ...]:
        return tuple(measure for measure in self.measures if measure.missed)


def measured(posts: tuple[WrittenPost, ...]) -> Measured:
    """All measures of a run.

    Limits: nothing over a limit, no avoided word, competitor or gap, everything written, in its
    language and cleanly put (the owner's own words in another one are counted, and not limited);
    no shared sentence of more than six words; the mean overlap of runs
    of five words at most 3 % in all and in each language. The last two without the owners' words.
    """
    found = tuple(fault for post in posts for fault in faults(post))
    said = by_brand(posts)
    overlaps = {name: _overlaps(said, code) for name, code in LANGUAGES.items()}
    known = {
        "shared": shared_sentences(said, owners_too=False),
        "shared_owners_too": shared_sentences(said, owners_too=True),
        "frames": shared_frames(said),
        "repeated": repeated(said),
    }
    return Measured(
        brands=len(said),
        posts=len(posts),
        variations=sum(len(post.posts.variations) for post in posts),
        measures=(*_counted(found), *_sharing(known), *_overlapping(overlaps)),
        overlaps=overlaps,
        faults=found,
        top_grams=top_grams(said, TOP),
        **known,
    )


def _overlaps(said: list[Said], language: str | None) -> tuple[Overlap, Overlap]:
    chosen = [brand for brand in said if language in (None, brand.language)]
    return overlap(chosen, owners_too=False), overlap(chosen, owners_too=True)


def _counted(found: tuple[Fault, ...]) -> list[Measure]:
    counts = Counter(fault.measure for fault in found)
    first = {fault.measure: f"{fault.post}: {fault.what}" for fault in reversed(found)}
    return [
        Measure(
            name=name,
            value=counts[name],
            limit=None if name == OWNERS_LANGUAGE else 0,
            example=first.get(name, ""),
        )
        for name in (*MEASURES, "alike")
    ]


def _sharing(known: dict[str, tuple[Shared, ...]]) -> list[Measure]:
    names = {
        "shared": "shared_sentences",
        "shared_owners_too": "shared_sentences, owners' words too",
        "frames": "shared_frames",
        "repeated": "repeated_in_campaign",
    }
    return [
        Measure(
            name=name,
            value=len(known[key]),
            limit=0 if key == "shared" else None,
            example=f"{len(known[key][0].campaigns)}×: {known[key][0].text}" if known[key] else "",
        )
        for key, name in names.items()
    ]


def _overlapping(overlaps: dict[str, tuple[Overlap, Overlap]]) -> list[Measure]:
    rows = []
    for name, (own, too) in overlaps.items():
        worst = f"worst {own.worst:.0%} {own.worst_campaign}; pairs mean {own.pair_mean:.1%}, most "
        worst += f"{own.pair_worst:.0%} {' and '.join(own.pair)}; owners' words too {too.mean:.1%}"
        rows.append(
            Measure(
                name=f"overlap, {name}",
                value=own.mean,
                limit=MOST_OVERLAP,
                is_share=True,
                example=worst,
            )
        )
    return rows
