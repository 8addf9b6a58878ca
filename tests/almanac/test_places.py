"""The state of a business, from the words of its address."""

import pytest

from almanac import places
from domain.errors import InvalidError


@pytest.mark.parametrize(
    ("location", "codes"),
    [
        ("Koramangala, Bengaluru", ("KA",)),
        ("Salem, Tamil Nadu", ("TN",)),
        ("12 MG Road, PUNE", ("MH",)),
        ("Indore and Raipur", ("MP", "CG")),
        ("Anandpur", ()),
        ("Berlin", ()),
        ("", ()),
    ],
)
def test_a_location_names_its_state(location, codes):
    assert places.states_in(location) == codes


@pytest.mark.parametrize(("region", "code"), [("kl", "KL"), ("Kerala", "KL"), ("Kochi", "KL")])
def test_a_region_is_a_code_or_a_name(region, code):
    assert places.state(region) == code


def test_an_unknown_region_says_what_to_give():
    with pytest.raises(InvalidError, match="Kerala or KL") as raised:
        places.state("Atlantis")
    assert raised.value.code == "unknown_region"
