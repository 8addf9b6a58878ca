"""Wishes about what stands around the words: hashtags, emoji, prices."""

import re

from domain.campaign import CalendarEntry
from domain.language import ENGLISH, WRITTEN
from domain.lettering import IN_WORD
from llm.offline import tongue
from llm.offline.edit import text as words_of
from llm.offline.edit.wish import CannotError, Wish, changed, product_line
from llm.offline.post.hashtags import as_tag, hashtags
from llm.offline.post.rendering import price_in
from llm.offline.post.subject import read_subject
from llm.offline.post.topic import family_of, named_in
from llm.offline.sentences import clean, listed
from llm.tasks.edit_post import CurrentPost, EditPostInputs


def remove_hashtags(inputs: EditPostInputs) -> Wish:
    named = {tag.lower() for tag in inputs.edit.details.hashtags}

    staying = {tag.lower() for tag in inputs.edit.details.keep_hashtags}

    def gone(tag: str) -> bool:
        if tag.lstrip("#").lower() in staying:
            return False
        return not named or tag.lstrip("#").lower() in named

    def apply(post: CurrentPost) -> CurrentPost:
        kept = tuple(tag for tag in post.hashtags if not gone(tag))
        tag = rf"#([^\W_]{IN_WORD}*)"
        left = re.sub(tag, lambda m: "" if gone(m.group(1)) else m.group(), post.text)
        text = words_of.tidy(left)
        if kept == post.hashtags and text == words_of.tidy(post.text):
            raise CannotError("There are no such hashtags on it.")
        return changed(post, hashtags=kept, text=text)

    return Wish("without hashtags", "Removed the hashtags.", apply)


def add_hashtags(inputs: EditPostInputs) -> Wish:
    named = tuple(f"#{tag}" for tag in inputs.edit.details.hashtags)

    def apply(post: CurrentPost) -> CurrentPost:
        have = {tag.lower() for tag in post.hashtags}
        fresh = [t for t in named or _suggested(inputs, post.text) if t.lower() not in have]
        room = inputs.max_hashtags - len(post.hashtags)
        if not fresh:
            raise CannotError("I have no further hashtag that fits. Name the ones you want.")
        if not named and room < 1:
            raise CannotError(f"It has {len(post.hashtags)} already; more would read as begging.")
        fresh = fresh[: inputs.max_hashtags if named else min(room, 3)]
        kept = post.hashtags[: max(inputs.max_hashtags - len(fresh), 0)]  # named ones come first
        return changed(post, hashtags=(*kept, *fresh))

    return Wish("more hashtags", f"Added hashtags{': ' + ' '.join(named) if named else ''}.", apply)


def _suggested(inputs: EditPostInputs, text: str) -> tuple[str, ...]:
    product = named_in(text, inputs.brand)
    topic = product.name if product else ""
    code = inputs.language if inputs.language in WRITTEN else ENGLISH
    entry = CalendarEntry(number=1, platform=inputs.platform, language=code, topic=topic)
    voice = inputs.brand.brand_voice
    subject = read_subject(inputs.brand, entry)
    more = tuple(as_tag(keyword) for keyword in voice.keywords)
    return (
        *hashtags(subject, voice.keywords, voice.avoid_words, 30),
        *(tag for tag in more if tag),
    )


def remove_emoji(_: EditPostInputs) -> Wish:
    def apply(post: CurrentPost) -> CurrentPost:
        text = words_of.without_emoji(post.text)
        if text == words_of.tidy(post.text):
            raise CannotError("There are no emoji in the text.")
        return changed(post, text=text)

    return Wish("no emoji", "Removed the emoji.", apply)


def add_emoji(inputs: EditPostInputs) -> Wish:
    code = inputs.language
    sign = tongue.words(code, "tones")["emoji"].get(family_of(inputs.brand, code), "✨")

    def apply(post: CurrentPost) -> CurrentPost:
        if sign in post.text:
            raise CannotError("It has one already, and one is enough.")
        first, _, rest = post.text.partition("\n")
        return changed(post, text=f"{first} {sign}" + (f"\n{rest}" if rest else ""))

    return Wish("an emoji", f"Added {sign} to the first line.", apply)


def add_price(inputs: EditPostInputs) -> Wish:
    priced = [p for p in inputs.brand.products if p.price]

    def apply(post: CurrentPost) -> CurrentPost:
        shown = [p for p in inputs.brand.products if p.name.lower() in post.text.lower()]
        fits = [p for p in priced if p in shown] or (
            priced if len(priced) == 1 and not shown else []
        )
        if not fits:
            names = listed([p.name for p in shown]) or "what this post is about"
            raise CannotError(f"I know no price for {names}. Add it to your products, or tell me.")
        fresh = [p for p in fits if clean(p.price or "").lower() not in post.text.lower()]
        if not fresh:
            raise CannotError("The price is in the text already.")
        line = listed([product_line(p, inputs.language) for p in fresh])
        return changed(post, text=words_of.with_before_call(post.text, line))

    return Wish("the price", "Added the price.", apply)


def remove_price(inputs: EditPostInputs) -> Wish:
    given = [clean(p.price) for p in inputs.brand.products if p.price]
    prices = (*given, *(price_in(price, inputs.language) for price in given))

    def apply(post: CurrentPost) -> CurrentPost:
        text = words_of.without_prices(post.text, prices)
        if text == words_of.tidy(post.text):
            raise CannotError("There is no price in the text.")
        if not text:
            raise CannotError("The price is all it says. Tell me what should stand there instead.")
        return changed(post, text=text)

    return Wish("no price", "Took the price out.", apply)
