import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.linkedin.littletext import RESERVED, publish


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("plain words, ₹22 और चाय", "plain words, ₹22 और चाय"),
        (r"half \(price\) \#1 a\_b \* \~ \\ \| \{ \} \@ \[ \] \< \>", None),
        ("cut here (and this is lost)", "cut here "),
        ("under_score", "under"),
        ("mail me @ noon", "mail me "),
        ("tail\\", "tail"),
        (r"bad \q escape", "bad "),
        ("#chai and #चाय stay, # alone cuts", "#chai and #चाय stay, "),
        (r"see {hashtag|\#|MasalaChai} now", "see #MasalaChai now"),
        ("broken {hashtag|MasalaChai}", "broken "),
        ("by @[Masala Chai Co.](urn:li:organization:105432001)!", "by Masala Chai Co.!"),
        ("by @[Nobody](urn:li:share:1)!", "by "),
        ("(", ""),
    ],
)
def test_text_is_shown_up_to_the_first_unescaped_reserved_character(sent, shown):
    if shown is None:
        shown = "half (price) #1 a_b * ~ \\ | { } @ [ ] < >"
    assert publish(sent).text == shown


@given(st.text())
def test_fully_escaped_text_is_never_cut(text):
    wire = "".join(f"\\{letter}" if letter in RESERVED else letter for letter in text)
    published = publish(wire)
    assert published.text == text
    assert published.wire == wire


@given(st.text(alphabet="ab #@[](){}|\\*_~<>urn:li:hashtag"))
def test_what_is_shown_never_grows_and_the_wire_is_a_prefix(text):
    published = publish(text)
    assert text.startswith(published.wire)
    assert len(published.text) <= len(published.wire)


def test_the_stand_in_publishes_the_cut_text_without_an_error(linkedin, control):
    urn = linkedin.publish("Open till nine (Sundays too)")
    assert control.texts() == ["Open till nine "]
    assert linkedin.read(urn).json()["commentary"] == "Open till nine "
