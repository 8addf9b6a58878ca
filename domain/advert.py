"""How much room each platform's ads have, and which words their button may show. Pure data.

The vendors' figures for ads with one picture. What an ad has to disclose, the platform adds itself.
"""

from pydantic import Field

from domain.frozen import Frozen
from domain.platform import Platform


class AdRoom(Frozen):
    """Lengths in characters, on X as X weighs them."""

    headline: int = Field(ge=1)
    text: int = Field(ge=1)
    """As much of the main text as is shown before “see more”, or all that is allowed."""
    description: int = Field(ge=0)
    """0: this ad has none."""
    buttons: tuple[str, ...] = ()
    """In the platform's own words, which it shows in the reader's language; empty: it has no
    button to choose."""
    source: str
    """The vendor's page."""


_META_BUTTONS = (
    "Learn more", "Shop now", "Order now", "Book now", "Get offer", "Contact us", "Sign up",
    "Get quote", "Apply now", "Subscribe", "Download",
)  # fmt: skip
_META = AdRoom(
    headline=40,
    text=125,
    description=30,
    buttons=_META_BUTTONS,
    source="https://www.facebook.com/business/ads-guide",
)
ROOM = {
    Platform.INSTAGRAM: _META,
    Platform.FACEBOOK: _META,
    Platform.LINKEDIN: AdRoom(
        headline=70,
        text=150,
        description=100,
        buttons=(
            "Learn more", "Apply", "Download", "Sign up", "Subscribe", "Register", "Join",
            "Attend", "Request demo", "View quote",
        ),
        source="https://www.linkedin.com/help/lms/answer/a426534",
    ),
    # the link that the ad leads to counts 23 of 280
    Platform.X: AdRoom(
        headline=70,
        text=257,
        description=0,
        source="https://business.x.com/en/help/campaign-setup/creative-ad-specifications",
    ),
    # of a Demand Gen ad: its headline, long headline and description
    Platform.YOUTUBE: AdRoom(
        headline=40,
        text=90,
        description=90,
        buttons=(
            "Learn more", "Shop now", "Order now", "Book now", "Contact us", "Sign up",
            "Get quote", "Apply now", "Subscribe", "Download", "Visit site",
        ),
        source="https://support.google.com/google-ads/answer/12785615",
    ),
}  # fmt: skip
