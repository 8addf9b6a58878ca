"""The graph as a Mermaid picture for the docs: `python -m graph.picture > docs/graph.md`."""

import sys

from graph.build import build

_TEXT = """# The conversation graph

Generated from `graph/build.py` by `python -m graph.picture > docs/graph.md`; a test fails when it
is stale. Dotted arrows are choices made while it runs.

```mermaid
{mermaid}
```
"""


def page() -> str:
    """The whole page, as it should stand in docs/graph.md."""
    return _TEXT.format(mermaid=build().get_graph().draw_mermaid().strip())


if __name__ == "__main__":
    sys.stdout.write(page())
