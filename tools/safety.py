"""The safety checks of a text, step by step: what the rules read in it. Judges text, edits none.

Rules and dictionaries, and called that. What else may be asked is in `tools.checking`.
"""

import re
from collections.abc import Callable, Iterable

from domain.brand import BrandProfile
from domain.content import Claim, Version
from domain.lettering import IN_WORD
from domain.safety import TOXIC, Safety, SafetyFlag, SafetyStep, composed, step_of
from registers.reader import register_of
from safety.claims import claims_in, sources_of
from safety.disclosure import undisclosed
from safety.normal import Reading, read
from safety.personal import personal_data
from safety.sought import lowered
from safety.tone import off_tone
from safety.toxicity import SENSITIVE, Finding, findings, flag_of, score_of
from tools.disguised import names, says
from tools.pricing import mispriced

_GAP = re.compile(
    r"[\[{<ltx](?:(?<=\[)[^\]]{1,40}\]|(?<=\{)\{?[^}]{1,40}\}?\}|(?<=<)[a-z_ ]{2,40}>"
    r"|(?<=\bl)orem ipsum\b|(?<=\bt)bd\b|(?<=\bx)xx+\b)"
)
"""Of small letters; what all its forms begin with stands first, so that the rest is skipped."""
_TAG = re.compile(rf"#({IN_WORD}+)")
TEXT = "text"
"""The step of the drafts themselves: gaps that nobody filled in."""


def words_of(version: Version) -> tuple[str, ...]:
    """Everything in a version that readers may see beside its text and hashtags."""
    return (version.first_comment or "", version.alt_text or "", *version.form.words)


def check_version(
    version: Version, brand: BrandProfile, *, made_by_machine: bool = False
) -> Safety:
    """As `check`, of everything in a version that readers may see."""
    return check(
        version.text,
        version.hashtags,
        brand,
        beside=words_of(version),
        claims=version.claims,
        made_by_machine=made_by_machine,
    )


def check(
    text: str,
    hashtags: tuple[str, ...],
    brand: BrandProfile,
    *,
    beside: tuple[str, ...] = (),
    claims: tuple[Claim, ...] = (),
    made_by_machine: bool = False,
) -> Safety:
    """Every step that needs no model, each with its result, category, severity and reason.

    A `block` flag means that the draft may not go out unless a person answers for it; `warn` is
    shown to them; `info` says what was seen and is fine.

    Args:
        text: The post's own.
        hashtags: Its hashtags.
        brand: Whose it is.
        beside: What else readers may see: a first comment, a thread, descriptions.
        claims: What the text states, with sources.
        made_by_machine: Whether one of its pictures was generated.
    """
    texts = (text, *(one for one in beside if one))
    whole = "\n".join((text, " ".join(f"#{tag.lstrip('#')}" for tag in hashtags), *texts[1:]))
    reading = read(whole)
    found = findings(reading)
    sources = sources_of(claims, tuple((fact.text, fact.source) for fact in brand.claimable()))
    parts = (
        _toxicity(found),
        _sensitive(found),
        _step("brand", _of_the_brand(whole, reading, hashtags, brand), _CLEAN["brand"]),
        _step(TEXT, _of_each(texts, _placeholders), _CLEAN[TEXT]),
        _step(
            "claims",
            (
                *_of_each(texts, lambda one: claims_in(one, sources)),
                *_of_each(texts, lambda one: mispriced(one, brand)),
            ),
            _CLEAN["claims"],
        ),
        _step("personal_data", personal_data(whole, published(brand)), _CLEAN["personal_data"]),
        _step(
            "disclosure",
            undisclosed(whole, made_by_machine=made_by_machine),
            _CLEAN["disclosure"],
        ),
    )
    steps = tuple(step for step, _ in parts)
    flags = tuple(dict.fromkeys(flag for _, flags in parts for flag in flags))
    return composed(steps, flags)


_CLEAN = {
    "toxicity": "No profanity, insult, threat or hate was found.",
    "sensitive_terms": "No sensitive term of caste, religion or politics was found.",
    "brand": "No word to avoid, no competitor, and the tone is the brand's.",
    TEXT: "No gap was left open.",
    "claims": "No claim without a source.",
    "personal_data": "No personal data was found.",
    "disclosure": "Nothing that has to be disclosed.",
}
Part = tuple[SafetyStep, tuple[SafetyFlag, ...]]


def _step(name: str, flags: tuple[SafetyFlag, ...], clean: str) -> Part:
    return step_of(name, flags, clean=clean), flags


