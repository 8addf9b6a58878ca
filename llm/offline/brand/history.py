"""How a brand speaks, by counting in its own posts: languages, words, emoji, hours. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from domain.brand_draft import ProposalField as F
from domain.language import OTHER, language_of
from llm.offline.brand.found import LIKELY, STATED
from llm.offline.sentences import EMOJI, clean, listed
from llm.tasks.brand_draft import OwnPost, Proposed

FEWEST = 3
"""Posts of which something has to be true before it says anything of the brand."""
ENOUGH = 5
"""Posts by which a habit is told."""
_SHARE = 0.2
_RARELY = 0.1
_OFTEN = 2.0
"""Emoji a post on average from which a brand uses them freely."""
_SHOWN = 5
_MOST_WORDS = 8


def habits(posts: Sequence[OwnPost]) -> Iterator[Proposed]:
    """Languages, words and emoji that return in the posts, each with some that show it."""
    yield from _languages(posts)
    yield from _words(posts)
    yield from _emoji(posts)


def hours(posts: Sequence[OwnPost]) -> str | None:
    """At which hours most of the posts went out, as a sentence; None of too few."""
    told = Counter(post.published_at.hour for post in posts if post.published_at)
    if sum(told.values()) < ENOUGH:
        return None
    usual = [hour for hour, count in told.most_common(2) if count >= FEWEST]
    if not usual:
        return None
    named = listed([f"{hour:02}:00" for hour in sorted(usual)])
    return f"Most of your posts went out in the hour from {named}."


def _languages(posts: Sequence[OwnPost]) -> Iterator[Proposed]:
    by: dict[str, list[str]] = {}
    for post in posts:
        language = language_of(post.text.root)
        if language != OTHER and post.text.root.strip():
            by.setdefault(language, []).append(post.id)
    for language, ids in by.items():
        if len(ids) >= max(FEWEST, _SHARE * len(posts)):
            yield _habit(F.LANGUAGES, language, ids, STATED)


def _words(posts: Sequence[OwnPost]) -> Iterator[Proposed]:
    """Hashtags that return, as the words they are."""
    by: dict[str, list[str]] = {}
    for post in posts:
        for tag in dict.fromkeys(clean(tag).lstrip("#").casefold() for tag in post.hashtags):
            if tag:
                by.setdefault(tag, []).append(post.id)
    often = [(tag, ids) for tag, ids in by.items() if len(ids) >= max(FEWEST, _SHARE * len(posts))]
    for tag, ids in sorted(often, key=lambda pair: (-len(pair[1]), pair[0]))[:_MOST_WORDS]:
        yield _habit(F.KEYWORDS, tag, ids, LIKELY)


def _emoji(posts: Sequence[OwnPost]) -> Iterator[Proposed]:
    told = [post for post in posts if post.text.root.strip()]
    if len(told) < ENOUGH:
        return
    counts = {post.id: len(EMOJI.findall(post.text.root)) for post in told}
    used = [post_id for post_id, count in counts.items() if count]
    if len(used) <= _RARELY * len(told):
        yield _habit(F.EMOJI, "none", [p.id for p in told if not counts[p.id]], LIKELY)
    elif sum(counts.values()) >= _OFTEN * len(told):
        yield _habit(F.EMOJI, "free", used, LIKELY)
    else:
        yield _habit(F.EMOJI, "sparing", used, LIKELY)


def _habit(field: F, value: str, ids: list[str], confidence: float) -> Proposed:
    return Proposed(field=field, value=value, post_ids=tuple(ids[:_SHOWN]), confidence=confidence)
