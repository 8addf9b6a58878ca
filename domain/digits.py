"""Counts as they are written in India. Knows no language."""


def whole(value: float) -> str:
    """A count in Indian digit groups: 1,25,000."""
    digits = f"{round(abs(value))}"
    head, tail = digits[:-3], digits[-3:]
    groups = []
    while head:
        groups.append(head[-2:])
        head = head[:-2]
    return ("-" if value < 0 else "") + ",".join([*reversed(groups), tail])
