"""The outline of an article, several ways: the types. The article itself a person writes."""

from collections.abc import Iterator
from typing import Literal

from domain.frozen import Frozen
from llm.port import Task
from llm.tasks.studio import Copies, Copy, CopyInputs

LONGEST_META = 155
"""Characters of a description that search engines show as a rule before they cut it."""


class Point(Frozen):
    heading: str
    """H3"""
    line: str
    """What stands below it: a fact of the brand, or what the writer is to answer there."""


class Section(Frozen):
    heading: str
    """H2"""
    line: str
    points: tuple[Point, ...] = ()


class Faq(Frozen):
    question: str
    answer: str


class BlogOutline(Copy):
    """`hook` is the first title."""

    kind: Literal["blog_outline"] = "blog_outline"
    titles: tuple[str, ...]
    """To choose from, the best first."""
    slug: str
    """Of the first title: small ASCII letters, digits and hyphens."""
    meta_description: str
    sections: tuple[Section, ...]
    faq: tuple[Faq, ...] = ()

    def lines(self) -> Iterator[str]:
        yield self.titles[0] if self.titles else self.hook
        yield self.meta_description
        for section in self.sections:
            yield from (section.heading, section.line)
            for point in section.points:
                yield from (point.heading, point.line)
        for one in self.faq:
            yield from (one.question, one.answer)
        yield self.call_to_action

    def telling(self) -> str:
        lines = (line for section in self.sections for line in (section.heading, section.line))
        return "\n".join((*self.titles, *lines))


class BlogOutlines(Copies):
    variations: tuple[BlogOutline, ...] = ()


BLOG_OUTLINE = Task("blog_outline", CopyInputs, BlogOutlines)
