"""Odd data of a site or a price list costs a line of the draft, and never the draft."""

import pytest

from llm.offline.brand.prices import priced
from llm.offline.brand.structured import told
from llm.tasks.brand_draft import DraftSource
from prompts.outside import OutsideText


@pytest.mark.parametrize("address", ["[]", "null", '[{"streetAddress": "12 MG Road"}]', "7"])
def test_an_address_of_any_shape_is_read_or_left(address):
    data = f'{{"@type": "Bakery", "name": "Om Sweets", "address": {address}}}'
    source = DraftSource(
        id="s", kind="page", name="x", text=OutsideText(""), data=(OutsideText(data),)
    )
    assert "Om Sweets" in {one.value for one in told(source)}


def test_a_cell_of_prose_is_no_price():
    long = "₹40 " + "and a story about it " * 9
    text = f"Item: Chai  Price: {long}\n\nItem: Bun maska  Price: ₹30"
    found = {one.value for one in priced(text, "s", bare=False)}
    assert "Chai" not in found
