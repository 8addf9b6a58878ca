"""Insights of a post or a Page, one metric a call: a name that was removed fails the whole call.

https://developers.facebook.com/docs/graph-api/reference/insights
"""

from collections.abc import Mapping, Sequence

from domain.connection import Tokens
from domain.errors import ErrorClass
from platforms.facebook import codes
from platforms.facebook.graph import Graph
from platforms.meta.answers import count_of
from platforms.meta.refusing import MISSING, GraphError
from platforms.told import listed

INVALID_PARAMETER = 100


class FacebookInsights:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def first_told(
        self, node: str, names: Sequence[str], tokens: Tokens, query: Mapping[str, str]
    ) -> tuple[str, list[dict[str, object]]]:
        """The values of the first of these names that Facebook still knows, and that name.

        Raises:
            PlatformError: Refused for another reason than the name, or not answered.
        """
        for name in names:
            values = await self._values(node, name, tokens, query)
            if values is not None:
                return name, values
        return "", []

    async def _values(
        self, node: str, name: str, tokens: Tokens, query: Mapping[str, str]
    ) -> list[dict[str, object]] | None:
        """None of a name that is unknown there; nothing while nothing is known."""
        try:
            body = await self._graph.get(f"{node}/insights", tokens, {**query, "metric": name})
        except GraphError as error:
            if _is_about_the_name(error):
                return None
            raise
        metric = next((one for one in listed(body) if one.get("name") == name), {})
        return listed(metric, "values")


def last_count(values: list[dict[str, object]]) -> int | None:
    """The newest value when it is a count."""
    return count_of(values[-1].get("value")) if values else None


def summed(values: list[dict[str, object]]) -> int | None:
    """All days together; None when none of them is told."""
    counts = [count for one in values if (count := count_of(one.get("value"))) is not None]
    return sum(counts) if counts else None


def _is_about_the_name(error: GraphError) -> bool:
    if error.numbers == codes.NO_METRIC or error.numbers[0] == codes.NO_METRIC[0]:
        return True
    is_parameter = error.numbers[0] == INVALID_PARAMETER and error.numbers != MISSING
    return is_parameter and error.error_class is ErrorClass.VALIDATION
