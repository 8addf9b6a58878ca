"""Logos, product pictures, style guides and price lists over HTTP: kept, used, taken away."""

import io

import pytest
from PIL import Image

from media.sheets import XLSX
from tests.media.documents import locked, pdf
from tests.media.workbooks import ole, xlsx

V1 = "/api/v1"
ASSETS = f"{V1}/profile/assets"
GUIDE = pdf(["Our colours: #A3400F", "Tone: warm"])


def picture(kind: str = "PNG") -> bytes:
    """No two are the same."""
    file = io.BytesIO()
    Image.effect_noise((96, 96), 40).convert("RGB").save(file, kind)
    return file.getvalue()


def refused(person, kind, content, **fields):
    files, data = {"file": ("file", content)}, {"kind": kind, **fields}
    return person.http.post(ASSETS, files=files, data=data)


@pytest.fixture
def shop(person, profile):
    person.put(f"{V1}/profile", profile)
    return person


def test_a_logo_is_put_to_use_and_leaves_the_profile_with_its_file(shop):
    content = picture()
    made = shop.hand_in("logo", content, name="our \u202elogo.png")
    assert (made["kind"], made["content_type"], made["in_use"]) == ("logo", "image/png", True)
    assert made["name"] == "our logo.png"
    profile = shop.get(f"{V1}/profile")
    assert profile["brand_assets"]["logo_s3_key"] == made["sha256"]
    seen = shop.http.get(made["url"])
    assert (seen.content, seen.headers["x-content-type-options"]) == (content, "nosniff")
    assert "attachment" in seen.headers["content-disposition"]
    assert shop.hand_in("logo", content)["id"] == made["id"]
    # what a form that read it before sends back is nothing new
    shop.put(f"{V1}/profile", profile)
    assert "logo" in shop.http.delete(f"{V1}/media/{made['sha256']}").json()["detail"]
    assert shop.http.delete(f"{ASSETS}/{made['id']}").status_code == 204
    assert shop.get(f"{V1}/profile")["brand_assets"]["logo_s3_key"] is None
    assert shop.get(ASSETS)["items"] == shop.get(f"{V1}/media")["items"] == []


def test_a_later_logo_takes_the_place_of_the_first(shop):
    first, second = (shop.hand_in("logo", picture(kind)) for kind in ("JPEG", "WEBP"))
    assert [one["in_use"] for one in shop.get(ASSETS)["items"]] == [True, False]
    shop.http.delete(f"{ASSETS}/{first['id']}")
    assert shop.get(f"{V1}/profile")["brand_assets"]["logo_s3_key"] == second["sha256"]


def test_a_product_gets_its_picture(shop):
    made = shop.hand_in("product_picture", picture(), product="masala chai")
    first, other = shop.get(f"{V1}/profile")["products"]
    assert (first["picture"], "picture" in other) == (made["sha256"], False)
    answer = refused(shop, "product_picture", picture(), product="Cold coffee")
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_product")


def test_documents_are_read_when_they_are_handed_in(shop):
    guide = shop.hand_in("style_guide", GUIDE, name="guide.pdf")
    assert (guide["content_type"], guide["pages"]) == ("application/pdf", 1)
    assert guide["characters"] > 20
    prices = shop.hand_in("price_list", "Item,Price\nChai,₹20\n".encode())
    assert (prices["content_type"], prices["pages"]) == ("text/csv", None)
    menu = shop.hand_in("price_list", xlsx([("Item", "Rate"), ("Chai", 20)]), name="menu.xlsx")
    assert (menu["content_type"], menu["pages"]) == (XLSX, None)
    assert shop.http.get(guide["url"]).content == GUIDE
    one = shop.get(ASSETS, limit=1)
    two = shop.get(ASSETS, cursor=one["next_cursor"])
    assert [a["id"] for a in (*one["items"], *two["items"])] == [
        menu["id"],
        prices["id"],
        guide["id"],
    ]
    assert shop.http.delete(f"{ASSETS}/{guide['id']}").status_code == 204
    assert shop.http.get(guide["url"]).status_code == 404


