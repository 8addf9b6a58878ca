"""What the studio's authors are told of a brand: what may be said that day, and its own offers."""

from datetime import date

import pytest

from domain.brand import Contact, Fact, Offer
from domain.studio import ContentType
from tests.tools.workshop import Studio

PAGE = "https://chai.example/offers"
HELD_BACK = Fact(text="We shall open in Goa.", may_be_claimed=False)
OFFERS = (
    Offer(text="Free bun with every masala chai", source=PAGE),
    Offer(text="Half price masala chai", valid_until=date(2026, 11, 10)),
)


class Listening:
    """An author that keeps what it was given."""

    def __init__(self, author) -> None:
        self.author, self.label, self.given = author, author.label, []

    async def write(self, task, inputs):
        self.given.append(inputs)
        return await self.author.write(task, inputs)


@pytest.fixture
async def studio(fills_file, tmp_path):
    fills_file(tmp_path / "app.db")
    made = Studio(f"sqlite+aiosqlite:///{tmp_path / 'app.db'}")
    facts = (*made.profile.facts, HELD_BACK)
    reached = Contact(phone="+91 98290 12345")
    changes = {"facts": facts, "offers": OFFERS, "contact": reached}
    made.profile = made.profile.model_copy(update=changes)
    await made.fill()
    yield made
    await made.store.close()


@pytest.mark.parametrize(
    "content_type", [ContentType.SOCIAL_POST, ContentType.AD_COPY, ContentType.EMAIL]
)
async def test_the_offer_that_holds_is_told_with_its_source(studio, content_type):
    made = await studio.write("our masala chai", content_type=content_type)
    assert "Told the offer of your Brand page: Free bun with every masala chai." in made.notes
    told = [item for item in made.items if "Free bun with every masala chai" in item.text]
    assert told
    sources = {c.source for item in told for c in item.claims if "Free bun" in c.text}
    assert sources == {PAGE}
    assert all("Half price" not in item.text for item in made.items)
    assert all(item.safety.passed and not item.safety.flags for item in made.items)


@pytest.mark.parametrize("brief", ["masala chai, no offers", "masala chai at 10% off"])
async def test_an_offer_is_left_out_where_another_or_none_is_wanted(studio, brief):
    made = await studio.write(brief)
    assert all("bun" not in item.text for item in made.items)
    assert all("Brand page" not in note for note in made.notes)


async def test_a_description_tells_no_offer_that_was_not_asked_for(studio):
    made = await studio.write("our masala chai", content_type=ContentType.PRODUCT_DESCRIPTION)
    assert all("bun" not in item.text for item in made.items)


async def test_an_author_never_sees_what_may_not_be_said_that_day(studio):
    author = Listening(studio.services.author)
    await studio.write(author=author)
    seen = [inputs.brand for inputs in author.given]
    assert seen
    assert all(HELD_BACK.text not in {f.text for f in brand.facts} for brand in seen)
    assert all(brand.offers == OFFERS[:1] for brand in seen)
