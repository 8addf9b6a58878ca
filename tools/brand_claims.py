"""Praise in the name of a product, which nobody can check: left out of what is proposed. Pure."""

import re
from collections.abc import Iterable

from domain.brand_draft import ProposalField
from llm.tasks.brand_draft import Proposed
from safety.unproven import unproven

_ASIDE = re.compile(
    r"\s*[(\[](?P<bracket>[^()\[\]]+)[)\]]|\s+[–—-]\s+(?P<dash>[^–—-]+)$|,\s+(?P<comma>[^,]+)$"
)
_PRAISE = re.compile(
    r"\W*(?:(?:our|the|simply|india'?s|city'?s) )*(?:very )?(?:best|finest|cheapest|tastiest"
    r"|no\.? ?1|#1|number one|world[- ]class|unbeatable|guaranteed|award[- ]winning)\b"
    r"(?: (?:in|of|across) [\w\s]+| ever| quality| price)?\W*",
    re.IGNORECASE,
)
"""Whole words beside a name; “Best Bakery rusk” is called so."""


def without_claims(proposed: Iterable[Proposed]) -> tuple[tuple[Proposed, ...], tuple[str, ...]]:
    """The proposals, products without such words in their names, and a note for each left out."""
    kept: list[Proposed] = []
    notes: dict[str, None] = {}
    for one in proposed:
        name, claim = unclaimed(one.value)
        if one.field is not ProposalField.PRODUCTS or not claim:
            kept.append(one)
            continue
        notes[_note(name, claim)] = None
        if name:
            item = one.product.model_copy(update={"name": name}) if one.product else None
            kept.append(one.model_copy(update={"value": name, "product": item}))
    return tuple(kept), tuple(notes)


def unclaimed(name: str) -> tuple[str, str]:
    """(the name without what it claims, what it claims); the name is empty where it is all claim.

    Args:
        name: As a price list has it: “Shahi Thali (best in town)”.
    """
    for match in _ASIDE.finditer(name):
        said = next(group for group in match.groups() if group)
        if _PRAISE.fullmatch(said) or unproven(said):
            left = f"{name[: match.start()]} {name[match.end() :]}"
            return " ".join(left.split()), said.strip()
    found = unproven(name)
    if not found:
        return name, ""
    said = found[0].term
    left = re.sub(re.escape(said), " ", name, count=1, flags=re.IGNORECASE)
    left = " ".join(left.split()).strip(" ,–—-()")
    # “best thali of town” without its praise is no name any more
    return ("", name) if not left or re.match(r"(?:in|of|for|at)\b", left, re.I) else (left, said)


def _note(name: str, claim: str) -> str:
    if not name:
        return f"“{claim}” was left out: nobody can check it."
    return f"“{claim}” was left out of the name of {name}: nobody can check it."
