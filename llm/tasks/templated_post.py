"""A post after a template, several ways: the types. Never published without a person."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from llm.port import Task
from llm.tasks.studio import Copies, Copy, CopyInputs


class TemplatedPostInputs(CopyInputs):
    max_chars: int = Field(ge=40)
    """As the platform counts: text, a blank line and the hashtags together."""
    max_hashtags: int = Field(ge=0)
    rules: tuple[str, ...] = ()
    """How this brand's posts are written, in words; the form is held to them afterwards, too."""


class TemplatedPost(Copy):
    kind: Literal["templated_post"] = "templated_post"
    text: str
    """The whole caption without hashtags, in the template's order; it begins with the hook."""
    hashtags: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        yield self.text


class TemplatedPosts(Copies):
    variations: tuple[TemplatedPost, ...] = ()


TEMPLATED_POST = Task("templated_post", TemplatedPostInputs, TemplatedPosts)
