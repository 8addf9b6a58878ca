"""What a wish is, and the refusal of one that cannot be met. Holds no rule of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.brand import Product
from llm.offline.post.rendering import price_in
from llm.offline.sentences import clean
from llm.tasks.edit_post import CurrentPost


class CannotError(Exception):
    """A wish that cannot be met; the message says why and what would help."""


@dataclass(frozen=True, slots=True)
class Wish:
    spoken: str
    """The wish in a few words, for the person."""
    done: str
    apply: Callable[[CurrentPost], CurrentPost]
    language: str | None = None
    """The language the post is in after it; None: as before."""


def changed(post: CurrentPost, **changes: object) -> CurrentPost:
    return post.model_copy(update=changes)


def product_line(product: Product, language: str) -> str:
    """The product with its price, as a post in the language names it."""
    if not product.price:
        return clean(product.name)
    return f"{clean(product.name)}, {price_in(clean(product.price), language)}"
