"""Of what an author proposes only what a source says, and what is new, reaches a person."""

import pytest

from domain.brand import BrandProfile, Offer, Product
from domain.brand_draft import ProposalField as F
from llm.tasks.brand_draft import BrandDraftInputs, DraftSource, OwnPost, Proposed
from prompts.outside import OutsideText
from tools.brand_judging import judged

TEXT = (
    "Since 1998 in Jaipur.\nPlum cake  ₹450\nThe best cakes of India since 1998.\nCall 98220 12345"
)
BRAND = BrandProfile(
    business_name="Sharma Bakers",
    products=(Product(name="Plum cake", description="With rum", price="₹400"),),
)


def kept(*proposed, brand=BRAND):
    source = DraftSource(
        id="s1", kind="page", name="https://sharma.example/", text=OutsideText(TEXT)
    )
    post = OwnPost(id="p1", text=OutsideText("hello"))
    inputs = BrandDraftInputs(brand=brand, sources=(source,), posts=(post,))
    return judged(inputs, proposed, {"s1": "asset-1"})


def one(field, value, quote="Since 1998 in Jaipur.", **more):
    fields = {"source_id": "s1", "confidence": 0.7, **more}
    return Proposed(field=field, value=value, quote=quote, **fields)


def cake(price, quote):
    return one(F.PRODUCTS, "Plum cake", quote, product=Product(name="Plum cake", price=price))


def test_what_stands_in_its_source_is_shown_with_it_and_with_what_it_would_replace():
    fact, product = sorted(
        kept(one(F.FACTS, "Since 1998 in Jaipur."), cake("₹450", "Plum cake ₹450")),
        key=lambda p: p.field.value,
    )
    assert fact.value == {"text": "Since 1998 in Jaipur.", "source": "https://sharma.example/"}
    assert (product.value["price"], product.current["price"]) == ("₹450", "₹400")
    assert (product.source, product.asset_id) == ("https://sharma.example/", "asset-1")


@pytest.mark.parametrize(
    "proposed",
    [
        one(F.FACTS, "Since 1890", "Since 1890 in Jaipur."),
        one(F.FACTS, "Since 1890 in Jaipur."),
        one(F.FACTS, "The best cakes of India since 1998.", "The best cakes of India since 1998."),
        one(F.FACTS, "Since 1998 in Jaipur.", ""),
        one(F.FACTS, "Since 1998 in Jaipur.", source_id="s9"),
        one(F.FACTS, "Three bakers work here."),
        one(F.TONE, "bold"),
        cake("₹45", "Plum cake ₹450"),
        one(F.BUSINESS_NAME, "sharma  bakers"),
        one(F.COLOR_PALETTE, "teal"),
        one(F.EMOJI, "always"),
        one(F.PHONE, "call us"),
        one(F.KEYWORDS, "bread", "", source_id=None),
        one(F.KEYWORDS, "bread", "", source_id=None, post_ids=("p9",)),
        one(F.FACTS, "FSSAI certified since 1985", "", source_id=None, post_ids=("p1",)),
        one(
            F.FACTS, "We won 100 awards", "Plum cake ₹450", product=Product(name="x", price="₹450")
        ),
        one(F.OFFERS, "50% off everything"),
        one(F.OFFERS, "Since 1998", offer=Offer(text="50% off everything")),
        one(F.ADDRESS, "12 Fake Street"),
        one(F.PRODUCTS, "Plum cake", "Plum cake ₹450", product=Product(name="Kulfi", price="₹450")),
        one(
            F.PRODUCTS,
            "Plum cake",
            "Plum cake ₹450",
            product=Product(name="Plum cake", price="₹450", description="Aged for ten years"),
        ),
    ],
    ids=[
        "quote",
        "year",
        "praise",
        "unquoted",
        "source",
        "paraphrase",
        "guess",
        "price",
        "known",
        "colour",
        "emoji",
        "phone",
        "nowhere",
        "post",
        "fact-of-no-post",
        "fact-with-a-product",
        "offer",
        "offer-of-other-words",
        "address",
        "product-of-other-name",
        "description",
    ],
)
def test_what_does_not_stand_there_or_cannot_be_saved_never_reaches_a_person(proposed):
    assert kept(proposed) == ()


def test_of_two_texts_for_one_place_the_surer_is_shown_and_hidden_letters_are_gone():
    loose = one(F.PHONE, "98220 12345", "Call 98220 12345", confidence=0.4)
    sure = one(F.PHONE, "98220 \u202e12345", "Call 98220 12345", confidence=0.9)
    (phone,) = kept(loose, sure)
    assert (phone.id, phone.value, phone.confidence) == ("p1", "98220 12345", 0.9)


@pytest.mark.parametrize(
    ("before", "unit", "is_new"),
    [
        ("₹450/kg", None, False),
        ("₹450 per kg", None, False),
        ("₹450", "per kg", False),
        ("Rs 450/kilo", None, False),
        ("₹440/kg", None, True),
        ("₹450/piece", None, True),
    ],
)
def test_a_price_that_is_only_written_otherwise_changes_nothing(before, unit, is_new):
    known = BrandProfile(products=(Product(name="Plum cake", price=before, unit=unit),))
    item = Product(name="Plum cake", price="₹450", unit="kg")
    told = one(F.PRODUCTS, "Plum cake", "Plum cake ₹450", product=item)
    assert bool(kept(told, brand=known)) == is_new
