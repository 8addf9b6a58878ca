"""Whether words that could ask for a post are about one that is there. Decides no change."""

import re

from llm.offline.intent import asks
from llm.offline.intent import sayings as say
from llm.offline.intent.edits import language_wished
from llm.offline.intent.lines import line_given
from llm.offline.intent.message import SITE, number_pattern
from llm.offline.intent.naming import posts_of
from llm.offline.intent.numbering import as_it, numbers_in
from llm.offline.intent.telling import news_in
from llm.tasks.intent import IntentInputs

_FRESH = (
    rf"\b(?:another|new|more|next)\b(?: \w+){{0,3}} {asks.POST_NOUN}\b"
    rf"|\b(?:a|an|{number_pattern()}) (?:\w+ ){{0,3}}{asks.POST_NOUN}\b"
)
_DEFINITE = (
    r"\b(?:the|this|that|these|those|both|all)(?: of)?(?: the| these| those)?"
    rf"(?: {SITE})? (?:posts?|drafts?|captions?|ones?)\b|\b(?:both|all) of them\b"
)
_NUMBERED = r"\b(?:posts?|drafts?|captions?) #?\d{1,3}\b"


def changes_draft(text: str, inputs: IntentInputs) -> bool:
    """“make the post shorter” and “write post 1 in Hindi” do, “make 3 posts” does not."""
    # the 1 of “post 1 and post 2” counts nothing
    if re.search(_FRESH, re.sub(_NUMBERED, "it", text, flags=re.I), re.I):
        return False
    if re.search(say.CHANGE, text, re.I) and re.search(say.EDITING, text, re.I):
        return True
    return language_wished(text) and _names_draft(text, inputs)


def _names_draft(text: str, inputs: IntentInputs) -> bool:
    known = {p.number for p in inputs.open_drafts} | {p.number for p in inputs.approved_posts}
    return bool(numbers_in(text, sorted(known))) or re.search(_DEFINITE, text, re.I) is not None


def asks_new(text: str, inputs: IntentInputs | None = None) -> bool:
    """Whether the words ask for posts that are not there yet, or could.

    With the inputs, a post that is there by its number is none of them.
    """
    if news_in(text):
        return True
    if line_given(text)[0] and not re.search(_FRESH, text, re.I):
        return False
    if inputs is not None:
        text = as_it(text, [post.number for post in posts_of(inputs)])
    if re.match(say.BACK, text, re.I):
        return False
    count = asks.count_in(text)
    if re.search(say.ABILITY, text, re.I) and not (count or asks.topic_in(text, None)):
        return False
    if re.search(say.NEW, text, re.I) or re.search(say.NEW_PLAIN, text, re.I):
        points_back = re.search(
            r"(?<!not )(?<!n't )(?<!never )\bpost (?:it|them|this|that|now)\b", text, re.I
        )
        return not points_back or count is not None
    return count is not None
