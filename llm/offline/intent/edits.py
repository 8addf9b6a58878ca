"""A wish to change drafts, read from a message: which ones, which changes, with which words."""

import re
from datetime import datetime

from domain.lettering import IN_WORD
from llm.offline import library
from llm.offline.intent import remarks
from llm.offline.intent.asks import tone_in
from llm.offline.intent.lines import line_given
from llm.offline.intent.message import SPOKEN, platforms_in
from llm.offline.intent.moves import moved, which_to_move
from llm.offline.intent.naming import posts_of
from llm.offline.intent.numbering import as_it, numbers_in
from llm.offline.intent.offers import offer_in
from llm.offline.intent.pictures import picture_in
from llm.offline.intent.prices import price_in, without_price
from llm.offline.intent.replacing import replacements_in, that_first
from llm.offline.intent.shifts import shift_in, shifted
from llm.tasks.intent import (
    ApprovedPost,
    EditAction,
    EditDetails,
    EditRequest,
    Intent,
    IntentInputs,
    IntentKind,
    OpenDraft,
    Problem,
)

A = EditAction
_NOT = r"(?:don'?t|do not|never|no need to|stop)"
_DROP = r"(?:remove|delete|drop|take out|cut out|get rid of|leave out|lose|skip)"

_NEAR = r"(?:(?!\b(?:add|use|put|with)\b)[^.;,]){0,20}"

_CLAUSE_END = r"[.;!?](?:\s|$)|,? and (?=make|keep|remove|add|change|use|post|drop|move)"

_SIMPLE: tuple[tuple[EditAction, str], ...] = (
    (
        A.SHORTER,
        (
            r"\b(?:shorter|shorten"
            r"|(?<!add )(?<!write )(?<!the )(?:\d|one|two|three|four|five) (?:short )?"
            r"(?:lines|sentences)"
            r"|(?:just|only|in|to|it) (?:1|one|a single) (?:short )?(?:line|sentence)"
            r"|short(?:en)? it|trim|cut (?:it|them|this) down|(?<!not )too long"
            r"|too wordy|briefer|more concise|crisper|(?:make|keep|cut) (?:it|them|this"
            r"|that|all) (?:very )?short|reduce the (?:length|words))\b"
        ),
    ),
    (
        A.LONGER,
        r"\b(?:longer|lengthen|expand|elaborate|more details?|(?<!not )too short"
        r"|more information)\b",
    ),
    (A.REMOVE_EMOJI, rf"\b(?:{_DROP}|no|without|{_NOT} use|fewer|less)\b{_NEAR}\bemojis?\b"),
    (
        A.REMOVE_HASHTAGS,
        rf"\b(?:{_DROP}|no|without|{_NOT} use|fewer|less)\b{_NEAR}(?:\bhash ?tags?\b|#\w)",
    ),
    (
        A.REMOVE_PRICE,
        (
            rf"\b(?:{_DROP}|no|without|hide|{_NOT} (?:mention|say|show|include|write|put"
            rf"|give))\b[^.;,]{{0,16}}\b(?:prices?|rates?|cost|amount)\b"
        ),
    ),
)
_ADDING: tuple[tuple[EditAction, str], ...] = (
    (A.ADD_EMOJI, r"\b(?:add|use|put|with|more|some)\b[^.;,]{0,16}\bemojis?\b"),
    (
        A.ADD_HASHTAGS,
        r"\b(?:add|use|put|more|include|with|some)\b[^.;,]{0,24}(?:\bhash ?tags?\b|#\w)",
    ),
    (
        A.ADD_PRICE,
        (
            r"\b(?:add|mention|include|show|put|say|give)\b[^.;,]{0,12}\b(?:the |its "
            r"|our )?(?:prices?|rates?|cost)\b"
        ),
    ),
)


_REWRITE = (
    r"\b(?:rewrite|redo|re-?write|different|another version|try again|improve|better"
    r"|do not like|don'?t like|change|(?:write|make|do) it (?:all )?(?:again|anew|about|for))\b"
)


