"""Praise in a product's name is left out of what is proposed, and said."""

import pytest

from domain.brand import Product
from domain.brand_draft import ProposalField as F
from llm.tasks.brand_draft import Proposed
from tools.brand_claims import unclaimed, without_claims


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Shahi Thali (best in town)", "Shahi Thali"),
        ("Shahi Thali [the best]", "Shahi Thali"),
        ("Shahi Thali - No.1 in Indore", "Shahi Thali"),
        ("Shahi Thali, India's finest", "Shahi Thali"),
        ("Shahi Thali (100% pure) half", "Shahi Thali half"),
        ("Best in town", ""),
    ],
)
def test_a_claim_beside_a_name_is_parted_from_it(name, left):
    assert unclaimed(name)[0] == left
    assert unclaimed(name)[1]


@pytest.mark.parametrize(
    "name",
    [
        "Shahi Thali (half)",
        "Best Bakery rusk",
        "Misal pav, weekends only",
        "Chai - masala",
        "Best of Indore platter",
        "Number 10 bat",
    ],
)
def test_what_only_names_stays(name):
    assert unclaimed(name) == (name, "")


def test_the_proposal_keeps_all_but_the_claim_and_a_note_says_so():
    item = Product(name="Shahi Thali (best in town)", price="₹350", unit="plate")
    told = Proposed(
        field=F.PRODUCTS, value=item.name, product=item, source_id="s", quote="q", confidence=0.7
    )
    fact = told.model_copy(update={"field": F.FACTS, "product": None})
    (product, other), notes = without_claims((told, fact))
    assert product.value == "Shahi Thali"
    assert product.product == Product(name="Shahi Thali", price="₹350", unit="plate")
    assert other == fact
    assert notes == (
        "“best in town” was left out of the name of Shahi Thali: nobody can check it.",
    )
