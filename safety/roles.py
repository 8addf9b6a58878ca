"""Who a predicate is about: whether a group of people is what it degrades, excludes or harms. Pure.

"Women hate waste" and "they hate women" hold the same words. Verbs of loathing and of harm take the
group behind them, a degrading word needs "are" between, and a comma parts what does not belong.
"""

from collections.abc import Iterator

from safety.contexts import REACH, Scene
from safety.finding import Span

NEAR = 7
"""Words between a group and what is said of it at most."""
LINKED = 4
"""Words before a degrading one in which "are" has to stand."""
CLOSE = 4
"""Words between a verb and the group that it takes, at most."""


def peoples_in(scene: Scene, sentence: Span) -> list[Span]:
    """Groups of people, among them adjectives ("Bihari") where they stand for people."""
    marks, found = scene.marks, scene.marks.inside("groups", *sentence)
    for span in marks.inside("peoples", *sentence):
        after = (span[1], min(sentence[1], span[1] + 2))
        is_last = span[1] == sentence[1] and span[0] > sentence[0]
        if is_last or _begins(scene, ("folk", "copula"), after):
            found.append(span)
    if found:
        first = min(span[0] for span in found)
        found += [span for span in marks.inside("pronouns", *sentence) if span[0] > first]
    return sorted(found)


def _begins(scene: Scene, groups: tuple[str, ...], place: Span) -> bool:
    return any(
        span[0] == place[0] for group in groups for span in scene.marks.inside(group, *place)
    )


def degrading(scene: Scene, group: Span, sentence: Span) -> Iterator[Span]:
    """Predicates that degrade or exclude this group."""
    marks = scene.marks
    for kind, ahead, behind in _ORDERS:
        for span in marks.near(kind, group, sentence, NEAR):
            if _stands(scene, group, span, ahead=ahead, behind=behind):
                yield span
    for span in marks.near("degrade", group, sentence, NEAR):
        if _is_said_of(scene, group, span, sentence):
            yield span


_ORDERS = (("loathe", -1, CLOSE), ("scum", NEAR, 2), ("exclude", NEAR, -1))
"""Of each kind: how far before it and behind it a group may stand; -1 is nowhere."""


def _stands(scene: Scene, group: Span, span: Span, *, ahead: int, behind: int) -> bool:
    if span[0] >= group[1]:
        return span[0] - group[1] <= ahead and not scene.are_parted(group, span)
    return 0 <= group[0] - span[1] <= behind and not scene.are_parted(span, group)


def _is_said_of(scene: Scene, group: Span, span: Span, sentence: Span) -> bool:
    """As in "… are dirty", "dirty …", "more disgusting than …"; in Hindi "… gande hote hain"."""
    if group[0] >= span[1]:
        between = scene.reading.words[span[1] : group[0]]
        is_compared = any("than" in word.forms for word in between)
        return len(between) <= (CLOSE if is_compared else 0) and not scene.are_parted(span, group)
    if not 0 <= span[0] - group[1] <= NEAR or scene.are_parted(group, span):
        return False
    linked = scene.marks.has("copula", max(group[0], span[0] - LINKED), span[0])
    return linked or _begins(scene, ("copula",), (span[1], min(sentence[1], span[1] + 3)))


def harming(scene: Scene, group: Span, sentence: Span) -> Iterator[Span]:
    """Predicates that wish this group harm, or call for it."""
    marks = scene.marks
    for span in marks.near("violence", group, sentence, NEAR):
        if 0 <= group[0] - span[1] <= CLOSE and not scene.are_parted(span, group):
            opens = span[0] <= sentence[0] + 1
            wished = marks.has("intent", max(sentence[0], span[0] - REACH - 2), span[0])
            if opens or wished:
                yield span
            continue
        near = 0 <= span[0] - group[1] <= NEAR and not scene.are_parted(group, span)
        if near and _is_suffered(scene, group, span):
            yield span


def _is_suffered(scene: Scene, group: Span, span: Span) -> bool:
    """As in "… should be shot", "… deserve to die"; in Hindi the verb is last: "… ko maar do"."""
    words, marks = scene.reading.words, scene.marks
    if any(form in _KO for word in words[group[1] : group[1] + 3] for form in word.folded):
        return True
    if not marks.has("intent", group[1], span[0]):
        return False
    if any(form in _WILL for word in words[group[1] : span[0]] for form in word.forms):
        return marks.has("passive", group[1], span[0])
    return marks.has("passive", group[1], span[0]) or _begins(scene, ("perish",), span)


_KO = frozenset({"ko", "inko", "unko"})
_WILL = frozenset({"will", "would", "we'll", "they'll"})
