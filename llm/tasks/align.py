"""How well a draft resonates with a brand's audience, and what would help: the types."""

from pydantic import Field, ValidationInfo, field_validator
from pydantic.json_schema import SkipJsonSchema

from domain.alignment import Signal, Verdict, verdict_of
from domain.brand import BrandProfile
from domain.expectation import Expected
from domain.explanation import BestRegister, ReadRegister, Space
from domain.frozen import Frozen
from domain.platform import Platform
from domain.post import Reference
from llm.port import Task


class AlignInputs(Frozen):
    draft: str
    language: str = "en"
    """One of `domain.language`'s codes, or "und"."""
    platform: Platform | None = None
    """None: anywhere."""
    space: Space = "semantic"
    """Where the similarity of the references was measured."""
    references: tuple[Reference, ...] = ()
    """The brand's own posts to learn from, best first."""
    registers: tuple[ReadRegister, ...] = ()
    """What the draft speaks in, strongest first."""
    best_registers: tuple[BestRegister, ...] = ()
    """Best first, without those the brand switched off; empty where nothing is known. Those with
    few posts behind them are assumptions (`BestRegister.is_shown`)."""
    expected: Expected | None = None
    level: float | None = None
    """The brand's recent level."""
    banned: tuple[str, ...] = ()
    """Words of the draft that the brand avoids."""
    brand: BrandProfile
    max_chars: int = Field(ge=40)
    """As the platform counts: text and hashtags together."""
    max_hashtags: int = Field(ge=0)


class Alignment(Frozen):
    """The seed's fields (2.4). The verdict is that of the score, whatever an author says."""

    resonance_score: float = Field(ge=0, le=100, allow_inf_nan=False)
    verdict: Verdict = Field(default=Verdict.MISALIGNED, validate_default=True)
    emotional_archetype: str = ""
    """In a few words, which voice the draft speaks in."""
    what_works: str = ""
    what_is_missing: str = ""
    missing_signals: tuple[Signal, ...] = ()
    rewrite_suggestion: str = ""
    """The whole text anew, hashtags with it; empty when there is none that is better."""
    other_rewrites: SkipJsonSchema[tuple[str, ...]] = ()
    """Further ones, best first, for whoever asks more of a rewrite than the author can measure. No
    model is asked for them: each would be paid for, and nearly always for nothing."""
    confidence: float = Field(ge=0, le=1, allow_inf_nan=False)

    @field_validator("verdict", mode="before")
    @classmethod
    def _of_the_score(cls, given: object, info: ValidationInfo) -> object:
        """The band of the score; a score that is none fails by itself."""
        score = info.data.get("resonance_score")
        return given if score is None else verdict_of(score)


ALIGN = Task("align", AlignInputs, Alignment)
