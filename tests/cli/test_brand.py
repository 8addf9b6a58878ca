"""`brand` as processes: shown, a document handed in, drafted, taken over."""

import pytest

pytestmark = pytest.mark.slow


def test_a_price_list_becomes_products_once_they_are_confirmed_and_an_svg_is_refused_in_words(
    served, write
):
    prices = write("prices.csv", "Item,Price\nFilter kaapi,₹35\n")
    made = served.json("brand", "add", str(prices), "--kind", "price_list")
    drafted = served.run("brand", "draft", "--asset", made["id"])
    assert drafted.returncode == 0, drafted.stderr
    assert "products: Filter kaapi, ₹35" in drafted.stdout
    assert "prices.csv: “Item: Filter kaapi Price: ₹35”" in drafted.stdout
    draft_id = drafted.stdout.rsplit("brand confirm ", 1)[1].split()[0]
    assert "Filter kaapi" not in served.run("brand", "show").stdout
    done = served.run("brand", "confirm", draft_id, "p1")
    assert done.stdout == "1 of 1 proposals are in the profile.\n", done.stderr
    assert "product: Filter kaapi, ₹35" in served.run("brand", "show").stdout

    dearer = write("dearer.csv", "Item,Price\nFilter kaapi,₹40\n")
    made = served.json("brand", "add", str(dearer), "--kind", "price_list")
    drafted = served.run("brand", "draft", "--asset", made["id"])
    assert "products: Filter kaapi, ₹40 (instead of Filter kaapi, ₹35)" in drafted.stdout

    refused = served.run("brand", "add", str(write("logo.svg", "<svg/>")), "--kind", "logo")
    assert refused.returncode == 1
    assert "Export it as PNG" in " ".join(refused.stderr.split())
