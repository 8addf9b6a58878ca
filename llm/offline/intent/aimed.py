"""A wish about a post that is named by its subject or day: “make the Diwali post shorter”."""

import re
from datetime import datetime

from llm.offline.intent import dropping
from llm.offline.intent import sayings as say
from llm.offline.intent.asks import products_in
from llm.offline.intent.edits import as_intent, read_edit
from llm.offline.intent.existing import asks_new, changes_draft
from llm.offline.intent.hindi import in_english
from llm.offline.intent.mention import Mention, mention_in
from llm.offline.intent.moves import as_move
from llm.offline.intent.naming import Post, fitting, posts_of, tells_nothing
from llm.offline.intent.numbering import numbers_in
from llm.offline.intent.prices import priced_in
from llm.offline.sentences import listed
from llm.tasks.intent import EditAction, EditRequest, Intent, IntentInputs, IntentKind, Problem

A = EditAction
_ALSO_NEW = frozenset({A.CHANGE_TIME, A.CHANGE_TONE, A.TRANSLATE, A.ADD_OFFER, A.REWRITE})
"""What is said of a new post just as well: “diwali ki post kal shaam ko daalo”."""


def read_aimed(said: str, inputs: IntentInputs, now: datetime) -> Intent | None:
    """The dropping or the edit of a post so named; None when the message is something else."""
    if numbers_in(in_english(said), [post.number for post in posts_of(inputs)]):
        return None
    mention = mention_in(said, now)
    if mention is None:
        return _priced(said, inputs, now)
    if dropping.wished(mention.rest):
        return _dropped(mention, said, inputs)
    if inputs.pending_request or not posts_of(inputs):
        return None
    return _edited(mention, said, inputs, now)


def _priced(said: str, inputs: IntentInputs, now: datetime) -> Intent | None:
    """“Change the price of the kulhad chai to 45”: the posts of that product, and no other."""
    subject = priced_in(said)
    if not subject or inputs.pending_request or tells_nothing(posts_of(inputs)):
        return None
    edit, problems = read_edit(as_move(in_english(said), now), inputs, now)
    if A.CHANGE_PRICE not in edit.actions or edit.targets != "all":
        return None
    mention = Mention(subject, (), said, is_definite=True)
    fits = fitting(mention, inputs)
    if len(fits) > 1 and not products_in(subject, inputs.brand):
        names = listed([str(post.number) for post in fits])
        message = f"Posts {names} speak of “{subject}”, so no price is changed. Which one is meant?"
        return as_intent(edit, (Problem(code="which_draft", message=message),))
    if fits:
        targets = tuple(post.number for post in fits)
        return as_intent(edit.model_copy(update={"targets": targets}), problems)
    return dropping.unknown(_nothing_named(mention), said, inputs)


def _dropped(mention: Mention, said: str, inputs: IntentInputs) -> Intent:
    if not posts_of(inputs):
        return dropping.decided_on_card([], said)
    fits = fitting(mention, inputs)
    if fits:
        return dropping.decided_on_card(fits, said)
    return dropping.unknown(_nothing_named(mention), said, inputs)


def _edited(mention: Mention, said: str, inputs: IntentInputs, now: datetime) -> Intent | None:
    fits = fitting(mention, inputs)
    text = as_move(in_english(mention.rest), now)
    edit, problems = read_edit(text, _only(fits, inputs), now)
    if fits and not edit.actions and mention.is_definite and re.search(say.APPROVE, text, re.I):
        return Intent(kind=IntentKind.APPROVAL_ATTEMPT)
    if not edit.actions or _asks(text):
        return None
    if fits:
        targets = tuple(post.number for post in fits) if edit.targets == "all" else edit.targets
        return as_intent(edit.model_copy(update={"targets": targets}), problems)
    if _may_be_new(mention, said, edit, inputs):
        return None
    return dropping.unknown(_nothing_named(mention), said, inputs)


def _only(posts: list[Post], inputs: IntentInputs) -> IntentInputs:
    """The inputs as if no other posts were there."""
    numbers = {post.number for post in posts}
    return inputs.model_copy(
        update={
            "open_drafts": tuple(d for d in inputs.open_drafts if d.number in numbers),
            "approved_posts": tuple(p for p in inputs.approved_posts if p.number in numbers),
        }
    )


def _may_be_new(mention: Mention, said: str, edit: EditRequest, inputs: IntentInputs) -> bool:
    """Whether the words ask for a post that is not there yet, or nothing is known of those."""
    if mention.subject and tells_nothing(posts_of(inputs)):
        return True
    text = in_english(said)
    if asks_new(text) and not changes_draft(text, inputs):
        return True
    return not mention.is_definite and _ALSO_NEW.issuperset(edit.actions)


def _asks(text: str) -> bool:
    """A question about the post: what it did, whether it is out."""
    looks = (say.HISTORY, say.REPORT, say.WAITING)
    return any(re.search(pattern, text, re.I) for pattern in looks)


def _nothing_named(mention: Mention) -> str:
    if mention.subject:
        return f"There is no post about “{mention.subject}” here."
    return f"There is no post for {mention.name} here."
