"""An e-mail to customers, several ways: the types. Whoever sends it adds the way to unsubscribe."""

from collections.abc import Iterator
from typing import Literal

from llm.port import Task
from llm.tasks.studio import Copies, Copy, CopyInputs

LONGEST_SUBJECT = 60
"""Characters of a subject that a phone shows."""


class Email(Copy):
    """`hook` is the first paragraph's first sentence."""

    kind: Literal["email"] = "email"
    subject: str
    preview: str
    """What an inbox shows after the subject."""
    greeting: str
    body: tuple[str, ...]
    """Paragraphs."""
    sign_off: str

    def lines(self) -> Iterator[str]:
        yield from (self.subject, self.preview, self.greeting, *self.body)
        yield from (self.call_to_action, self.sign_off)

    def telling(self) -> str:
        return "\n".join((self.subject, *self.body, self.call_to_action))


class Emails(Copies):
    variations: tuple[Email, ...] = ()


EMAIL = Task("email", CopyInputs, Emails)
