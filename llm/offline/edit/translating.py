"""Turning a post into another language the author writes. Translates no sentence word for word.

Hindi and Hinglish are one text in two scripts, so Hindi is retyped. Between English and Hindi the
post is written anew from what the old one says: a shop's Hindi is not its English. Figures are
what a reader acts on, so the new text holds exactly those of the old one, or there is none.
"""

import re
import unicodedata

from domain.brand import BrandProfile, Product
from domain.campaign import CalendarEntry
from domain.language import ENGLISH, HINDI, HINGLISH, TITLES, WRITTEN
from domain.times import EARLIEST
from llm.offline import festivals, library
from llm.offline.edit.stated import plain_facts
from llm.offline.edit.text import MONEY, sentences, with_before_call
from llm.offline.edit.wish import CannotError, Wish, changed
from llm.offline.intent.hindi import in_english
from llm.offline.intent.offers import offer_in
from llm.offline.post.hashtags import as_tag
from llm.offline.post.rendering import fact_in, price_in
from llm.offline.post.topic import named_in
from llm.offline.post.writing import write_posts
from llm.offline.sentences import EMOJI, each_opened, listed
from llm.offline.tongue import typed
from llm.tasks.edit_post import CurrentPost, EditPostInputs
from llm.tasks.social_post import DraftVariation, SocialPostInputs

_PROMISES = r"%|\boff\b|discount|cashback|छूट|chhoot|छुट"
_TRIES = range(1, 6)
"""Posts in a row differ in what they tell; one of them may tell just what the old one does."""
_PHONE = r"\+?\d[\d -]{8,}\d"
_CALL_AT = {ENGLISH: "Call {}.", HINDI: "फ़ोन: {}।", HINGLISH: "Phone: {}."}


def translate(inputs: EditPostInputs) -> Wish:
    code = inputs.edit.details.language or ""
    title = library.read("en/reading")["language_titles"].get(code, "that language")
    retyped = (inputs.language, code) == (HINDI, HINGLISH)

    def apply(post: CurrentPost) -> CurrentPost:
        if code not in WRITTEN:
            able = listed(list(TITLES.values()))
            raise CannotError(
                f"I write {able}. Paste your own {title} words and I put them in as they are."
            )
        if code == inputs.language:
            raise CannotError(f"It is in {title} already.")
        return _retyped(post) if retyped else _anew(inputs, post, code)

    done = f"It is in {title} now, the same words in Latin letters."
    if not retyped:
        done = (
            f"Wrote it anew in {title} from the same facts. "
            "Sentences of your own are not carried over: add them again if you need them."
        )
    return Wish(f"in {title}", done, apply, language=code)


def _retyped(post: CurrentPost) -> CurrentPost:
    return changed(
        post,
        text="\n".join(each_opened(typed(line)) for line in post.text.split("\n")),
        hashtags=tuple(as_tag(typed(tag)) for tag in post.hashtags),
        first_comment=typed(post.first_comment) if post.first_comment else None,
        alt_text=typed(post.alt_text) if post.alt_text else None,
    )


def _anew(inputs: EditPostInputs, post: CurrentPost, code: str) -> CurrentPost:
    """The post written anew with exactly the figures of the old one.

    Raises:
        CannotError: Some figure could only be kept by guessing at the sentence around it.
    """
    wanted = _figures(post.text)
    drafts = _drafts(inputs, post, code)
    fitting = [draft for draft in drafts if _figures(draft.text) <= wanted]
    # the first that lacks least
    best = min(fitting, key=lambda d: len(wanted - _figures(d.text)), default=None)
    text = _with_lost(best.text, inputs, post, code) if best else ""
    if best is None or _figures(text) != wanted:
        raise CannotError(_lost(post, wanted - _figures(text)))
    return changed(post, text=text, hashtags=best.hashtags, claims=best.claims)


def _drafts(inputs: EditPostInputs, post: CurrentPost, code: str) -> list[DraftVariation]:
    """Posts in the language about what the old one is about, each a little different."""
    product = named_in(post.text, inputs.brand) or _by_price(post.text, inputs.brand)
    days = [festival.name for _, _, festival in festivals.find(post.text)]
    found: list[DraftVariation] = []
    for number in _TRIES:
        posts = write_posts(
            SocialPostInputs(
                brand=_as_told(inputs.brand, post.text, product),
                entry=CalendarEntry(
                    number=number,
                    platform=inputs.platform,
                    language=code,
                    topic=product.name if product else "",
                    occasion=days[0] if days else None,
                ),
                offer=_offer(post.text),
                max_chars=inputs.max_chars,
                max_hashtags=inputs.max_hashtags if post.hashtags else 0,
                now=EARLIEST,  # part of the type; this author reads no clock
            )
        )
        if not posts.variations:
            raise CannotError(posts.missing[0])
        found += posts.variations
    return found


