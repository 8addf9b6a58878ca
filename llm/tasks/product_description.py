"""What a shop's page says of one product, several ways: the types. States no property not given."""

from collections.abc import Iterator
from typing import Literal

from domain.frozen import Frozen
from llm.port import Task
from llm.tasks.studio import Copies, Copy, CopyInputs

LONGEST_SEO_TITLE = 60
LONGEST_SHORT = 160


class Spec(Frozen):
    name: str
    value: str
    """As the brand gives it."""


class ProductDescription(Copy):
    """`hook` is the long text's first sentence."""

    kind: Literal["product_description"] = "product_description"
    seo_title: str
    short: str
    long: str
    bullets: tuple[str, ...] = ()
    specs: tuple[Spec, ...] = ()

    def lines(self) -> Iterator[str]:
        yield from (self.seo_title, self.short, self.long, *self.bullets)
        yield from (f"{spec.name}: {spec.value}" for spec in self.specs)
        yield self.call_to_action

    def telling(self) -> str:
        return "\n".join((self.seo_title, self.short, self.long))


class ProductDescriptions(Copies):
    variations: tuple[ProductDescription, ...] = ()


PRODUCT_DESCRIPTION = Task("product_description", CopyInputs, ProductDescriptions)
