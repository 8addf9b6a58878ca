"""One planned post, written three to five ways that differ in register, first line and build.

States only what the brand, the request or a cited page says; publishes nothing.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from domain.content import Claim
from domain.language import ENGLISH, WRITTEN
from domain.platform import Platform
from domain.prices import with_rupees
from domain.register import Register
from domain.times import EARLIEST, zone
from llm.offline import library, tongue
from llm.offline.counting import fits
from llm.offline.post.hashtags import TASTE, hashtags
from llm.offline.post.lines import Chooser, Line
from llm.offline.post.remembering import remember, remembers
from llm.offline.post.rendering import audience_in, price_in
from llm.offline.post.subject import Subject, read_subject
from llm.offline.post.voice import Voice, read_voice
from llm.offline.sentences import clean, says, words
from llm.tasks.social_post import DraftVariation, SocialPostInputs, SocialPosts

_FACT_LEADS = frozenset({1, 4})
"""The builds of the middle in which a fact comes before the product."""
_STATING = frozenset({5, 7, 8})
"""Weights of facts, products and offers; the others greet or set a mood."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line with its weight: when the post is too long, the lightest goes first."""

    line: Line
    weight: int
    breaks: bool = True
    """Begins a paragraph."""


def write_posts(inputs: SocialPostInputs) -> SocialPosts:
    inputs = inputs.model_copy(update={"brand": with_rupees(inputs.brand)})
    if inputs.entry.language not in WRITTEN:
        return SocialPosts(missing=(library.read("en/phrases")["messages"]["language"],))
    missing = _missing(inputs)
    if missing:
        return SocialPosts(missing=missing)
    subject = read_subject(
        inputs.brand, inputs.entry, inputs.offer, inputs.findings, _goes_out(inputs)
    )
    if remembers(subject, inputs.entry.topic):
        return remember(inputs, subject)
    voice = read_voice(inputs, subject)
    chooser = Chooser(
        subject=subject,
        number=inputs.entry.number,
        banned=inputs.brand.brand_voice.avoid_words,
        worn="\n".join(inputs.avoid),
    )
    registers = voice.registers[: inputs.variation_count]
    drafts = tuple(_draft(inputs, voice, chooser, place, r) for place, r in enumerate(registers))
    return SocialPosts(variations=drafts, learned=voice.learned, unused=subject.unused)


def _goes_out(inputs: SocialPostInputs) -> date | None:
    """The day of the post where the shop is; None where an old post is only said anew."""
    entry = inputs.entry
    at = entry.publish_at or inputs.now
    if entry.publish_at is None and entry.day:
        return entry.day
    return None if at == EARLIEST else at.astimezone(zone(inputs.brand.timezone)).date()


def _missing(inputs: SocialPostInputs) -> tuple[str, ...]:
    """Questions without whose answers a post would be fluff."""
    brand = inputs.brand
    say = tongue.words(inputs.entry.language, "phrases")["messages"]
    topic = clean(inputs.entry.topic)
    about = topic and topic.lower() != brand.business_name.strip().lower()
    questions = [] if brand.business_name.strip() else [say["missing_name"]]
    if not (brand.products or brand.facts or about or inputs.offer):
        questions += [say["missing_products"], say["missing_facts"]]
    return tuple(questions)


def _draft(
    inputs: SocialPostInputs, voice: Voice, chooser: Chooser, place: int, register: Register
) -> DraftVariation:
    subject, platform = chooser.subject, inputs.entry.platform
    hook = chooser.hook(register, voice.opening if place == 0 else "any")
    call = chooser.call(inputs.objective, place)
    parts = [Part(Line(hook), 9), *_body(inputs, voice, chooser, place)]
    if call:
        parts.append(Part(Line(call + _emoji(voice, subject, place)), 6))
    tags = hashtags(
        subject,
        inputs.brand.brand_voice.keywords,
        inputs.brand.brand_voice.avoid_words,
        min(inputs.max_hashtags, TASTE[platform]),
    )
    kept, tags = _fitted([p for p in parts if p.line.text], tags, inputs)
    text = _joined(kept, platform)
    return DraftVariation(
        register=register,
        hook=kept[0].line.text,
        text=text,
        hashtags=tags,
        call_to_action=call if call in text else "",
        claims=_claims(kept, inputs),
    )


def _body(inputs: SocialPostInputs, voice: Voice, chooser: Chooser, place: int) -> list[Part]:
    """The middle, built in one of five ways; a short voice leaves out what is not news."""
    subject = chooser.subject
    run = partial(_run, language=subject.language)
    news = Part(Line(subject.news, (_asked(subject.news),)) if subject.news else Line(""), 8)
    if subject.theme:
        news = Part(Line(chooser.theme(place)), 8)
    product = Part(chooser.product(place), 7)
    build = (place + inputs.entry.number - 1) % 5
    fact = Part(chooser.fact(place, leads=build in _FACT_LEADS and not subject.news), 5)
    offer = Part(chooser.offer(place), 8)
    greeting = Part(Line(chooser.greeting(place)), 6)
    festive = Part(Line(chooser.festive(place)), 2)
    quiet = voice.size == "short" or bool(subject.festival and subject.festival.solemn)
    moment = Part(Line("" if quiet and not _thin(subject) else chooser.moment(place)), 3)
    audience = Part(Line(_audience(inputs) if place % 2 else ""), 2)
    second = Part(_second_fact(chooser, voice, place), 4, breaks=False)
    builds = (
        [news, festive, run(moment), product, run(fact), second, offer, greeting],
        [news, greeting, run(audience), fact, second, product, offer],
        [news, moment, run(festive), product, offer, run(greeting), fact],
        [news, greeting, product, audience, fact, run(moment), offer],
        [news, festive, fact, run(product), run(offer), moment, greeting],
    )
    chosen = [p for p in builds[build] if p.line.text]
    if chosen:  # the first line stands alone
        chosen[0] = Part(chosen[0].line, chosen[0].weight)
    return _listed(chosen, chooser) if voice.lists and place == 0 else chosen


