"""People on a post: named in its caption, else tagged on its medium. Sends nothing.

Instagram knows people by their user names, and a caption's "@name" is plain text that it links.
"""

import re
from collections.abc import Iterable

from domain.form import Form
from domain.lettering import AFTER, BEFORE
from platforms.instagram.rules import MAX_TAGGED

_USERNAME = re.compile(r"[A-Za-z0-9._]{1,30}")


def named(text: str, form: Form) -> str:
    """The text with the user name of everybody whom it mentions by another."""
    ids = {mention.name: mention.id for mention in form.mentions}
    return _at(ids).sub(lambda found: f"@{ids[found[1]]}", text) if ids else text


def tagged(form: Form, text: str) -> tuple[str, ...]:
    """The user names of those whom the text does not mention; they are tagged on the medium."""
    absent = (m.id for m in form.mentions if not _at((m.name, m.id)).search(text))
    return tuple(dict.fromkeys(absent))


def mention_problems(form: Form, text: str) -> list[str]:
    """Why these people cannot stand on a post."""
    found = [
        f"“{mention.id[:60]}” is no Instagram user name. Write the name after the @ of the profile."
        for mention in form.mentions
        if not _USERNAME.fullmatch(mention.id)
    ]
    if (count := len(tagged(form, text))) > MAX_TAGGED:
        found.append(
            f"The post tags {count} people; Instagram takes {MAX_TAGGED}. "
            f"Remove {count - MAX_TAGGED}."
        )
    return found


def _at(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"{BEFORE}(?<!@)@({'|'.join(longest_first)}){AFTER}")
