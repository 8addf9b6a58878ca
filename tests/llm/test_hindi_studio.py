"""The studio's other texts: within every platform's room, in three languages, true, distinct."""

import re

import pytest

from domain.advert import ROOM
from domain.brand import BrandProfile, Contact, Product
from domain.language import WRITTEN
from domain.platform import Platform
from domain.register import Register
from llm.offline import library
from llm.offline.counting import length
from llm.offline.post.rendering import offer_in
from llm.offline.studio.blog_outline import slug
from llm.offline.studio.material import needs
from llm.tasks.ad_copy import AD_COPY
from llm.tasks.blog_outline import BLOG_OUTLINE
from llm.tasks.email import EMAIL
from llm.tasks.product_description import PRODUCT_DESCRIPTION
from llm.tasks.templated_post import TEMPLATED_POST

COPIES = (BLOG_OUTLINE, EMAIL, PRODUCT_DESCRIPTION, TEMPLATED_POST)
LONGEST_STRETCH = 6
"""Words between two slots, so that two brands never share a longer sentence."""
SLOTS = {
    "product", "subject", "price", "desc", "name", "place", "occasion", "greeting", "offer",
    "audience", "question", "fact", "news", "whatsapp", "phone", "website", "email", "address",
}  # fmt: skip


@pytest.fixture
def asked(each_brand, now):
    def make(task, **changes):
        given = {
            "brand": each_brand,
            "brief": "the first thing we sell",
            "topic": each_brand.products[0].name if each_brand.products else "",
            "platform": Platform.INSTAGRAM,
            "language": "en",
            "now": now,
            **changes,
        }
        if task is TEMPLATED_POST:
            given |= {"max_chars": 1300, "max_hashtags": 6}
        if task is AD_COPY:
            given["room"] = ROOM[Platform(given["platform"])]
        return task.input_type(**given)

    return make


def patterns(data):
    """Every line of the file that a text could hold."""
    for name, part in data.items():
        if name not in ("messages", "ways", "buttons"):
            yield from leaves(part)


def leaves(part):
    if isinstance(part, str):
        yield part
    else:
        for one in part.values() if isinstance(part, dict) else part:
            yield from leaves(one)


@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_line_has_a_long_stretch_of_words_of_ours(language):
    lines = list(patterns(library.read(f"{language}/studio")))
    assert len(lines) > 150
    for line in lines:
        assert needs(line) <= SLOTS, line
        longest = max(len(part.split()) for part in re.split(r"\{[a-z]+\}", line))
        assert longest <= LONGEST_STRETCH, line


def test_both_languages_have_the_same_kinds_of_lines():
    def kinds(data):
        return {
            name: set(part) if isinstance(part, dict) else ()
            for name, part in data.items()
            if name not in ("messages", "ways", "buttons")
        }

    assert kinds(library.read("en/studio")) == kinds(library.read("hi/studio"))


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("platform", list(Platform))
async def test_every_ad_fits_its_platform(author, asked, platform, language):
    inputs = asked(
        AD_COPY,
        platform=platform,
        language=language,
        variation_count=5,
        offer="10% off till Sunday",
    )
    ads = (await author.write(AD_COPY, inputs)).output.variations
    room, count = ROOM[platform], platform if platform is Platform.X else Platform.INSTAGRAM
    assert len(ads) == len({ad.register for ad in ads}) == len({ad.hook for ad in ads}) == 5
    for ad in ads:
        assert 0 < length(ad.headline, count) <= room.headline
        assert length(ad.primary_text, count) <= room.text
        assert length(ad.description, count) <= room.description
        assert ad.call_to_action in room.buttons or ad.primary_text.endswith(ad.call_to_action)


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("task", COPIES, ids=lambda t: t.prompt)
async def test_five_variations_differ_in_register_and_first_line(author, asked, task, language):
    found = (await author.write(task, asked(task, language=language, variation_count=5))).output
    if found.missing:  # a bare brand has nothing to describe
        assert (task, found.variations) == (PRODUCT_DESCRIPTION, ())
        return
    texts = {v.whole() for v in found.variations}
    assert len(texts) == len({v.register for v in found.variations}) == 5
    assert len({v.hook for v in found.variations}) == 5
    again = (await author.write(task, asked(task, language=language, variation_count=5))).output
    assert again == found


@pytest.mark.parametrize("task", [AD_COPY, *COPIES], ids=lambda t: t.prompt)
async def test_what_was_written_before_is_written_otherwise(author, asked, task):
    first = (await author.write(task, asked(task))).output
    told = tuple(v.whole() for v in first.variations)
    again = (await author.write(task, asked(task, avoid=told))).output
    assert not {v.whole() for v in again.variations} & set(told)


