"""Samples of the studio's other texts, and what the form of each kind demands. Judges no words."""

import re
from collections.abc import Callable
from typing import Any

from domain.advert import ROOM
from domain.frozen import Frozen
from domain.intelligence import Finding
from domain.platform import Platform
from domain.register import Register
from domain.template import Purpose
from evals.reading import marks
from evals.task import Sample, Score, all_or_nothing
from llm.tasks.ad_copy import AdCopies, AdCopy
from llm.tasks.blog_outline import LONGEST_META, BlogOutline, BlogOutlines
from llm.tasks.email import LONGEST_SUBJECT, Email, Emails
from llm.tasks.product_description import (
    LONGEST_SEO_TITLE,
    LONGEST_SHORT,
    ProductDescription,
    ProductDescriptions,
)
from llm.tasks.templated_post import TemplatedPost, TemplatedPosts
from platforms.x.counting.weight import weight_of

MOST_CHARS = 600
"""Of a post after a template."""
Faults = Callable[[Any], list[str]]
"""What is wrong with one variation."""


class TextExpectation(Frozen):
    names: tuple[str, ...] = ()
    """The subject, in every spelling that would do; each variation says one of them."""
    must: tuple[str, ...] = ()
    """Words that every variation holds; "|" between spellings."""
    never: tuple[str, ...] = ()
    asks: bool = False
    """There is too little to write from, or nothing may be sold: questions, and no text."""
    solemn: bool = False
    buttons: tuple[str, ...] = ()
    """Buttons of an ad that a shop of this kind could really keep its word on."""


class TextSample(Sample):
    structure: tuple[Purpose, ...] = ()
    platform: Platform = Platform.INSTAGRAM
    topic: str = ""
    occasion: str | None = None
    objective: str = ""
    tone: str | None = None
    offer: str | None = None
    audience: str | None = None
    findings: tuple[Finding, ...] = ()
    registers: tuple[Register, ...] = ()
    already: tuple[str, ...] = ()
    variation_count: int = 3
    expect: TextExpectation


def ad_form(sample: TextSample, found: AdCopies) -> Score | None:
    """Within the platform's room, with a button that it has."""
    room = ROOM[sample.platform]
    size = weight_of if sample.platform is Platform.X else len

    def faults(ad: AdCopy) -> list[str]:
        wrong = too_long(size, headline=(ad.headline, room.headline))
        wrong += too_long(size, text=(ad.primary_text, room.text))
        wrong += too_long(size, description=(ad.description, room.description))
        if not ad.headline or not ad.primary_text.startswith(ad.hook):
            wrong.append("no headline, or a text that does not begin with its hook")
        if room.buttons and ad.call_to_action not in room.buttons:
            wrong.append(f"“{ad.call_to_action}” is no button of {sample.platform.title}")
        if not room.buttons and not ad.primary_text.endswith(ad.call_to_action):
            wrong.append("there is no button, and the text does not end with what to do")
        if sample.expect.buttons and ad.call_to_action not in sample.expect.buttons:
            wrong.append(f"“{ad.call_to_action}” fits no such shop")
        return wrong

    return each(found, faults)


def email_form(_: TextSample, found: Emails) -> Score | None:
    def faults(mail: Email) -> list[str]:
        wrong = too_long(len, subject=(mail.subject, LONGEST_SUBJECT), preview=(mail.preview, 90))
        parts = (mail.subject, mail.preview, mail.greeting, mail.sign_off, mail.call_to_action)
        if not all(parts) or not 2 <= len(mail.body) <= 5:
            wrong.append("a part is empty, or it has not two to five paragraphs")
        elif not mail.body[0].startswith(mail.hook):
            wrong.append("does not begin with its hook")
        if mail.preview.casefold() == mail.subject.casefold() or mail.subject.isupper():
            wrong.append("the subject shouts, or the preview repeats it")
        if "unsubscribe" in mail.whole().casefold():
            wrong.append("writes the line that the mailer adds")
        return wrong

    return each(found, faults)


