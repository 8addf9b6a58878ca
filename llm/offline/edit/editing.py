"""Carries out wishes one by one and keeps only what fits; says honestly what it left."""

from domain.platform import Platform
from llm.offline.counting import caption, length
from llm.offline.edit.wish import CannotError, Wish
from llm.offline.edit.wishes import wishes
from llm.offline.sentences import says
from llm.tasks.edit_post import CurrentPost, EditedPost, EditPostInputs, NotDone


def edit_post(inputs: EditPostInputs) -> EditedPost:
    """The post after every wish that could be met."""
    post, done, not_done = inputs.current, [], []
    language = inputs.language
    for wish in wishes(inputs):
        try:
            post = _checked(wish, post, inputs)
            done.append(wish.done)
            language = wish.language or language
        except CannotError as reason:
            not_done.append(NotDone(wish=wish.spoken, why=str(reason)))
    return EditedPost(
        text=post.text,
        hashtags=post.hashtags,
        first_comment=post.first_comment,
        alt_text=post.alt_text,
        language=language,
        claims=post.claims,
        done=tuple(done),
        not_done=tuple(not_done),
    )


def _checked(wish: Wish, post: CurrentPost, inputs: EditPostInputs) -> CurrentPost:
    """The changed post.

    Raises:
        CannotError: The change would break the platform's limit or use a word the brand avoids.
    """
    changed = wish.apply(post)
    before, after = _length(post, inputs.platform), _length(changed, inputs.platform)
    if after > inputs.max_chars and after > before:
        raise CannotError(
            f"It would be {after - inputs.max_chars} characters too long for "
            f"{inputs.platform.title}. Ask for it shorter first."
        )
    banned = inputs.brand.brand_voice.avoid_words
    word = says(changed.text, banned)
    if word and not says(post.text, (word,)):
        raise CannotError(f"It would use “{word}”, a word you asked to avoid.")
    if inputs.platform is Platform.YOUTUBE and ("<" in changed.text or ">" in changed.text):
        raise CannotError("YouTube takes no < or > in a description.")
    return changed


def _length(post: CurrentPost, platform: Platform) -> int:
    return length(caption(post.text, post.hashtags), platform)
