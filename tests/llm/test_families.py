"""Every kind of shop has lines of its own, and none of them speaks of another kind's goods."""

import re

import pytest

from domain.brand import BrandProfile, Product
from llm.offline import library, tongue
from llm.offline.post.topic import family_of

CLOTH = r"fabric|cloth\b|drape|weave|कपड़|kapd"
TABLE = r"\bplates?\b|\btable\b|प्लेट|थाली"
MENDING = r"\bfix\b|\btape\b|\brepair|मरम्मत"
CUP = r"\bcups?\b|\bhot\b|kettle|प्याल"
STRANGE = {
    "drinks": CLOTH,
    "coolers": f"{CLOTH}|{CUP}",
    "food": CLOTH,
    "sweets": f"{CLOTH}|{TABLE}",
    "bakery": f"{CLOTH}|{TABLE}",
    "pantry": f"{CLOTH}|{TABLE}|{CUP}",
    "accessories": CLOTH,
    "health": f"{CLOTH}|{MENDING}|{CUP}",
    "fitness": f"{CLOTH}|{MENDING}|{CUP}",
    "travel": f"{CLOTH}|{MENDING}",
    "education": CLOTH,
    "services": CLOTH,
    "dairy": CLOTH,
    "plants": f"{CLOTH}|{TABLE}|{MENDING}|{CUP}",
    "pets": f"{CLOTH}|{TABLE}|{MENDING}|{CUP}",
    "crafts": f"{CLOTH}|{TABLE}|{MENDING}|{CUP}",
    "events": f"{CLOTH}|{TABLE}|{MENDING}|{CUP}",
    "stay": f"{CLOTH}|{MENDING}",
    "homes": f"{CLOTH}|{TABLE}|{CUP}",
    "money": f"{CLOTH}|{TABLE}|{MENDING}|{CUP}",
    "print": f"{CLOTH}|{TABLE}|{MENDING}|{CUP}",
    "auto": f"{CLOTH}|{TABLE}|{CUP}",
    "default": f"{CLOTH}|{TABLE}|{MENDING}|{CUP}",
}


def lines(language, family):
    told = tongue.words(language, "families")[family]
    yield from (*told["moments"], *told["asks"], *told["acts"], told["message"])
    for hooks in tongue.words(language, "hooks").values():
        yield from hooks.get(family, ())


@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_line_speaks_of_what_such_a_shop_does_not_have(language):
    known = tongue.words(language, "families")
    found = [
        (family, line)
        for family, strange in STRANGE.items()
        if family in known
        for line in lines(language, family)
        if re.search(strange, line, re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_kind_has_its_registers(language):
    kinds = set(library.read(f"{language}/families"))
    assert set(library.read(f"{language}/tones")["families"]) == kinds
    hooked = {name for hooks in library.read(f"{language}/hooks").values() for name in hooks}
    assert hooked <= kinds


@pytest.mark.parametrize(
    ("industry", "product", "kinds"),
    [
        ("Irani café", "Bun Maska", ("drinks", "drinks")),
        ("Juice centre", "Mango juice", ("coolers", "coolers")),
        ("Bakery", "Eggless cake", ("sweets", "bakery")),
        ("Sweet shop", "Kaju katli", ("sweets", "sweets")),
        ("Restaurant", "Masala Dosa", ("food", "food")),
        ("Spices", "Garam masala", ("pantry", "pantry")),
        ("Kirana store", "Basmati rice", ("pantry", "pantry")),
        ("Jewellery", "Silver anklets", ("accessories", "accessories")),
        ("Dental clinic", "Teeth cleaning", ("health", "health")),
        ("Gym", "Monthly membership", ("fitness", "fitness")),
        ("Mobile repair", "Screen replacement", ("repair", "repair")),
        ("Cosmetics", "Face cream", ("default", "default")),
    ],
)
def test_a_shop_is_known_by_its_kind(industry, product, kinds):
    brand = BrandProfile(business_name="Asha", industry=industry, products=(Product(name=product),))
    assert (family_of(brand), family_of(brand, "hi")) == kinds


@pytest.mark.parametrize(
    ("industry", "product", "kind"),
    [
        ("Plant nursery", "Tulsi plant", "plants"),
        ("Veterinary clinic", "Vaccination", "pets"),
        ("Wedding planner", "Birthday decoration", "events"),
        ("Interior designer", "Modular kitchen", "homes"),
        ("Homestay", "Family room", "stay"),
        ("Handicrafts", "Block print bedsheet", "crafts"),
        ("Printing press", "Wedding cards", "print"),
        ("Chartered accountant", "GST filing", "money"),
        ("Car garage", "Wheel alignment", "auto"),
        ("डेयरी", "गाय का दूध", "dairy"),
    ],
)
def test_hindi_knows_further_kinds(industry, product, kind):
    brand = BrandProfile(business_name="Asha", industry=industry, products=(Product(name=product),))
    assert family_of(brand, "hi") == kind
