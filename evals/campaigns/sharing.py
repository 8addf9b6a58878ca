"""How much the posts of different brands say in the same words. Judges no single post.

A brand's text is every variation of every post of its campaign, without calls to action,
greetings and hashtags (evals/campaigns/words.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from domain.frozen import Frozen
from evals.campaigns.running import WrittenPost
from evals.campaigns.words import GRAM, Owner, Sentence, Words, masked, runs

LONG = 7
"""Words; two brands may share a sentence of six, and none of more."""


class Said:
    """What an author wrote for one brand."""

    def __init__(self, post: WrittenPost) -> None:
        self.campaign = post.campaign.id
        self.brand = post.campaign.brand
        self.language = post.campaign.seed.language
        self.sentences: list[tuple[str, Sentence, Words]] = []
        """The post, the sentence, and its frame: the sentence without the brand's own names."""
        self.all_grams: set[Words] = set()
        self.own_grams: set[Words] = set()
        """Without what is the owner's."""

    def add(self, post: WrittenPost) -> None:
        owner = Owner(post.asked)
        for draft in post.posts.variations:
            for run in runs(draft, post.asked, owner):
                self.sentences += [(post.id, s, masked(s.words, owner.names)) for s in run]
                self._add_grams(run, owner)

    def _add_grams(self, run: list[Sentence], owner: Owner) -> None:
        spoken = tuple(word for sentence in run for word in sentence.words)
        owners = [sentence.is_owners for sentence in run for _ in sentence.words]
        for at in range(len(spoken) - GRAM + 1):
            gram = spoken[at : at + GRAM]
            self.all_grams.add(gram)
            if gram not in owner.grams and not all(owners[at : at + GRAM]):
                self.own_grams.add(gram)


def by_brand(posts: Iterable[WrittenPost]) -> list[Said]:
    """What was written for each brand, in the order of the campaigns."""
    found: dict[str, Said] = {}
    for post in posts:
        found.setdefault(post.campaign.id, Said(post)).add(post)
    return list(found.values())


class Shared(Frozen):
    """Words that stand in the posts of several brands."""

    text: str
    campaigns: tuple[str, ...]


def shared_sentences(said: list[Said], *, owners_too: bool) -> tuple[Shared, ...]:
    """Sentences of more than six words that two brands or more have, the most spread first.

    Equal means: the same words and figures in the same order, whatever case and punctuation.

    Args:
        said: What was written.
        owners_too: Whether what the owners themselves said counts, too.
    """
    found: dict[Words, dict[str, str]] = defaultdict(dict)
    for brand in said:
        for _, sentence, _ in brand.sentences:
            if len(sentence.words) >= LONG and (owners_too or not sentence.is_owners):
                found[sentence.words].setdefault(brand.campaign, sentence.text)
    return _spread(found)


def shared_frames(said: list[Said]) -> tuple[Shared, ...]:
    """The author's sentences of more than six words that differ between brands by names alone.

    Names are the brand's, its products', its place's and the topic's; each counts as one word.
    """
    found: dict[Words, dict[str, str]] = defaultdict(dict)
    for brand in said:
        for _, sentence, frame in brand.sentences:
            if len(frame) >= LONG and not sentence.is_owners:
                found[frame].setdefault(brand.campaign, " ".join(frame))
    return _spread(found)


def _spread(found: Mapping[Words, Mapping[str, str]]) -> tuple[Shared, ...]:
    shared = (
        Shared(text=next(iter(where.values())), campaigns=tuple(where))
        for where in found.values()
        if len(where) > 1
    )
    return tuple(sorted(shared, key=lambda s: (-len(s.campaigns), s.text)))


def repeated(said: list[Said]) -> tuple[Shared, ...]:
    """The author's sentences of more than six words that stand in two posts of one campaign.

    `campaigns` holds the posts here.
    """
    found: list[Shared] = []
    for brand in said:
        where: dict[Words, dict[str, str]] = defaultdict(dict)
        for post, sentence, _ in brand.sentences:
            if len(sentence.words) >= LONG and not sentence.is_owners:
                where[sentence.words].setdefault(post, sentence.text)
        found += _spread(where)
    return tuple(found)


class Overlap(Frozen):
    """Runs of five words that brands have in common; shares from 0 to 1."""

    brands: int
    mean: float
    """Over the brands: the share of a brand's different runs that any other brand has, too."""
    worst: float
    worst_campaign: str = ""
    pair_mean: float
    """Over all pairs of brands: common runs, as a share of those of the brand with fewer."""
    pair_worst: float
    pair: tuple[str, ...] = ()


def overlap(said: list[Said], *, owners_too: bool) -> Overlap:
    """The overlap between these brands; with `owners_too` what the owners typed counts as well.

    Without it a brand's runs of words that are its owner's are taken out before comparing.
    """
    sets = [brand.all_grams if owners_too else brand.own_grams for brand in said]
    spread = Counter(gram for held in sets for gram in held)
    shares = [sum(spread[g] > 1 for g in held) / len(held) if held else 0.0 for held in sets]
    if len(said) < 2:
        return Overlap(brands=len(said), mean=0.0, worst=0.0, pair_mean=0.0, pair_worst=0.0)
    worst = max(range(len(shares)), key=shares.__getitem__)
    pairs = _pairs(sets, spread)
    row, column = divmod(int(pairs.argmax()), len(sets))
    count = len(sets) * (len(sets) - 1) / 2
    return Overlap(
        brands=len(said),
        mean=sum(shares) / len(shares),
        worst=shares[worst],
        worst_campaign=said[worst].campaign,
        pair_mean=float(pairs.sum()) / count,
        pair_worst=float(pairs[row, column]),
        pair=(said[row].campaign, said[column].campaign) if pairs[row, column] else (),
    )


def _pairs(sets: list[set[Words]], spread: Counter[Words]) -> NDArray[np.float64]:
    """Of every two brands, above the diagonal, the share of the smaller one's runs."""
    columns = {gram: at for at, gram in enumerate(g for g, count in spread.items() if count > 1)}
    cells = [(r, columns[g]) for r, held in enumerate(sets) for g in held if g in columns]
    rows, places = ([c[0] for c in cells], [c[1] for c in cells])
    held = csr_matrix(
        (np.ones(len(cells)), (rows, places)), shape=(len(sets), max(len(columns), 1))
    )
    common = np.triu((held @ held.T).toarray(), k=1)
    sizes = np.array([max(len(one), 1) for one in sets], dtype=np.float64)
    return np.asarray(common / np.minimum.outer(sizes, sizes), dtype=np.float64)


def top_grams(said: list[Said], count: int) -> tuple[Shared, ...]:
    """The author's runs of five words that most brands have."""
    where: dict[Words, dict[str, str]] = defaultdict(dict)
    for brand in said:
        for gram in brand.own_grams:
            where[gram][brand.campaign] = " ".join(gram)
    return _spread(where)[:count]
