"""The shelf: a workspace's files under keys that people can read. Holds no bytes.

The keys are the seed's ("S3 Bucket Structure"): a user there is a workspace here. An ending is the
true one of what the file holds.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import Field

from domain.brand import Brand
from domain.brand_asset import AssetKind, BrandAsset
from domain.frozen import Frozen
from domain.intelligence import Evidence
from domain.media import EXTENSIONS, MediaKind, kind_of

LONGEST_NAME = 80
ALONE = "posts"
"""In place of a campaign's id, of what belongs to none."""
_MORE_EXTENSIONS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "text/plain": "txt",
}
_FOLDERS = {
    MediaKind.PICTURE: "images",
    MediaKind.ANIMATION: "images",
    MediaKind.VIDEO: "videos",
    MediaKind.DOCUMENT: "documents",
}


class Owner(StrEnum):
    """What a file on the shelf is of."""

    CONTENT = "content"
    BRAND = "brand"
    REPORT = "report"
    FINDINGS = "findings"


class Subject(Frozen):
    """One thing whose files lie on the shelf together, and leave it together."""

    workspace_id: str
    owner: Owner
    id: str


class Shelved(Frozen):
    """A file on the shelf with what is known of it."""

    subject: Subject
    key: str
    brand_id: str
    source: str | None
    """The key by which its bytes are kept; None of what is written out for the shelf."""
    sha256: str
    content_type: str
    size: int
    """Bytes."""
    width: int = 0
    """Pixels, as for the height; 0 of what is no picture or video."""
    height: int = 0
    alt_text: str | None = None
    provenance: dict[str, object] = Field(default_factory=dict)
    ai_made: bool = False
    """Whether a model made it, as far as its provenance tells."""
    content_id: str | None = None
    version: int | None = None
    asset_id: str | None = None
    """Of a brand's file."""
    shelved_at: datetime | None = None
    """None: it is meant to lie there and does not yet."""

    def facts(self) -> dict[str, str]:
        """What the file says of itself where its store can keep that."""
        told = {
            "workspace-id": self.subject.workspace_id,
            "content-id": self.content_id,
            "version": None if self.version is None else str(self.version),
            "provenance": str(self.provenance.get("kind", "")),
            "ai-made": "true" if self.ai_made else "false",
            "alt-text": self.alt_text,
        }
        return {name: value for name, value in told.items() if value}


def content_keys(
    workspace_id: str, campaign_id: str | None, content_id: str, content_types: tuple[str, ...]
) -> Iterator[str]:
    """The key of each of a post's media, in their order; further ones of a kind are numbered."""
    taken: dict[str, int] = {}
    for content_type in content_types:
        folder = _FOLDERS[kind_of(content_type)]
        taken[folder] = taken.get(folder, 0) + 1
        number = f"-{taken[folder]}" if taken[folder] > 1 else ""
        yield (
            f"users/{workspace_id}/campaigns/{campaign_id or ALONE}/content/{folder}/"
            f"{content_id}{number}.{_ending(content_type)}"
        )


def brand_keys(brand: Brand, assets: tuple[BrandAsset, ...]) -> dict[str, str]:
    """The key of each of a brand's files, by its id.

    The logo in use is `logo`, the newest style guide `style-guide`; the others keep their names.
    Brands beside the default one have folders of their own.
    """
    folder = f"users/{brand.workspace_id}/brand-assets/"
    folder += "" if brand.is_default else f"{brand.id}/"
    keys: dict[str, str] = {}
    taken: set[str] = set()
    named = {"logo": _logo(brand, assets), "style-guide": _newest(assets, AssetKind.STYLE_GUIDE)}
    first = [(asset, stem) for stem, asset in named.items() if asset]
    chosen = {asset.id for asset, _ in first}
    others = sorted((a for a in assets if a.id not in chosen), key=lambda a: (a.created_at, a.id))
    for asset, stem in [*first, *((asset, _stem(asset)) for asset in others)]:
        name = f"{stem}.{_ending(asset.content_type)}"
        if name.casefold() in taken:
            name = f"{stem}-{asset.id[:8]}.{_ending(asset.content_type)}"
        taken.add(name.casefold())
        keys[asset.id] = folder + name
    return keys


def _logo(brand: Brand, assets: tuple[BrandAsset, ...]) -> BrandAsset | None:
    used = brand.profile.brand_assets.logo_s3_key
    logos = (a for a in assets if a.kind is AssetKind.LOGO and a.sha256 == used)
    return next(logos, None)


def _newest(assets: tuple[BrandAsset, ...], kind: AssetKind) -> BrandAsset | None:
    ours = [asset for asset in assets if asset.kind is kind]
    return max(ours, key=lambda asset: (asset.created_at, asset.id), default=None)


def _stem(asset: BrandAsset) -> str:
    return safe(asset.name.rpartition(".")[0] or asset.name)


def report_key(workspace_id: str, campaign_id: str | None, day: date) -> str:
    """Of a written report; the day is the brand's."""
    campaign = f"users/{workspace_id}/campaigns/{campaign_id or ALONE}"
    return f"{campaign}/reports/analytics-{day.isoformat()}.json"


def findings_key(report_id: str, at: datetime) -> str:
    """Of what was concluded from competitors' pages."""
    return f"intelligence/{report_id}/processed/analysis-{stamp(at)}.json"


def raw_key(report_id: str, evidence: Evidence) -> str:
    """Of a competitor's page as it was received; these bytes are kept here and nowhere else."""
    site = safe(urlsplit(evidence.url).hostname or "site")
    name = f"{site}-{stamp(evidence.fetched_at)}-{evidence.id}.html"
    return f"intelligence/{report_id}/raw-scrapes/{name}"


def beside(key: str, subject_id: str) -> str:
    """Another key for what came later under the same one."""
    stem, _, ending = key.rpartition(".")
    return f"{stem}-{subject_id[:8]}.{ending}"


def safe(words: str) -> str:
    """Words as a part of a key: letters and digits of any script, dots and hyphens."""
    kept = (
        letter if unicodedata.category(letter)[0] in "LMN" or letter in "-." else " "
        for letter in unicodedata.normalize("NFC", words)
    )
    return "-".join("".join(kept).split())[:LONGEST_NAME].strip("-.") or "file"


def stamp(at: datetime) -> str:
    """An instant as a part of a key."""
    return at.strftime("%Y%m%dT%H%M%SZ")


def _ending(content_type: str) -> str:
    return EXTENSIONS.get(content_type) or _MORE_EXTENSIONS.get(content_type, "bin")
