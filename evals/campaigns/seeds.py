"""Reads the made-up businesses that campaigns are written for. Plans and measures nothing."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from domain.brand import BrandProfile, BrandVoice, Competitor, Contact, Fact, Product
from domain.errors import InvalidError
from domain.frozen import Frozen
from evals.datasets import HOME, read
from evals.task import Language

FOLDER = HOME / "campaigns" / "brands"
OCCASIONS = HOME / "campaigns" / "occasions.yaml"


class Seed(Frozen):
    """One business as its owner typed it, with what he or she asks for."""

    name: str
    place: str
    language: Language
    """Of the posts; what the owner types may be in another one."""
    sells: tuple[Product, ...] = Field(min_length=1)
    """Written as `[name]`, `[name, description]` or `[name, description, price]`."""
    facts: tuple[Fact, ...] = ()
    """Written as the claim, or as `[claim, source]`."""
    tone: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    asks: tuple[str, ...] = Field(min_length=1)
    """Topics in the owner's words, besides what is sold: themes, news, questions."""
    occasion: str | None = None
    offer: str | None = None
    people: str | None = None
    """For whom, as asked."""
    wish: str | None = None
    """The tone asked for in the request."""
    objective: str = ""
    past: tuple[str, ...] = ()
    """The brand's own older posts."""
    contact: Contact = Contact()

    @field_validator("sells", mode="before")
    @classmethod
    def _wares(cls, value: Any) -> Any:
        fields = ("name", "description", "price")
        return [
            dict(zip(fields, map(str, one), strict=False)) if isinstance(one, list) else one
            for one in value
        ]

    @field_validator("facts", mode="before")
    @classmethod
    def _claims(cls, value: Any) -> Any:
        pairs = [one if isinstance(one, list) else [one] for one in value]
        return [dict(zip(("text", "source"), pair, strict=False)) for pair in pairs]

    def profile(self, industry: str) -> BrandProfile:
        return BrandProfile(
            business_name=self.name,
            industry=industry,
            location=self.place,
            languages=(self.language,),
            brand_voice=BrandVoice(tone=self.tone, keywords=self.keywords, avoid_words=self.avoid),
            products=self.sells,
            facts=self.facts,
            contact=self.contact,
            competitors=tuple(Competitor(name=name) for name in self.rivals),
        )


class Industry(Frozen):
    key: str
    """The file's name."""
    industry: str
    brands: tuple[Seed, ...]


@cache
def industries(folder: Path = FOLDER) -> tuple[Industry, ...]:
    """Every industry of the folder, by file name.

    Raises:
        InvalidError: `bad_dataset`; there is none, or names the file and what does not fit.
    """
    found = tuple(_industry(path) for path in sorted(folder.glob("*.yaml")))
    if not found:
        raise InvalidError(
            f"{folder} holds no file of businesses, such as tea.yaml; name a folder that does.",
            code="bad_dataset",
        )
    return found


def _industry(path: Path) -> Industry:
    try:
        return Industry.model_validate({"key": path.stem, **read(path)})
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise InvalidError(f"{path.name}: {'; '.join(lines)}", code="bad_dataset") from error


@cache
def occasions() -> dict[str, date]:
    """The day of every occasion that a campaign may name."""
    return {str(name): day for name, day in read(OCCASIONS).items()}
