"""A wish that a post do not go out: where a person decides that. A message decides nothing."""

import re
from collections.abc import Sequence

from domain.platform import Platform
from llm.offline.intent import sayings as say
from llm.offline.intent.hindi import means_all, saying, words_in
from llm.offline.intent.message import distance, platforms_in
from llm.offline.intent.naming import Post, is_out, posts_of
from llm.offline.intent.numbering import numbers_in
from llm.offline.sentences import listed
from llm.tasks.intent import EditRequest, Intent, IntentInputs, IntentKind, OpenDraft, Problem

CODES = frozenset({"decide_on_card", "unknown_draft", "nothing_to_edit"})
"""What an answer to such a wish is coded as."""
NONE_HERE = Problem(
    code="nothing_to_edit", message="There is no post here, so there is none to drop."
)
_NUMBERED = (
    r"\b(?:the )?(?:posts?|drafts?) #?\d{1,3}"
    r"(?:(?:,| and| &|, and) (?:(?:post|draft) )?#?\d{1,3})*\b"
    r"|\bthe (?:first|second|third|fourth|fifth|last) (?:one|post|draft)\b"
)
_PLAIN = (
    r"\b(?:(?:all|both)(?: of)? (?:(?:the|these|those|my|our) )?|(?:the|this|that|these|those|my) )"
    r"(?:(?:linkedin|instagram|insta|facebook|fb|youtube|twitter|x) )?(?:posts?|drafts?|ones?)\b"
)
_TYPED = ("cancel", "delete", "remove", "reject", "discard")
_CALLED = "posts?|drafts?|it|this|that|these|all|both|my|our"
_ALL = r"\b(?:all|both|each|every|everything|them|these|those|posts|drafts)\b"


def mended(said: str) -> str:
    """The message with a mistyped “cancel”, and as a plain order “no more Diwali posts”."""
    said = re.sub(
        r"^(?:please )?no more ((?:[^\s.,;!?]+ ){1,4}?posts?)\b(?! (?:about|for|on|this|today))",
        r"cancel the \1",
        said,
        flags=re.IGNORECASE,
    )
    said = re.sub(
        r"^((?:please )?(?:cancel|delete|call off|drop|discard|reject|scrap|stop)) (?:everything"
        r"|all(?: of)?(?: (?:the|these|my|our))?(?: posts| drafts)?)"
        r" (?=(?:about|for (?!now|me\b|today|the mom)) ?\S)",
        r"\1 the posts ",
        said,
        flags=re.IGNORECASE,
    )
    first = re.match(
        rf"(?:(?:please|pls|no|ok),? )*([a-z]{{5,8}})(?= (?:the|{_CALLED})\b)", said, re.I
    )
    if first is None:
        return said
    word = first[1].lower()
    meant = next((v for v in _TYPED if v != word and distance(word, v) <= 1), "")
    return f"{said[: first.start(1)]}{meant or first[1]}{said[first.end(1) :]}"


def wished(text: str) -> bool:
    """Whether the message asks only that a post, called “it” or “ise”, be dropped."""
    said = text.strip()
    folded = " ".join(word.folded for word in words_in(said))
    return bool(re.search(say.DROP, said, re.I) or saying("drop").search(folded))


def asked_plainly(said: str, text: str) -> bool:
    """The same of posts that are called by number or platform, of all, or of the one spoken of.

    `text` is what was said, in English.
    """
    folded = " ".join(word.folded for word in words_in(said))
    if wishes_all(said, text):
        return True
    called = saying("plain").sub("ise", folded)
    if called != folded and saying("drop").search(called):
        return True
    numbered = re.sub(f"{_NUMBERED}|{_PLAIN}", "it", text, flags=re.I)
    if numbered != text and re.search(say.DROP, numbered, re.I):
        return True
    return bool(re.search(say.UNWANTED, text, re.I) or re.search(say.NOT_OUT, text, re.I))


def wishes_all(said: str, text: str) -> bool:
    """“Cancel everything”, “sab cancel kar do”: all that is to come in this conversation.

    `text` is what was said, in English.
    """
    folded = " ".join(word.folded for word in words_in(said))
    whole = saying("whole").sub("ise", folded)
    if whole != folded and saying("drop").search(whole):
        return True
    called = re.sub(_EVERYTHING, "it", text, flags=re.IGNORECASE)
    return called != text and re.search(say.DROP, called, re.IGNORECASE) is not None


_EVERYTHING = (
    r"\b(?:everything(?: (?:here|in this (?:chat|conversation|campaign|plan)|planned"
    r"|(?:that(?:'s| is) )?(?:waiting|scheduled|planned)))*|it all|all of (?:it|them|this|these)"
    r"|(?:all|every) (?:(?:of )?(?:the|these|my|our) )?(?:(?:waiting|scheduled|planned|open) )?"
    r"(?:posts?|drafts?)|(?:the|this) (?:(?:whole|entire) )?(?:plan|campaign|schedule|thing))"
    r"(?: for (?:now|me|today|the moment))?(?![\w'-])(?! (?:about|for|on|of|with|from)\b)"
)


