"""One planned post, written three to five ways that differ in register, first line and build.

States only what the brand, the request or a cited page says; publishes nothing.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from domain.content import Claim
from domain.language import WRITTEN
from domain.platform import Platform
from domain.prices import with_rupees
from domain.register import Register
from domain.times import EARLIEST, zone
from llm.offline import library, tongue
from llm.offline.counting import fits
from llm.offline.post.apart import ALIKE, likeness
from llm.offline.post.hashtags import TASTE, hashtags
from llm.offline.post.lines import Chooser, Line
from llm.offline.post.matter import names_matter, of_matter, opens_with_fact
from llm.offline.post.part import Part, audience, is_thin, run_on
from llm.offline.post.remembering import remember, remembers
from llm.offline.post.rendering import price_in
from llm.offline.post.subject import Subject, read_subject
from llm.offline.post.voice import Voice, read_voice
from llm.offline.reaching import address_in_line, reached
from llm.offline.sentences import clean, says, words
from llm.tasks.social_post import DraftVariation, SocialPostInputs, SocialPosts

_TRIES = 3
_SUITS_ALL = frozenset({Register.GRATITUDE, Register.BELONGING, Register.VULNERABILITY})
Draft = Callable[[int, bool], DraftVariation]


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
        # a rival's name may be a word of ours: Bata, and बता दें in Latin letters
        banned=(
            *inputs.brand.brand_voice.avoid_words,
            *(rival.name for rival in inputs.brand.competitors),
        ),
        worn="\n".join(inputs.avoid),
        address=address_in_line(inputs.brand.contact),
    )
    registers = _registers(inputs, voice, chooser)[: inputs.variation_count]
    drafts: list[DraftVariation] = []
    for place, register in enumerate(registers):
        drafts.append(_apart(drafts, _drafting(inputs, voice, chooser, register), place, chooser))
    return SocialPosts(variations=tuple(drafts), learned=voice.learned, unused=subject.unused)


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


def _registers(inputs: SocialPostInputs, voice: Voice, chooser: Chooser) -> tuple[Register, ...]:
    """In the voice's order; where nothing asks for others, those first that suit any matter.

    A thank-you or “tell your friends” can close a post about anything; a memory or a joke cannot.
    """
    if not chooser.has_matter or inputs.tone or voice.learned:
        return voice.registers
    return tuple(sorted(voice.registers, key=lambda register: register not in _SUITS_ALL))


def _drafting(
    inputs: SocialPostInputs, voice: Voice, chooser: Chooser, register: Register
) -> Draft:
    """What drafts a variation, by its place and by whether it is to say all."""
    return lambda place, full: _draft(inputs, voice, chooser, register, place, is_full=full)


def _apart(
    before: list[DraftVariation], draft: Draft, place: int, chooser: Chooser
) -> DraftVariation:
    """The variation of this place, built otherwise where it would say an earlier one again.

    First as later ones are; then, where that is not enough, without what all of them say.
    """

    def nearest(one: DraftVariation) -> float:
        return max((likeness(one.text, other.text) for other in before), default=0.0)

    tried = []
    turns = range(place, place + _TRIES)
    for turn, is_full in (*((turn, True) for turn in turns), *((turn, False) for turn in turns)):
        used = set(chooser.used)
        tried.append(draft(turn, is_full))
        if nearest(tried[-1]) < ALIKE:
            return tried[-1]
        chooser.used = used
    return min(tried, key=nearest)


def _draft(
    inputs: SocialPostInputs,
    voice: Voice,
    chooser: Chooser,
    register: Register,
    place: int,
    *,
    is_full: bool,
) -> DraftVariation:
    subject, platform = chooser.subject, inputs.entry.platform
    opening = voice.opening if place == 0 else "any"
    is_named = is_full and names_matter(subject, place)
    hook = chooser.hook(register, opening, of_the_matter=is_named)
    call = chooser.asking(place) if chooser.is_open else chooser.call(inputs.objective, place)
    first, last = Line(hook), ""
    if chooser.has_matter and is_named:
        first = chooser.fact(0) if opens_with_fact(subject, place) else first
        last = chooser.closing(register)
    if last and place:  # so that no two variations open alike
        first, last = Line(f"{first.text} {last}", first.claims), ""
    body = _body(inputs, voice, chooser, place, is_full=is_full)
    parts = [Part(first, 9), *body, Part(Line(last), 6)]
    if call:
        parts.append(Part(Line(call + _emoji(voice, subject, place)), 6))
        parts.append(Part(Line(_reach(inputs, chooser, place)), 4))
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


def _reach(inputs: SocialPostInputs, chooser: Chooser, place: int) -> str:
    """Where to write to, after a line that asks readers to; else nothing."""
    way, _ = chooser.way(inputs.objective, place)
    is_asked = way == "message" and not chooser.is_open
    return reached(inputs.brand.contact, chooser.subject.language) if is_asked else ""


def _body(
    inputs: SocialPostInputs, voice: Voice, chooser: Chooser, place: int, *, is_full: bool
) -> list[Part]:
    """The middle; a post of a matter of its own keeps to it, any other is built in turn."""
    parts = (
        of_matter(inputs, chooser, place, is_full=is_full)
        if chooser.has_matter
        else _in_turn(inputs, voice, chooser, place, is_full=is_full)
    )
    chosen = [p for p in parts if p.line.text]
    if chosen:  # the first line stands alone
        chosen[0] = Part(chosen[0].line, chosen[0].weight)
    return _listed(chosen, chooser) if voice.lists and place == 0 else chosen


def _in_turn(
    inputs: SocialPostInputs, voice: Voice, chooser: Chooser, place: int, *, is_full: bool
) -> list[Part]:
    """Built in one of five ways; a mood is set only where little else can be told."""
    subject = chooser.subject
    run = partial(run_on, language=subject.language)
    news = Part(Line(subject.news, (_asked(subject.news),)) if subject.news else Line(""), 8)
    product = Part(chooser.product(place, brief=not is_full), 7)
    build = (place + inputs.entry.number - 1) % 5
    has_other = subject.product or subject.news
    tells = place < len(subject.facts) or not has_other  # a lone fact not in each
    fact = Part(chooser.fact(place) if tells else Line(""), 5)
    offer = Part(chooser.offer(place), 8)
    greeting = Part(Line(chooser.greeting(place)), 6)
    festive = Part(Line(chooser.festive(place)), 2)
    moment = Part(Line(chooser.moment(place) if is_thin(subject) or not tells else ""), 3)
    readers = Part(Line(audience(inputs) if place % 2 else ""), 2)
    second = Part(_second_fact(chooser, voice, place), 4, breaks=False)
    builds = (
        [news, festive, run(moment), product, run(fact), second, offer, greeting],
        [news, greeting, run(readers), fact, second, product, offer],
        [news, moment, run(festive), product, offer, run(greeting), fact],
        [news, greeting, product, readers, fact, run(moment), offer],
        [news, festive, fact, run(product), run(offer), moment, greeting],
    )
    return builds[build]


def _second_fact(chooser: Chooser, voice: Voice, place: int) -> Line:
    return (
        chooser.fact(place + 1)
        if voice.size == "long" and len(chooser.subject.facts) > 1
        else Line("")
    )


def _asked(text: str) -> Claim:
    return Claim(text=text, source="your request")


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
