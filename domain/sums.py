"""Sums of money as they are written in India. Computes nothing with them."""


def indian(digits: str) -> str:
    """Digits in groups of three, then two: 1,25,000."""
    head, tail = digits[:-3], digits[-3:]
    groups = []
    while head:
        groups.append(head[-2:])
        head = head[:-2]
    return ",".join([*reversed(groups), tail])


def rupees(amount: float) -> str:
    """The sum as it is written and read: ₹1,25,000, with paise only where there are some."""
    whole, paise = divmod(round(amount * 100), 100)
    return f"₹{indian(str(whole))}{f'.{paise:02d}' if paise else ''}"