def all_on_cards(inputs: IntentInputs, wish: str) -> Intent:
    """Every post to come of the conversation by name, with the place where a person drops it."""
    posts = [post for post in posts_of(inputs) if not is_out(post)]
    if not posts:
        return decided_on_card(posts_of(inputs), wish)
    waiting = [post for post in posts if isinstance(post, OpenDraft)]
    approved = [post for post in posts if not isinstance(post, OpenDraft)]
    told = [
        f"Press {button} on the card of each {what}: {_names([*those])}."
        for button, what, those in (
            ("Reject", "draft that waits", waiting),
            ("Call off", "approved post", approved),
        )
        if those
    ]
    first, *others = told
    messages = (f"Nothing is cancelled yet: a message drops no post. {first}", *others)
    problems = tuple(Problem(code="decide_on_card", message=message) for message in messages)
    return _intent(tuple(post.number for post in posts), wish, problems)


def by_number(text: str, said: str, inputs: IntentInputs) -> Intent:
    """Where the posts so called are dropped; when none is named, the one there is."""
    if wishes_all(said, text):
        return all_on_cards(inputs, said)
    posts = posts_of(inputs)
    known = {post.number for post in posts}
    asked = numbers_in(text, sorted(known))
    if posts and asked and not known & set(asked):
        return unknown(f"There is no draft {asked[0]} here.", said, inputs)
    to_come = [post for post in posts if not is_out(post)]
    places = {mention.platform for mention in platforms_in(said)}
    chosen = [post for post in posts if post.number in asked]
    chosen = chosen or [post for post in to_come or posts if post.platform in places]
    if places and not asked and not chosen:
        return unknown(_not_on(places), said, inputs)
    if not chosen and (len(to_come) < 2 or means_all(said) or re.search(_ALL, text, re.I)):
        chosen = to_come or posts
    if chosen or not posts:
        strange = [n for n in asked if posts and n not in known]
        return _and_not_there(strange, decided_on_card(chosen, said))
    return _on_its_card(to_come, said)


def _and_not_there(numbers: list[int], intent: Intent) -> Intent:
    """“Cancel posts 1 and 7”, where there is no 7: that is said too."""
    strange = tuple(
        Problem(code="unknown_draft", message=f"There is no draft {n} here.") for n in numbers
    )
    return intent.model_copy(update={"problems": (*intent.problems, *strange)})


def _not_on(places: set[Platform]) -> str:
    return f"There is no post for {listed(sorted(place.title for place in places))} here."


def _on_its_card(posts: list[Post], wish: str) -> Intent:
    """It was not said which of several is meant."""
    button = "Reject" if any(isinstance(post, OpenDraft) for post in posts) else "Call off"
    message = (
        f"A message drops no post. Press {button} on the card of that post, "
        "and it is not published."
    )
    return _intent("all", wish, (Problem(code="decide_on_card", message=message),))


def decided_on_card(posts: list[Post], wish: str) -> Intent:
    """Each of the posts with the place where a person drops it."""
    if not posts:
        return _intent("all", wish, (NONE_HERE,))
    waiting = [post for post in posts if isinstance(post, OpenDraft)]
    approved = [post for post in posts if not isinstance(post, OpenDraft) and not post.is_out]
    messages = (
        *([_press("Reject", waiting)] if waiting else ()),
        *([_press("Call off", approved)] if approved else ()),
        *(_gone(post) for post in posts if is_out(post)),
    )
    problems = tuple(Problem(code="decide_on_card", message=message) for message in messages)
    return _intent(tuple(post.number for post in posts), wish, problems)


def unknown(what: str, wish: str, inputs: IntentInputs) -> Intent:
    """Nothing fits the name: what is there instead."""
    message = f"{what} {there_is(inputs)}"
    return _intent("all", wish, (Problem(code="unknown_draft", message=message),))


def there_is(inputs: IntentInputs) -> str:
    """The posts that can still be dropped or changed, and which of them is meant."""
    approved = [post for post in inputs.approved_posts if not post.is_out]
    parts = []
    if inputs.open_drafts:
        parts.append(f"Waiting: {_names([*inputs.open_drafts])}.")
    if approved:
        parts.append(f"Approved: {_names([*approved])}.")
    if not parts:
        return "Nothing waits for a change."
    return f"{' '.join(parts)} Which one do you mean?"


def _names(posts: list[Post]) -> str:
    return ", ".join(
        f"{post.number} ({subject})" if (subject := _short(post.about)) else str(post.number)
        for post in posts
    )


def _short(about: str) -> str:
    """What a post is about in a few words, without marks at which a sentence could end."""
    first = re.sub(r"[.?!।]+(?=\s|$)", "", about.split("\n")[0]).strip()
    return first if len(first) <= 40 else f"{first[:39].rstrip()}…"


def _press(button: str, posts: Sequence[Post]) -> str:
    if len(posts) == 1:
        return (
            f"A message drops no post. Press {button} on the card of post {posts[0].number}, "
            "and it is not published."
        )
    numbers = listed([str(post.number) for post in posts])
    return (
        f"A message drops no post. That can mean posts {numbers}. "
        f"Press {button} on the card of each one that shall not be published."
    )


def _gone(post: Post) -> str:
    name = post.platform.title
    return (
        f"Post {post.number} has gone to {name}, so it cannot be taken back here. "
        f"Delete it on {name} itself."
    )


def _intent(targets: tuple[int, ...] | str, wish: str, problems: tuple[Problem, ...]) -> Intent:
    edit = EditRequest.model_validate({"targets": targets, "instruction": wish[:2000]})
    return Intent(kind=IntentKind.EDIT, edit=edit, problems=problems)
