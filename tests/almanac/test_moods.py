"""Which words jar on a day of mourning, in the three languages."""

from datetime import date

import pytest

from almanac.coming import days_between, quiet_on
from almanac.moods import jarring, keeps

DAY = date(2027, 1, 30)


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Happy weekend, all of you!", "celebrates"),
        ("सबको बहुत बधाई!", "celebrates"),
        ("Jashn ka mauka", "celebrates"),
        ("Masala chai, ₹40 a cup", "sells"),
        ("20% off on all sarees", "sells"),
        ("सब पर 15% की छूट", "sells"),
        ("Saree pe chhoot", "sells"),
        ("Order now 🎉", "sells"),
    ],
)
def test_celebrating_and_selling_are_told(text, mood):
    assert jarring(text)[0] == mood


@pytest.mark.parametrize(
    "text", ["Our shop is closed today.", "Unhappy news.", "आज दुकान बंद है।", "Salesforce"]
)
def test_plain_words_jar_with_nothing(text):
    assert jarring(text) is None


@pytest.mark.parametrize("text", ["On Martyrs' Day we bow", "शहीद दिवस पर नमन", "shaheed diwas"])
def test_a_text_for_the_day_is_known_by_its_names(text):
    assert keeps(text, quiet_on(days_between(DAY, DAY), DAY))


def test_other_texts_do_not_keep_it():
    assert not keeps("Republic Day sale", quiet_on(days_between(DAY, DAY), DAY))
