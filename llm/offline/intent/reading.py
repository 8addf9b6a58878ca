"""From a message to an intent: its kind, then only what that kind needs. Writes no reply."""

import re
from itertools import islice

from domain.language import HINDI, HINGLISH, OTHER, language_of
from domain.times import zone
from llm.offline import library
from llm.offline.intent import asks, dropping, requests, standing
from llm.offline.intent import sayings as say
from llm.offline.intent.aimed import read_aimed
from llm.offline.intent.budget_asked import asks_budget
from llm.offline.intent.budgets import budget_in
from llm.offline.intent.edits import as_intent, read_edit
from llm.offline.intent.existing import asks_new, changes_draft
from llm.offline.intent.greeted import ungreeted
from llm.offline.intent.hindi import ASKED_BY_SUBJECT, in_english
from llm.offline.intent.ideas import read_ideas
from llm.offline.intent.message import (
    platforms_in,
    refused_in,
    tidy,
    unknown_platforms_in,
)
from llm.offline.intent.moves import as_move, names_subject
from llm.offline.intent.naming import posts_of
from llm.offline.intent.numbering import numbers_in
from llm.offline.intent.of_brand import states_of_brand
from llm.offline.intent.offers import offer_in
from llm.offline.intent.orders import read_orders
from llm.offline.intent.replanning import revision_in
from llm.offline.intent.reports import read_report
from llm.offline.intent.ruling import wish_in
from llm.offline.intent.ruling_stated import rule_in
from llm.offline.intent.second_thoughts import last_word
from llm.offline.intent.to_team import said_to_team
from llm.offline.intent.videos import as_post, of_draft
from llm.offline.post.topic import is_news
from llm.offline.sentences import listed
from llm.offline.tongue import typed as latin
from llm.tasks.intent import (
    EditAction,
    EditRequest,
    Intent,
    IntentInputs,
    IntentKind,
    Problem,
)

K = IntentKind


def read_intent(inputs: IntentInputs) -> Intent:
    """What the message asks for; never raises on any text."""
    now = inputs.now.astimezone(zone(inputs.timezone))
    if asks_budget(tidy(inputs.message)):
        return Intent(kind=K.QUESTION)
    inputs = _without_greeting(inputs)
    typed = tidy(inputs.message)
    # a rule is stated in whole sentences, which would also read as wishes for a plan
    if (
        plain := rule_in(typed)
        or revision_in(typed, inputs, now)
        or said_to_team(typed, inputs, now)
    ):
        return plain
    budget, typed = budget_in(typed)
    if budget:
        inputs = inputs.model_copy(update={"message": typed})
    if of_rules := wish_in(typed, inputs):
        return of_rules
    if _sets_up(typed, inputs):
        return Intent(kind=K.SETUP)
    if asked := read_ideas(typed, inputs, now):
        return asked
    said = dropping.mended(typed) if posts_of(inputs) and not inputs.pending_request else typed
    inputs = inputs.model_copy(update={"message": said})
    settled = last_word(said, inputs, _read_one)
    if isinstance(settled, Intent):
        return standing.worded(settled, typed)
    said, inputs = settled, inputs.model_copy(update={"message": settled})
    intent = read_orders(said, inputs, now, _read_one) or _read_one(inputs)
    intent = intent.model_copy(update={"budget": budget}) if budget else intent
    return intent if said == typed else standing.worded(intent, typed)


def _sets_up(typed: str, inputs: IntentInputs) -> bool:
    """Whether it is about the brand itself; what answers a question of a plan is not."""
    if re.search(say.SETUP, latin(typed).lower(), re.I):
        return True
    return not inputs.pending_request and states_of_brand(typed)


def _without_greeting(inputs: IntentInputs) -> IntentInputs:
    said = tidy(inputs.message)
    left = ungreeted(said)
    return inputs if left == said else inputs.model_copy(update={"message": left})


def _read_one(inputs: IntentInputs) -> Intent:
    """The message as one order, or as the dropping of one post and the wish for another."""
    said = tidy(inputs.message)
    if language_of(said) == OTHER:
        return Intent(kind=K.UNCLEAR, problems=(_other_script(),))
    if inputs.pending_request:
        lines = inputs.pending_request.split("\n")
        earlier = "\n".join(in_english(as_post(tidy(line))) for line in lines)
        inputs = inputs.model_copy(update={"pending_request": earlier})
    return _dropped_and_asked(said, inputs) or _read_plainly(said, inputs)


