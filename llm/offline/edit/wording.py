"""Wishes about the words of a post: replace, remove, add, shorter, longer, tone, first line.

Adds nothing the brand, the person or the shipped phrases do not say.
"""

import re

from domain.campaign import CalendarEntry
from domain.register import Register
from llm.offline import library, tongue
from llm.offline.edit import text as words_of
from llm.offline.edit.shortening import shortened
from llm.offline.edit.wish import CannotError, Wish, changed, product_line
from llm.offline.festivals import kept_in
from llm.offline.intent.hindi import in_english
from llm.offline.intent.message import number, number_pattern
from llm.offline.post import rendering
from llm.offline.post.lines import Chooser, needs
from llm.offline.post.subject import read_subject
from llm.offline.post.topic import family_of, named_in
from llm.offline.post.varying import worded
from llm.offline.sentences import clean, closed, listed, opened, says, words
from llm.tasks.edit_post import CurrentPost, EditPostInputs


def replace(old: str, new: str) -> Wish:
    def apply(post: CurrentPost) -> CurrentPost:
        if not old:
            return changed(post, text=new)
        text = words_of.replaced(post.text, old, new)
        alt = words_of.replaced(post.alt_text or "", old, new)
        comment = words_of.replaced(post.first_comment or "", old, new)
        if text is None and alt is None and comment is None:
            raise CannotError(f"“{old}” is not in the text.")
        return changed(
            post,
            text=post.text if text is None else words_of.tidy(text),
            alt_text=post.alt_text if alt is None else alt,
            first_comment=post.first_comment if comment is None else comment,
        )

    if not old:
        return Wish("your own text", "The text is now yours, word for word.", apply)
    return Wish(f"“{old}” to “{new}”", f"“{old}” is now “{new}”.", apply)


def first_line(line: str) -> Wish:
    def apply(post: CurrentPost) -> CurrentPost:
        return changed(post, text=words_of.with_line(post.text, clean(line), last=False))

    return Wish(f"the first line “{line}”", f"The first line is now “{line}”.", apply)


def last_line(line: str) -> Wish:
    def apply(post: CurrentPost) -> CurrentPost:
        return changed(post, text=words_of.with_line(post.text, clean(line), last=True))

    return Wish(f"the last line “{line}”", f"The last line is now “{line}”.", apply)


def remove(term: str) -> Wish:
    telling = words(term)

    def names(sentence: str) -> bool:
        return bool(says(sentence, (term,))) or bool(telling and telling <= words(sentence))

    def apply(post: CurrentPost) -> CurrentPost:
        text = words_of.without(post.text, names)
        if text == words_of.tidy(post.text):
            raise CannotError(f"Nothing in the text mentions “{term}”.")
        if not text:
            raise CannotError("It is the only sentence. Tell me what should stand there instead.")
        return changed(post, text=text)

    return Wish(f"nothing about “{term}”", f"Took out what mentions “{term}”.", apply)


def add(inputs: EditPostInputs, line: str) -> Wish:
    """A sentence in the person's words; a product's bare name becomes its line with the price."""
    bare = re.sub(r"^(?:that|about|our|the|a|an)\s+", "", clean(line), flags=re.I)
    product = next((p for p in inputs.brand.products if p.name.lower() == bare.lower()), None)
    sentence = (
        product_line(product, inputs.language)
        if product
        else re.sub(r"^(?:that|about)\s+", "", clean(line))
    )

    def apply(post: CurrentPost) -> CurrentPost:
        if sentence.rstrip(".").lower() in post.text.lower():
            raise CannotError("The text says that already.")
        return changed(post, text=words_of.with_before_call(post.text, sentence))

    return Wish(f"“{bare}”", f"Added “{closed(opened(sentence))}”", apply)


def shorter(inputs: EditPostInputs) -> Wish:
    asked = re.search(
        rf"\b({number_pattern()}) (?:short )?(?:lines?|sentences?)\b",
        in_english(inputs.instruction),
        re.I,
    )
    lines = max(number(asked[1]) or 1, 1) if asked else None

    def apply(post: CurrentPost) -> CurrentPost:
        return changed(post, text=shortened(post.text, inputs.brand, lines))

    return Wish("shorter", "Made it shorter.", apply)


