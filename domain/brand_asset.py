"""A file that a brand handed in to be known by: its logo, its style guide. Holds no bytes."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import Frozen


class AssetKind(StrEnum):
    LOGO = "logo"
    STYLE_GUIDE = "style_guide"
    PRICE_LIST = "price_list"
    PRODUCT_PICTURE = "product_picture"

    @property
    def is_picture(self) -> bool:
        return self in (AssetKind.LOGO, AssetKind.PRODUCT_PICTURE)


class BrandAsset(Frozen):
    id: str
    workspace_id: str
    brand_id: str
    kind: AssetKind
    name: str
    """As its people called the file."""
    content_type: str
    size: int
    """Bytes."""
    sha256: str
    """Of a picture: the medium it is."""
    pages: int | None = None
    """Of a document that has pages."""
    characters: int | None = None
    """Of the text that was read from a document."""
    product: str | None = None
    """The name of the product that a picture shows."""
    created_by: str
    created_at: datetime
