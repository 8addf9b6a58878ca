"""Templates: what ships, what is read out of a post, and how a brief's gaps are filled."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from domain.brand import BrandProfile, Fact, Product
from domain.content import Content, ContentStatus, Provenance, Safety, Version
from domain.errors import InvalidError
from domain.platform import Platform
from domain.register import Register
from domain.template import Purpose, TemplateBody
from tools.deriving import derived
from tools.templates import shipped

BRAND = BrandProfile(
    business_name="Chai Corner",
    industry="Café",
    location="C Scheme, Jaipur",
    products=(Product(name="Masala chai", description="Slow-brewed with ginger", price="₹40"),),
    facts=(Fact(text="Open since 1998"),),
)
POST = """Long day?

Happy Diwali from Chai Corner!

Masala chai. Slow-brewed with ginger.

10% off till Sunday.

• Samosa
• Bun maska

Open since 1998.

Come by in C Scheme."""


def content(text, register="nostalgia"):
    at = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)
    nobody = Provenance(author="", prompt="", prompt_version="", prompt_hash="")
    return Content(
        id="c",
        workspace_id="w",
        brand_id="b",
        campaign_id=None,
        task_id=None,
        platform=Platform.INSTAGRAM,
        language="en",
        status=ContentStatus.PUBLISHED,
        version=Version(
            number=1,
            text=text,
            register=register,
            safety=Safety(passed=True),
            provenance=nobody,
            created_at=at,
            created_by="",
        ),
    )


def test_at_least_24_ship_for_twelve_kinds_of_shop():
    found = shipped().values()
    assert len(found) >= 24
    assert len({one.industry for one in found if one.industry}) >= 12
    assert len({one.name for one in found}) == len(found)
    for one in found:
        assert one.origin == "shipped"
        assert set(one.slots) <= {
            "product", "name", "place", "offer", "audience", "date", "new_item", "new_place",
        }  # fmt: skip


def test_the_form_of_a_post_is_read_with_the_brands_words_as_gaps():
    made = derived(content(POST), BRAND)
    assert [part.purpose.value for part in made.structure] == [
        "hook", "greeting", "description", "offer", "list", "fact", "call",
    ]  # fmt: skip
    assert made.structure[0].note == "Opens with a question."
    assert (made.occasion, made.register, made.longest) == ("Diwali", Register.NOSTALGIA, 250)
    assert made.brief == "{product} for Diwali, {offer}"
    assert "Chai Corner" not in made.example
    assert "Happy Diwali from {name}!" in made.example
    assert "{product}. {description}." in made.example
    assert made.platforms == (Platform.INSTAGRAM,)


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        ("Chai.", ["hook"]),
        ("", ["hook"]),
        ("Chai at four. Come by in Jaipur.", ["hook", "call"]),
        ("दिवाली मुबारक!\n\nचाय तैयार है।", ["greeting", "call"]),
    ],
)
def test_a_short_post_has_few_parts(text, purposes):
    made = derived(content(text, register=""), BRAND, name="Mine")
    assert [part.purpose.value for part in made.structure] == purposes
    assert (made.name, made.register) == ("Mine", None)


@pytest.mark.parametrize(
    ("products", "text", "example"),
    [
        (
            [("Rice", "₹1,200"), ("p", "₹1")],
            "Rice at ₹1,200 from Om Stores, for the price of p",
            "{product} at {price} from {name}, for the price of {product}",
        ),
        (
            [("Tea", "₹20"), ("Tea cake", "")],
            "Steaming tea cakes, tea cake and TEA at ₹20.50",
            "Steaming {product} cakes, {product} and {product} at ₹20.50",
        ),
    ],
)
def test_only_whole_words_of_the_brand_become_gaps(products, text, example):
    known = tuple(Product(name=name, price=price) for name, price in products)
    brand = BrandProfile(business_name="Om Stores", products=known)
    assert derived(content(text), brand).example == example


def test_the_form_of_a_very_long_post_is_bounded():
    made = derived(content("Tea for you. " * 500), BrandProfile(products=(Product(name="Tea"),)))
    assert made.longest == 5_000
    assert 4_980 < len(made.example) <= 5_000
    assert made.example.endswith(("{product}…", "for…", "you.…"))


def test_gaps_are_filled_or_named():
    body = TemplateBody(
        name="N", brief="{product} for {who}, {product}", structure=[{"purpose": Purpose.HOOK}]
    )
    assert body.slots == ("product", "who")
    assert body.filled({"product": "Chai", "who": "you"}) == "Chai for you, Chai"
    with pytest.raises(InvalidError, match="needs who"):
        body.filled({"product": "Chai", "who": " "})


@pytest.mark.parametrize(
    "changes", [{"structure": []}, {"structure": [{"purpose": "rhyme"}]}, {"brief": ""}, {"x": 1}]
)
def test_what_is_no_template_is_refused(changes):
    good = {"name": "N", "brief": "b", "structure": [{"purpose": "hook"}]}
    assert TemplateBody.model_validate(good)
    with pytest.raises(ValidationError):
        TemplateBody.model_validate({**good, **changes})
