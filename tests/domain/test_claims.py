"""Which claims stay with a text that was changed."""

import pytest

from domain.claims import still_claimed
from domain.content import Claim

PRICE = Claim(text="Masala chai: ₹40", source="Your brand profile")
MORNING = Claim(text="We grind our spice mix every morning.", source="the owner")
OLD = "Masala chai for ₹40. We grind our spice mix every morning."


@pytest.mark.parametrize(
    ("new", "kept"),
    [
        (OLD, (PRICE, MORNING)),
        ("Come by. Masala chai, ₹40!", (PRICE,)),
        ("Masala chai for ₹50. We grind our spice mix every morning.", (MORNING,)),
        ("WE GRIND OUR SPICE MIX EVERY MORNING", (MORNING,)),
        ("Rain outside.", ()),
    ],
)
def test_a_claim_stays_as_long_as_its_words_do(new, kept):
    assert still_claimed((PRICE, MORNING), OLD, new) == kept


def test_words_are_whole_with_their_vowel_signs():
    claim = Claim(text="मसाला चाय", source="the owner")
    assert still_claimed((claim,), "मसाला चाय यहाँ", "मसाला चाय वहाँ") == (claim,)
    assert still_claimed((claim,), "मसाला चाय यहाँ", "मसाले चाय वहाँ") == ()


def test_a_danda_or_a_joiner_makes_no_other_word():
    claim = Claim(text="क्‍षमा यहाँ।", source="the owner")
    assert still_claimed((claim,), "क्‍षमा यहाँ।", "यहाँ क्‍षमा!") == (claim,)
    assert still_claimed((claim,), "क्‍षमा यहाँ।", "यहाँ क्‍षय!") == ()
