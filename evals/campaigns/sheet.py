"""A sheet of posts for a person to read and mark. Draws them; judges nothing."""

import random
from collections import Counter
from collections.abc import Iterator

from evals.campaigns.planning import Campaign
from evals.campaigns.running import WrittenPost
from llm.tasks.social_post import SocialPostInputs

SEED = 20_260_803
LANGUAGES = {"en": "English", "hi": "Hindi", "hi-Latn": "Hinglish"}
MARK = "post unchanged: yes/no — why:"


def drawn(posts: tuple[WrittenPost, ...], count: int, seed: int = SEED) -> list[WrittenPost]:
    """Posts of different brands, spread evenly over languages, industries and platforms.

    The same posts, seed and count always give the same draw. Where there are fewer brands than
    `count`, a brand comes again.
    """
    left = list(posts)
    random.Random(seed).shuffle(left)  # noqa: S311 - no secret, the same draw again
    seen: Counter[tuple[str, str]] = Counter()
    found: list[WrittenPost] = []
    while left and len(found) < count:
        best = min(left, key=lambda post: _crowded(post, seen))
        left.remove(best)
        found.append(best)
        seen.update(_strata(best))
    return found


def _strata(post: WrittenPost) -> tuple[tuple[str, str], ...]:
    campaign = post.campaign
    language, platform = campaign.seed.language, post.asked.entry.platform.value
    kinds = {
        "brand": campaign.id,
        "language": language,
        "industry": campaign.industry,
        "platform": platform,
        "both": f"{language} {platform}",
    }
    return tuple(kinds.items())


def _crowded(post: WrittenPost, seen: Counter[tuple[str, str]]) -> tuple[int, ...]:
    """How often each of its kinds was drawn, the most important first."""
    count = {kind: seen[kind, name] for kind, name in _strata(post)}
    return count["brand"], count["language"], count["industry"], count["platform"], count["both"]


def sheet(posts: list[WrittenPost]) -> str:
    """Markdown: of each post what was given, the first variation in full, and a line to mark."""
    return "\n".join(_lines(posts))


def _lines(posts: list[WrittenPost]) -> Iterator[str]:
    yield "# Posts to read\n"
    yield "Would you publish the post as it stands? Mark each, and say why where you would not.\n"
    for place, post in enumerate(posts, 1):
        language = LANGUAGES[post.campaign.seed.language]
        title = post.asked.entry.platform.title
        yield f"## {place}. {post.campaign.brand} · {language} · {title} ({post.id})\n"
        yield from _given(post.campaign, post.asked)
        yield ""
        yield from _written(post)
        yield f"\n{MARK}\n"


def _given(campaign: Campaign, asked: SocialPostInputs) -> Iterator[str]:
    seed, entry = campaign.seed, asked.entry
    yield f"- business: {campaign.industry}, {seed.place}"
    for ware in seed.sells:
        yield f"- sells: {' — '.join(filter(None, (ware.name, ware.description, ware.price)))}"
    for fact in seed.facts:
        yield f"- fact: {fact.text}{f' (source: {fact.source})' if fact.source else ''}"
    voice = {"tone": seed.tone, "keywords": seed.keywords, "avoid": seed.avoid}
    for name, said in {**voice, "competitors": seed.rivals}.items():
        if said:
            yield f"- {name}: {', '.join(said)}"
    for past in seed.past:
        yield f"- an older post: {' '.join(past.split())}"
    when = f"{entry.occasion}, " if entry.occasion else ""
    yield f"- **asked**: {entry.topic} ({when}{entry.day:%d %B %Y})"
    wishes = {"objective": asked.objective, "tone": asked.tone}
    for name, wish in {**wishes, "offer": asked.offer, "for": asked.audience}.items():
        if wish:
            yield f"- **{name}**: {wish}"


def _written(post: WrittenPost) -> Iterator[str]:
    if not post.posts.variations:
        yield f"Nothing was written: {' '.join(post.posts.missing)}"
        return
    draft = post.posts.variations[0]
    parts = (draft.text, " ".join(draft.hashtags))
    yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(filter(None, parts)).split("\n"))
    if draft.first_comment:
        yield f">\n> first comment: {draft.first_comment}"