def _toxicity(found: tuple[Finding, ...]) -> Part:
    """By the score of all that was found, also of slurs that the next step names."""
    score = score_of(found)
    flags = _flags(one for one in found if one.category not in SENSITIVE)
    step = step_of("toxicity", flags, clean=_CLEAN["toxicity"], score=score)
    if score < TOXIC or step.result == "blocked":
        return step, flags
    worst = max(found, key=lambda one: one.weight)
    why = f"Toxicity is {score:.2f}, at most {TOXIC} may go out: “{worst.term}”."
    blocked = step.model_copy(
        update={
            "result": "blocked",
            "severity": "block",
            "category": worst.category,
            "reason": why,
        }
    )
    if worst.weight >= TOXIC:
        return blocked, flags
    return blocked, (
        *flags,
        SafetyFlag(category="toxicity", severity="block", term=worst.term, message=why),
    )


def _sensitive(found: tuple[Finding, ...]) -> Part:
    flags = _flags(one for one in found if one.category in SENSITIVE)
    return _step("sensitive_terms", flags, _CLEAN["sensitive_terms"])


def _flags(found: Iterable[Finding]) -> tuple[SafetyFlag, ...]:
    """Each term once, as it was found first."""
    flags: dict[str, SafetyFlag] = {}
    for one in found:
        flag = flag_of(one)
        if flag is not None:
            flags.setdefault(f"{flag.category} {flag.term.casefold()}", flag)
    return tuple(flags.values())


def _of_each(
    texts: tuple[str, ...], look: Callable[[str], tuple[SafetyFlag, ...]]
) -> tuple[SafetyFlag, ...]:
    return tuple(flag for one in texts for flag in look(one))


def published(brand: BrandProfile) -> str:
    """What the brand says of itself in public, of its competitors nothing."""
    facts = (f"{fact.text} {fact.source or ''}" for fact in brand.claimable())
    products = (f"{product.name} {product.description}" for product in brand.products)
    offers = (f"{offer.text} {offer.terms}" for offer in brand.offers)
    contact = filter(None, brand.contact.model_dump().values())
    return "\n".join((brand.business_name, brand.location, *contact, *facts, *products, *offers))


def _of_the_brand(
    text: str, reading: Reading, hashtags: tuple[str, ...], brand: BrandProfile
) -> tuple[SafetyFlag, ...]:
    return (
        *_avoided(text, reading, brand),
        *_banned(text, hashtags, brand),
        *_competitors(text, reading, brand),
        *off_tone(text, brand.brand_voice.tone),
        *_unwanted(text, brand),
    )


def _unwanted(text: str, brand: BrandProfile) -> tuple[SafetyFlag, ...]:
    """The feeling that a text speaks to, if the brand switched that one off."""
    register = register_of(text) if brand.registers_off else None
    if register is None or register not in brand.registers_off:
        return ()
    return (
        SafetyFlag(
            category="tone",
            severity="warn",
            term=register.value,
            message=f"It speaks to {register.value}, which the brand switched off.",
        ),
    )


def _avoided(text: str, reading: Reading, brand: BrandProfile) -> tuple[SafetyFlag, ...]:
    return tuple(
        _listed(word, "words")
        for word in brand.brand_voice.avoid_words
        if says(text, reading, word)
    )


def _banned(text: str, hashtags: tuple[str, ...], brand: BrandProfile) -> tuple[SafetyFlag, ...]:
    """Hashtags that the brand never wants, also where they stand in the text."""
    used = {tag.lstrip("#").casefold() for tag in (*hashtags, *_TAG.findall(text))}
    return tuple(
        _listed(tag, "hashtags")
        for tag in brand.brand_voice.banned_hashtags
        if tag.lstrip("#").casefold() in used
    )


def _listed(term: str, kind: str) -> SafetyFlag:
    message = f"“{term}” is on the brand's list of {kind} to avoid."
    return SafetyFlag(category="brand", severity="block", term=term, message=message)


def _competitors(text: str, reading: Reading, brand: BrandProfile) -> tuple[SafetyFlag, ...]:
    return tuple(
        SafetyFlag(
            category="competitor",
            severity="warn",
            term=competitor.name,
            message=f"Names the competitor {competitor.name}.",
        )
        for competitor in brand.competitors
        if names(text, reading, competitor)
    )


def _placeholders(text: str) -> tuple[SafetyFlag, ...]:
    gaps = (text[gap.start() : gap.end()] for gap in _GAP.finditer(lowered(text)))
    return tuple(
        SafetyFlag(
            category="placeholder",
            severity="block",
            term=gap,
            message=f"“{gap}” looks like a gap that nobody filled in.",
        )
        for gap in gaps
    )