def outline_form(_: TextSample, found: BlogOutlines) -> Score | None:
    def faults(outline: BlogOutline) -> list[str]:
        titles = {f"title {n}": (t, 65) for n, t in enumerate(outline.titles, 1)}
        wrong = too_long(len, meta=(outline.meta_description, LONGEST_META), **titles)
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", outline.slug) or len(outline.slug) > 60:
            wrong.append(f"“{outline.slug}” is no slug")
        if not 2 <= len(set(outline.titles)) <= 5:
            wrong.append(f"{len(set(outline.titles))} titles to choose from")
        if not 3 <= len(outline.sections) <= 6:
            wrong.append(f"{len(outline.sections)} sections")
        headings = [s.heading.casefold() for s in outline.sections]
        if len(set(headings)) < len(headings):
            wrong.append("two sections are called the same")
        return wrong + ([] if outline.call_to_action else ["asks the reader for nothing"])

    return each(found, faults)


def post_form(sample: TextSample, found: TemplatedPosts) -> Score | None:
    """The given parts stand in the template's order; the post begins and ends as it should."""
    brand, parts = sample.brand, sample.structure

    def faults(post: TemplatedPost) -> list[str]:
        wrong = too_long(len, text=(f"{post.text}\n\n{' '.join(post.hashtags)}", MOST_CHARS))
        wrong += marks.hashtag_faults(post.hashtags, 6)
        if not post.text.startswith(post.hook):
            wrong.append("does not begin with its hook")
        if parts[-1:] == (Purpose.CALL,) and not post.text.endswith(post.call_to_action or "?!"):
            wrong.append("does not end with what to do")
        said = post.text.casefold()
        at = {
            Purpose.OFFER: said.find((sample.offer or "\0").casefold()),
            Purpose.FACT: min(
                (said.find(f.text.casefold()) for f in brand.facts if f.text.casefold() in said),
                default=-1,
            ),
            Purpose.LIST: said.find("•"),
        }
        order = [at[part] for part in dict.fromkeys(parts) if at.get(part, -1) >= 0]
        return wrong + (["its parts are out of order"] if order != sorted(order) else [])

    return each(found, faults)


def description_form(sample: TextSample, found: ProductDescriptions) -> Score | None:
    brand = sample.brand.model_dump_json().casefold()

    def faults(copy: ProductDescription) -> list[str]:
        wrong = too_long(
            len, title=(copy.seo_title, LONGEST_SEO_TITLE), short=(copy.short, LONGEST_SHORT)
        )
        if not copy.long.startswith(copy.hook) or len(copy.long) <= len(copy.hook):
            wrong.append("the long text does not begin with its hook, or says nothing after it")
        if len(set(copy.bullets)) < len(copy.bullets):
            wrong.append("a bullet comes twice")
        if sample.language == "en":
            wrong += [
                f"{spec.name} {spec.value} was not given"
                for spec in copy.specs
                if spec.value.casefold() not in brand
            ]
        return wrong

    return each(found, faults)


def too_long(size: Callable[[str], int], **parts: tuple[str, int]) -> list[str]:
    return [
        f"{name}: {size(text)} characters of {most}"
        for name, (text, most) in parts.items()
        if size(text) > most
    ]


def each(found: Any, faults: Faults, *, all_of_them: bool = False) -> Score | None:
    """The share of variations without a fault; or, where one is too many, 0 or 1."""
    if not found.variations:
        return None
    told = [(n, fault) for n, copy in enumerate(found.variations, 1) for fault in faults(copy)]
    why = "; ".join(f"{n}: {fault}" for n, fault in told)
    if all_of_them:
        return all_or_nothing([why] if why else [])
    return Score(value=1 - len({n for n, _ in told}) / len(found.variations), why=why)
