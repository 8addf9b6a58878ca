"""What is answered where posts stay as they are, or where one request cannot hold the wishes."""

import re
from datetime import date, datetime

from domain.times import zone
from llm.offline.intent import dropping
from llm.offline.intent.clauses import folded
from llm.offline.intent.hindi import in_english
from llm.offline.intent.mention import mention_in
from llm.offline.intent.naming import posts_of
from llm.offline.intent.when import read_when, spoken_day
from llm.offline.sentences import listed
from llm.tasks.intent import EditAction, EditRequest, Intent, IntentInputs, IntentKind, Problem

Posts = frozenset[int]
_NOW = (
    r"(?:please |ok,? )*(?:post|publish|send|share) (?:the )?(?:(?:first|second|third|fourth|fifth"
    r"|last) (?:one|post|draft)|(?:post|draft) #?\d{1,3})"
    r" (?:(?:right )?now|immediately|right away|asap)\W*$"
)
_NOT_OUT = re.compile(
    r"\b(?:don'?t|do not|never|shouldn'?t|should not|must not) (?:be )?"
    r"(?:post|publish|send|share|put|upload|schedule|go out|posted|published)\w*\b",
    re.IGNORECASE,
)
_NOT_OUT_HINDI = re.compile(
    r"(?:^| )(?:mat|nahi|nahin|na) (?:dal|bhej|post|publish|lag)\w*"
    r"|(?:post|publish) (?:mat|nahi|na) (?:kar|kro)\w*|(?:^| )(?:nahi|nahin|mat|not)\W*$"
)


def among(inputs: IntentInputs, text: str, numbers: Posts | None) -> IntentInputs:
    """The inputs with this message, and as if only these posts were there."""
    changes: dict[str, object] = {"message": text}
    if numbers is not None:
        changes["open_drafts"] = tuple(d for d in inputs.open_drafts if d.number in numbers)
        changes["approved_posts"] = tuple(p for p in inputs.approved_posts if p.number in numbers)
    return inputs.model_copy(update=changes)


def only_names(clause: str, now: datetime) -> bool:
    """Nothing but the name of a post: “the keema post”, “post 2”."""
    if re.fullmatch(r"\W*(?:the )?(?:posts?|drafts?) #?\d{1,3}\W*", clause, re.IGNORECASE):
        return True
    mention = mention_in(clause, now)
    return mention is not None and mention.rest.strip(" .,!") in {"it", "iski"}


def not_on(clause: str, now: datetime) -> date | None:
    """The day on which the clause says that a post is not to go out.

    A day that only names the post (“don't publish Friday's post”) is none.
    """
    if not (_NOT_OUT.search(clause) or _NOT_OUT_HINDI.search(folded(clause))):
        return None
    mention = mention_in(clause, now)
    said = mention.rest if mention else clause
    days = read_when(in_english(said), now).dates
    if not days:
        days = read_when(in_english(f"{said} ko"), now).dates
    return days[0] if days else None


def on_that_day(day: date | None, numbers: Posts, wish: str, inputs: IntentInputs) -> Intent | None:
    """The question for another day, where one of the posts goes out on that one."""
    here = zone(inputs.timezone)
    for post in posts_of(inputs):
        at = post.publish_at.astimezone(here).date() if post.publish_at else None
        if day and post.number in numbers and at == day:
            message = (
                f"Post {post.number} goes out on {spoken_day(day)}. "
                "On which day shall it go out instead?"
            )
            return _answer(numbers, wish, Problem(code="day_to_avoid", message=message))
    return None


def left_as_it_is(numbers: Posts, wish: str, inputs: IntentInputs) -> Intent:
    there = sorted(numbers)
    if not there and len(posts_of(inputs)) == 1:
        there = [posts_of(inputs)[0].number]
    if not there:
        message = "Good, nothing is changed."
    elif len(there) == 1:
        message = f"Good, post {there[0]} stays as it is."
    else:
        message = f"Good, posts {listed([str(n) for n in there])} stay as they are."
    return _answer(frozenset(there), wish, Problem(code="left_as_it_is", message=message))


def one_at_a_time(texts: list[str], wish: str) -> Intent:
    """Different orders for different posts: what to send first, and what after that."""
    parts = [re.sub(r"[\"“”]", "'", text).strip(" ,.;!") for text in texts]
    first, *others = parts
    if not others:
        return unsure(first, wish)
    then = ", ".join(f"then “{text}”" for text in others)
    message = (
        f"I read {'two' if len(parts) == 2 else len(parts)} different wishes and changed nothing. "
        f"Send them one by one: first “{first}”, {then}."
    )
    return _answer(frozenset(), wish, Problem(code="one_at_a_time", message=message))


def unsure(what: str, wish: str) -> Intent:
    message = (
        f"I am not sure what “{what.strip()}” leaves out, so I changed nothing. Name the posts to "
        "change by their numbers, for example “make post 2 shorter”."
    )
    return _answer(frozenset(), wish, Problem(code="one_at_a_time", message=message))


def aimed_at(intent: Intent, numbers: Posts, wish: str) -> Intent:
    """The same changes, for these posts."""
    if intent.edit is None:
        return intent
    edit = intent.edit.model_copy(
        update={"targets": tuple(sorted(numbers)), "instruction": wish[:2000]}
    )
    return intent.model_copy(update={"edit": edit})


def worded(intent: Intent, wish: str) -> Intent:
    """The same with the whole message as the person's words."""
    if intent.edit is None:
        return intent
    return intent.model_copy(
        update={"edit": intent.edit.model_copy(update={"instruction": wish[:2000]})}
    )


def right_now(said: str, numbers: Posts) -> Intent | None:
    """“Post the first one now”: a message sends nothing, the card has the time and the button."""
    if not (numbers and re.match(_NOW, in_english(said), re.IGNORECASE)):
        return None
    names = listed([str(n) for n in sorted(numbers)])
    message = (
        f"A message sends no post. To have post {names} go out sooner, change the time in the "
        "editor on its card, then approve it."
    )
    return _answer(numbers, said, Problem(code="decide_on_card", message=message))


def dropped(
    numbers: Posts, wish: str, inputs: IntentInputs, otherwise: Intent | None
) -> Intent | None:
    posts = [post for post in posts_of(inputs) if post.number in numbers]
    return dropping.decided_on_card(posts, wish) if posts else otherwise


def keeping_tags(intent: Intent, tags: tuple[str, ...]) -> Intent:
    """Hashtags go, but not these."""
    edit = intent.edit
    if not tags or edit is None or EditAction.REMOVE_HASHTAGS not in edit.actions:
        return intent
    rest = tuple(tag for tag in edit.details.hashtags if tag not in tags)
    details = edit.details.model_copy(update={"hashtags": rest, "keep_hashtags": tags})
    return intent.model_copy(update={"edit": edit.model_copy(update={"details": details})})


def _answer(numbers: Posts, wish: str, problem: Problem) -> Intent:
    edit = EditRequest.model_validate(
        {"targets": tuple(sorted(numbers)) or "all", "instruction": wish[:2000]}
    )
    return Intent(kind=IntentKind.EDIT, edit=edit, problems=(problem,))