def longer(inputs: EditPostInputs) -> Wish:
    brand = inputs.brand
    banned = brand.brand_voice.avoid_words
    code = inputs.language
    known = [f"{p.name}: {p.description}" for p in brand.products if p.description]
    known += [rendering.fact_in(f.text, code, brand.business_name) for f in brand.facts]
    moments = [
        worded(pattern, brand.business_name)
        for pattern in tongue.words(code, "families")[family_of(brand, code)]["moments"]
        if not needs(pattern)
    ]

    def apply(post: CurrentPost) -> CurrentPost:
        near = sorted(known, key=lambda k: -len(words(k) & words(post.text)))
        fresh = [k for k in near if not (words(k) <= words(post.text)) and not says(k, banned)]
        mood = [m for m in moments if m not in post.text and not says(m, banned)]
        text = post.text
        for line in [*fresh[:2], *([] if len(fresh) > 1 else mood[:1])]:
            text = words_of.with_before_call(text, line)
        if not fresh:
            raise CannotError(
                "I have used every fact I know. Tell me one more thing I may say about you."
            )
        return changed(post, text=text)

    return Wish("longer", "Added more of what you told me about the business.", apply)


def add_offer(inputs: EditPostInputs) -> Wish:
    offer = rendering.offer_in(clean(inputs.edit.details.offer or ""), inputs.language)

    def apply(post: CurrentPost) -> CurrentPost:
        if not offer:
            raise CannotError("Tell me the offer in words, for example “10% off till Sunday”.")
        if (day := kept_in(post.text, inputs.language)) and day.mourning:
            raise CannotError(f"{day.name} is a day of mourning: its post sells nothing.")
        if offer.lower() in post.text.lower():
            raise CannotError("The text names that offer already.")
        return changed(post, text=words_of.with_before_call(post.text, offer))

    return Wish("the offer", f"Added the offer: {offer}.", apply)


def change_tone(inputs: EditPostInputs) -> Wish:
    """The first line carries the tone; what follows are facts, which have none."""
    tone = inputs.edit.details.tone or ""
    data = library.read("en/tones")["tones"].get(tone)

    def apply(post: CurrentPost) -> CurrentPost:
        if data is None:
            known = listed(sorted(library.read("en/tones")["tones"]))
            raise CannotError(f"I do not know that tone. I know {known}.")
        light = {"humour", "urgency"} & set(data["prefer"][:2])
        if light and (day := kept_in(post.text, inputs.language)):
            raise CannotError(f"{day.name} is a solemn day: a {tone} tone does not suit it.")
        first = words_of.sentences(post.text)[:1]
        hook = _hook(inputs, post.text, [Register(r) for r in data["prefer"]])
        if not hook or not first:
            raise CannotError("I have no first line in that tone that fits what is known.")
        rest = post.text[post.text.index(first[0]) + len(first[0]) :].strip()
        telling = re.search(r"\d", first[0]) or any(f.text in first[0] for f in inputs.brand.facts)
        body = f"{first[0]} {rest}".strip() if telling else rest
        calm = tone in {"professional", "elegant"}
        body = words_of.without_emoji(body).replace("!", ".") if calm else body
        return changed(post, text=f"{hook}\n\n{body}".strip())

    return Wish(f"a {tone} tone", f"The first line now has a {tone} tone; the facts stay.", apply)


def _hook(inputs: EditPostInputs, text: str, registers: list[Register]) -> str:
    product = named_in(text, inputs.brand)
    named = product.name if product else ""
    entry = CalendarEntry(number=1, platform=inputs.platform, language=inputs.language, topic=named)
    subject = read_subject(inputs.brand, entry)
    chooser = Chooser(subject, 1, inputs.brand.brand_voice.avoid_words, worn=text)
    hooks = (chooser.hook(register, "any") for register in registers)
    return next((hook for hook in hooks if hook and hook not in text), "")


def start_with(inputs: EditPostInputs) -> Wish:
    start = clean(inputs.edit.details.start_with or "")

    def apply(post: CurrentPost) -> CurrentPost:
        if not start:
            raise CannotError("Tell me the words it should start with, in quotes.")
        if post.text.startswith(start):
            raise CannotError("It starts with these words already.")
        return changed(post, text=f"{closed(start)}\n\n{post.text}")

    return Wish(f"start with “{start}”", f"It now starts with “{start}”.", apply)


def rewrite(inputs: EditPostInputs) -> Wish:
    def apply(_: CurrentPost) -> CurrentPost:
        raise CannotError(
            "I follow plain wishes: shorter, longer, another tone, a square or colourful picture, "
            "a carousel, add or remove a line, an offer, "
            "a price or hashtags, “replace … with …”, “start with …”. Or type the text you want."
        )

    return Wish(f"“{clean(inputs.instruction)[:80]}”", "", apply)
