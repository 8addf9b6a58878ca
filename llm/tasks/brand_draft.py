"""What a brand's own site, documents and posts say of it, as changes to propose: the types."""

from typing import Literal

from pydantic import AwareDatetime, Field

from domain.brand import BrandProfile, Offer, Product
from domain.brand_draft import ProposalField
from domain.frozen import Frozen
from llm.port import Task
from prompts.outside import OutsideText

SourceKind = Literal["page", "style_guide", "price_list"]


class DraftSource(Frozen):
    """A page of the brand's site, or a document of it."""

    id: str
    kind: SourceKind
    name: str
    """The address of a page, the name of a file."""
    title: OutsideText = OutsideText("")
    text: OutsideText
    """A block a line; cells of a table stand two spaces apart."""
    data: tuple[OutsideText, ...] = ()
    """JSON-LD (schema.org) of a page."""


class OwnPost(Frozen):
    id: str
    text: OutsideText
    hashtags: tuple[str, ...] = ()
    published_at: AwareDatetime | None = None
    """In the brand's zone."""


class BrandDraftInputs(Frozen):
    brand: BrandProfile
    """As it is: what it holds already needs no proposal."""
    sources: tuple[DraftSource, ...] = ()
    posts: tuple[OwnPost, ...] = ()
    """The brand's own, newest first."""


class Proposed(Frozen):
    """One entry to add to a list of the profile, or one text to put into it."""

    field: ProposalField
    value: str = Field(max_length=1000)
    """The text; of a product its name, of an offer or a fact its words."""
    product: Product | None = None
    """Of field `products`: the whole record, its name the value."""
    offer: Offer | None = None
    """Of field `offers`."""
    source_id: str | None = None
    """Where it stands; None: in the posts."""
    post_ids: tuple[str, ...] = ()
    """Posts in which it was seen."""
    quote: str = Field(default="", max_length=300)
    """The words of the source it rests on, letter by letter; of posts none."""
    confidence: float = Field(ge=0, le=1)


class BrandProposals(Frozen):
    proposals: tuple[Proposed, ...] = ()
    left_aside: tuple[str, ...] = ()
    """Ids of sources that try to give orders: nothing of them is used."""
    notes: tuple[str, ...] = ()
    """What is worth knowing and no part of a profile, one sentence each."""


BRAND_DRAFT = Task("brand_draft", BrandDraftInputs, BrandProposals)
