"""GET /api/v1/assets: what lies on the workspace's shelf, by pages, with where to read it."""

import io

import pytest
from PIL import Image

V1 = "/api/v1"


@pytest.fixture
def shop(person, profile, eventually):
    """With a logo and a price list, both on the shelf."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "#a3400f").save(file, "PNG")
    person.put(f"{V1}/profile", profile)
    person.hand_in("logo", file.getvalue(), name="our logo.png")
    person.hand_in("price_list", b"Chai,20\nCoffee,30\n", name="prices.csv")
    eventually(lambda: len(person.get(f"{V1}/assets")["items"]) == 2)
    return person


def test_files_are_listed_by_key_and_read_where_they_say(shop):
    folder = f"users/{shop.pair['user']['workspace_id']}/brand-assets"
    logo, prices = shop.get(f"{V1}/assets")["items"]
    assert (logo["key"], prices["key"]) == (f"{folder}/logo.png", f"{folder}/prices.csv")
    assert (logo["owner"], logo["width"], logo["ai_made"]) == ("brand", 64, False)
    assert logo["provenance"]["name"] == "our logo.png"
    assert len(shop.http.get(logo["url"]).content) == logo["size"]
    assert shop.http.get(prices["url"]).content == b"Chai,20\nCoffee,30\n"


def test_a_list_goes_by_prefix_and_page(shop):
    first = shop.get(f"{V1}/assets", limit=1)
    second = shop.get(f"{V1}/assets", limit=1, cursor=first["next_cursor"])
    keys = [page["items"][0]["key"] for page in (first, second)]
    assert keys == sorted(keys)
    assert second["next_cursor"] is None
    assert shop.get(f"{V1}/assets", prefix=keys[1])["items"] == second["items"]
    assert shop.get(f"{V1}/assets", prefix="templates/")["items"] == []


def test_what_was_lost_is_put_there_anew(shop, server, eventually):
    logo = shop.get(f"{V1}/assets")["items"][0]
    file = server.folder / "assets" / logo["key"]
    kept = file.read_bytes()
    file.unlink()
    assert shop.post(f"{V1}/assets/rebuild") == {"files": 2}
    eventually(lambda: len(shop.get(f"{V1}/assets")["items"]) == 2)
    assert file.read_bytes() == kept
    assert "assets.rebuild" in {one["action"] for one in shop.get(f"{V1}/audit")["items"]}