def _run(part: Part, language: str) -> Part:
    """The same part running on in its paragraph; in Hindi only what states something does."""
    stands = language != ENGLISH and part.weight not in _STATING
    return Part(part.line, part.weight, breaks=stands)


def _thin(subject: Subject) -> bool:
    """So little is known that a post needs the shop's kind to speak at all."""
    told = subject.news or subject.theme
    return not subject.description and len(subject.facts) < 2 and not told


def _second_fact(chooser: Chooser, voice: Voice, place: int) -> Line:
    return (
        chooser.fact(place + 1)
        if voice.size == "long" and len(chooser.subject.facts) > 1
        else Line("")
    )


def _asked(text: str) -> Claim:
    return Claim(text=text, source="your request")


def _audience(inputs: SocialPostInputs) -> str:
    who = clean(inputs.audience or "")
    frame = tongue.words(inputs.entry.language, "phrases")["audience"]
    return audience_in(f"{who[:1].upper()}{who[1:]}", inputs.entry.language, frame) if who else ""


def _listed(parts: list[Part], chooser: Chooser) -> list[Part]:
    """The brand's own posts are lists: products as bullets instead of one sentence."""
    products = [p for p in chooser.subject.products if not says(p.name, chooser.banned)][:4]
    if len(products) < 2:
        return parts
    language = chooser.subject.language
    rows = "\n".join(
        f"• {clean(p.name)}{f', {price_in(clean(p.price), language)}' if p.price else ''}"
        for p in products
    )
    anew = chooser.subject.product if chooser.subject.is_price_told else None
    claims = tuple(
        Claim(
            text=f"{p.name}: {p.price}",
            source="your request" if anew and p.name == anew.name else "your Brand DNA",
        )
        for p in products
        if p.price
    )
    return [*parts, Part(Line(rows, claims), 4)]


def _emoji(voice: Voice, subject: Subject, place: int) -> str:
    if not voice.emoji or place % 2:
        return ""
    own = tongue.words(subject.language, "tones")["emoji"].get(subject.family, "")
    sign = (subject.festival.emoji if subject.festival else "") or own
    return f" {sign}" if sign else ""


def _fitted(
    parts: list[Part], tags: tuple[str, ...], inputs: SocialPostInputs
) -> tuple[list[Part], tuple[str, ...]]:
    """Lightest lines go first, then hashtags, then whatever is not the subject."""
    platform, room = inputs.entry.platform, inputs.max_chars

    def too_long() -> bool:
        return not fits(_joined(parts, platform), tags, platform, room)

    while too_long() and (light := [p for p in parts if p.weight <= 5]):
        parts.remove(min(light, key=lambda p: p.weight))
    while too_long() and len(tags) > 1:
        tags = tags[:-1]
    while too_long() and len(parts) > 1:
        parts.remove(min(parts[1:], key=lambda p: p.weight))
    if too_long():
        tags = ()
    return (parts, tags) if not too_long() else ([_cut(parts[0], inputs)], tags)


def _cut(part: Part, inputs: SocialPostInputs) -> Part:
    text = part.line.text
    while text and not fits(f"{text}…", (), inputs.entry.platform, inputs.max_chars):
        text = text.rsplit(" ", 1)[0] if " " in text else text[:-1]
    return Part(Line(f"{text}…"), part.weight)


def _joined(parts: list[Part], platform: Platform) -> str:
    gap = "\n" if platform is Platform.X else "\n\n"
    text = ""
    for part in parts:
        mark = "\n" if part.line.text.startswith("•") else gap
        text += ("" if not text else mark if part.breaks else " ") + part.line.text
    # YouTube refuses angle brackets anywhere in a description
    return text.replace("<", "‹").replace(">", "›") if platform is Platform.YOUTUBE else text


def _claims(parts: list[Part], inputs: SocialPostInputs) -> tuple[Claim, ...]:
    """What the kept lines rest on, and the page that shaped the choice of a fact, if one did."""
    claims = [claim for part in parts for claim in part.line.claims]
    told = words(" ".join(claim.text for claim in claims))
    for finding in inputs.findings:
        if finding.kind == "gap" and words(finding.text) & told:
            claims.append(Claim(text=f"Angle: {finding.text[:200]}", source=finding.url))
            break
    return tuple(dict.fromkeys(claims))
