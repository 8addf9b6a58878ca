"""A fact that has run out is not quoted; opening hours run out never."""

from datetime import UTC, date, datetime

import pytest

from domain.brand import BrandProfile, Fact, Product
from domain.platform import Platform
from llm.offline.post.endings import ending_of, is_over
from llm.offline.post.writing import write_posts
from llm.tasks.edit_post import EDIT_POST, CurrentPost, EditPostInputs
from llm.tasks.intent import EditAction, EditRequest

NOVEMBER_20 = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20% off till 15 November", date(2026, 11, 15)),
        ("20% off until 15th Nov", date(2026, 11, 15)),
        ("20% off till November 15, 2026", date(2026, 11, 15)),
        ("Offer valid until the 5th of January", date(2027, 1, 5)),
        ("Sale ends on 30/11", date(2026, 11, 30)),
        ("Sale till 15-11-26", date(2026, 11, 15)),
        ("10% off till end of October", date(2026, 10, 31)),
        ("Free delivery till Diwali", date(2026, 11, 8)),
        ("15 नवंबर तक 20% की छूट", date(2026, 11, 15)),
        ("15 November tak 20% off", date(2026, 11, 15)),
        ("15 nov tak free delivery", date(2026, 11, 15)),
        ("दिवाली तक फ़्री डिलीवरी", date(2026, 11, 8)),
        ("offer valid until Sunday", None),
        ("10% off till the weekend", None),
        ("रविवार तक 10% की छूट", None),
        ("Sunday tak 10% off", None),
        ("Aaj tak free delivery", None),
        ("Buy one get one, this week only", None),
    ],
)
def test_the_end_is_read_in_three_languages(text, day):
    ending = ending_of(text, NOVEMBER_20)
    assert ending is not None
    assert ending.day == day


@pytest.mark.parametrize(
    "text",
    [
        "Open since 1998 on FC Road",
        "Open till 10 pm",
        "Open on Sundays till 2 pm",
        "Open Monday till Saturday",
        "सोमवार से शनिवार तक खुला",
        "Somvaar se Shanivaar tak khula",
        "रात 10 बजे तक खुला",
        "Milk comes every morning from a dairy in Mulshi",
        "Founded in November 2015",
        "Up to 15 students in a batch",
        "Free delivery up to 5 km",
        "By hand, May to March",
        "Ready by 6 pm",
    ],
)
def test_what_lasts_has_no_end(text):
    assert ending_of(text, NOVEMBER_20) is None


def test_the_last_day_itself_still_counts():
    assert not is_over("20% off till 20 November", NOVEMBER_20)
    assert is_over("20% off till 19 November", NOVEMBER_20)


SHOP = BrandProfile(
    business_name="Chai Sutra",
    industry="Café",
    products=(Product(name="Masala Chai", description="Ginger. 5% off till 15 November."),),
    facts=(
        Fact(text="20% off till 15 November"),
        Fact(text="15 नवंबर तक 20% की छूट"),
        Fact(text="15 November tak 20% off"),
        Fact(text="Offer valid until Sunday"),
        Fact(text="Open since 1998"),
    ),
)


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
def test_a_fact_that_has_run_out_is_told_to_the_owner_and_to_nobody_else(planned, language):
    now = datetime(2026, 11, 20, 5, tzinfo=UTC)
    for number in range(1, 7):
        posts = write_posts(
            planned(SHOP, language=language, number=number, now=now, variation_count=5)
        )
        for draft in posts.variations:
            said = f"{draft.text} {' '.join(c.text for c in draft.claims)}"
            assert "20%" not in said
            assert "5%" not in said
            assert "Sunday" not in said
        assert "“20% off till 15 November”: it has ended by then." in posts.unused
        assert any(line.startswith("“Offer valid until Sunday”") for line in posts.unused)


def test_the_slot_decides_and_not_the_day_of_writing(planned):
    entry = {"number": 1, "topic": "Masala Chai"}
    written = datetime(2026, 11, 10, 5, tzinfo=UTC)
    inputs = planned(SHOP, now=written, **entry)
    late = inputs.entry.model_copy(update={"publish_at": datetime(2026, 11, 16, 5, tzinfo=UTC)})
    told = " ".join(d.text for d in write_posts(inputs).variations)
    assert "20%" in told
    later = write_posts(inputs.model_copy(update={"entry": late}))
    assert "20%" not in " ".join(d.text for d in later.variations)


@pytest.mark.parametrize(("goes_out", "told"), [(date(2026, 11, 15), True), (NOVEMBER_20, False)])
async def test_a_longer_post_takes_up_no_fact_that_has_ended(author, goes_out, told):
    brand = BrandProfile(
        business_name="Chai Sutra",
        facts=(Fact(text="20% off on all sweets till 15 November"), Fact(text="Ground by hand")),
    )
    edit = EditRequest(instruction="make it longer", actions=(EditAction.LONGER,))
    inputs = EditPostInputs(
        brand=brand,
        platform=Platform.INSTAGRAM,
        current=CurrentPost(text="Come in out of the rain.\n\nMessage us to order."),
        instruction="make it longer",
        edit=edit,
        max_chars=2200,
        max_hashtags=6,
        goes_out=goes_out,
    )
    text = (await author.write(EDIT_POST, inputs)).output.text
    assert "Ground by hand" in text
    assert ("20%" in text) is told
