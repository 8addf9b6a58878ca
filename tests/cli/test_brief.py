"""The demo's brief: what is read, what is refused, and the profile it becomes."""

import pytest

from cli.brief import load, profile
from domain.brand import BrandProfile
from domain.errors import InvalidError


def test_the_shipped_brief_is_a_whole_brand():
    brief = load(None)
    brand = BrandProfile.model_validate(profile(brief, {"chaighar": "http://127.0.0.1:1"}))
    assert brand.missing() == ()
    assert all(fact.source for fact in brand.facts)
    assert all(product.price for product in brand.products)
    assert "LinkedIn" in brief["ask"]


def test_a_competitor_without_a_website_gets_the_sandbox_site_of_its_name():
    brief = {"competitors": [{"name": "Chai Ghar"}, {"name": "Other"}]}
    competitors = profile(brief, {"chaighar": "http://127.0.0.1:8901"})["competitors"]
    assert competitors == [
        {"name": "Chai Ghar", "website": "http://127.0.0.1:8901"},
        {"name": "Other"},
    ]


def test_a_competitor_keeps_the_website_of_the_brief():
    brief = {"competitors": [{"name": "Chai Ghar", "website": "https://chai.example"}]}
    found = profile(brief, {"chaighar": "http://127.0.0.1:8901"})["competitors"]
    assert found[0]["website"] == "https://chai.example"


def test_plain_facts_and_numeric_prices_are_understood():
    brief = {"facts": ["Since 2014."], "products": [{"name": "Chai", "price": 60}]}
    made = profile(brief, {})
    assert made["facts"] == [{"text": "Since 2014."}]
    assert made["products"] == [{"name": "Chai", "price": "60"}]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ask: [", "YAML"),
        ("- a\n- b", "names and values"),
        ("business_name: A", "lacks ask"),
        ("ask: Post", "lacks business_name"),
        ("business_name: A\nask: Post\ntones: [warm]", "tones"),
        ("business_name: A\nask: Post\ntone: warm", "tone"),
        ("business_name: A\nask: Post\nproducts: [chai]", "products"),
    ],
)
def test_a_wrong_brief_is_refused_with_what_is_wrong(write, text, named):
    with pytest.raises(InvalidError, match=named):
        load(write("brief.yaml", text))


def test_a_brief_that_is_not_utf8_is_refused(tmp_path):
    file = tmp_path / "brief.yaml"
    file.write_bytes("ask: चाय".encode("utf-16"))
    with pytest.raises(InvalidError, match="UTF-8"):
        load(file)
