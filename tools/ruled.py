"""Holds texts on demand to the brand's accepted rules: the words, then the hashtags put to them.

Rules are about posts; ads, outlines, e-mails and descriptions are under none, scripts under one
(`tools.scripts`).
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.brand import BrandProfile
from domain.claims import still_claimed
from domain.obeying import obey
from domain.rule import Aspect, BrandRule
from tools.obeying import bounds_of, in_words
from tools.tagging import Tag
from tools.texts import MAX_HASHTAGS, Order, Piece


def held_piece(piece: Piece, order: Order) -> Piece:
    """The piece in the form that the rules ask for; claims that went with words go, too."""
    if not order.rules:
        return piece
    bounds = bounds_of(order.brand, order.max_chars, MAX_HASHTAGS)
    obeyed = obey(piece.text, piece.hashtags, order.rules, bounds)
    first = next(iter(obeyed.text.splitlines()), "")
    call = piece.call_to_action
    return replace(
        piece,
        text=obeyed.text,
        telling=obeyed.text,
        hashtags=obeyed.hashtags,
        hook=piece.hook if obeyed.text.startswith(piece.hook) else first,
        call_to_action=call if call in obeyed.text else "",
        claims=still_claimed(piece.claims, piece.text, obeyed.text),
        applied=tuple(in_words(rule) for rule in obeyed.applied),
    )


def most_tags(rules: Sequence[BrandRule]) -> int:
    """How many hashtags a post may carry under the rules, those that a rule wishes beside them."""
    bounds = (r.habit.params.most for r in rules if r.habit.aspect is Aspect.MOST_HASHTAGS)
    return min((MAX_HASHTAGS, *(most for most in bounds if most is not None)))


def held_tags(
    tags: Sequence[Tag], text: str, rules: Sequence[BrandRule], brand: BrandProfile, room: int
) -> tuple[Tag, ...]:
    """The tags that the rules leave, with those that they wish.

    Args:
        room: Characters of the text, a blank line and the hashtags together.
    """
    known = {tag.tag: tag for tag in tags}
    obeyed = obey(text, tuple(known), rules, bounds_of(brand, room, MAX_HASHTAGS))
    wished = "A rule of yours puts it in."
    return tuple(
        known.get(tag) or Tag(tag=tag, kind="brand", why=wished) for tag in obeyed.hashtags
    )
