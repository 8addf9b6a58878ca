"""What the offline author takes a post's length for is never less than X itself counts."""

from hypothesis import given
from hypothesis import strategies as st

from domain.platform import Platform
from llm.offline.counting import caption, fits, length
from platforms.x.counting.weight import LIMIT, weight_of

PIECES = st.sampled_from(
    [
        "https://masalachai.in/menu",
        "https://masalachai.in/menu/all-that-we-brew-in-the-rainy-season?from=x&on=1",
        "(https://masalachai.in/a).",
        "https://a.in/चाय",
        "masalachai.in",
        "www.masalachai.co.in/a-long-page-of-all-that-we-brew",
        "a-name-with-dots.that-is-no-address-at-all.and-is-long",
        "Masala Chai Co.in",
        "7.30",
        "e.g.",
        "☕",
        "👩‍👩‍👧",
        "चाय",
        "₹40",
        "#Chai",
        "@asha",
        "–",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from([" ", "\n", ", ", " – "]))
def test_it_is_on_the_safe_side(pieces, between):
    text = between.join(pieces)
    assert length(text, Platform.X) >= weight_of(text)


def test_a_link_costs_no_more_than_it_does_there():
    link = "https://masalachai.in/menu/all-that-we-brew-in-the-rainy-season?from=x&on=1"
    text, tags = f"{'Chai. ' * 39}{link}", ("#Chai", "#Pune")
    assert length(text, Platform.X) == weight_of(text)
    assert fits(text, tags, Platform.X, LIMIT)
    assert weight_of(caption(text, tags)) == LIMIT - 10
