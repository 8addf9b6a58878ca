"""Ranks a post's hashtags: brand, day, subject, proven ones, place, others. Invents no trend."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from statistics import fmean
from typing import Literal

from domain.brand import BrandProfile
from domain.frozen import Frozen
from domain.intelligence import Finding
from domain.lettering import IN_WORD, has_word
from domain.platform import Platform
from domain.post import Post
from llm.offline.post.hashtags import TASTE, as_tag

FEWEST_POSTS = 2
"""Own posts that a tag has to stand in before its numbers say anything."""
LONGEST_RUN = 4
"""Words of a tag."""
MOST_PROVEN = 2
"""Tags with evidence that a draft is given beside its author's."""
FIRST = 2
"""So many of an author's tags stay in any case: it puts the telling ones first."""
_TAG = re.compile(rf"#({IN_WORD}{{2,60}})")
Kind = Literal["brand", "occasion", "topic", "trending", "place", "general"]


class Tag(Frozen):
    tag: str
    """With its "#"."""
    kind: Kind
    why: str
    """What speaks for it, in a sentence; of a trending one with its figures or page."""


class About(Frozen):
    """What a post is about, as tags could say it."""

    topic: str = ""
    occasion: str | None = None
    findings: tuple[Finding, ...] = ()
    posts: tuple[Post, ...] = ()
    """The brand's own newest posts with their results."""


def is_allowed(tag: str, brand: BrandProfile) -> bool:
    """Whether the brand may carry it: neither on its list, nor avoided, nor begging."""
    body = tag.lstrip("#").casefold()
    banned = {one.lstrip("#").casefold() for one in brand.brand_voice.banned_hashtags}
    spoken = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", tag.lstrip("#"))
    avoided = any(
        has_word(spoken, word) or body == word.replace(" ", "").casefold()
        for word in brand.brand_voice.avoid_words
    )
    competitors = {as_tag(one.name)[1:].casefold() for one in brand.competitors}
    return bool(body) and not avoided and body not in banned | _empty() | competitors


def allowed(tags: Sequence[str], brand: BrandProfile) -> tuple[str, ...]:
    """Those of the tags that the brand may carry, in their order."""
    return tuple(tag for tag in tags if is_allowed(tag, brand))


def ranked(
    proposed: Sequence[str], brand: BrandProfile, platform: Platform, about: About, *, most: int
) -> tuple[Tag, ...]:
    """The tags of a post, best first, each with its reason; as many as the platform's readers bear.

    Args:
        proposed: The author's, in its order.
        brand: Whose post it is.
        platform: Where it stands.
        about: What it is about, and what is known of tags.
        most: At most so many, however many readers would bear.
    """
    own = _own(brand, about)
    kinds = {tag.tag.casefold(): tag for tag in (*own, *trending(about))}
    given = [
        kinds.get(tag.casefold(), Tag(tag=tag, kind="general", why="It fits the text."))
        for tag in (as_tag(one.lstrip("#")) for one in proposed)
        if tag
    ]
    # the brand's own tag always; what is proven or names day and subject where it was not proposed
    found = {tag.tag.casefold(): tag for tag in (*given, *kinds.values())}
    order = sorted(found.values(), key=lambda tag: _ORDER.index(tag.kind))
    return tuple(tag for tag in order if is_allowed(tag.tag, brand))[: min(most, TASTE[platform])]


_ORDER: tuple[Kind, ...] = ("brand", "occasion", "topic", "trending", "place", "general")


def completed(
    proposed: Sequence[str],
    text: str,
    brand: BrandProfile,
    platform: Platform,
    about: About,
    *,
    most: int,
) -> tuple[Tag, ...]:
    """A draft's tags: its author's in their order, with what is known to do better put in.

    The author read the request and wrote in the post's own script, so that day, subject and place
    are left to it. What it cannot know is put in, and its last ones make room: the brand's own tag
    where it is missing, and tags with evidence that name something the post speaks of. An author
    that chose none keeps none.
    """
    room = min(most, TASTE[platform])
    own = list(dict.fromkeys(allowed(proposed, brand)))
    if not own or not room:
        return ()
    theirs = [Tag(tag=tag, kind="general", why="It fits the text.") for tag in own]
    known = {tag.casefold() for tag in own}
    gathering = _own(BrandProfile(business_name=brand.business_name), About())
    better = [
        tag
        for tag in (*gathering, *_speaking_of(text, brand, about)[:MOST_PROVEN])
        if tag.tag.casefold() not in known and is_allowed(tag.tag, brand)
    ]
    first = [tag for tag in better if tag.kind == "brand"]
    last = [tag for tag in better if tag.kind == "trending"]
    theirs = theirs[: max(FIRST, room - len(better))]
    return (*first, *theirs, *last)[:room]


