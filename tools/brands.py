"""Brands: their profiles saved, further ones made, one the default. Reads no file and no site."""

from datetime import datetime

from domain.account import Member
from domain.brand import Brand, BrandProfile, Fact
from domain.brand_draft import same
from domain.brand_rules import MOST_BRANDS, Misfit, misfits
from domain.errors import ConflictError, InvalidError
from domain.ids import new_id
from domain.times import zone
from store.unit import Unit
from tools.services import Services


class ProfileMisfitError(InvalidError):
    """A profile that does not fit, with every place of it.

    Attributes:
        misfits: What does not fit, and why, in the order of the profile.
    """

    def __init__(self, found: tuple[Misfit, ...]) -> None:
        lines = "; ".join(f"{'.'.join(map(str, one.place))}: {one.message}" for one in found)
        super().__init__(f"The profile does not fit. {lines}", code="invalid")
        self.misfits = found


def require_fit(profile: BrandProfile, before: BrandProfile | None = None) -> None:
    """See that a profile can be saved.

    Raises:
        ProfileMisfitError: Names every place that does not fit and did not fit before either.
        InvalidError: `bad_zone`.
    """
    zone(profile.timezone)
    if found := misfits(profile, before):
        raise ProfileMisfitError(found)


async def save_profile(
    services: Services, member: Member, brand: Brand, profile: BrandProfile, *, surface: str
) -> Brand:
    """Put the profile in place of the brand's.

    Who let a fact be claimed is told by us, never by whoever sends the profile.

    Raises:
        ProfileMisfitError: It does not fit.
        NotFoundError: The brand was taken away meanwhile.
    """
    now = services.clock()
    async with services.store.writing() as unit:
        before = (await unit.brands.held(member.workspace_id, brand.id)).profile
        require_fit(profile, before)
        profile = profile.model_copy(
            update={"facts": _vouched(profile.facts, before.facts, member.user_id, now)}
        )
        await unit.brands.save_profile(member.workspace_id, brand.id, profile, now)
        changed = [name for name in type(profile).model_fields if _differ(profile, before, name)]
        await audit(
            unit, member, brand.id, "profile.save", now, surface=surface, detail={"fields": changed}
        )
    return brand.model_copy(update={"profile": profile})


def _differ(one: BrandProfile, other: BrandProfile, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def _vouched(
    facts: tuple[Fact, ...], before: tuple[Fact, ...], user_id: str, now: datetime
) -> tuple[Fact, ...]:
    """The facts with who let them be claimed: whoever does so with one that was held back."""
    known = {same(fact.text): fact for fact in before}
    vouched = []
    for fact in facts:
        old = known.get(same(fact.text))
        by, at = (old.approved_by, old.approved_at) if old else (None, None)
        if not fact.may_be_claimed:
            by, at = None, None
        elif old is not None and not old.may_be_claimed:
            by, at = user_id, now
        vouched.append(fact.model_copy(update={"approved_by": by, "approved_at": at}))
    return tuple(vouched)


async def create(
    services: Services, member: Member, profile: BrandProfile, *, surface: str
) -> Brand:
    """Make a further brand.

    Raises:
        ProfileMisfitError: It does not fit.
        ConflictError: `too_many_brands`.
    """
    require_fit(profile)
    now = services.clock()
    facts = _vouched(profile.facts, (), member.user_id, now)
    brand = Brand(
        id=new_id(),
        workspace_id=member.workspace_id,
        profile=profile.model_copy(update={"facts": facts}),
    )
    async with services.store.writing() as unit:
        if await unit.brands.count(member.workspace_id) >= MOST_BRANDS:
            raise ConflictError(
                f"A workspace has at most {MOST_BRANDS} brands. Take one away first.",
                code="too_many_brands",
            )
        await unit.brands.add(brand, now)
        await audit(unit, member, brand.id, "brand.create", now, surface=surface)
    return brand


async def make_default(services: Services, member: Member, brand_id: str, *, surface: str) -> Brand:
    """Let what names no brand be about this one.

    Raises:
        NotFoundError: No such brand in this workspace.
    """
    now = services.clock()
    async with services.store.writing() as unit:
        await unit.brands.held(member.workspace_id, brand_id)
        await unit.brands.make_default(member.workspace_id, brand_id, now)
        await audit(unit, member, brand_id, "brand.default", now, surface=surface)
        return await unit.brands.current(member.workspace_id, brand_id)


async def audit(
    unit: Unit,
    member: Member,
    subject: str,
    action: str,
    now: datetime,
    *,
    surface: str,
    detail: dict[str, object] | None = None,
) -> None:
    """Put on record what was done with a brand."""
    await unit.audit.record(
        member.workspace_id,
        at=now,
        user_id=member.user_id,
        surface=surface,
        action=action,
        subject=subject,
        detail=detail,
    )
