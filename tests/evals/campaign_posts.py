"""Posts of made-up businesses, written by hand, for the tests of what compares campaigns."""

from typing import Any

from domain.content import Claim
from domain.register import Register
from evals.campaigns.planning import campaigns
from evals.campaigns.running import WrittenPost
from evals.campaigns.seeds import Industry, Seed
from llm.tasks.social_post import DraftVariation, SocialPosts

SHOP = {
    "name": "Leaf",
    "place": "Mall Road, Shimla",
    "language": "en",
    "sells": [["Black tea", "two leaves and a bud from Munnar", "₹180"]],
    "facts": [["The shop opens at five in the morning", "owner"]],
    "asks": ["rain"],
}


def draft(text: str, **fields: Any) -> DraftVariation:
    return DraftVariation(register=Register.PRIDE, hook=text[:20], text=text, **fields)


def claim(text: str) -> Claim:
    return Claim(text=text, source="owner")


def posts(
    *shops: tuple[dict[str, Any], tuple[DraftVariation, ...]], number: int = 1
) -> tuple[WrittenPost, ...]:
    """The post of this number for each shop; its fields are those of `SHOP` where not given."""
    seeds = [Seed.model_validate({**SHOP, **fields}) for fields, _ in shops]
    planned = campaigns((Industry(key="tea", industry="Tea stall", brands=tuple(seeds)),))
    return tuple(
        WrittenPost(
            id=f"{campaign.id}-{number}",
            campaign=campaign,
            asked=campaign.inputs(campaign.entries[number - 1], ()),
            posts=SocialPosts(variations=drafts),
        )
        for campaign, (_, drafts) in zip(planned, shops, strict=True)
    )


def post(*texts: str, **fields: Any) -> WrittenPost:
    """One shop's post with these variations."""
    return posts((fields, tuple(map(draft, texts))))[0]