def _read_plainly(said: str, inputs: IntentInputs) -> Intent:
    """The message as one order and nothing else."""
    if posts_of(inputs):
        if none := of_draft(said):
            return none
        said = re.sub(_THE_POST, "it", said, flags=re.I)
    now = inputs.now.astimezone(zone(inputs.timezone))
    said = as_post(said)
    text = in_english(said)
    if inputs.open_drafts and not inputs.pending_request:
        text = as_move(text, now)
    agreed = requests.is_agreed(text, inputs)
    aimed = read_aimed(said, inputs, now)
    intent = aimed or (requests.answered(text, inputs) if agreed else _read(text, inputs))
    if intent.edit:  # what is kept is what the person wrote
        edit = intent.edit.model_copy(update={"instruction": said[:2000]})
        return intent.model_copy(update={"edit": edit})
    if intent.kind is K.CAMPAIGN:
        own = {} if intent.languages else {"languages": _by_script(said)}
        # asked for by its subject, it is no news: “nayi dukaan ke bare mein kal post karo”
        news = {} if text.startswith(ASKED_BY_SUBJECT) else _told(said, intent)
        return intent.model_copy(update=own | news)
    return intent


def _dropped_and_asked(said: str, inputs: IntentInputs) -> Intent | None:
    """“Cancel the Diwali post and write one about Holi”: two orders, each read by itself.

    Where the first is decided stands beside the new posts and does not hold them up.
    """
    if inputs.pending_request:
        return None
    # the part before is read plainly: parts of parts would double the work with every comma
    for cut in islice(re.finditer(_BETWEEN, said, re.I), _MOST_CUTS):
        before = said[: cut.start()]
        first = _read_plainly(before, inputs.model_copy(update={"message": before}))
        dropped = {problem.code for problem in first.problems} & dropping.CODES
        if first.kind is not K.EDIT or not dropped or (first.edit and first.edit.actions):
            continue
        asked = _read_one(inputs.model_copy(update={"message": said[cut.end() :]}))
        if asked.kind is K.CAMPAIGN and (asked.topic or asked.occasion or asked.products):
            beside = [problem.model_copy(update={"blocking": False}) for problem in first.problems]
            return asked.model_copy(update={"problems": (*beside, *asked.problems)})
    return None


_THE_POST = (
    r"(?:(?<=post )|(?<=share )|(?<=publish ))(?:the|this|that)"
    r" (?:reel|video|carousel|card|picture)\b"
)
"""“Looks great, post the reel”: what waits, by another name."""
_MOST_CUTS = 8
"""Places at which a message is looked at as two orders."""
_BETWEEN = r"(?:\s*[,.;।]|\s(?:and|then|but|aur|phir|और|फिर))+\s+(?=\S+\s+\S)"


def _told(said: str, intent: Intent) -> dict[str, object]:
    """News told in Hindi is the topic word for word; a day inside it is no day to post on."""
    if language_of(said) not in {HINDI, HINGLISH} or intent.products or not is_news(said):
        return {}
    return {
        "topic": re.split(r"[,।.!?]", said)[0].strip()[:300],
        "dates": (),
        "wall_times": (),
        "count": intent.count if len(intent.dates) < 2 else None,
    }


def _by_script(said: str) -> tuple[str, ...]:
    """Who asks for posts in Hindi or Hinglish and names no language means that one."""
    language = language_of(said)
    return (language,) if language in {HINDI, HINGLISH} else ()


def _read(text: str, inputs: IntentInputs) -> Intent:
    if not re.search(r"\w|👍", text):
        return Intent(kind=K.UNCLEAR)
    if _asks_history(text, inputs):
        known = {p.number for p in inputs.open_drafts} | {p.number for p in inputs.approved_posts}
        return Intent(kind=K.HISTORY, about=tuple(numbers_in(text, sorted(known))))
    if dropping.asked_plainly(tidy(inputs.message), text):
        return dropping.by_number(text, tidy(inputs.message), inputs)
    if unplaced := _not_there(text, inputs):
        return unplaced
    kind = _kind_on_card(text, inputs) or _kind(text, inputs)
    if kind is K.CAMPAIGN:
        return _asked(text, inputs)
    if kind is K.EDIT:
        return _edit(text, inputs)
    if kind is K.REPORT:
        return read_report(text, inputs)
    return _unclear(text, inputs) if kind is K.UNCLEAR else Intent(kind=kind)


def _edit(text: str, inputs: IntentInputs) -> Intent:
    edit, problems = read_edit(text, inputs, inputs.now.astimezone(zone(inputs.timezone)))
    return as_intent(edit, problems)


def _unclear(text: str, inputs: IntentInputs) -> Intent:
    """The answer to a question of ours, a change to a draft that is not there, or nothing known."""
    if inputs.pending_request:
        return requests.answered(text, inputs)
    edit, _ = read_edit(text, inputs, inputs.now.astimezone(zone(inputs.timezone)))
    if edit.actions:
        return Intent(kind=K.UNCLEAR, problems=(_NOTHING_TO_EDIT,))
    return Intent(kind=K.UNCLEAR)


