"""How similarity and ERS are weighed against each other when posts are re-ranked (seed 2.2)."""

from typing import Literal

from pydantic import Field

from domain.ers import ERS_WEIGHT
from domain.frozen import Frozen

Scale = Literal["hundred", "percentile"]
"""ERS / 100 as the seed has it, or the share of the brand's posts that have a lower ERS."""


class RankWeights(Frozen):
    """combined = (1 - ers) * similarity + ers * score; the default is the seed's formula."""

    ers: float = Field(default=ERS_WEIGHT, ge=0, le=1)
    scale: Scale = "hundred"

    @property
    def told(self) -> str:
        """For people: "40 % similarity and 60 % ERS"."""
        whose = "ERS" if self.scale == "hundred" else "ERS percentile among the brand's posts"
        return f"{100 * (1 - self.ers):.0f} % similarity and {100 * self.ers:.0f} % {whose}"


SEED_WEIGHTS = RankWeights()
"""0.4 * similarity + 0.6 * ERS / 100."""
