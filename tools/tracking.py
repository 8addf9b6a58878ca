"""Puts a brand's campaign parameters on the links of a post, before anybody approves it."""

from domain.account import Member, Right
from domain.brand import Brand
from domain.content import Content, Version
from domain.errors import ForbiddenError
from domain.platform import Platform
from domain.tracking import Occasion, Tracking, tracked
from store.unit import Unit
from tools.services import Services


def tracked_version(version: Version, tracking: Tracking, occasion: Occasion) -> Version:
    """The version with the parameters on every link of the brand's; twice is once."""
    if not tracking.on:
        return version
    form = version.form
    link = form.link and form.link.model_copy(
        update={"url": tracked(form.link.url, tracking, occasion)}
    )
    thread = tuple(tracked(part, tracking, occasion) for part in form.thread)
    first = version.first_comment
    return version.model_copy(
        update={
            "text": tracked(version.text, tracking, occasion),
            "variations": tuple(
                one.model_copy(update={"text": tracked(one.text, tracking, occasion)})
                for one in version.variations
            ),
            "first_comment": tracked(first, tracking, occasion) if first else first,
            "form": form.model_copy(update={"link": link, "thread": thread})
            if link or thread
            else form,
        }
    )


async def tracked_content(unit: Unit, brand: Brand, content: Content, version: Version) -> Version:
    """As `tracked_version`, for a piece of a campaign or one that stands alone."""
    if not brand.tracking.on:
        return version
    name = ""
    if content.campaign_id is not None:
        name = (await unit.campaigns.get(content.workspace_id, content.campaign_id)).name
    return tracked_version(
        version, brand.tracking, occasion(content.platform, name, content.language)
    )


def occasion(platform: Platform, campaign: str, language: str) -> Occasion:
    return Occasion(platform=platform, campaign=campaign, language=language)


async def save(
    services: Services, member: Member, brand: Brand, tracking: Tracking, *, surface: str
) -> Tracking:
    """Keep what the brand adds to its links; posts that exist stay as they were approved.

    Raises:
        ForbiddenError: The member may only look.
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to change this.", code="not_an_editor")
    now = services.clock()
    async with services.store.writing() as unit:
        await unit.brands.save_tracking(member.workspace_id, brand.id, tracking, now)
        await unit.audit.record(
            member.workspace_id,
            at=now,
            user_id=member.user_id,
            surface=surface,
            action="tracking.save",
            subject=brand.id,
            detail={"on": tracking.on},
        )
    return tracking