def _asked(text: str, inputs: IntentInputs) -> Intent:
    """A new request, or the answer to a question about an earlier one."""
    intent = requests.campaign(text, inputs)
    fresh = not inputs.pending_request or intent.topic or intent.products
    return intent if fresh else requests.answered(text, inputs)


_NOTHING_TO_EDIT = Problem(
    code="nothing_to_edit",
    message="There is no draft here to change. Ask for a post first, then say what to change.",
)


def _not_there(text: str, inputs: IntentInputs) -> Intent | None:
    """“Not on Facebook”, said of drafts: the card of the one for Facebook is where it ends."""
    posts = posts_of(inputs)
    refused = refused_in(text)
    if not (posts and refused) or platforms_in(text) or asks_new(text, inputs):
        return None
    if there := [p for p in posts if p.platform in refused]:
        return dropping.decided_on_card(there, text)
    names = listed([p.title for p in refused])
    message = f"No post here goes to {names}, so there is nothing to take back."
    return Intent(
        kind=K.EDIT,
        edit=EditRequest(instruction=text[:2000]),
        problems=(Problem(code="decide_on_card", message=message),),
    )


def _asks_history(text: str, inputs: IntentInputs) -> bool:
    """A question about what became of posts, where there are any."""
    if not (inputs.open_drafts or inputs.approved_posts or inputs.has_campaign):
        return False
    said = re.sub(r"^post \d+\s*: *", "", text, flags=re.I)
    return bool(re.search(say.HISTORY, said, re.I)) and not re.search(say.REPORT, said, re.I)


def _kind_on_card(text: str, inputs: IntentInputs) -> IntentKind | None:
    """What is said of one card is a wish or a question about that post, never a new one."""
    if not (inputs.open_drafts or inputs.approved_posts):
        return None
    if not re.match(r"post \d+\s*:", text, re.I):
        return None
    return _about_drafts(text, inputs) or K.QUESTION


def _kind(text: str, inputs: IntentInputs) -> IntentKind:
    around = bool(inputs.open_drafts or inputs.approved_posts)
    new = asks_new(text, inputs)
    if not new and (kind := _looks_back(text)):
        return kind
    if new and not (around and changes_draft(text, inputs)):
        return K.CAMPAIGN
    if around and (kind := _about_drafts(text, inputs)):
        return kind
    if unknown_platforms_in(text) or (not around and (offer_in(text) or is_news(text))):
        return K.CAMPAIGN  # also when “post it” follows
    if re.search(say.APPROVE, text, re.I) and not inputs.pending_request:
        return K.APPROVAL_ATTEMPT
    if re.search(say.GREETING, text, re.I) and len(text.split()) <= 6:
        return K.GREETING
    if re.search(say.QUESTION, text, re.I):
        return K.QUESTION
    return K.CAMPAIGN if _news(text, inputs) or _timed(text, inputs) else K.UNCLEAR


def _looks_back(text: str) -> IntentKind | None:
    if re.search(say.WAITING, text, re.I):
        return K.WAITING
    return K.REPORT if re.search(say.REPORT, text, re.I) else None


def _about_drafts(text: str, inputs: IntentInputs) -> IntentKind | None:
    now = inputs.now.astimezone(zone(inputs.timezone))
    edit, problems = read_edit(text, inputs, now)
    wants = [a for a in edit.actions if a is not EditAction.REWRITE]
    if wants:
        fresh = set(wants) == {EditAction.CHANGE_TIME} and names_subject(text)
        return K.CAMPAIGN if fresh else K.EDIT
    if unknown_platforms_in(text):
        return K.CAMPAIGN  # also “post it on TikTok”: what cannot be is said first
    if re.search(say.APPROVE, text, re.I):
        return K.APPROVAL_ATTEMPT
    asked = re.search(say.QUESTION, text, re.I) and not re.search(
        r"^(?:can|could|will|would)\b", text, re.I
    )
    return K.EDIT if (edit.actions or problems) and not asked else None


def _news(text: str, inputs: IntentInputs) -> bool:
    """A statement worth a post: it names a product, an offer, a festival or a platform."""
    if len(text.split()) < 3:
        return False
    offer = offer_in(text)
    return bool(
        offer
        or is_news(text)
        or requests.when_in(text, None, inputs).occasion
        or asks.products_in(text, inputs.brand)
        or platforms_in(text)
        or refused_in(text)
    )


def _timed(text: str, inputs: IntentInputs) -> bool:
    """A subject and when it is to go out, without a word for a post."""
    when = requests.when_in(text, None, inputs)
    return bool(when.dates or when.wall_times) and names_subject(text)


def _other_script() -> Problem:
    data = library.read("en/reading")
    able = listed([data["language_titles"][c] for c in data["supported_languages"]])
    return Problem(
        code="unsupported_language",
        message=f"I read and write {able} so far. Please send it once more in {able}.",
    )
