"""One answer about a business, read by rules: what it changes, or that it answers nothing."""

import re

from domain.brand import BrandProfile, Fact, Product
from domain.intake import OWNER, ProfileChanges, Topic, changed, next_topic
from domain.intake import Intake as Stand
from llm.offline.intake import names, products
from llm.offline.intake.acts import NO_ANSWER, asks_for_posts, asks_other, plain_act
from llm.offline.intake.beside import Beside, beside
from llm.offline.intake.clauses import clauses
from llm.offline.intake.unplaced import unplaced
from llm.offline.intent.message import tidy
from llm.offline.intent.of_brand import states_of_brand
from llm.tasks.intake import IntakeInputs, IntakeRead

LONGEST = 2_000
"""Characters that are read: who tells more of a business at once fills in a form."""
_LANGUAGES = {
    "en": r"\benglish\b|\bangrezi\b|अंग्रेज़ी|अंग्रेजी|इंग्लिश",
    "hi": r"\bhindi\b|हिंदी|हिन्दी",
    "hi-Latn": r"\bhinglish\b|हिंग्लिश",
}
_TONES = frozenset(
    ("warm", "friendly", "funny", "humorous", "formal", "professional", "elegant", "bold",
     "inspiring", "urgent", "nostalgic", "grateful", "proud", "casual", "playful", "simple",
     "calm", "witty", "honest", "polite", "premium", "modern", "traditional", "homely", "desi",
     "emotional", "serious", "young", "cheerful", "helpful", "respectful")
)  # fmt: skip
_FILLER = re.compile(
    r"^(?:(?:and|aur|और|very|bahut|बहुत|a bit|little|thoda|थोड़ा|our|tone|is|should be|be"
    r"|speak|sound|like|the|words?|never|don'?t|do not"
    r"|say|use|avoid|write|mat|मत|please|kabhi|कभी|in|posts?|hamesha"
    r"|हमेशा)(?![\w\u0900-\u097f])[\s:]*)+",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\s+(?:tone|words?|language|hai|hain|है|हैं|rakho|रखो|likho|लिखो|chahiye|चाहिए"
    r"|mat (?:likho|bolo)|मत (?:लिखो|बोलो)|please)\W*$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:open |running |in business |here |baking |serving )?since (?:1[89]|20)\d\d\b"
    r"|(?:1[89]|20)\d\d (?:se|से)(?![\w\u0900-\u097f])",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,;\n।/]|\band\b|\baur\b|और|\bor\b|&)\s*")


def read_intake(inputs: IntakeInputs) -> IntakeRead:
    """What the message says of the business; never raises on any text."""
    text = tidy(re.sub(r"\s*\n\s*", "; ", inputs.message.strip()[:LONGEST]))
    if act := plain_act(text, inputs):
        return IntakeRead(act=act, next_question=inputs.asked)
    bare = inputs.asked is not Topic.PRODUCTS
    told = Beside(rest=text)
    if not asks_for_posts(text):
        told = beside(text, inputs.today, bare_places=bare)
    if NO_ANSWER.search(told.rest):
        return IntakeRead(act="other")
    changes = _joined(_changes(told.rest, inputs), told, inputs)
    if changes.is_empty and (inputs.confirming or asks_other(text)):
        return IntakeRead(act="other")
    would_be = changed(changed(inputs.profile, inputs.understood), changes)
    return IntakeRead(
        act="answer",
        changes=changes,
        understood=_in_words(changes),
        unplaced=unplaced(told.rest, changes, inputs),
        next_question=next_topic(would_be, Stand(wants_all=True)),
    )


def _joined(changes: ProfileChanges, told: Beside, inputs: IntakeInputs) -> ProfileChanges:
    """Both; an address answers where the business is, and a list of all may begin with its name."""
    location, name = changes.location or told.location, changes.business_name
    if inputs.asked is Topic.LOCATION and told.contact.address:
        location = told.location or told.contact.address[:200]
    if inputs.asked is Topic.BUSINESS_NAME and not (name or asks_other(inputs.message)):
        name = _first_line(inputs.message, told.rest)
    return changes.model_copy(
        update={
            "business_name": name,
            "location": location,
            "industry": told.industry,
            "contact": told.contact,
            "offers": told.offers,
        }
    )


def _first_line(message: str, rest: str) -> str | None:
    """The name that heads a list: “Chhappan Sweets”, and below it what is sold."""
    if asks_other(rest):
        return None
    first = clauses(rest)[0].text.strip()
    is_head = first and message.strip().startswith(first) and not any(map(str.isdigit, first))
    return names.whole_name(first)[0] if is_head and first[0].isupper() else None