@pytest.mark.parametrize("task", [AD_COPY, *COPIES], ids=lambda t: t.prompt)
async def test_nothing_is_sold_on_a_day_of_mourning_and_another_language_is_asked_about(
    author, asked, task
):
    mourned = (await author.write(task, asked(task, occasion="Good Friday"))).output
    assert (mourned.variations, len(mourned.missing)) == ((), 1)
    tamil = (await author.write(task, asked(task, language="ta"))).output
    assert tamil.variations == ()
    assert "English, Hindi and Hinglish" in tamil.missing[0]


@pytest.mark.parametrize("name", ["x" * 200, "Shri " * 38, "{x} & {0}", "T. Nagar Pvt. Ltd."])
@pytest.mark.parametrize("language", WRITTEN)
async def test_odd_names_break_no_bound(author, asked, name, language):
    odd = BrandProfile(business_name=name, products=(Product(name=f"{name[:150]} tea"),))
    given = {"brand": odd, "topic": "", "language": language, "platform": Platform.X}
    for ad in (await author.write(AD_COPY, asked(AD_COPY, **given))).output.variations:
        assert length(ad.primary_text, Platform.X) <= ROOM[Platform.X].text
        assert ad.primary_text.startswith(ad.hook)
    for mail in (await author.write(EMAIL, asked(EMAIL, **given))).output.variations:
        assert (0 < len(mail.subject) <= 60, 0 < len(mail.preview) <= 90) == (True, True)
    for outline in (
        await author.write(BLOG_OUTLINE, asked(BLOG_OUTLINE, **given))
    ).output.variations:
        assert all(0 < len(title) <= 65 for title in outline.titles)
        assert 0 < len(outline.meta_description) <= 155


async def test_an_offer_stands_in_every_ad_and_mail_and_is_claimed(author, asked):
    for task in (AD_COPY, EMAIL):
        inputs = asked(task, offer="Buy 2 get 1 free", registers=(Register.URGENCY,))
        for one in (await author.write(task, inputs)).output.variations:
            assert "buy 2 get 1 free" in one.whole().lower()
            assert ("Buy 2 get 1 free", "your request") in {(c.text, c.source) for c in one.claims}


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Before you choose Masala Chai", "before-you-choose-masala-chai"),
        ("मसाला चाय: सीधी गाइड", "masala-chai-seedhi-guide"),
        ("Café's “best” – really?", "cafes-best-really"),
        ("தேநீர்", "article"),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_a_slug_is_plain_ascii(title, made):
    assert slug(title) == made
    assert re.fullmatch(r"[a-z0-9-]{1,60}", slug(title))


REACHED = Contact(
    phone="+91 98290 12345", address="12 MI Road, Jaipur", website="https://c.example"
)


@pytest.mark.parametrize("language", WRITTEN)
async def test_a_mail_ends_with_how_the_brand_is_reached(author, asked, each_brand, language):
    brand = each_brand.model_copy(update={"contact": REACHED})
    # a shop that people come to is found at its address, whatever the mail is for
    ends = {"enquiries": (REACHED.phone, REACHED.address), "visits": REACHED.address}
    for objective, reached in ends.items():
        given = asked(EMAIL, brand=brand, language=language, objective=objective)
        mails = (await author.write(EMAIL, given)).output.variations
        assert mails
        assert all(mail.call_to_action.endswith(reached) for mail in mails)


@pytest.mark.parametrize("platform", list(Platform))
async def test_an_ad_says_how_the_brand_is_reached_within_its_room(
    author, asked, each_brand, platform
):
    brand = each_brand.model_copy(update={"contact": Contact(phone=REACHED.phone)})
    counted = platform if platform is Platform.X else Platform.INSTAGRAM
    for language in WRITTEN:
        given = asked(AD_COPY, brand=brand, platform=platform, language=language)
        for ad in (await author.write(AD_COPY, given)).output.variations:
            assert length(ad.primary_text, counted) <= ROOM[platform].text
            assert ad.primary_text.endswith(REACHED.phone)
            assert ROOM[platform].buttons or ad.call_to_action.endswith(REACHED.phone)


async def test_a_brand_that_prints_no_contact_is_given_none(author, asked):
    (mail, *_) = (await author.write(EMAIL, asked(EMAIL))).output.variations
    assert mail.call_to_action.endswith(".")


@pytest.mark.parametrize("platform", list(Platform))
async def test_a_long_offer_goes_before_the_number_and_the_first_line(
    author, asked, each_brand, platform
):
    offer = "10% off till 20 December (minimum 2 kg, not with other offers)"
    brand = each_brand.model_copy(update={"contact": REACHED})
    for language in WRITTEN:
        told = offer_in(offer, language).casefold()
        given = asked(AD_COPY, brand=brand, platform=platform, language=language, offer=offer)
        for ad in (await author.write(AD_COPY, given)).output.variations:
            assert told in ad.primary_text.casefold()
            assert ad.primary_text.startswith(ad.hook)
            assert ROOM[platform].buttons or ad.primary_text.endswith(ad.call_to_action)
