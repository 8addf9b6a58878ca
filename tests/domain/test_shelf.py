"""Keys of the shelf: the documented ones, safe whatever a file is called."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brand import Brand, BrandAssets, BrandProfile
from domain.brand_asset import AssetKind, BrandAsset
from domain.intelligence import Evidence
from domain.shelf import brand_keys, content_keys, findings_key, raw_key, report_key, safe
from store.blobs import require_inside

AT = datetime(2026, 11, 30, 19, 5, 7, tzinfo=UTC)
PNG, CSV = "image/png", "text/csv"


def an_asset(id_: str, kind: AssetKind, name: str, content_type: str = PNG) -> BrandAsset:
    return BrandAsset(
        id=id_ * 36, workspace_id="w", brand_id="b", kind=kind, name=name, size=1,
        content_type=content_type, sha256=id_ * 64, created_by="u", created_at=AT,
    )  # fmt: skip


def a_brand(*, logo: str | None = None, is_default: bool = True) -> Brand:
    profile = BrandProfile(business_name="Chai", brand_assets=BrandAssets(logo_s3_key=logo))
    return Brand(id="b", workspace_id="w", profile=profile, is_default=is_default)


def test_media_of_a_post_are_numbered_within_their_kind():
    types = ("image/jpeg", "video/mp4", PNG, "application/pdf")
    keys = list(content_keys("w", "c", "p", types))
    assert keys == [
        "users/w/campaigns/c/content/images/p.jpg",
        "users/w/campaigns/c/content/videos/p.mp4",
        "users/w/campaigns/c/content/images/p-2.png",
        "users/w/campaigns/c/content/documents/p.pdf",
    ]
    (alone,) = content_keys("w", None, "p", (PNG,))
    assert alone == "users/w/campaigns/posts/content/images/p.png"


def test_a_brands_files_are_named_by_their_use_and_no_two_alike():
    assets = (
        an_asset("1", AssetKind.LOGO, "first.png"),
        an_asset("2", AssetKind.LOGO, "second.webp", "image/webp"),
        an_asset("3", AssetKind.STYLE_GUIDE, "guide.pdf", "application/pdf"),
        an_asset("4", AssetKind.PRICE_LIST, "Prices.csv", CSV),
        an_asset("5", AssetKind.PRICE_LIST, "prices.csv", CSV),
        an_asset("6", AssetKind.PRODUCT_PICTURE, "logo.webp", "image/webp"),
    )
    keys = brand_keys(a_brand(logo="2" * 64), assets)
    names = [keys[asset.id].removeprefix("users/w/brand-assets/") for asset in assets]
    assert names == [
        "first.png", "logo.webp", "style-guide.pdf", "Prices.csv", "prices-55555555.csv",
        "logo-66666666.webp",
    ]  # fmt: skip
    other = brand_keys(a_brand(is_default=False), assets[:1])
    assert list(other.values()) == ["users/w/brand-assets/b/first.png"]


def test_reports_findings_and_pages_lie_under_their_time():
    assert report_key("w", "c", date(2026, 12, 1)) == (
        "users/w/campaigns/c/reports/analytics-2026-12-01.json"
    )
    assert findings_key("r", AT) == "intelligence/r/processed/analysis-20261130T190507Z.json"
    page = Evidence(id="e", url="https://chaighar.example/menu", fetched_at=AT, sha256="0")
    assert raw_key("r", page) == (
        "intelligence/r/raw-scrapes/chaighar.example-20261130T190507Z-e.html"
    )


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("मेन्यू 2026", "मेन्यू-2026"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b:c*?", "a-b-c"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_safe(given_, kept):
    assert safe(given_) == kept


@given(st.text(max_size=200))
def test_whatever_a_file_is_called_its_key_stays_inside(name):
    asset = an_asset("1", AssetKind.PRICE_LIST, name, CSV)
    (key,) = brand_keys(a_brand(), (asset,)).values()
    assert key.count("/") == 3
    assert len(key.encode()) <= 400
    assert require_inside(key) == key