def read_edit(
    text: str, inputs: IntentInputs, now: datetime
) -> tuple[EditRequest, tuple[Problem, ...]]:
    """The change asked for; without actions when the message asks for none."""
    whole = text
    line, text = line_given(text)
    look, text = picture_in(text)
    details, actions, problems = _worded(text)
    details |= (line or {}) | ({"picture": look} if look else {})
    actions += [A.CHANGE_PICTURE] * bool(look) + [A.REPLACE_LINE] * bool(line)
    actions += [action for action, pattern in _SIMPLE if re.search(pattern, text, re.I)]
    for action, pattern in _ADDING:
        opposite = A(action.value.replace("add", "remove"))
        if opposite not in actions and re.search(pattern, text, re.I):
            actions.append(action)
    said_of_it = _bare_wish(text, inputs)
    from_remarks, tone_meant = remarks.wished(re.sub(SPOKEN, " ", text))
    actions += [action for action in from_remarks if action is not A.CHANGE_TONE]
    if tone := tone_in(said_of_it) or tone_meant:
        actions.append(A.CHANGE_TONE)
        details["tone"] = tone
    _offer(text, details, actions)
    _translation(text, details, actions)
    _new_price(text, details, actions)
    time_problems = moved(without_price(text), now, details, actions)
    wordless = _free_text(text, details, actions)
    if not actions and (wordless or re.search(_REWRITE, said_of_it, re.I) or remarks.judges(text)):
        actions.append(A.REWRITE)
    found = re.findall(rf"#([^\W_]{IN_WORD}*)", text)
    details["hashtags"] = tuple(tag for tag in found if not tag.isdigit())
    targets, unknown = _targets(whole, inputs)
    unknown = unknown or _when(text, inputs, targets, details, actions)
    request = EditRequest(
        targets=targets,
        instruction=whole[:2000],
        actions=tuple(dict.fromkeys(actions)),
        details=EditDetails.model_validate(details),
    )
    return request, (*problems, *time_problems, *unknown)


def _bare_wish(text: str, inputs: IntentInputs) -> str:
    """“post 2 warmer please” and “make post 2 funnier” as said of it.

    The first line too: it is the one that carries a tone.
    """
    known = [post.number for post in posts_of(inputs)]
    said = re.sub(r"\b(?:the )?(?:first|opening) line (?=\w{2,}er\b)", "it ", as_it(text, known))
    return re.sub(r"(?<!make )\bit (?=\w{2,}er\b)", "make it ", said)


def as_intent(edit: EditRequest, problems: tuple[Problem, ...]) -> Intent:
    """The change as what the whole message asks for."""
    return Intent(
        kind=IntentKind.EDIT,
        edit=edit,
        problems=problems,
        tone=edit.details.tone,
        offer=edit.details.offer,
    )


def _offer(text: str, details: dict[str, object], actions: list[EditAction]) -> None:
    taken = {A.REPLACE_TEXT, A.REMOVE_TEXT, A.REMOVE_PRICE, A.START_WITH}
    if (offer := offer_in(text)) and not taken & set(actions):
        actions.append(A.ADD_OFFER)
        details["offer"] = offer


def _when(
    text: str,
    inputs: IntentInputs,
    targets: tuple[int, ...] | str,
    details: dict[str, object],
    actions: list[EditAction],
) -> tuple[Problem, ...]:
    """A slot put off by days is worked out; a new one for posts of several days is asked about."""
    if (days := shift_in(text)) is not None:
        return shifted(days, inputs, targets, details, actions)
    if A.CHANGE_TIME in actions:
        return which_to_move(re.sub(SPOKEN, " ", text), inputs, targets)
    return ()


_NO_WORDS = (
    r"(?:(?:more|something|some|a bit)\b|it\b(?! (?:is|was|has|will|can|comes|needs|takes))).*"
)


def _worded(text: str) -> tuple[dict[str, object], list[EditAction], tuple[Problem, ...]]:
    """Changes that carry their own words: replace, start with, remove what mentions X."""
    details: dict[str, object] = {}
    actions: list[EditAction] = []
    if match := re.search(
        (
            rf"\b(?:start|begin|open)(?:ing)?\b[^\"“.;]{{0,24}}?\bwith:? (?:{SPOKEN}"
            rf"|([^.;\"]{{3,200}}))"
        ),
        text,
        re.I,
    ):
        details["start_with"] = (match.group(1) or match.group(2)).strip()
        actions.append(A.START_WITH)
    replacements = replacements_in(text)
    if replacements:
        details["replacements"] = replacements
        actions.append(A.REPLACE_TEXT)
    removed = _removals(text)
    if removed:
        details["remove"] = removed
        actions.append(A.REMOVE_TEXT)
    return details, actions, ()


def _removals(text: str) -> tuple[str, ...]:
    pattern = (
        rf"\b(?:{_NOT} (?:mention|say|talk about|include|write(?: about)?)"
        rf"|{_DROP}(?: the| that| any)?(?: (?:line|sentence|part|bit|words?|mention"
        rf"|phrase))?(?: (?:about|with|that says|of|mentioning|where))?)"
        rf" (?:the |our |any |that )?(?:{SPOKEN}|'([^']{{2,80}})'|([^.;,\"]{{2,60}}))"
    )
    found = []
    for match in re.finditer(pattern, text, re.I):
        what = next(g for g in match.groups() if g).strip()
        what = re.split(
            (
                r"\s(?:and|but|from|in) (?=add|make|keep|the|it|them|post|use|remove|change|all"
                r"|both|put)"
            ),
            what,
        )[0]
        what = re.sub(r"\s+(?:from|in) .*$", "", what).strip()
        other = (
            r"hash ?tags?|#|emojis?|prices?|rates?|cost|amount|it\b|them\b"
            r"|(?:pictures?|photos?|images?|cards?|videos?|carousels?)\W*$"
        )
        if what and not re.match(rf"(?:the |all |any )*(?:{other})", what, re.I):
            found.append(what)
    return tuple(found)


