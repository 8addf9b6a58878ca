"""Sums of money as Indian shops write them. Computes nothing with them."""

import re

SUM = r"(?:₹|rs\.?) ?\d[\d,]*(?:\.\d+)?(?:/-)?"
_BARE = re.compile(r"(?<![\d,.])\d{4,9}(?![\d,]|\.\d)")


def grouped(text: str) -> str:
    """Long sums after a rupee sign in Indian groups: ₹125000 is ₹1,25,000. Others stay."""
    return re.sub(
        SUM, lambda m: _BARE.sub(lambda d: indian(d.group()), m.group()), text, flags=re.I
    )


def indian(digits: str) -> str:
    """Digits in groups of three, then two: 1,25,000."""
    head, tail = digits[:-3], digits[-3:]
    groups = []
    while head:
        groups.append(head[-2:])
        head = head[:-2]
    return ",".join([*reversed(groups), tail])