def _by_price(text: str, brand: BrandProfile) -> Product | None:
    """The one product that costs what the post says, when it goes by another name there."""
    told = {_sum(amount) for amount in re.findall(MONEY, text, re.IGNORECASE)}
    costing = [p for p in brand.products if p.price and _sum(p.price) in told]
    return costing[0] if len(costing) == 1 else None


def _sum(amount: str) -> str:
    return "".join(sorted(_figures(amount)))


def _offer(text: str) -> str | None:
    """What the post promises, as an owner says it in English."""
    for sentence in sentences(text):
        bare = sentence.rsplit(": ", 1)[-1]
        if offer := offer_in(in_english(bare)):
            return offer
    return None


def _as_told(brand: BrandProfile, text: str, product: Product | None) -> BrandProfile:
    """The brand as far as the old post tells of it: its price stands, no other figure comes in."""
    figures = _figures(text)
    facts = tuple(f for f in brand.facts if _figures(f.text) <= figures)
    if product is None:
        # of no product was spoken; what has no figure may still be told
        products = tuple(p for p in brand.products if not _figures(f"{p.price} {p.description}"))
        return brand.model_copy(update={"facts": facts, "products": products})
    description = product.description if _figures(product.description) <= figures else ""
    told = product.model_copy(update={"price": _price(product, text), "description": description})
    return brand.model_copy(update={"facts": facts, "products": (told,)})


def _price(product: Product, text: str) -> str | None:
    """The price that the post names, which a person may have changed; None when it names none."""
    if product.price and _figures(product.price) <= _figures(text):
        return product.price
    naming = next((s for s in sentences(text) if named_in(s, _only(product))), "")
    amounts = re.findall(MONEY, naming, re.IGNORECASE)
    promised = re.search(_PROMISES, naming, re.IGNORECASE)
    return str(amounts[0]) if len(amounts) == 1 and not promised else None


def _only(product: Product) -> BrandProfile:
    return BrandProfile(business_name="", products=(product,))


def _with_lost(text: str, inputs: EditPostInputs, post: CurrentPost, code: str) -> str:
    """The text with what else the old one states in figures, where that can be said."""
    for said in _sayable(inputs, post, code):
        if _figures(said) and not _figures(said) <= _figures(text):
            longer = with_before_call(text, said)
            text = longer if _figures(longer) <= _figures(post.text) else text
    return text


def _sayable(inputs: EditPostInputs, post: CurrentPost, code: str) -> list[str]:
    """Facts and prices of the brand that the old post tells, its phones, its own plain facts."""
    figures = _figures(post.text)
    facts = [f.text for f in inputs.brand.facts if _figures(f.text) <= figures]
    prices = [
        f"{p.name}: {price_in(p.price, code)}"
        for p in inputs.brand.products
        if p.price and p.name.lower() in post.text.lower() and _figures(p.price) <= figures
    ]
    phones = [_CALL_AT[code].format(found) for found in re.findall(_PHONE, post.text)]
    name, place = inputs.brand.business_name, inputs.brand.location
    places = [place] if _figures(place) and _figures(place) <= figures else []
    # the owner's English stands in a Hindi post where no pattern knows it, as facts do
    own = [fact for s in sentences(post.text) for fact in _own_facts(s, inputs.language)]
    return [
        *prices,
        *(fact_in(f, code, name) for f in facts),
        *phones,
        *places,
        *(fact_in(o, code, name) for o in own),
    ]


def _own_facts(sentence: str, language: str) -> list[str]:
    if language != ENGLISH:
        return plain_facts(sentence)
    bare = re.sub(r"^(?:we are|we're|we have been|our shop is) ", "", sentence, flags=re.I)
    return [EMOJI.sub("", bare).strip()]


def _lost(post: CurrentPost, lost: set[str]) -> str:
    promised = {
        f for s in sentences(post.text) if re.search(_PROMISES, s, re.I) for f in _figures(s)
    }
    if lost & promised:
        return (
            "The offer could not be carried over as it stands. "
            "Write it here and I put it into a new post in that language."
        )
    named = ", ".join(sorted(lost)) or "what it says"
    return (
        f"I cannot say {named} in that language without guessing. "
        "Take that sentence out first, or type the text you want."
    )


def _figures(text: str) -> set[str]:
    """Every number of the text as plain digits: 1,200 and १२०० are one."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return {n.replace(",", "") for n in re.findall(r"\d+(?:,\d+)*(?:\.\d+)?", plain)}