def _speaking_of(text: str, brand: BrandProfile, about: About) -> list[Tag]:
    """The tags with evidence whose words stand in what the post, or the brand of itself, says."""
    told = (text, about.topic, about.occasion or "", brand.industry, brand.location)
    runs = {run for words in (*told, *brand.brand_voice.keywords) for run in _runs(words)}
    return [tag for tag in trending(about) if tag.tag[1:].casefold() in runs]


def _runs(text: str) -> Iterator[str]:
    """Words that follow each other written as one, as a tag writes them: chai, masalachai."""
    words = re.findall(rf"{IN_WORD}+", text.casefold())
    for start in range(len(words)):
        for end in range(start + 1, start + 1 + LONGEST_RUN):
            yield "".join(words[start:end])


def _own(brand: BrandProfile, about: About) -> list[Tag]:
    """Tags of the brand, the day, the subject and the place, as far as they make one."""
    topic = about.topic if 0 < len(about.topic.split()) <= 3 else ""
    parts = [part.strip() for part in brand.location.split(",") if part.strip()]
    wanted: tuple[tuple[str, Kind, str], ...] = (
        (brand.business_name, "brand", "Your own tag: it gathers your posts."),
        (about.occasion or "", "occasion", "It names the day."),
        (topic, "topic", "It names the subject."),
        (parts[-1] if parts else "", "place", "It names your town."),
    )
    return [Tag(tag=as_tag(w), kind=kind, why=why) for w, kind, why in wanted if as_tag(w)]


def trending(about: About) -> tuple[Tag, ...]:
    """Tags with evidence: own posts that did better with them, or a page that was read. Best first.

    Of own posts a tag counts from two on, when their mean ERS lies above that of all.
    """
    scored = [(post, post.ers) for post in about.posts if post.ers is not None]
    level = fmean(ers for _, ers in scored) if scored else 0.0
    by_tag: dict[str, list[float]] = {}
    spelled: dict[str, str] = {}
    for post, ers in scored:
        for tag in dict.fromkeys(t.casefold() for t in _tags_of(post, spelled)):
            by_tag.setdefault(tag, []).append(ers)
    proven = [
        (fmean(values), tag, len(values))
        for tag, values in by_tag.items()
        if len(values) >= FEWEST_POSTS and fmean(values) > level
    ]
    own = [
        Tag(
            tag=spelled[tag],
            kind="trending",
            why=f"In {count} of your posts: mean ERS {mean:.1f}, all your posts {level:.1f}.",
        )
        for mean, tag, count in sorted(proven, reverse=True)
    ]
    return (*own, *_of_pages(about.findings))


def _of_pages(findings: Sequence[Finding]) -> list[Tag]:
    return [
        Tag(tag=f"#{body}", kind="trending", why=f"Seen at {finding.url}.")
        for finding in findings
        if finding.kind in ("frequency", "engagement")
        for body in dict.fromkeys(_TAG.findall(finding.text))
    ]


def _tags_of(post: Post, spelled: dict[str, str]) -> list[str]:
    """The post's tags; how each is spelled is kept beside, the newest spelling first."""
    found = [
        *(as_tag(tag.lstrip("#")) for tag in post.hashtags),
        *(f"#{t}" for t in _TAG.findall(post.text)),
    ]
    for tag in found:
        spelled.setdefault(tag.casefold(), tag)
    return [tag for tag in found if tag]


@cache
def _empty() -> frozenset[str]:
    data = json.loads(files("tools.data").joinpath("empty_hashtags.json").read_text("utf-8"))
    return frozenset(data["tags"])
