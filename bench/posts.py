"""Thirty posts in Hindi and thirty in Hinglish as the offline author writes them, with their marks.

`python -m bench.posts` writes docs/language/hindi.md and hinglish.md anew. Marks are given by a
reader in docs/language/marks.yml, to a text by its digest: a text that has changed is unread again.
"""

import hashlib
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from domain.brand import BrandProfile
from domain.campaign import CalendarEntry
from domain.language import HINDI, HINGLISH, TITLES
from domain.platform import Platform
from domain.register import Register
from llm.offline.post.writing import write_posts
from llm.tasks.social_post import DraftVariation, SocialPostInputs

FOLDER = Path(__file__).parent.parent / "docs" / "language"
FILES = {HINDI: "hindi.md", HINGLISH: "hinglish.md"}
ROOM = {Platform.X: 280}
TONES = {
    Register.HUMOUR: "funny",
    Register.PRIDE: "proud",
    Register.GRATITUDE: "grateful",
    Register.NOSTALGIA: "nostalgic",
    Register.ASPIRATION: "inspiring",
    Register.URGENCY: "urgent",
    Register.BELONGING: "warm",
    Register.VULNERABILITY: "warm",
}
MARKS = ("grammar", "script", "register", "wording")


@dataclass(frozen=True)
class Sample:
    number: int
    shop: str
    platform: Platform
    draft: DraftVariation

    @property
    def text(self) -> str:
        return f"{self.draft.text}\n\n{' '.join(self.draft.hashtags)}"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def samples(language: str) -> list[Sample]:
    """The posts of the plan; each the variation that speaks in the register asked for."""
    brands = {name: BrandProfile.model_validate(b) for name, b in _read("brands").items()}
    found: list[Sample] = []
    for number, planned in enumerate(_read("plan"), 1):
        place = 1 + sum(sample.shop == planned["shop"] for sample in found)
        sample = _sample(place, planned, brands[planned["shop"]], language)
        found.append(replace(sample, number=number))
    return found


def document(language: str) -> str:
    """The Markdown of one language: each post, then how a strict reader marked it."""
    marks = _read("marks").get(language, {})
    said = [_head(language)]
    said += [_section(sample, marks.get(sample.digest)) for sample in samples(language)]
    return "\n".join(said)


def _sample(number: int, planned: dict[str, Any], brand: BrandProfile, language: str) -> Sample:
    register, platform = Register(planned["register"]), Platform(planned["platform"])
    posts = write_posts(
        SocialPostInputs(
            brand=brand,
            entry=CalendarEntry(
                number=number,
                platform=platform,
                language=language,
                topic=planned.get("topic", ""),
                occasion=planned.get("occasion"),
            ),
            tone=TONES[register],
            offer=planned.get("offer"),
            max_chars=ROOM.get(platform, 2200),
            max_hashtags=6,
            variation_count=5,
            now=datetime(2026, 10, 14, tzinfo=UTC),
        )
    )
    draft = next(v for v in posts.variations if v.register is register)
    return Sample(number, planned["shop"], platform, draft)


def _head(language: str) -> str:
    return (
        f"# {TITLES[language]}: thirty posts, read strictly\n\n"
        "Written by the offline author from brands.yml and plan.yml (`python -m bench.posts`).\n"
        "Marks from 1 (wrong) to 5 (as a careful native writer would): grammar, script and\n"
        "spelling, register, natural wording. They belong to exactly this text.\n"
    )


def _section(sample: Sample, marked: dict[str, Any] | None) -> str:
    title = f"## {sample.number}. {sample.shop}, {sample.platform.title}, "
    lines = "\n".join(f"> {line}".rstrip() for line in sample.text.split("\n"))
    if marked is None:
        verdict = f"Not read yet ({sample.digest})."
    else:
        verdict = ", ".join(f"{name} {marked[name]}" for name in MARKS)
        verdict += f". {marked['remark']}" if marked.get("remark") else "."
    return f"{title}{sample.draft.register.value}\n\n{lines}\n\n{verdict}\n"


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8")) or {}


if __name__ == "__main__":
    for code, name in FILES.items():
        (FOLDER / name).write_text(document(code), encoding="utf-8")
    sys.stdout.write("docs/language is written.\n")
