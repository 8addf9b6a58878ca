"""Reads a template out of a post: the order of its parts, and the brand's words as gaps."""

import re
from math import ceil

from domain.brand import BrandProfile
from domain.content import Content
from domain.lettering import AFTER, BEFORE, has_word
from domain.register import Register
from domain.studio import ContentType
from domain.template import MOST_CHARS, MOST_PARTS, Purpose, TemplateBody, TemplatePart
from llm.offline import festivals

_STEP = 50
_SHORTEST = 200
_SLACK = 1.25
"""Another product's name and facts may be longer than these."""
_SENTENCE = re.compile(r"(?<=[.!?।])\s+")
_OFFER = re.compile(
    r"\d\s?%|\b(?:off|free|discount|offer|chho+t|muft)\b|छूट|मुफ़्त|मुफ्त|ऑफ़र|ऑफर", re.IGNORECASE
)
_LISTED = re.compile(r"(?m)^\s*(?:[-•*✅👉]|\d+[.)])\s*\S")
_NUMBER = re.compile(r"\d")
_NO_MORE_DIGITS = r"(?![.,]\d)"
"""₹1 is not the price in ₹1,200."""


def derived(content: Content, brand: BrandProfile, *, name: str | None = None) -> TemplateBody:
    """The form of a post: how it opens, what its parts are for, how long it is, how it ends."""
    version = content.version
    parts = _parts(version.text)
    purposes = [_purpose(part, brand) for part in parts]
    purposes[0] = Purpose.HOOK if purposes[0] is not Purpose.GREETING else Purpose.GREETING
    if len(purposes) > 1 and purposes[-1] in (Purpose.SUBJECT, Purpose.PLACE):
        purposes[-1] = Purpose.CALL
    structure = [
        TemplatePart(purpose=purpose, note=_note(part) if purpose is Purpose.HOOK else "")
        for part, purpose in zip(parts, purposes, strict=True)
    ][:MOST_PARTS]
    festival = next((found.name for _, _, found in festivals.find(version.text)), None)
    known = {register.value for register in Register}
    return TemplateBody(
        name=name or f"Like “{parts[0][:60]}”",
        industry=brand.industry[:60],
        occasion=festival,
        content_type=ContentType.SOCIAL_POST,
        platforms=(content.platform,),
        languages=(content.language,),
        register=Register(version.register) if version.register in known else None,
        brief=_brief(purposes, festival),
        structure=tuple(structure),
        longest=min(max(_SHORTEST, ceil(_SLACK * len(version.text) / _STEP) * _STEP), MOST_CHARS),
        example=_cut(_with_gaps(version.text, brand), MOST_CHARS),
    )


def _parts(text: str) -> list[str]:
    """Paragraphs, else lines, else sentences; at least one."""
    for pattern in (r"\n\s*\n", r"\n", _SENTENCE):
        found = [part.strip() for part in re.split(pattern, text) if part.strip()]
        if len(found) > 1:
            return found
    return [text.strip() or "…"]


def _purpose(part: str, brand: BrandProfile) -> Purpose:
    """What a part is for, by what stands in it; the rarer thing first."""
    said = part.casefold()
    tests = (
        (Purpose.LIST, len(_LISTED.findall(part)) > 1),
        (Purpose.OFFER, bool(_OFFER.search(part))),
        (Purpose.FACT, any(f.text.casefold().rstrip(".") in said for f in brand.facts)),
        (
            Purpose.DESCRIPTION,
            any(d in said for p in brand.products if (d := p.description.casefold().rstrip("."))),
        ),
        (Purpose.PRICE, any(p.price and p.price in part for p in brand.products)),
        (Purpose.GREETING, bool(festivals.find(part))),
        (Purpose.QUESTION, part.endswith("?")),
        (Purpose.PLACE, any(has_word(part, town) for town in _towns(brand))),
    )
    return next((purpose for purpose, holds in tests if holds), Purpose.SUBJECT)


def _towns(brand: BrandProfile) -> list[str]:
    return [part.strip() for part in brand.location.split(",") if part.strip()]


def _note(hook: str) -> str:
    """How it opens, for whoever writes after it."""
    if hook.endswith("?"):
        return "Opens with a question."
    return "Opens with a number." if _NUMBER.search(hook) else "Opens with a statement."


def _brief(purposes: list[Purpose], festival: str | None) -> str:
    offer = ", {offer}" if Purpose.OFFER in purposes else ""
    return f"{{product}}{f' for {festival}' if festival else ''}{offer}"


def _with_gaps(text: str, brand: BrandProfile) -> str:
    """The text with what is the brand's own as gaps; of two that begin alike the longer."""
    own = [(brand.business_name, "name"), *((town, "place") for town in _towns(brand))]
    for product in brand.products:
        own += [(product.name, "product"), (product.price or "", "price")]
        own.append((product.description.rstrip("."), "description"))
    own += [(fact.text.rstrip("."), "fact") for fact in brand.facts]
    known = sorted((pair for pair in own if pair[0].strip()), key=lambda pair: -len(pair[0]))
    if not known:
        return text
    words = "|".join(f"({re.escape(words.strip())})" for words, _ in known)
    # all at once: a second pass would look for the brand's words inside the gaps of the first
    return re.sub(
        f"{BEFORE}(?:{words}){AFTER}{_NO_MORE_DIGITS}",
        lambda match: f"{{{known[(match.lastindex or 1) - 1][1]}}}",
        text,
        flags=re.IGNORECASE,
    )


def _cut(text: str, most: int) -> str:
    """Whole words, with a sign that more followed."""
    return text if len(text) <= most else f"{text[: most - 1].rsplit(None, 1)[0]}…"
