"""The read-only tools that a model may be offered, typed and bound to one turn.

What publishes, decides, connects or changes anything is not here and never will be: only a person
causes effects.
"""

from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel, Field

from tools.references import find_references
from tools.services import Turn
from tools.telling import posts_and_brand, waiting_list


class ReferenceQuery(BaseModel):
    """What to look for in the brand's own history."""

    text: str = Field(min_length=1, max_length=2000, description="A topic or a draft.")


class NoArguments(BaseModel):
    """Nothing to say."""


def catalogue(turn: Turn) -> tuple[BaseTool, ...]:
    """The tools for this turn; each answers JSON text."""

    async def references(text: str) -> str:
        found = await find_references(turn, text)
        return "[" + ",".join(reference.model_dump_json() for reference in found) + "]"

    async def waiting() -> str:
        posts, brand = await posts_and_brand(turn)
        return waiting_list(posts, brand).model_dump_json()

    async def brand() -> str:
        _posts, profile = await posts_and_brand(turn)
        return profile.model_dump_json()

    return (
        StructuredTool.from_function(
            coroutine=references,
            name="find_references",
            description="The brand's own posts that moved people most, near a topic, with why.",
            args_schema=ReferenceQuery,
        ),
        StructuredTool.from_function(
            coroutine=waiting,
            name="list_waiting",
            description="Drafts that wait for approval, posts that need the person, what is next.",
            args_schema=NoArguments,
        ),
        StructuredTool.from_function(
            coroutine=brand,
            name="read_brand",
            description="The brand's DNA: products, facts that may be claimed, voice, audience.",
            args_schema=NoArguments,
        ),
    )
