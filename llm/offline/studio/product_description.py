"""Product descriptions by the offline author: from what the brand says of it, and nothing else."""

import re

from domain.language import HINDI
from domain.register import Register
from llm.offline.sentences import clean, closed, opened
from llm.offline.studio.composing import composed
from llm.offline.studio.material import (
    Line,
    Material,
    built,
    cut,
)
from llm.offline.tongue import words
from llm.tasks.product_description import (
    LONGEST_SEO_TITLE,
    LONGEST_SHORT,
    ProductDescription,
    ProductDescriptions,
    Spec,
)
from llm.tasks.studio import CopyInputs

_BUILDS = (
    ("desc", "fact", "price", "place"),
    ("price", "desc", "offer", "fact"),
    ("fact", "desc", "place", "price"),
    ("desc", "offer", "price", "fact"),
    ("place", "fact", "price", "desc"),
)
_QUANTITY = r"\d+(?:[.,]\d+)?\s?(?:kg|g|ml|l|litres?|cm|mm|m|inch(?:es)?|pieces?|pcs|students?)\b"
_DURATION = r"\d+\s?(?:minutes?|mins?|hours?|days?|weeks?|months?)\b"
_MOST_BULLETS = 6


def write_descriptions(inputs: CopyInputs) -> ProductDescriptions:
    """The descriptions, or the question which product is meant."""
    return composed(ProductDescriptions, inputs, _described, _unnamed)


def _unnamed(_inputs: CopyInputs, material: Material) -> tuple[str, ...]:
    asked = words(material.subject.language, "studio")["messages"]["missing_product"]
    subject = material.subject
    # a product may stand beside a topic that is another thing
    named = material.slots.get("product") and not (subject.theme or subject.question)
    return () if named else (str(asked),)


def _described(
    inputs: CopyInputs, material: Material, place: int, register: Register
) -> ProductDescription:
    data = material.data["description"]
    hook = material.hook(register, place)
    lines = [Line(hook, material.claimed(hook))]
    for kind in built(inputs, _BUILDS[place % len(_BUILDS)]):
        lines.append(material.line(kind, place, after=lines[-1].text))
    title = material.fitting(list(data["titles"]), place, LONGEST_SEO_TITLE)
    short = material.pick(list(data["shorts"]), place, most=LONGEST_SHORT)
    bullets = _bullets(material, place)
    specs = _specs(material)
    seen = "\n".join((title, short, *bullets, *(spec.value for spec in specs)))
    claims = [claim for line in lines for claim in line.claims]
    described = material.line("desc", place).claims if specs or bullets else ()
    return ProductDescription(
        register=register,
        hook=hook,
        seo_title=title or cut(material.slots["product"], LONGEST_SEO_TITLE),
        short=short or cut(closed(material.slots["product"]), LONGEST_SHORT),
        long=" ".join(line.text for line in lines if line.text),
        bullets=bullets,
        specs=specs,
        call_to_action=material.call(place),
        claims=tuple(dict.fromkeys([*claims, *material.claimed(seen), *described])),
    )


def _bullets(material: Material, place: int) -> tuple[str, ...]:
    """What is in it or comes with it, one thing each, then facts; each variation begins later."""
    said = material.slots.get("desc", "").rstrip(".।! ")
    parts = [clean(part) for part in re.split(r", (?:and )?|; |\. |। ", said) if clean(part)]
    facts = [material.said(fact.text).rstrip(".।") for fact in material.facts[:3]]
    offer = material.slots.get("offer", "")
    turn = place % max(len(facts), 1)
    wanted = [*parts, *([offer] if offer else []), *facts[turn:], *facts[:turn]]
    return tuple(dict.fromkeys(opened(one) for one in wanted))[:_MOST_BULLETS]


def _specs(material: Material) -> tuple[Spec, ...]:
    """Price, quantity and duration as they are given; a language has its own names for them."""
    data, desc = material.data["description"], material.slots.get("desc", "")
    found = [("price", material.slots.get("price", ""))]
    for name, pattern in (("quantity", _QUANTITY), ("duration", _DURATION)):
        match = re.search(pattern, desc, re.IGNORECASE)
        found.append((name, match.group() if match else ""))
    hindi = material.subject.language == HINDI
    return tuple(
        Spec(name=opened(str(data[name])), value=value)
        for name, value in found
        if value and not (hindi and name != "price" and value.isascii() and not desc.isascii())
    )
