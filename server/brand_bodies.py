"""Brands as the API shows and takes them. Knows no route."""

from fastapi.exceptions import RequestValidationError

from domain.brand import Brand, BrandProfile
from domain.errors import ConflictError, InvalidError
from server.plain_text import require_plain
from tools.brands import ProfileMisfitError


class ProfileBody(BrandProfile):
    brand_id: str | None = None
    """As it was read; it cannot be changed."""
    workspace_id: str | None = None
    """Whose brand it is; as it was read."""


class BrandBody(ProfileBody):
    """A brand of several: its profile, and whether it is meant where none is named."""

    is_default: bool | None = None
    """As it was read; `POST /api/v1/brands/{brand_id}/default` changes it."""


def profile_of(body: ProfileBody, brand: Brand | None) -> BrandProfile:
    """The profile of a request's body.

    Raises:
        ConflictError: `other_workspace` or `other_brand`; the body names another one.
        InvalidError: It names an id for a new brand, or another default.
        RequestValidationError: A text has what cannot be seen.
    """
    require_plain(body.model_dump())
    if brand is not None:
        _require_same(brand, body)
    elif body.brand_id is not None:
        raise InvalidError("A new brand gets its id from here. Leave brand_id out.")
    _require_no_change_of_default(brand, body)
    names = set(BrandProfile.model_fields)
    return BrandProfile.model_validate(body.model_dump(include=names))


def _require_no_change_of_default(brand: Brand | None, body: ProfileBody) -> None:
    is_default = brand is not None and brand.is_default
    if isinstance(body, BrandBody) and body.is_default not in (None, is_default):
        raise InvalidError(
            "Which brand is the default is not changed by its profile. Leave is_default out, and "
            "use POST /api/v1/brands/{brand_id}/default.",
            code="default_elsewhere",
        )


def _require_same(brand: Brand, body: ProfileBody) -> None:
    if body.workspace_id not in (None, brand.workspace_id):
        raise ConflictError(
            f"This is the profile of workspace {brand.workspace_id}. Leave workspace_id out, or "
            "send that one.",
            code="other_workspace",
        )
    if body.brand_id not in (None, brand.id):
        raise ConflictError(
            f"This is the profile of brand {brand.id}. Leave brand_id out, or send that one.",
            code="other_brand",
        )


def profile_view(brand: Brand) -> ProfileBody:
    return ProfileBody(
        brand_id=brand.id, workspace_id=brand.workspace_id, **brand.profile.model_dump()
    )


def brand_view(brand: Brand) -> BrandBody:
    return BrandBody(
        brand_id=brand.id,
        workspace_id=brand.workspace_id,
        is_default=brand.is_default,
        **brand.profile.model_dump(),
    )


def as_fields(error: ProfileMisfitError) -> RequestValidationError:
    """The misfits in the shape of every body's that does not fit: field by field."""
    return RequestValidationError(
        [
            {"type": "value_error", "loc": ("body", *one.place), "msg": one.message}
            for one in error.misfits
        ]
    )
