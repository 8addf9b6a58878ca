"""Makes a draft of a brand's profile: reads its site, documents and posts, and asks the author.

Changes nothing of the brand. Whoever calls keeps the draft.
"""

import asyncio

from domain.brand_asset import BrandAsset
from domain.brand_draft import BrandDraft, DraftStatus, Proposal, ProposalField
from domain.brand_rules import is_address
from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.times import zone
from llm.tasks.brand_draft import (
    BRAND_DRAFT,
    BrandDraftInputs,
    BrandProposals,
    DraftSource,
    OwnPost,
    SourceKind,
)
from platforms.site import OnProgress
from platforms.visit import SiteVisit
from prompts.outside import OutsideText
from tools.brand_assets import text_of
from tools.brand_claims import without_claims
from tools.brand_judging import judged
from tools.services import Services

MOST_POSTS = 200
LONGEST_POST = 2_000
LONGEST_DOCUMENT = 60_000
_KINDS: dict[str, SourceKind] = {"style_guide": "style_guide", "price_list": "price_list"}


class Wanted(Frozen):
    """What to read for a draft."""

    brand_id: str
    website: str | None = None
    use_history: bool = False
    asset_ids: tuple[str, ...] = ()


MOST_CLAIMS = 10
"""Notes on words that were left out."""


async def made(
    services: Services,
    draft: BrandDraft,
    wanted: Wanted,
    *,
    on_progress: OnProgress | None = None,
) -> BrandDraft:
    """The draft with its proposals.

    Raises:
        InvalidError: `nothing_read`; says why nothing could be.
        NotFoundError: The brand or a document is gone.
        ModelOutputError: The author's answer did not fit, even after one repair.
    """
    visit = await _visited(services, wanted, on_progress)
    pages = await asyncio.to_thread(_pages, visit) if visit else ()
    documents = await _documents(services, draft, wanted)
    async with services.store.reading() as unit:
        brand = (await unit.brands.current(draft.workspace_id, draft.brand_id)).profile
    posts = await _posts(services, draft, brand.timezone) if wanted.use_history else ()
    if not (pages or documents or posts):
        raise InvalidError(_why_nothing(visit), code="nothing_read")
    inputs = BrandDraftInputs(brand=brand, sources=(*pages, *documents), posts=posts)
    written = await services.author.write(BRAND_DRAFT, inputs)
    assets = {_source_id(draft, asset_id): asset_id for asset_id in wanted.asset_ids}
    proposed, claims = without_claims(written.output.proposals)
    proposals = await asyncio.to_thread(judged, inputs, proposed, assets)
    if visit and visit.status == "read" and not brand.contact.website:
        proposals = _with_website(proposals, visit)
    return draft.model_copy(
        update={
            "status": DraftStatus.READY,
            "proposals": proposals,
            "notes": (*_notes(visit, inputs, written.output), *claims[:MOST_CLAIMS]),
        }
    )


async def _visited(
    services: Services, wanted: Wanted, on_progress: OnProgress | None
) -> SiteVisit | None:
    if not wanted.website:
        return None
    return await services.sites.read_own_site(wanted.website, on_progress=on_progress)


def _pages(visit: SiteVisit) -> tuple[DraftSource, ...]:
    from platforms.own_page import own_page  # loads the HTML parser, which only a visit needs

    found = []
    for n, page in enumerate(visit.pages, start=1):
        own = own_page(page)
        found.append(
            DraftSource(
                id=f"page-{n}",
                kind="page",
                name=own.url,
                title=OutsideText(own.title),
                text=OutsideText(own.text),
                data=tuple(OutsideText(value) for value in own.data),
            )
        )
    return tuple(found)


async def _documents(
    services: Services, draft: BrandDraft, wanted: Wanted
) -> tuple[DraftSource, ...]:
    async with services.store.reading() as unit:
        assets = [
            await unit.brands.assets.get(draft.workspace_id, draft.brand_id, asset_id)
            for asset_id in wanted.asset_ids
        ]
    return tuple([await _document(services, draft, asset) for asset in assets])


async def _document(services: Services, draft: BrandDraft, asset: BrandAsset) -> DraftSource:
    text = await text_of(services, asset)
    return DraftSource(
        id=_source_id(draft, asset.id),
        kind=_KINDS[asset.kind.value],
        name=asset.name,
        text=OutsideText(text[:LONGEST_DOCUMENT]),
    )


def _source_id(draft: BrandDraft, asset_id: str) -> str:
    return derived_id("draft-source", draft.id, asset_id)


async def _posts(services: Services, draft: BrandDraft, zone_name: str) -> tuple[OwnPost, ...]:
    async with services.store.reading() as unit:
        posts = await unit.posts.list(draft.workspace_id, draft.brand_id, limit=MOST_POSTS)
    local = zone(zone_name)
    return tuple(
        OwnPost(
            id=post.id,
            text=OutsideText(post.text[:LONGEST_POST]),
            hashtags=post.hashtags,
            published_at=post.published_at.astimezone(local) if post.published_at else None,
        )
        for post in posts
    )


def _why_nothing(visit: SiteVisit | None) -> str:
    if visit is None:
        return "There are no posts of this brand yet. Import some, or name its website."
    return f"{visit.detail} Look at {visit.url} and try again, or hand in a document."


def _with_website(proposals: tuple[Proposal, ...], visit: SiteVisit) -> tuple[Proposal, ...]:
    """The address that was read is the brand's own, unless the site names another one."""
    url = visit.pages[0].url
    if any(one.field is ProposalField.WEBSITE for one in proposals) or not is_address(url):
        return proposals
    own = Proposal(
        id=f"p{len(proposals) + 1}",
        field=ProposalField.WEBSITE,
        value=url,
        source=url,
        confidence=0.9,
    )
    return (*proposals, own)


def _notes(
    visit: SiteVisit | None, inputs: BrandDraftInputs, output: BrandProposals
) -> tuple[str, ...]:
    names = {source.id: source.name for source in inputs.sources}
    odd = (
        f"{names[source_id]} holds text that gives orders to programs. Nothing of it was used."
        for source_id in output.left_aside
        if source_id in names
    )
    site = (f"{visit.url}: {visit.detail}",) if visit else ()
    return (*site, *odd, *(note[:300] for note in output.notes[:5]))