def _changes(text: str, inputs: IntakeInputs) -> ProfileChanges:
    asked, known = inputs.asked, changed(inputs.profile, inputs.understood)
    is_open = asked is None and not inputs.confirming
    name, place = names.name_in(text)
    gone = products.dropped_in(text, known)
    of_brand = states_of_brand(text)
    strict = (is_open or asks_other(text)) and not of_brand
    found = () if gone else products.products_in(_unplaced_sign(text), known, strict=strict)
    if inputs.confirming or (asked is None and inputs.understood.products):
        found = _corrections(text, known, inputs.understood.products, found)
    if asked is Topic.PRODUCTS or not is_open:
        found = found or products.names_in(
            text, known, asked=asked is Topic.PRODUCTS and not asks_other(text) and name is None
        )
    own = {names.plain(n) for n in (name, known.business_name) if n}
    found = tuple(p for p in found if names.plain(p.name) not in own)
    changes = ProfileChanges(
        business_name=name, location=place, products=found, dropped=gone, facts=_since(text, asked)
    )
    return _of_the_question(text, asked, changes) if not is_open else changes


def _unplaced_sign(text: str) -> str:
    """The words without the sign that they are of the brand, which is no part of a name."""
    text = re.sub(
        r"\b(?:in|on|under|to) (?:the|our|my) (?:brand(?: page"
        r"| profile)?|products?)\W*$",
        "",
        text,
    )
    return re.sub(r"^(?:please )?(?:update|set|correct|fix|add|put|save) ", "", text, flags=re.I)


def _corrections(
    text: str, known: BrandProfile, last: tuple[Product, ...], found: tuple[Product, ...]
) -> tuple[Product, ...]:
    """Another price for what was understood, rather than a product of that odd name."""
    if found and all(
        p.name.casefold() in {k.name.casefold() for k in known.products} for p in found
    ):
        kept = (products.corrected(text, known, last),) if len(found) == 1 else found
        return tuple(p for p in kept if p) or found
    fixed = products.corrected(text, known, last)
    return (fixed,) if fixed else found


def _of_the_question(text: str, asked: Topic | None, changes: ProfileChanges) -> ProfileChanges:
    """The whole message as the answer, where it says nothing else and asks nothing."""
    if asks_other(text) or asked is None:
        return changes
    update: dict[str, object] = {}
    if asked is Topic.BUSINESS_NAME and changes.is_empty:
        update["business_name"], update["location"] = names.whole_name(text)
    elif asked is Topic.LOCATION and not changes.location:
        update["location"] = names.whole_place(text)
    elif asked is Topic.FACTS:
        update["facts"] = _facts(text)
    elif asked is Topic.TONE:
        update["tone"] = _tones(text)
    elif asked is Topic.LANGUAGES:
        update["languages"] = tuple(c for c, p in _LANGUAGES.items() if re.search(p, text, re.I))
    elif asked is Topic.AVOID_WORDS:
        update["avoid_words"] = _listed(text)
    alone = asked in (Topic.FACTS, Topic.TONE, Topic.AVOID_WORDS, Topic.LOCATION)
    cleared = {"business_name": None, "products": ()} if alone else {}
    return changes.model_copy(update={**cleared, **update})


def _facts(text: str) -> tuple[Fact, ...]:
    said = (s.strip(" -•*.।") for s in re.split(r"(?<=[.!।])\s+|[;\n]", text))
    return tuple(Fact(text=s[:1000], source=OWNER) for s in said if len(s.split()) >= 2)[:50]


def _since(text: str, asked: Topic | None) -> tuple[Fact, ...]:
    match = _SINCE.search(text)
    if match is None or asked is Topic.FACTS:
        return ()
    said = match.group().strip()
    return (Fact(text=said[0].upper() + said[1:], source=OWNER),)


def _tones(text: str) -> tuple[str, ...]:
    words = [w for w in re.findall(r"[a-z]+", text.lower()) if w in _TONES]
    return tuple(dict.fromkeys(words)) or tuple(w for w in _listed(text) if len(w.split()) <= 2)


def _listed(text: str) -> tuple[str, ...]:
    parts = (
        _ENDING.sub("", _FILLER.sub("", part.strip(" \"“”'‘’.!"))) for part in _SPLIT.split(text)
    )
    words = (part.strip(" \"“”'‘’.!") for part in parts)
    return tuple(dict.fromkeys(w for w in words if w and len(w.split()) <= 3))[:10]


def _in_words(changes: ProfileChanges) -> tuple[str, ...]:
    lines = [changes.business_name, changes.industry, changes.location]
    lines += [", ".join(filter(None, (p.name, p.price))) for p in changes.products]
    lines += [offer.text for offer in changes.offers]
    lines += [value for value in changes.contact.model_dump().values() if value]
    lines += [fact.text for fact in changes.facts]
    for words in (changes.tone, changes.languages, changes.avoid_words):
        lines.append(", ".join(words))
    return tuple(line for line in lines if line)
