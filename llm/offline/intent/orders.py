"""A message about posts read clause by clause: what is ordered of which post, and what forbidden.

One request holds one list of changes for one set of posts. What does not fit into it is asked
back; a change that is forbidden is never made.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from llm.offline.intent import dropping, negations, standing
from llm.offline.intent.clauses import bare, cut
from llm.offline.intent.exceptions import exception_in, posts_left_out, tags_left_out
from llm.offline.intent.existing import asks_new
from llm.offline.intent.hindi import in_english
from llm.offline.intent.named import named_in, says_all, says_others
from llm.offline.intent.naming import is_out, posts_of
from llm.tasks.intent import EditAction, Intent, IntentInputs, IntentKind

_LONGEST = 1000
"""Characters; who writes more tells a story and gives no list of orders."""
Read = Callable[[IntentInputs], Intent]
Posts = frozenset[int]


class Kind(Enum):
    EDIT = auto()
    DROP = auto()
    KEPT = auto()
    PRAISED = auto()
    NOT_ON = auto()
    """A day on which a post is not to go out."""
    NEW = auto()
    OTHER = auto()
    """An approval, a question, a greeting."""
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Order:
    kind: Kind
    text: str
    named: Posts
    intent: Intent | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    inputs: IntentInputs
    now: datetime
    read: Read

    @property
    def every(self) -> Posts:
        """The posts that “all” of them are: those that wait, or else those still to go out."""
        waiting = frozenset(draft.number for draft in self.inputs.open_drafts)
        return waiting or frozenset(p.number for p in posts_of(self.inputs) if not is_out(p))

    def understood(self, text: str, among: Posts | None = None) -> Intent:
        return self.read(standing.among(self.inputs, text, among))

    def whole(self, text: str, among: Posts | None = None) -> Intent:
        """The same of words that may hold several orders; they are fewer than were sent."""
        inputs = standing.among(self.inputs, text, among)
        return read_orders(text, inputs, self.now, self.read) or self.read(inputs)

    def named(self, text: str) -> Posts:
        return named_in(text, self.inputs, self.now)


def read_orders(said: str, inputs: IntentInputs, now: datetime, read: Read) -> Intent | None:
    """The message as far as it takes this reading; None when it is one plain order or none."""
    if inputs.pending_request or len(said) > _LONGEST or not posts_of(inputs):
        return None
    context = _Context(inputs, now, read)
    if found := exception_in(said):
        return _excepted(said, found.what, found.rest, context)
    if sooner := standing.right_now(said, context.named(said)):
        return sooner
    orders = _orders(said, context)
    kinds = {order.kind for order in orders}
    if kinds & {Kind.KEPT, Kind.NOT_ON} or (
        Kind.PRAISED in kinds and kinds & {Kind.EDIT, Kind.DROP, Kind.PRAISED}
    ):
        return _guarded(said, orders, context)
    if kinds - {Kind.EDIT, Kind.DROP}:
        return _beside_approval(orders, said)
    if len(orders) < 2:
        return _of_several_posts(said, orders, context)
    return _several(said, orders, context)


def _of_several_posts(said: str, orders: list[Order], context: _Context) -> Intent | None:
    """One order for posts named by their subjects, of which a plain reading finds the first."""
    for order in orders:
        edit = order.intent.edit if order.intent else None
        found = frozenset() if edit is None or edit.targets == "all" else frozenset(edit.targets)
        if not (found and found < order.named) or order.intent is None:
            continue
        if order.kind is Kind.DROP:
            return standing.dropped(order.named, said, context.inputs, order.intent)
        return standing.aimed_at(order.intent, order.named, said)
    return None


def _beside_approval(orders: list[Order], said: str) -> Intent | None:
    """“Approve post 1 but make post 2 shorter”: post 1 is not to be changed."""
    agreed = [o for o in orders if o.intent and o.intent.kind is IntentKind.APPROVAL_ATTEMPT]
    edits = [o for o in orders if o.kind in {Kind.EDIT, Kind.DROP}]
    apart = any(a.named and e.named and a.named != e.named for a in agreed for e in edits)
    return standing.one_at_a_time([o.text for o in orders], said) if apart else None


# one clause


def _orders(said: str, context: _Context) -> list[Order]:
    """The orders in their order; words without one belong to the next, or else to the last."""
    spans = cut(said)
    found: list[Order] = []
    begun: int | None = None
    last_start = 0
    for start, end in spans:
        at = start if begun is None else begun
        order = _order(said[at:end], context)
        names = standing.only_names(said[at:end], context.now)
        if names and begun is None and found:
            found[-1] = replace(found[-1], named=found[-1].named | order.named)
        if order.kind is Kind.NOTHING:
            begun = at
            continue
        found.append(order)
        begun, last_start = None, at
    if begun is not None and found:
        rest, longer = said[begun:], _order(said[last_start:], context)
        other = context.named(rest) - found[-1].named
        if other and found[-1].named and not standing.only_names(rest, context.now):
            found.append(Order(Kind.EDIT, rest, context.named(rest)))  # of which no sense is made
        elif longer.kind is found[-1].kind:
            found[-1] = longer
    return found


def _order(text: str, context: _Context) -> Order:
    named = context.named(text)
    kind = _without_order(bare(text), named, context)
    if standing.only_names(text, context.now):
        kind = Kind.NOTHING
    if kind is not None:
        return Order(kind, text, named)
    intent = context.understood(text)
    is_new = not named and asks_new(in_english(text))
    return Order(_kind_of(intent, is_new=is_new), text, named, intent)


def _without_order(text: str, named: Posts, context: _Context) -> Kind | None:
    if standing.not_on(text, context.now) and named:
        return Kind.NOT_ON
    if negations.forbids(text) or negations.leaves(text):
        return Kind.KEPT
    if named and negations.excludes(text):
        return Kind.KEPT
    return Kind.PRAISED if named and negations.praises(text) else None


def _kind_of(intent: Intent, *, is_new: bool = False) -> Kind:
    if intent.kind is IntentKind.EDIT and intent.edit:
        if {p.code for p in intent.problems} & dropping.CODES and not intent.edit.actions:
            return Kind.DROP
        return Kind.EDIT if intent.edit.actions else Kind.OTHER
    if intent.kind is IntentKind.CAMPAIGN:
        asks = intent.topic or intent.products or intent.count or (intent.occasion and is_new)
        return Kind.NEW if asks else Kind.NOTHING
    if intent.kind in {IntentKind.UNCLEAR, IntentKind.GREETING, IntentKind.QUESTION}:
        return Kind.NOTHING
    return Kind.OTHER


# several clauses


def _several(said: str, orders: list[Order], context: _Context) -> Intent | None:
    """Two orders or more and nothing forbidden."""
    aimed = _aimed(orders, context)
    sets = {posts for _, posts in aimed}
    kinds = {order.kind for order in orders}
    if kinds == {Kind.EDIT}:
        if len(sets) == 1:
            return None
        first, *others = (order.intent for order in orders)
        if first and all(_same(first, other) for other in others):
            return standing.aimed_at(first, frozenset().union(*sets), said)
    elif kinds == {Kind.DROP}:
        return standing.dropped(frozenset().union(*sets), said, context.inputs, orders[0].intent)
    return standing.one_at_a_time(_grouped(aimed), said)


def _same(one: Intent, other: Intent | None) -> bool:
    return bool(
        other
        and one.edit
        and other.edit
        and one.edit.actions == other.edit.actions
        and one.edit.details == other.edit.details
    )


def _aimed(orders: list[Order], context: _Context) -> list[tuple[Order, Posts]]:
    """Each order with its posts; one that names none is about those named before."""
    everything = context.every
    spoken_of = frozenset().union(*(order.named for order in orders))
    before: Posts = frozenset()
    found = []
    for order in orders:
        posts = order.named or before or everything
        if not order.named and says_others(order.text):
            posts = everything - spoken_of
        elif not order.named and says_all(order.text):
            posts = everything
        found.append((order, posts))
        before = posts if posts != everything or order.named else frozenset()
    return found


def _grouped(aimed: list[tuple[Order, Posts]]) -> list[str]:
    """What to send one by one: neighbours about the same posts stay together."""
    texts: list[str] = []
    last: tuple[Kind, Posts] | None = None
    for order, posts in aimed:
        if last == (order.kind, posts):
            texts[-1] = f"{texts[-1]}, {order.text}"
        else:
            texts.append(order.text)
        last = (order.kind, posts)
    return texts


# something forbidden


def _guarded(said: str, orders: list[Order], context: _Context) -> Intent | None:
    """What remains to be done beside what is left as it is."""
    orders = _not_taken_back(orders)
    left = [order for order in orders if order.kind in {Kind.KEPT, Kind.PRAISED, Kind.NOT_ON}]
    wanted = [order for order in orders if order not in left]
    kept = frozenset().union(*(order.named for order in left))
    if not wanted:
        return _left(said, left, kept, context)
    if {order.kind for order in wanted} - {Kind.EDIT, Kind.DROP}:
        return context.understood(", ".join(order.text for order in wanted))
    aimed = [(o, posts) for o, posts in _spared(orders, context) if o in wanted]
    if any(not posts for _, posts in aimed):
        return standing.one_at_a_time([order.text for order in orders], said)
    intent = _done(said, aimed, context)
    tags = tuple(tag for order in left for tag in tags_left_out(order.text))
    return standing.keeping_tags(intent, tags) if intent else None


def _left(said: str, left: list[Order], kept: Posts, context: _Context) -> Intent:
    for order in left:
        if order.kind is Kind.NOT_ON:
            day = standing.not_on(order.text, context.now)
            if question := standing.on_that_day(day, order.named, said, context.inputs):
                return question
    return standing.left_as_it_is(kept, said, context.inputs)


def _not_taken_back(orders: list[Order]) -> list[Order]:
    """“Cancel it. Actually no, keep it”: the first of the two is gone."""
    found: list[Order] = []
    for order in orders:
        back = order.kind is Kind.KEPT and negations.takes_back(order.text)
        if back and found and found[-1].kind in {Kind.EDIT, Kind.DROP}:
            named = order.named or found[-1].named
            found[-1] = replace(order, named=named)
        else:
            found.append(order)
    return found


def _spared(orders: list[Order], context: _Context) -> list[tuple[Order, Posts]]:
    """Each order with its posts, those taken out that a prohibition is about.

    No post is left to an order that contradicts one.
    """
    found = []
    for order, posts in _aimed(_for_all(orders), context):
        if order.kind in {Kind.EDIT, Kind.DROP}:
            left = posts
            for other in orders:
                left = _less(order, left, other, context)
            found.append((order, left))
        else:
            found.append((order, posts))
    return found


def _for_all(orders: list[Order]) -> list[Order]:
    """A post that is left alone is not the one that the next clause is about, unless as “it”."""
    found: list[Order] = []
    for order in orders:
        blank = order.kind is Kind.KEPT and negations.is_general(order.text)
        following = orders[orders.index(order) + 1 :]
        pronoun = any(re.search(r"\b(?:it|ise|isko)\b", o.text, re.I) for o in following)
        found.append(replace(order, named=frozenset()) if blank and not pronoun else order)
    return found


def _less(order: Order, posts: Posts, other: Order, context: _Context) -> Posts:
    if other.kind is Kind.PRAISED:
        return posts if order.named or posts <= other.named else posts - other.named
    if other.kind is not Kind.KEPT:
        return posts
    if negations.is_general(other.text):
        if not other.named:
            return posts if says_others(other.text) or order.named else frozenset()
        return posts - other.named
    if _is_forbidden(order, other, context):
        return posts - (other.named or posts)
    return posts


def _is_forbidden(order: Order, other: Order, context: _Context) -> bool:
    """Whether this very change is what the other clause forbids."""
    actions = _actions(context.understood(negations.affirmed(other.text)))
    if order.intent and set(_actions(order.intent)) & set(actions):
        return not (tags_left_out(other.text))
    shared = negations.properties(order.text) & negations.properties(other.text)
    return bool(shared and other.named and EditAction.REWRITE in actions)


def _actions(intent: Intent) -> tuple[EditAction, ...]:
    return intent.edit.actions if intent.edit else ()


def _done(said: str, aimed: list[tuple[Order, Posts]], context: _Context) -> Intent | None:
    if len({posts for _, posts in aimed}) > 1 or len({o.kind for o, _ in aimed}) > 1:
        first = _several(said, [replace(o, named=posts) for o, posts in aimed], context)
        return first or standing.one_at_a_time(_grouped(aimed), said)
    order, posts = aimed[0]
    text = ", ".join(o.text for o, _ in aimed)
    if order.kind is Kind.DROP:
        return standing.dropped(posts, said, context.inputs, None)
    if not order.named and posts == context.every:
        return standing.worded(context.understood(text), said)
    intent = context.understood(text, None if order.named else posts)
    return standing.aimed_at(intent, posts, said)


# an exception


def _excepted(said: str, what: str, rest: str, context: _Context) -> Intent | None:
    tags = tags_left_out(what)
    whole = context.whole(rest)
    kind = _kind_of(whole)
    if kind not in {Kind.EDIT, Kind.DROP}:
        return None
    if tags and kind is Kind.EDIT:
        return standing.keeping_tags(whole, tags)
    left_out = posts_left_out(what, context.inputs, context.now)
    if left_out is None:
        return standing.unsure(what, said)
    posts = (context.named(rest) or context.every) - left_out
    if not posts:
        return standing.left_as_it_is(left_out, said, context.inputs)
    if kind is Kind.DROP:
        return standing.dropped(posts, said, context.inputs, None)
    named = bool(context.named(rest))
    intent = whole if named else context.whole(rest, posts)
    if intent.edit and not named and intent.problems:
        return intent
    return standing.aimed_at(intent, posts, said)
