"""What may not become a rule: words that the checks would stop in every post they are put into."""

from domain.brand import BrandProfile
from domain.errors import ConflictError
from domain.rule import Aspect, Habit, rule_words
from tools.safety import check

_PUT_IN = frozenset(
    {
        Aspect.ADD_HASHTAG,
        Aspect.REPLACE,
        Aspect.OPENING,
        Aspect.SIGN_OFF,
        Aspect.CALL_TO_ACTION,
    }
)
"""Aspects whose text stands in the post afterwards."""
_NAMED = frozenset({"brand", "competitor"})


def require_fit(habit: Habit, brand: BrandProfile) -> None:
    """Nothing where the rule's words may stand in this brand's posts.

    Raises:
        ConflictError: `rule_unfit`; says which words and why. They are on the brand's lists, name
            a competitor, or need what a rule cannot give, as a claim needs its source.
    """
    text = habit.params.text if habit.aspect in _PUT_IN else None
    if not text:
        return
    tags = (text,) if habit.aspect is Aspect.ADD_HASHTAG else ()
    flags = check("" if tags else text, tags, brand).flags
    stops = (f for f in flags if f.severity == "block" or f.category in _NAMED)
    if first := next(stops, None):
        raise ConflictError(
            f"The rule “{rule_words(habit)}” would stop every post: {first.message}",
            code="rule_unfit",
            extra={"term": first.term},
        )
