"""Holds drafts to a brand's rules, whoever writes them: before by bounds, after by form."""

from collections.abc import Sequence
from typing import TypeVar

from domain.brand import BrandProfile
from domain.claims import still_claimed
from domain.frozen import Frozen
from domain.habits import ABOUT, TRAITS
from domain.hashtag import tag_key
from domain.obeying import Bounds, Obeyed, obey
from domain.prices import with_rupees, without_prices
from domain.rule import SHORTEST, Aspect, BrandRule, Habit, rule_words, scope_words
from llm.tasks.social_post import DraftVariation, SocialPostInputs
from llm.tasks.templated_post import TemplatedPostInputs

Inputs = TypeVar("Inputs", SocialPostInputs, TemplatedPostInputs)


class Held(Frozen):
    """A variation after the rules, and what was applied to it in words."""

    draft: DraftVariation
    applied: tuple[str, ...] = ()


def bounded(inputs: Inputs, rules: Sequence[BrandRule]) -> Inputs:
    """The inputs as the rules narrow them, with the rules in words for the author to follow.

    The style notes of the profile are rules, too: a person accepted them, from the style guide.
    """
    brand: BrandProfile = inputs.brand
    notes: tuple[str, ...] = brand.brand_voice.style_notes
    changes: dict[str, object] = {"rules": (*(in_words(rule) for rule in rules), *notes)}
    for rule in rules:
        most = rule.habit.params.most or 0
        if rule.habit.aspect is Aspect.LENGTH:
            changes["max_chars"] = min(inputs.max_chars, _longest(most))
        elif rule.habit.aspect is Aspect.MOST_HASHTAGS:
            changes["max_hashtags"] = min(inputs.max_hashtags, most)
        elif rule.habit.aspect is Aspect.NO_PRICE:
            changes["brand"] = without_prices(brand)
    return inputs.model_copy(update=changes)


def held(
    draft: DraftVariation, rules: Sequence[BrandRule], given: SocialPostInputs, *, max_hashtags: int
) -> Held:
    """The variation in the form that the rules ask for; claims that went with words go, too.

    Args:
        draft: As the author wrote it.
        rules: Those that hold for this post.
        given: What the author was given, after `bounded`.
        max_hashtags: The bound without the rules: a wished hashtag has room beside them.
    """
    bounds = bounds_of(given.brand, given.max_chars, max_hashtags)
    obeyed = obey(draft.text, draft.hashtags, rules, bounds)
    before = tuple(rule for rule in rules if _keeps_bound(rule.habit, obeyed, rules))
    kept = draft.model_copy(
        update={
            "text": obeyed.text,
            "hashtags": obeyed.hashtags,
            "hook": draft.hook if obeyed.text.startswith(draft.hook) else _first(obeyed.text),
            "claims": still_claimed(draft.claims, draft.text, obeyed.text),
        }
    )
    applied = (in_words(rule) for rule in rules if rule in before or rule in obeyed.applied)
    return Held(draft=kept, applied=tuple(applied))


def _keeps_bound(habit: Habit, obeyed: Obeyed, rules: Sequence[BrandRule]) -> bool:
    """Whether the text keeps what bounded its author, who may not have listened."""
    most = habit.params.most or 0
    if habit.aspect is Aspect.LENGTH:
        return len(obeyed.text) <= _longest(most)
    if habit.aspect is Aspect.MOST_HASHTAGS:
        wished = {
            tag_key(one.habit.params.text or "")
            for one in rules
            if one.habit.aspect is Aspect.ADD_HASHTAG
        }
        return len({tag_key(tag) for tag in obeyed.hashtags} - wished) <= most
    return habit.aspect is Aspect.NO_PRICE and not TRAITS[Aspect.NO_PRICE](obeyed.text)


def _longest(most: int) -> int:
    return max(SHORTEST, round(most * ABOUT))


def bounds_of(brand: BrandProfile, max_chars: int, max_hashtags: int) -> Bounds:
    """What the form of a post of that brand may not pass; the lengths as `Bounds` counts them."""
    return Bounds(
        names=_facts(brand),
        prices={p.name: p.price for p in with_rupees(brand).products if p.price},
        max_chars=max_chars,
        max_hashtags=max_hashtags,
    )


def _facts(brand: BrandProfile) -> tuple[str, ...]:
    """Words that are facts where they stand."""
    names = (brand.business_name, brand.location, *(p.name for p in brand.products))
    return (*names, *(fact.text for fact in brand.facts))


def in_words(rule: BrandRule) -> str:
    """The rule as people read it, with the posts that it is for."""
    return rule_words(rule.habit) + scope_words(rule)


def _first(text: str) -> str:
    return next(iter(text.splitlines()), "")
