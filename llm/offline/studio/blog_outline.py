"""Outlines of articles by the offline author: known facts, and tasks for who writes it."""

import re
import unicodedata

from domain.language import ENGLISH, HINDI, language_of
from domain.register import Register
from llm.offline import tongue
from llm.offline.post.rendering import price_in, words_in
from llm.offline.sentences import closed, opened
from llm.offline.studio.composing import composed
from llm.offline.studio.material import (
    Material,
    built,
    cut,
)
from llm.tasks.blog_outline import LONGEST_META, BlogOutline, BlogOutlines, Faq, Point, Section
from llm.tasks.studio import CopyInputs

LONGEST_TITLE = 65
_OF_PART = {
    "subject": "about",
    "desc": "about",
    "news": "about",
    "audience": "choose",
    "question": "slips",
    "price": "price",
    "offer": "price",
    "fact": "brand",
    "greeting": "occasion",
    "place": "place",
}
"""Which section serves a part of a template."""
LONGEST_SLUG = 60
_FEWEST_SECTIONS = 4
_MOST_POINTS = 3
_ASKS = re.compile(
    r"^(?:how|why|what|when|which|where|who|is|are|can|should|do|does)\b"
    r"|\b(?:kaise|kyon|kyun|kyu|kya|kab|kahan|kaun|kaunsa|kaunsi|kitn[aei])\b",
    re.IGNORECASE,
)
_BUILDS = (
    ("about", "choose", "price", "brand", "place"),
    ("brand", "about", "slips", "price", "choose"),
    ("choose", "price", "about", "occasion", "brand"),
    ("occasion", "slips", "brand", "choose", "about"),
    ("price", "about", "place", "choose", "slips"),
)
"""Sections of each variation in order; one of which nothing can be said is left out."""


def write_outlines(inputs: CopyInputs) -> BlogOutlines:
    """The outlines, or questions where there is too little to write from."""
    return composed(BlogOutlines, inputs, _outline, _read_question)


def _read_question(inputs: CopyInputs, material: Material) -> tuple[str, ...]:
    """A topic that asks something is the title, also where it names a product."""
    asked = inputs.topic.strip().rstrip("?.!। ")
    strange = inputs.language != ENGLISH and language_of(asked) == ENGLISH
    if _ASKS.search(tongue.typed(asked)) and not strange:
        material.slots["question"] = opened(words_in(asked, inputs.language))
    if "question" in material.slots and not material.slots.get("product"):
        material.slots.pop("subject", None)  # headings that need none fit a question
    return ()


def _outline(inputs: CopyInputs, material: Material, place: int, register: Register) -> BlogOutline:
    data = material.data["blog"]
    asks = "question" in material.slots
    patterns = material.titles(data["questions" if asks else "titles"])
    titles = [material.pick(patterns, place, most=LONGEST_TITLE)]
    titles += [material.pick(patterns, place + n, most=LONGEST_TITLE, again=True) for n in (1, 2)]
    titles = [*dict.fromkeys(t for t in titles if t)] or [
        cut(material.slots["name"], LONGEST_TITLE)
    ]
    sections = _sections(inputs, material, place)
    faq, meta = _faq(material, place), _meta(material, place, asks=asks)
    call = material.call(place)
    outline = BlogOutline(
        register=register,
        hook=titles[0],
        titles=tuple(titles),
        slug=slug(titles[0]),
        meta_description=meta,
        sections=sections,
        faq=faq,
        call_to_action=call,
    )
    return outline.model_copy(update={"claims": material.claimed(outline.whole())})


def _meta(material: Material, place: int, *, asks: bool) -> str:
    patterns = list(material.data["blog"]["question_metas" if asks else "metas"])
    fact = next((material.said(f.text) for f in material.facts), "")
    found = material.pick(patterns, place, most=LONGEST_META, fact=fact)
    return found or cut(closed(material.slots["name"]), LONGEST_META)


def _sections(inputs: CopyInputs, material: Material, place: int) -> tuple[Section, ...]:
    """Those of the variation's build; where too few have anything to hold, others after them."""
    own = tuple(_OF_PART[k] for k in built(inputs, ()) if k in _OF_PART)
    build = tuple(dict.fromkeys(own)) or _BUILDS[place % len(_BUILDS)]
    found = [s for kind in build if (s := _section(material, kind, place)) is not None]
    for kind in (kind for kind in _SECTIONS if kind not in build):
        if len(found) < _FEWEST_SECTIONS and (more := _section(material, kind, place)):
            found.append(more)
    return tuple(found)


