"""Sums of money as Indian shops write them. Computes nothing with them."""

import re

from domain.sums import indian

SUM = r"(?:₹|rs\.?) ?\d[\d,]*(?:\.\d+)?(?:/-)?"
_BARE = re.compile(r"(?<![\d,.])\d{4,9}(?![\d,]|\.\d)")


def grouped(text: str) -> str:
    """Long sums after a rupee sign in Indian groups: ₹125000 is ₹1,25,000. Others stay."""
    return re.sub(
        SUM, lambda m: _BARE.sub(lambda d: indian(d.group()), m.group()), text, flags=re.I
    )
