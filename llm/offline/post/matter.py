"""The middle of a post about a question or a topic of its own: what meets it, then one thing more.

Its variations begin with the same words; so that they still differ, they go on differently, in
three ways that take turns.
"""

from functools import partial

from llm.offline.post.lines import Chooser, Line
from llm.offline.post.part import Part, audience, is_thin, run_on
from llm.offline.post.subject import Subject
from llm.tasks.social_post import SocialPostInputs

_WAYS = 3


def opens_with_fact(subject: Subject, place: int) -> bool:
    """Where a fact says the whole topic, it is the first line: a title would say it twice."""
    return subject.is_met_whole and not subject.question and place % _WAYS == 0


def names_matter(subject: Subject, place: int) -> bool:
    """Whether the first line says what the post is about; where a fact says it, not in each."""
    if not subject.is_met_whole or subject.news:
        return True
    return place % _WAYS == 0 if subject.question else place % _WAYS != 1


def of_matter(
    inputs: SocialPostInputs, chooser: Chooser, place: int, *, is_full: bool
) -> list[Part]:
    """The lines below the first; some may be empty.

    Args:
        inputs: Who it is for.
        chooser: Of this post.
        place: The variation's, from 0.
        is_full: Whether it says all it can; else less, so that it differs from an earlier one.
    """
    subject, way = chooser.subject, place % _WAYS
    run = partial(run_on, language=subject.language)
    turn = _fact(subject, place, is_full=is_full)
    fact = Part(Line("") if turn is None else chooser.fact(turn), 5)
    product = Part(_product(chooser, place, is_alone=turn is None, is_full=is_full), 4)
    if subject.is_product_near:
        product = Part(product.line, 7)
    offer = Part(chooser.offer(place), 8)
    greeting = Part(Line(chooser.greeting(place)), 6)
    readers = Part(Line(audience(inputs) if place % 2 else ""), 2)
    moment = Part(Line(chooser.moment(place) if way and is_thin(subject) else ""), 3)
    builds = (
        [greeting, fact, run(product), offer],
        [greeting, readers, fact, offer, run(moment), product],
        [greeting, product, run(moment), fact, offer],
    )
    return builds[way]


def _fact(subject: Subject, place: int, *, is_full: bool) -> int | None:
    """Which fact the variation tells, counted from 0; None for none."""
    last = place % _WAYS == _WAYS - 1
    if not subject.facts:
        return None
    if opens_with_fact(subject, place):  # another one only where nothing else follows
        return 1 if len(subject.facts) > 1 and not subject.product else None
    if last and subject.product and (not subject.question or subject.offer or not is_full):
        return None
    if subject.met is None:
        return place
    return int(last and bool(subject.question))


def _product(chooser: Chooser, place: int, *, is_alone: bool, is_full: bool) -> Line:
    """The product, whole where it meets the topic or takes the turn of the facts."""
    way, is_near = place % _WAYS, chooser.subject.is_product_near
    if not (is_alone or (is_full and (way != 1 or is_near))):
        return Line("")
    return chooser.product(place, brief=not (way == _WAYS - 1 or (is_near and place == 0)))
