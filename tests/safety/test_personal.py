"""Personal data: by check digits where there are some, and never the brand's own."""

import pytest

from safety.personal import personal_data


@pytest.mark.parametrize(
    ("text", "severity", "kind"),
    [
        ("Aadhaar 2341 2341 2346", "block", "Aadhaar"),
        ("आधार २३४१ २३४१ २३४६", "block", "Aadhaar"),
        ("Card 4111-1111-1111-1111", "block", "card"),
        ("PAN ABCPE1234F", "block", "PAN"),
        ("Call 98200 12345", "warn", "mobile"),
        ("Call +91-9820012345", "warn", "mobile"),
        ("Write to asha.k@gmail.com", "warn", "e-mail"),
        ("Pay asha@okhdfcbank", "warn", "UPI"),
        ("She lives at Flat 302, Shanti Apartments, Pune 411001", "warn", "private address"),
    ],
)
def test_it_is_flagged_by_what_it_is(text, severity, kind):
    (flag,) = personal_data(text)
    assert (flag.category, flag.severity) == ("personal_data", severity)
    assert kind in flag.message


@pytest.mark.parametrize(
    "text",
    [
        "Aadhaar 2341 2341 2345",  # its check digit is wrong
        "Order 4111 1111 1111 1112",
        "₹1,20,000 for 12 people, open 10 to 7",
        "Since 1998, 2,500 cups a day, 12345",
        "Tag @chai.sutra and @okay",
        "Flat 20% off at our shop on FC Road",
        "GST 27ABCPE1234F1Z5",
    ],
)
def test_other_figures_are_not(text):
    assert personal_data(text) == ()


def test_what_the_brand_publishes_is_its_own():
    own = "Call us on +91 98200 12345 or hello@chai.example, UPI chai@okaxis"
    text = "Order on 9820012345, hello@chai.example, chai@okaxis"
    assert personal_data(text, own) == ()
    assert len(personal_data(text)) == 3


def test_papers_are_not_repeated_in_the_flag():
    (flag,) = personal_data("Card 4111 1111 1111 1111")
    assert "4111 1111 1111" not in flag.term + flag.message
    assert flag.term.endswith("1111")
