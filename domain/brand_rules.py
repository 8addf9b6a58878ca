"""What a brand's profile has to be like to be saved. Pure; stored profiles are read without it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from domain.brand import BrandProfile, Contact, Offer
from domain.frozen import Frozen

MOST_BRANDS = 200
"""Of a workspace."""
MOST_WORDS = 100
"""Entries of a list of words."""
LONGEST_WORD = 200
LONGEST_NOTE = 500
MOST = {
    "products": 500,
    "offers": 100,
    "facts": 300,
    "competitors": 100,
    "reference_brands": 50,
    "languages": 20,
}
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*|[^\W\d_][^\d_]{2,39}")
"""A code like `hi-Latn`, or a name like Marathi."""
_ADDRESS = re.compile(r"(?:https?://)?[^\s/:@?#]+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_NO_HOST = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)(?!//)|(?!https?:)[a-z][a-z0-9+.-]*://", re.I)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?[\d\s().\-/]+")


class Misfit(Frozen):
    """One place of a profile that does not fit."""

    place: tuple[str | int, ...]
    message: str


def misfits(profile: BrandProfile, before: BrandProfile | None = None) -> tuple[Misfit, ...]:
    """What does not fit, in the order of the profile.

    Args:
        profile: As it is to be saved.
        before: As it is; what did not fit there either is nobody's fault now.
    """
    known = {(m.place[0], m.message) for m in misfits(before)} if before is not None else set()
    found = [
        *_texts(profile),
        *_records(profile),
        *_shapes(profile),
        *(m for n, offer in enumerate(profile.offers) for m in _offer(n, offer)),
        *_contact(profile.contact),
    ]
    return tuple(m for m in found if (m.place[0], m.message) not in known)


def _texts(profile: BrandProfile) -> Iterator[Misfit]:
    voice, assets, audience = profile.brand_voice, profile.brand_assets, profile.target_audience
    yield from _listed(("languages",), profile.languages, most=MOST["languages"])
    yield from _listed(("target_audience", "interests"), audience.interests)
    yield from _listed(("target_audience", "locations"), audience.locations)
    for name in ("tone", "keywords", "avoid_words", "banned_hashtags"):
        yield from _listed(("brand_voice", name), getattr(voice, name))
    yield from _listed(("brand_voice", "style_notes"), voice.style_notes, longest=LONGEST_NOTE)
    yield from _listed(("brand_assets", "color_palette"), assets.color_palette)
    yield from _listed(("brand_assets", "fonts"), assets.fonts)
    yield from _listed(
        ("reference_brands",), profile.reference_brands, most=MOST["reference_brands"]
    )


def _listed(
    place: tuple[str, ...],
    words: Sequence[str],
    *,
    most: int = MOST_WORDS,
    longest: int = LONGEST_WORD,
) -> Iterator[Misfit]:
    yield from _counted(place, words, most)
    for n, word in enumerate(words):
        if len(word) > longest:
            yield Misfit(
                place=(*place, n), message=f"“{word[:40]}…” takes at most {longest} characters"
            )
    yield from _named(place, words)


def _records(profile: BrandProfile) -> Iterator[Misfit]:
    for name, key in (("products", "name"), ("facts", "text"), ("competitors", "name")):
        records = getattr(profile, name)
        yield from _counted((name,), records, MOST[name])
        yield from _named((name,), [getattr(one, key) for one in records], key)
    yield from _counted(("offers",), profile.offers, MOST["offers"])
    # the same words may hold again next year
    yield from _named(("offers",), [offer.text for offer in profile.offers], "text", once=False)


def _counted(place: tuple[str | int, ...], found: Sequence[object], most: int) -> Iterator[Misfit]:
    if len(found) > most:
        yield Misfit(place=place, message=f"takes at most {most} entries")


def _named(
    place: tuple[str | int, ...], names: Sequence[str], key: str | None = None, *, once: bool = True
) -> Iterator[Misfit]:
    seen: dict[str, int] = {}
    for n, name in enumerate(names):
        where = (*place, n) if key is None else (*place, n, key)
        same = " ".join(name.split()).casefold()
        if not same:
            yield Misfit(place=where, message="is blank; write something or take it out")
        elif once and same in seen:
            message = f"“{name[:60]}” is there already, as entry {seen[same] + 1}; take one out"
            yield Misfit(place=where, message=message)
        seen.setdefault(same, n)


def _shapes(profile: BrandProfile) -> Iterator[Misfit]:
    for n, colour in enumerate(profile.brand_assets.color_palette):
        if colour.strip() and not _COLOUR.fullmatch(colour):
            message = f"“{colour[:40]}” is no colour; write it like #A3400F"
            yield Misfit(place=("brand_assets", "color_palette", n), message=message)
    for n, language in enumerate(profile.languages):
        if language.strip() and not _LANGUAGE.fullmatch(language.strip()):
            message = f"“{language[:40]}” is no language; write a code like hi, or its name"
            yield Misfit(place=("languages", n), message=message)
    for n, product in enumerate(profile.products):
        if product.url and not is_address(product.url):
            yield Misfit(place=("products", n, "url"), message=_no_address(product.url))


def _offer(n: int, offer: Offer) -> Iterator[Misfit]:
    if offer.valid_from and offer.valid_until and offer.valid_until < offer.valid_from:
        message = (
            f"ends on {_spoken(offer.valid_until)}, before it begins on "
            f"{_spoken(offer.valid_from)}; change one of the two"
        )
        yield Misfit(place=("offers", n, "valid_until"), message=message)
    yield from _named(("offers", n, "products"), offer.products)


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _contact(contact: Contact) -> Iterator[Misfit]:
    for name in ("phone", "whatsapp"):
        number = getattr(contact, name)
        if number and not is_phone(number):
            message = f"“{number}” is no telephone number; write it like +91 98220 12345"
            yield Misfit(place=("contact", name), message=message)
    if contact.email and not _EMAIL.fullmatch(contact.email):
        message = f"“{contact.email[:60]}” is no e-mail address"
        yield Misfit(place=("contact", "email"), message=message)
    if contact.website and not is_address(contact.website):
        yield Misfit(place=("contact", "website"), message=_no_address(contact.website))


def is_address(text: str) -> bool:
    """Whether it is a web address as people write one; nothing that runs or opens a program."""
    return bool(_ADDRESS.fullmatch(text.strip())) and not _NO_HOST.match(text.strip())


def is_phone(text: str) -> bool:
    """Whether it can be dialled: 6 to 15 digits (E.164 has at most 15)."""
    digits = sum(c.isdigit() for c in text)
    return bool(_PHONE.fullmatch(text.strip())) and 6 <= digits <= 15


def _no_address(text: str) -> str:
    return f"“{text[:60]}” is no web address; write it like https://example.com"
