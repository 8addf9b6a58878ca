"""What a study means for whoever writes the posts, in everyday words: what to do, and what not."""

from collections.abc import Sequence

from domain.study import Contrast, Study
from esg.study import methods, words


def summary(study: Study, header: Sequence[str]) -> tuple[str, ...]:
    """The advice; none where the posts are not those of one account, only that."""
    if several := _accounts(header):
        return (several,)
    parts = [
        _undated(study),
        *_lessons(study),
        _expected(study),
        _weights(study),
    ]
    return tuple(part for part in parts if part)


def _accounts(header: Sequence[str]) -> str:
    if not words.accounts(header):
        return ""
    return (
        "First of all: this file seems to hold posts of several accounts. Then it says little of "
        "yours. Study a file of your own posts alone."
    )


def _undated(study: Study) -> str:
    if study.facts.order == "time":
        return ""
    return "The file has no dates, so all of this likely looks better than it is."


def _lessons(study: Study) -> list[str]:
    """Whether earlier posts teach anything about later ones."""
    chance = words.contrast(study, "ers", methods.SEED, methods.RANDOM)
    if chance is None:
        return [
            "The file holds no texts, so nobody can say which of your posts to learn from. Export "
            "it again with the captions."
        ]
    if not _is_real(chance):
        return [
            "Your earlier posts do not tell which new ones will do well. Write what you have to "
            "say, and do not change a post for the sake of a score."
        ]
    if not words.is_growth(study):
        return [
            "Posts like your earlier good ones tend to do well again. Do more of what worked, and "
            "let the team learn from it."
        ]
    return [_of_the_time(study), _likeness(study)]


def _of_the_time(study: Study) -> str:
    way = {"grew": "rose", "fell": "fell"}.get(words.way_of(study.facts), "went up and down")
    return (
        f"Your numbers {way} over time, and that explains most of what looks like a lesson here. A "
        "high score of a post may only mean that all posts did well then: do not copy it for that."
    )


def _likeness(study: Study) -> str:
    similar = words.contrast(study, "detrended", methods.SEMANTIC, methods.RANDOM)
    if similar is None or not _is_real(similar):
        return ""
    return "What a post is about does count: look at how your earlier posts on the same thing did."


def _expected(study: Study) -> str:
    gain = words.contrast(study, "ers", methods.SEED, methods.MEAN, "error")
    if gain is None or _is_real(gain):
        return ""
    if gain.verdict == "worse":
        return "Do not rely on the score that such posts foretell: your plain average does better."
    return (
        "Take the score that such posts foretell as a rough guess: your plain average does as well."
    )


def _weights(study: Study) -> str:
    found = study.alternative
    if found is None:
        return ""
    if found.is_reliable:
        return (
            "Another setting of the search did better on your posts: whoever runs the program "
            "finds it below."
        )
    return "Leave the settings as they are."


def _is_real(found: Contrast) -> bool:
    """Whether it is better by more than nothing."""
    return found.verdict == "better" and not words.is_slight(found)