def _section(material: Material, kind: str, place: int) -> Section | None:
    """One section; None where the brand gives nothing that it could hold."""
    line, points = _SECTIONS[kind](material, place)
    if not line:
        return None
    heading = material.pick(list(material.data["blog"][kind]), place)
    return Section(heading=heading, line=line, points=points) if heading else None


_Held = tuple[str, tuple[Point, ...]]


def _about(material: Material, place: int) -> _Held:
    open_lines = list(material.data["blog"]["about_open"])
    subject = material.subject
    # what a product is made of says nothing of a theme beside it
    known = subject.news or ("" if subject.theme else material.slots.get("desc"))
    return known or material.pick(open_lines, place), ()


def _choose(material: Material, place: int) -> _Held:
    data = material.data["blog"]
    rows = [*data["choose_points"]]
    turn = place % len(rows)
    points = tuple(Point(heading=h, line=line) for h, line in [*rows[turn:], *rows[:turn]][:2])
    return material.pick(list(data["choose_line"]), place), points


def _price(material: Material, place: int) -> _Held:
    """The product's price, and beside it what else has one."""
    line = material.pick(list(material.data["lines"]["price"]), place)
    if not line:
        return "", ()
    own = material.subject.product
    others = [p for p in material.subject.products if p.price and (not own or p.name != own.name)]
    language = material.subject.language
    points = tuple(Point(heading=p.name, line=price_in(p.price or "", language)) for p in others)
    return line, points[:_MOST_POINTS]


def _brand(material: Material, place: int) -> _Held:
    data, facts = material.data["blog"], material.facts
    if not facts:
        return "", ()
    turn = place % len(facts)
    names = list(data["fact_point"])
    points = tuple(
        Point(heading=names[(place + n) % len(names)], line=material.said(fact.text))
        for n, fact in enumerate((*facts[turn:], *facts[:turn]))
    )
    return material.pick(list(data["brand_line"]), place), points[:_MOST_POINTS]


def _occasion(material: Material, place: int) -> _Held:
    if not material.slots.get("occasion"):
        return "", ()
    return material.pick(list(material.data["blog"]["occasion_line"]), place), ()


def _slips(material: Material, place: int) -> _Held:
    return material.pick(list(material.data["blog"]["slips_line"]), place), ()


def _place(material: Material, place: int) -> _Held:
    return material.pick(list(material.data["lines"]["place"]), place), ()


_SECTIONS = {
    "about": _about,
    "choose": _choose,
    "price": _price,
    "brand": _brand,
    "occasion": _occasion,
    "slips": _slips,
    "place": _place,
}


def _faq(material: Material, place: int) -> tuple[Faq, ...]:
    """Questions that what is given answers; each variation begins with another."""
    slots, data = material.slots, material.data["blog"]
    facts = material.facts
    fact = material.said(facts[place % len(facts)].text) if facts else ""
    stop = "।" if material.subject.language == HINDI else "."
    known = {
        "price": slots.get("price", ""),
        "desc": slots.get("desc", ""),
        "place": material.subject.place,
        "offer": slots.get("offer", ""),
        "fact": fact,
    }
    asked = []
    for name, answer in known.items():
        question = material.pick(list(data[f"faq_{name}"]), place) if answer else ""
        if question:
            ended = answer if answer[-1] in ".!?।" else f"{answer}{stop}"
            asked.append(Faq(question=question, answer=opened(ended)))
    turn = place % max(len(asked), 1)
    return tuple([*asked[turn:], *asked[:turn]][:4])


def slug(title: str) -> str:
    """The title as the end of an address: romanised, small ASCII letters, digits and hyphens."""
    bare = unicodedata.normalize("NFKD", tongue.typed(title).lower())
    plain = re.sub(r"['’\u0300-\u036f]", "", bare)
    parts = [part for part in re.split(r"[^a-z0-9]+", plain) if part]
    found = ""
    for part in parts:
        longer = f"{found}-{part}" if found else part
        if len(longer) > LONGEST_SLUG:
            break
        found = longer
    return found or "article"
