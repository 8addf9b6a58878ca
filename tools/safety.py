"""The safety check of a draft: rules and dictionaries, and called that. Judges text, edits none."""

import re

from domain.brand import BrandProfile
from domain.content import Safety, SafetyFlag, Version
from domain.lettering import has_word
from tools.pricing import mispriced
from tools.unproven import unproven

_PLACEHOLDER = re.compile(
    r"\[[^\]]{1,40}\]|\{\{?[^}]{1,40}\}?\}|<[a-z_ ]{2,40}>|\blorem ipsum\b|\bTBD\b|\bXXX+\b", re.I
)


def check_version(version: Version, brand: BrandProfile) -> Safety:
    """As `check`, of everything in a version that readers may see."""
    beside = (version.first_comment or "", version.alt_text or "", *version.form.words)
    return check(version.text, version.hashtags, brand, beside=beside)


def check(
    text: str, hashtags: tuple[str, ...], brand: BrandProfile, *, beside: tuple[str, ...] = ()
) -> Safety:
    """Flag what the brand avoids, competitors, unfilled placeholders, claims to prove
    or not to be made at all, and sums that are not the product's price.

    A `block` flag means that the draft may not be offered as it is; `warn` is shown to the person.

    Args:
        text: The post's own.
        hashtags: Its hashtags.
        brand: Whose it is.
        beside: What else readers may see: a first comment, a thread, descriptions.
    """
    texts = (text, *(one for one in beside if one))
    whole = "\n".join((text, " ".join(hashtags), *texts[1:]))
    found = (
        *_avoided(whole, brand),
        *_competitors(whole, brand),
        *(flag for one in texts for flag in _placeholders(one)),
        *(flag for one in texts for flag in unproven(one)),
        *(flag for one in texts for flag in mispriced(one, brand)),
    )
    # said once, however many of the texts it is about
    flags = tuple(dict.fromkeys(found)) if len(texts) > 1 else found
    return Safety(passed=all(flag.severity != "block" for flag in flags), flags=flags)


def _avoided(text: str, brand: BrandProfile) -> tuple[SafetyFlag, ...]:
    return tuple(
        SafetyFlag(
            category="brand",
            severity="block",
            term=word,
            message=f"“{word}” is on the brand's list of words to avoid.",
        )
        for word in brand.brand_voice.avoid_words
        if has_word(text, word)
    )


def _competitors(text: str, brand: BrandProfile) -> tuple[SafetyFlag, ...]:
    return tuple(
        SafetyFlag(
            category="competitor",
            severity="warn",
            term=competitor.name,
            message=f"Names the competitor {competitor.name}.",
        )
        for competitor in brand.competitors
        if has_word(text, competitor.name)
    )


def _placeholders(text: str) -> tuple[SafetyFlag, ...]:
    return tuple(
        SafetyFlag(
            category="placeholder",
            severity="block",
            term=match,
            message=f"“{match}” looks like a gap that nobody filled in.",
        )
        for match in _PLACEHOLDER.findall(text)
    )
