"""How well registers are read: learns the shipped head, and writes docs/registers.md.

`python -m bench.registers` embeds the exemplars, writes esg/data/register_head.npz anew, reads the
labelled posts of evals/datasets/registers, which nothing was learned from, and tells what came out.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from domain.language import ENGLISH, TITLES, WRITTEN
from domain.register import Register, RegisterReading
from esg.embedder import MiniLM
from esg.reading import RegisterReader
from esg.register_head import digest_of, learn
from registers.library import exemplars
from registers.reader import CLASSES

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "evals" / "datasets" / "registers"
HEAD = ROOT / "esg" / "data" / "register_head.npz"
PAGE = ROOT / "docs" / "registers.md"
PLAIN = "plain"
NAMES = (*(register.value for register in Register), PLAIN)
BINS = ((0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))


@dataclass(frozen=True)
class Labelled:
    text: str
    registers: tuple[str, ...]
    """Strongest first; none for a plain post."""


@dataclass(frozen=True)
class Read:
    post: Labelled
    readings: tuple[RegisterReading, ...]

    @property
    def first(self) -> str:
        return self.readings[0].register.value if self.readings else PLAIN

    @property
    def meant(self) -> str:
        return self.post.registers[0] if self.post.registers else PLAIN


def labelled(language: str) -> list[Labelled]:
    told = yaml.safe_load((LABELLED / f"{language}.yml").read_text(encoding="utf-8"))
    return [Labelled(one["text"], tuple(one["registers"])) for one in told]


async def make_head() -> None:
    """Learn the head from the English exemplars; the model reads no other language."""
    some, model = exemplars(ENGLISH), MiniLM()
    vectors = await model.embed([one.text for one in some])
    classes = [CLASSES.index(one.register) for one in some]
    head = learn(vectors, classes, len(CLASSES), model=model.name, digest=digest_of(some))
    np.savez_compressed(
        HEAD,
        model=head.model,
        digest=head.digest,
        weights=head.weights.astype(np.float32),
        spread=head.spread,
    )


async def read_all(language: str, *, by_vector: bool) -> list[Read]:
    posts, model = labelled(language), MiniLM()
    reader = RegisterReader(model.name)
    if not by_vector:
        return [Read(post, reader.read(post.text)) for post in posts]
    vectors = await model.embed([post.text for post in posts])
    return [Read(p, reader.read(p.text, v)) for p, v in zip(posts, vectors, strict=True)]


def page(found: dict[str, list[Read]], words_only: list[Read]) -> str:
    """The whole document."""
    lines = [
        "# How well registers are read",
        "",
        "Made by `python -m bench.registers`. The posts are in `evals/datasets/registers`; nothing",
        "was learned from them, and whoever wrote them had not seen the cues and exemplars in",
        "`registers/data`. Most of them show a feeling without naming it, a third carries a second",
        "register, and some are plain notices. All are invented; one author labelled each.",
        "",
        "*First right*: the strongest reading is the strongest label. *Among labels*: it is one of",
        "the labels. *Precision* and *recall* count every register told. Always guessing the most",
        f"frequent of the {len(NAMES)} classes would get the first right in about 12 of 100.",
        "",
        "| language | posts | first right | among labels | precision | recall |",
        "|---|---|---|---|---|---|",
        *(_summary(TITLES[language], some) for language, some in found.items()),
        _summary("English, words alone", words_only),
        "",
        *(line for language, some in found.items() for line in _of_language(language, some)),
        "## What it means",
        "",
        "English is read from words and from the meaning of the whole text; Hindi and Hinglish",
        "rest on words alone, since the packaged model does not read them. A reading is a guess,",
        "not a verdict: that is why it carries a confidence, and the preference model weighs a",
        "post by it. Humour is the hardest: without its usual words it passes for an honest or a",
        "plain post. What two registers share (thanks to one's own people) is often read as the",
        "other.",
    ]
    return "\n".join(lines) + "\n"


def _summary(title: str, some: Sequence[Read]) -> str:
    first = sum(read.first == read.meant for read in some) / len(some)
    among = sum(read.first in (read.post.registers or (PLAIN,)) for read in some) / len(some)
    told = [(r.register.value, set(read.post.registers)) for read in some for r in read.readings]
    right = sum(register in meant for register, meant in told)
    wanted = sum(len(read.post.registers) for read in some)
    return (
        f"| {title} | {len(some)} | {first:.0%} | {among:.0%} | {right / len(told):.0%} "
        f"| {right / wanted:.0%} |"
    )


def _of_language(language: str, some: Sequence[Read]) -> Iterator[str]:
    pairs = Counter((read.meant, read.first) for read in some)
    yield f"## {TITLES[language]}"
    yield ""
    yield "Rows: the strongest label. Columns: the strongest reading."
    yield ""
    yield f"| | {' | '.join(name[:5] for name in NAMES)} |"
    yield f"|---|{'---|' * len(NAMES)}"
    for meant in NAMES:
        yield f"| {meant} | {' | '.join(str(pairs[meant, name] or '·') for name in NAMES)} |"
    yield ""
    yield "| confidence told | readings | share that is a label |"
    yield "|---|---|---|"
    for low, high in BINS:
        yield _bin(some, low, high)
    yield ""


def _bin(some: Sequence[Read], low: float, high: float) -> str:
    hits = [
        reading.register.value in read.post.registers
        for read in some
        for reading in read.readings
        if low <= reading.confidence < high
    ]
    share = f"{sum(hits) / len(hits):.0%}" if hits else "–"
    return f"| {low:.1f} to {min(high, 1.0):.1f} | {len(hits)} | {share} |"


async def main() -> int:
    await make_head()
    found = {
        language: await read_all(language, by_vector=language == ENGLISH) for language in WRITTEN
    }
    PAGE.write_text(page(found, await read_all(ENGLISH, by_vector=False)), encoding="utf-8")
    print("\n".join(page(found, await read_all(ENGLISH, by_vector=False)).splitlines()[13:19]))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