@pytest.mark.parametrize(
    ("kind", "content", "code", "words"),
    [
        ("logo", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "asset_unfit", "as PNG"),
        ("logo", b"\x89PNG" + b"\0" * (5 * 1024 * 1024), "asset_unfit", "5 MB"),
        ("logo", GUIDE, "asset_unfit", "PNG, JPEG or WebP"),
        ("style_guide", locked(GUIDE, "secret"), "document_locked", "password"),
        ("price_list", b"PK\x03\x04", "document_unknown", "as CSV"),
        ("price_list", ole("Workbook"), "document_unknown", ".xlsx"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_and_leaves_nothing(
    shop, server, kind, content, code, words
):
    answer = refused(shop, kind, content)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert words in answer.json()["detail"]
    assert shop.get(ASSETS)["items"] == []
    assert list((server.folder / "assets" / "inbox").glob("asset-*")) == []


def test_too_large_a_document_is_refused_before_it_is_read(shop):
    answer = refused(shop, "style_guide", b"%PDF-" + b"0" * (22 * 1024 * 1024))
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_each_brand_has_its_own_files_and_viewers_only_look(shop, as_role):
    brand = shop.post(f"{V1}/brands", {"business_name": "Chai Express"})["brand_id"]
    made = shop.hand_in("price_list", b"Chai - 20", brand_id=brand)
    assert shop.get(ASSETS)["items"] == []
    assert shop.http.get(f"{ASSETS}/{made['id']}/file").status_code == 404
    as_role(shop, "viewer")
    assert shop.http.get(made["url"]).content == b"Chai - 20"
    assert refused(shop, "logo", picture()).status_code == 403
    assert shop.http.delete(f"{ASSETS}/{made['id']}?brand_id={brand}").status_code == 403


def test_a_product_picture_that_a_model_made_has_to_be_disclosed_in_posts(shop):
    shop.connect_linkedin()
    drawn = io.BytesIO()
    told = b"<x:xmpmeta><digitalsourcetype/trainedAlgorithmicMedia/></x:xmpmeta>"
    Image.effect_noise((1200, 1200), 40).convert("RGB").save(drawn, "JPEG", xmp=told)
    made = shop.hand_in("product_picture", drawn.getvalue())
    post = {"platform": "linkedin", "text": "A cup in the rain.", "media": [made["sha256"]]}
    steps = shop.post(f"{V1}/content", post)["content"]["safety"]["steps"]
    assert {step["name"]: step["result"] for step in steps}["disclosure"] == "flagged"


def test_a_picture_of_no_product_of_the_brand_is_not_kept(shop):
    answer = refused(shop, "product_picture", picture(), product="Cold coffee")
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_product")
    assert shop.get(ASSETS)["items"] == shop.get(f"{V1}/media")["items"] == []


def test_a_file_leaves_the_profile_of_its_own_brand_and_its_own_place_alone(shop, profile):
    second = {**profile, "business_name": "Chai Express"}
    brand = shop.post(f"{V1}/brands", second)["brand_id"]
    content = picture()
    shop.hand_in("logo", content, brand_id=brand)
    logo = shop.hand_in("logo", content)
    chai = shop.hand_in("product_picture", content, product="Masala chai")
    buns = shop.hand_in("product_picture", content, product="Bun maskas")

    def places(path="profile"):
        seen = shop.get(f"{V1}/{path}")
        return [seen["brand_assets"]["logo_s3_key"], *(p.get("picture") for p in seen["products"])]

    sha256 = logo["sha256"]
    assert places() == [sha256] * 3
    assert shop.http.delete(f"{ASSETS}/{chai['id']}").status_code == 204
    assert places() == [sha256, None, sha256]
    assert shop.http.delete(f"{ASSETS}/{logo['id']}").status_code == 204
    assert places() == [None, None, sha256]
    assert shop.http.delete(f"{ASSETS}/{buns['id']}").status_code == 204
    assert places() == [None, None, None]
    assert places(f"brands/{brand}") == [sha256, None, None]
    assert [one["sha256"] for one in shop.get(f"{V1}/media")["items"]] == [sha256]


def test_what_a_person_uploads_too_outlives_the_file_of_the_brand(shop):
    content = picture()
    made = shop.hand_in("logo", content)
    files = {"file": ("ours.png", content)}
    kept = shop.http.post(f"{V1}/media", files=files).json()
    assert kept["sha256"] == made["sha256"]
    assert shop.http.delete(f"{ASSETS}/{made['id']}").status_code == 204
    assert [one["sha256"] for one in shop.get(f"{V1}/media")["items"]] == [kept["sha256"]]


def test_pictures_go_with_their_brand_unless_a_person_has_them_too(shop, profile):
    second = {**profile, "business_name": "Chai Express"}
    brand = shop.post(f"{V1}/brands", second)["brand_id"]
    content = picture()
    shop.hand_in("logo", picture(), brand_id=brand)
    kept = shop.hand_in("product_picture", content, product="Masala chai", brand_id=brand)
    assert shop.http.post(f"{V1}/media", files={"file": ("ours.png", content)}).is_success
    assert shop.http.delete(f"{V1}/brands/{brand}").status_code == 204
    assert [one["sha256"] for one in shop.get(f"{V1}/media")["items"]] == [kept["sha256"]]
    assert shop.http.delete(f"{V1}/media/{kept['sha256']}").status_code == 204
