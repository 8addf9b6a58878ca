"""Which wishes a request holds, in an order in which none undoes another. Changes nothing."""

from collections.abc import Callable

from llm.offline.edit import marks, wording
from llm.offline.edit.prices import change_price
from llm.offline.edit.translating import translate
from llm.offline.edit.wish import Wish
from llm.tasks.edit_post import EditPostInputs
from llm.tasks.intent import EditAction

A = EditAction


def wishes(inputs: EditPostInputs) -> list[Wish]:
    """The wishes in an order in which none undoes another."""
    found = [
        wish for action in _ORDER if action in inputs.edit.actions for wish in _of(action, inputs)
    ]
    return found or _unnamed(inputs)


def _of(action: EditAction, inputs: EditPostInputs) -> list[Wish]:
    details = inputs.edit.details
    if action is A.REPLACE_TEXT:
        return [wording.replace(r.old, r.new) for r in details.replacements]
    if action is A.REMOVE_TEXT:
        return [wording.remove(term) for term in details.remove]
    if action is A.ADD_TEXT:
        return [wording.add(inputs, line) for line in details.add]
    if action is A.REPLACE_LINE:
        first, last = details.first_line, details.last_line
        return [
            *([wording.first_line(first)] if first else []),
            *([wording.last_line(last)] if last else []),
        ]
    return [_SINGLE[action](inputs)] if action in _SINGLE else []


def _unnamed(inputs: EditPostInputs) -> list[Wish]:
    """Nothing that has a rule was asked for; a slot or a picture is not ours to answer."""
    if {A.CHANGE_TIME, A.CHANGE_PICTURE} & set(inputs.edit.actions):
        return []
    return [wording.rewrite(inputs)]


_SINGLE: dict[EditAction, Callable[[EditPostInputs], Wish]] = {
    A.SHORTER: wording.shorter,
    A.LONGER: wording.longer,
    A.ADD_OFFER: wording.add_offer,
    A.CHANGE_TONE: wording.change_tone,
    A.TRANSLATE: translate,
    A.REMOVE_HASHTAGS: marks.remove_hashtags,
    A.ADD_HASHTAGS: marks.add_hashtags,
    A.REMOVE_EMOJI: marks.remove_emoji,
    A.ADD_EMOJI: marks.add_emoji,
    A.START_WITH: wording.start_with,
    A.ADD_PRICE: marks.add_price,
    A.REMOVE_PRICE: marks.remove_price,
    A.CHANGE_PRICE: change_price,
    A.REWRITE: wording.rewrite,
}
_ORDER = (
    A.REPLACE_TEXT,
    A.REMOVE_TEXT,
    A.REMOVE_PRICE,
    A.REMOVE_EMOJI,
    A.REMOVE_HASHTAGS,
    A.CHANGE_TONE,
    A.SHORTER,
    A.LONGER,
    A.ADD_PRICE,
    A.ADD_OFFER,
    A.ADD_TEXT,
    A.REPLACE_LINE,  # after what writes a first line, or puts a sentence before the last one
    A.START_WITH,
    A.ADD_HASHTAGS,
    A.ADD_EMOJI,
    A.TRANSLATE,
    A.CHANGE_PRICE,  # a text that is written anew says the prices of the brand
    A.REWRITE,
)
