"""The picture in the docs is the graph that runs."""

from pathlib import Path

from graph.picture import page

ROOT = Path(__file__).parents[2]


def test_the_docs_show_the_graph_as_it_is():
    shown = (ROOT / "docs" / "graph.md").read_text()
    assert shown == page(), "run: python -m graph.picture > docs/graph.md"