def _translation(text: str, details: dict[str, object], actions: list[EditAction]) -> None:
    match = _language(text)
    if match or re.search(r"\btranslate\b", text, re.I):
        actions.append(A.TRANSLATE)
        said = next((g for g in match.groups() if g), "") if match else ""
        names = library.read("en/reading")["languages"]
        details["language"] = names[said.lower()] if said else None


def language_wished(text: str) -> bool:
    """Whether a language is named that something is to be in."""
    return _language(text) is not None


def _language(text: str) -> re.Match[str] | None:
    spelled = "|".join(library.read("en/reading")["languages"])
    wanted = (
        rf"\b(?:in|into|to) ({spelled})\b",
        rf"\b(?:make|turn|put|write|give|want|need|convert|translate|redo|rewrite|do)\b"
        rf"(?! (?:the|an?) )[^.;,]{{0,16}}\b({spelled})\b",
        rf"^({spelled})(?: version)?(?: please| pls| now)?\W*$|\b({spelled}) version\b",
    )
    return next((m for one in wanted if (m := re.search(one, text, re.I))), None)


def _new_price(text: str, details: dict[str, object], actions: list[EditAction]) -> None:
    """A price to say another sum; unless words are replaced, or it is to go."""
    bare = re.sub(rf"\b{_DROP}\b[^.;,]*", " ", text) if A.REMOVE_TEXT in actions else text
    price = price_in(re.sub(SPOKEN, " ", bare))
    if price and not {A.REPLACE_TEXT, A.REMOVE_PRICE} & set(actions):
        if A.ADD_PRICE in actions:
            actions.remove(A.ADD_PRICE)
        actions.append(A.CHANGE_PRICE)
        details["price"] = price


def _free_text(text: str, details: dict[str, object], actions: list[EditAction]) -> bool:
    """A sentence to add (“add that we are open till 11”), unless an action took the words.

    True when something is to be added and no words for it are given.
    """
    if {
        A.ADD_OFFER,
        A.ADD_PRICE,
        A.CHANGE_PRICE,
        A.ADD_HASHTAGS,
        A.ADD_EMOJI,
        A.REPLACE_TEXT,
        A.START_WITH,
    } & set(actions):
        return False
    lead = (
        rf"(?<!not )(?<!n't )\b(?:add|include|mention|also say|say|tell them|tell people"
        rf"|end with|put in)\b(?: (?:a |the )?(?:line|sentence|note|words?))?"
        rf"(?P<that>(?: (?:that|saying))?:?)(?: about)? (?:{SPOKEN}|([^\"]{{3,240}}))"
    )
    match = re.search(lead, that_first(text), re.I)
    if not match or {A.REMOVE_TEXT, A.REMOVE_PRICE} & set(actions):
        return False
    words = match.group(2) or re.split(_CLAUSE_END, match.group(3), flags=re.I)[0]
    words = re.sub(
        (
            r"\s+(?:to|in|on|at the end of) (?:the )?(?:(?:first|second|third|last|linkedin"
            r"|instagram|facebook|youtube|x) )?(?:one|post|posts|draft|drafts|it|them|all"
            r"|both|caption|end)$"
        ),
        "",
        words.strip(),
        flags=re.I,
    )
    words = remarks.content(words, given=bool(match.group(2) or match["that"]))
    if words and not re.fullmatch(_NO_WORDS, words, re.I):
        details["add"] = (words,)
        actions.append(A.ADD_TEXT)
    return not words


def _targets(text: str, inputs: IntentInputs) -> tuple[tuple[int, ...] | str, tuple[Problem, ...]]:
    known = sorted(
        {d.number for d in inputs.open_drafts} or {p.number for p in inputs.approved_posts}
    )
    approved = {p.number for p in inputs.approved_posts}
    bare = re.sub(SPOKEN, " ", text)
    asked = numbers_in(bare, known)
    if asked:
        reach = set(known) | approved
        strange = [n for n in asked if n not in reach]
        problems = tuple(
            Problem(code="unknown_draft", message=f"There is no draft {n} here. {_list_of(known)}")
            for n in strange
        )
        return tuple(n for n in asked if n in reach) or "all", problems
    named = {m.platform for m in platforms_in(bare)}
    posts: list[OpenDraft | ApprovedPost] = [*inputs.open_drafts, *inputs.approved_posts]
    chosen = tuple(sorted({p.number for p in posts if p.platform in named}))
    return (chosen or "all"), ()


def _list_of(known: list[int]) -> str:
    if not known:
        return "Nothing waits for a change."
    return f"Waiting: {', '.join(str(n) for n in known)}. Which one do you mean?"
