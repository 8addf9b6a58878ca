"""An order that is put right in the same message: “to Hindi… no wait, keep it English”.

The last word counts where both are about the same thing of the same posts; what is only added
(“wait, add the price”) stays beside the first.
"""

import re
from collections.abc import Callable, Iterator

from llm.offline.intent import negations, standing
from llm.offline.intent.message import QUOTED
from llm.offline.intent.naming import posts_of
from llm.offline.intent.numbering import numbers_in
from llm.tasks.intent import EditAction, EditRequest, Intent, IntentInputs, IntentKind

Read = Callable[[IntentInputs], Intent]
A = EditAction
_SAME = (
    frozenset({A.SHORTER, A.LONGER}),
    frozenset({A.TRANSLATE}),
    frozenset({A.CHANGE_TIME}),
    frozenset({A.CHANGE_TONE}),
    frozenset({A.ADD_HASHTAGS, A.REMOVE_HASHTAGS}),
    frozenset({A.ADD_EMOJI, A.REMOVE_EMOJI}),
    frozenset({A.ADD_PRICE, A.REMOVE_PRICE, A.CHANGE_PRICE}),
)
"""Changes of one thing, of which a post can only have one."""
_MARK = (
    r"(?:(?:oh|ah|hmm|ok),? )?(?:no,? wait|wait,? no|no,? actually|actually,? no|no,? no|no(?=,)"
    r"|wait(?! (?:for|until|till|list|time)\b)|actually|sorry(?! (?:for|about)\b)|scratch that"
    r"|on second thoughts?|i mean[t]?|nahi+n?,? nahi+n?|nahi+n?,? ruk(?:o|iye|ie)"
    r"|(?:are|arey|arre),? nahi+n?|ruk(?:o|iye|ie)|नहीं,? नहीं|नहीं,? रुक(?:ो|िए)|अरे,? नहीं|रुक(?:ो|िए))"
)
_TAKEN_BACK = re.compile(
    rf"\s*(?:…|\.{{2,}}|[,.;!।—–]|\s-(?=\s))+\s*(?P<mark>{_MARK})(?![\w'-])[\s,.:…—–-]*",
    re.IGNORECASE,
)
_NAMES = {
    "en": r"english|angre[jz]i|अंग्रेज\u093c?ी|अंग्रेज़ी|इंग्लिश",
    "hi": r"hindi|हिंदी|हिन्दी",
    "hi-Latn": r"hinglish|हिंग्लिश",
}
_KEPT = r"keep|leave|let|stay|rehne|rahne|rakh|रहने|रख"
_LANGUAGE = re.compile(
    r"(?:(?:please|just|then|ok|okay|it(?:'s| is)? better),? )*"
    r"(?:(?:keep|leave|make|write|put|translate|do|have|let)"
    r"(?: (?:it|them|this|that|both|all|the post|post \d+))?(?: (?:be|stay))? )?"
    r"(?:post \d+ (?:ko )?)?(?:(?:as|in|into|to) )?"
    rf"(?:{'|'.join(f'(?P<l{n}>{names})' for n, names in enumerate(_NAMES.values()))})"
    r"(?: (?:mein|me|main|में))?(?: (?:hi|only|itself|instead|please|version|ही))*"
    r"(?: (?:rehne do|rahne do|rehne dena|rakho|rakh do|rakhna|karo|kar do|likho|chahiye"
    r"|theek hai|thik hai|रहने दो|रखो|रख दो|करो|कर दो|लिखो|चाहिए|ठीक है|is (?:fine|better|good)"
    r"|as it is))?\W*",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\b(?:also|too|as well|bhi)\b|(?<!\S)भी(?!\S)", re.IGNORECASE)


def last_word(said: str, inputs: IntentInputs, read: Read) -> Intent | str:
    """What the message comes to once it is put right; the message where nothing in it is."""
    if not posts_of(inputs) or inputs.pending_request:
        return said
    if kept := _kept_in(said, inputs):
        return kept
    masked = re.sub(QUOTED, lambda m: "\ue000" * len(m.group()), said)
    match = _TAKEN_BACK.search(masked)
    if match is None or not said[: match.start()].strip():
        return said
    first, then = said[: match.start()], said[match.end() :].strip()
    plain = f"{first}, {match['mark']}, {then}"
    before = read(inputs.model_copy(update={"message": first}))
    kind = _kind(before)
    if kind is None or before.edit is None or not then or _ADDED.search(then):
        return plain
    return _put_right(before.edit, kind, (first, then), inputs, read) or plain


def _put_right(
    before: EditRequest,
    kind: frozenset[EditAction],
    said: tuple[str, str],
    inputs: IntentInputs,
    read: Read,
) -> Intent | None:
    first, then = said
    numbers = [post.number for post in posts_of(inputs)]
    named = frozenset(numbers_in(then, numbers))
    if named and before.targets != "all" and named != frozenset(before.targets):
        return None
    language = _language(then)
    if language and A.TRANSLATE in kind:
        return _translated(before, language, inputs)
    if A.TRANSLATE in kind or negations.leaves(then) or negations.forbids(then):
        return None
    among = None if before.targets == "all" else frozenset(before.targets)
    after = read(standing.among(inputs, then, among))
    if _kind(after) == kind:
        return after if among is None else standing.aimed_at(after, among, then)
    for text in _with_its_end_replaced(first, then):
        one = read(inputs.model_copy(update={"message": text}))
        if one.edit and _kind(one) == kind and one.edit.targets == before.targets:
            return one
    return None


def _translated(before: EditRequest, language: str, inputs: IntentInputs) -> Intent:
    """The same posts in that language; nothing for those that are in it."""
    posts = [p for p in inputs.open_drafts if before.targets == "all" or p.number in before.targets]
    there = frozenset(post.number for post in posts if post.language == language)
    if posts and len(there) == len(posts):
        return standing.left_as_it_is(there, before.instruction, inputs)
    details = before.details.model_copy(update={"language": language})
    edit = before.model_copy(update={"details": details})
    intent = Intent(kind=IntentKind.EDIT, edit=edit)
    rest = frozenset(post.number for post in posts) - there
    return standing.aimed_at(intent, rest, before.instruction) if there else intent


def _kept_in(said: str, inputs: IntentInputs) -> Intent | None:
    """“Keep it English”, said of posts that are in English."""
    language = _language(said) if re.search(_KEPT, said, re.IGNORECASE) else None
    named = numbers_in(said, [post.number for post in posts_of(inputs)])
    posts = [post for post in inputs.open_drafts if not named or post.number in named]
    if not (language and posts) or any(post.language != language for post in posts):
        return None
    return standing.left_as_it_is(frozenset(post.number for post in posts), said, inputs)


def _language(text: str) -> str | None:
    match = _LANGUAGE.fullmatch(text)
    if match is None:
        return None
    return next(code for n, code in enumerate(_NAMES) if match[f"l{n}"])


def _kind(intent: Intent) -> frozenset[EditAction] | None:
    """What the order changes, where it is one order."""
    actions = set(intent.edit.actions) if intent.edit else set()
    return next((same for same in _SAME if actions and actions <= same), None)


def _with_its_end_replaced(first: str, then: str) -> Iterator[str]:
    """“Move post 1 to Friday” and “Saturday”: the second in the place of the last words."""
    words = first.split()
    for kept in range(len(words) - 1, max(len(words) - 5, 0), -1):
        yield f"{' '.join(words[:kept])} {then}"
