"""Turning a post into another language the author writes. Translates no sentence word for word.

Hindi and Hinglish are one text in two scripts, so Hindi is retyped. Between English and Hindi the
post is written anew from the same product, day and offer: a shop's Hindi is not its English.
"""

import re

from domain.campaign import CalendarEntry
from domain.language import HINDI, HINGLISH, TITLES, WRITTEN
from domain.times import EARLIEST
from llm.offline import festivals, library
from llm.offline.edit.text import sentences
from llm.offline.edit.wish import CannotError, Wish, changed
from llm.offline.intent.offers import offer_in
from llm.offline.intent.hindi import in_english
from llm.offline.post.hashtags import as_tag
from llm.offline.post.subject import named_in
from llm.offline.post.writing import write_posts
from llm.offline.sentences import each_opened, listed
from llm.offline.tongue import typed
from llm.tasks.edit_post import CurrentPost, EditPostInputs
from llm.tasks.social_post import DraftVariation, SocialPostInputs

_PROMISES = r"%|\boff\b|discount|cashback|छूट|chhoot|छुट"


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
    product = named_in(post.text, inputs.brand)
    days = [festival.name for _, _, festival in festivals.find(post.text)]
    posts = write_posts(
        SocialPostInputs(
            brand=inputs.brand,
            entry=CalendarEntry(
                number=1,
                platform=inputs.platform,
                language=code,
                topic=product.name if product else "",
                occasion=days[0] if days else None,
            ),
            offer=offer_in(in_english(post.text)),
            max_chars=inputs.max_chars,
            max_hashtags=inputs.max_hashtags if post.hashtags else 0,
            now=EARLIEST,  # part of the type; this author reads no clock
        )
    )
    if not posts.variations:
        raise CannotError(posts.missing[0])
    first: DraftVariation = posts.variations[0]
    if not _offers(post.text) <= set(re.findall(r"\d[\d,]*", first.text)):
        raise CannotError(
            "The offer could not be carried over as it stands. "
            "Write it here and I put it into a new post in that language."
        )
    return changed(post, text=first.text, hashtags=first.hashtags, claims=first.claims)


def _offers(text: str) -> set[str]:
    """The figures of what the post promises: dropping a condition would promise more."""
    promising = [s for s in sentences(text) if re.search(_PROMISES, s, re.I)]
    return {figure for s in promising for figure in re.findall(r"\d[\d,]*", s)}
