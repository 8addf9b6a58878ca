"""Posts after a template by the offline author: its parts in its order, gaps left out."""

from functools import partial

from domain.content import Claim
from domain.platform import Platform
from domain.register import Register
from domain.template import Purpose
from llm.offline.counting import fits, length
from llm.offline.post.hashtags import TASTE, hashtags
from llm.offline.post.rendering import price_in
from llm.offline.sentences import clean
from llm.offline.studio.material import (
    BRAND_SOURCE,
    Line,
    Material,
    cut,
    kind_of,
    learned,
    missing,
    read_material,
    registers,
    unused,
)
from llm.tasks.templated_post import TemplatedPost, TemplatedPostInputs, TemplatedPosts

_ORDINARY = (Purpose.HOOK, Purpose.DESCRIPTION, Purpose.FACT, Purpose.OFFER, Purpose.CALL)
_MOST_LISTED = 4
_KEPT = (Purpose.HOOK, Purpose.OFFER, Purpose.NEWS, Purpose.GREETING, Purpose.CALL)
"""What stays longest where a post is too long."""
Row = tuple[Purpose, Line]


def write_templated(inputs: TemplatedPostInputs) -> TemplatedPosts:
    """The posts, or questions where there is too little to write from."""
    if asked := missing(inputs):
        return TemplatedPosts(missing=asked)
    material = read_material(inputs)
    if asked := missing(inputs, material):
        return TemplatedPosts(missing=asked)
    chosen = registers(inputs, material)
    posts = tuple(_post(inputs, material, place, r) for place, r in enumerate(chosen))
    return TemplatedPosts(
        variations=posts,
        learned=learned(inputs, [one.register for one in posts]),
        unused=unused(material),
    )


def _post(
    inputs: TemplatedPostInputs, material: Material, place: int, register: Register
) -> TemplatedPost:
    purposes = [part.purpose for part in inputs.structure] or list(_ORDINARY)
    hook = material.hook(register, place)
    rows: list[Row] = []
    for number, purpose in enumerate(purposes):
        before = rows[-1][1].text if rows else ""
        line = _line(material, purpose, place + purposes[:number].count(purpose), before, hook)
        if line.text:
            rows.append((purpose, line))
    if not rows or rows[0][0] is not Purpose.HOOK:
        rows = _opened(rows, hook, material)
    tags = hashtags(
        material.subject,
        inputs.brand.brand_voice.keywords,
        material.banned,
        min(inputs.max_hashtags, TASTE[inputs.platform]),
    )
    rows, tags = _fitted(rows, tags, inputs)
    call = next((line.text for purpose, line in rows if purpose is Purpose.CALL), "")
    claims = tuple(dict.fromkeys(claim for _, line in rows for claim in line.claims))
    return TemplatedPost(
        register=register,
        hook=rows[0][1].text,
        text=_joined(rows, inputs.platform),
        hashtags=tags,
        call_to_action=call,
        claims=claims,
    )


def _line(material: Material, purpose: Purpose, place: int, before: str, hook: str) -> Line:
    if purpose is Purpose.HOOK:
        return Line(hook, material.claimed(hook))
    if purpose is Purpose.CALL:
        return Line(material.call(place))
    if purpose is Purpose.LIST:
        return _list(material, place)
    return material.line(kind_of(purpose), place, after=before)


def _opened(rows: list[Row], hook: str, material: Material) -> list[Row]:
    """A template without a hook begins with its first part; an empty one with the hook alone."""
    return rows or [(Purpose.HOOK, Line(hook, material.claimed(hook)))]


def _list(material: Material, place: int) -> Line:
    """The other products one below the other, each with its price; at least two make a list."""
    subject = material.subject
    own = subject.product.name if subject.product else ""
    others = [p for p in subject.products if p.name != own][:_MOST_LISTED]
    if len(others) < 2:
        return Line()
    language = subject.language
    rows = [
        f"• {clean(p.name)}{f', {price_in(p.price, language)}' if p.price else ''}" for p in others
    ]
    claims = tuple(
        Claim(text=f"{p.name}: {p.price}", source=BRAND_SOURCE) for p in others if p.price
    )
    lead = material.pick(list(material.data["lines"]["list"]), place)
    return Line("\n".join([lead, *rows]), claims)


def _fitted(
    rows: list[Row], tags: tuple[str, ...], inputs: TemplatedPostInputs
) -> tuple[list[Row], tuple[str, ...]]:
    """What may go goes from the end, then hashtags, then everything but the first part."""

    def is_long() -> bool:
        text = _joined(rows, inputs.platform)
        return not fits(text, tags, inputs.platform, inputs.max_chars)

    while is_long() and (light := [n for n, (p, _) in enumerate(rows) if n and p not in _KEPT]):
        del rows[light[-1]]
    while is_long() and len(tags) > 1:
        tags = tags[:-1]
    while is_long() and len(rows) > 1:
        del rows[-1]
    if is_long():
        tags = ()
    if is_long():
        purpose, line = rows[0]
        size = partial(length, platform=inputs.platform)
        rows = [(purpose, Line(cut(line.text, inputs.max_chars, size), line.claims))]
    return rows, tags


def _joined(rows: list[Row], platform: Platform) -> str:
    text = ("\n" if platform is Platform.X else "\n\n").join(line.text for _, line in rows)
    # YouTube refuses angle brackets anywhere in a description
    return text.replace("<", "‹").replace(">", "›") if platform is Platform.YOUTUBE else text
