"""`reindex`: has the derived index compared with the rows and repaired, and shows the proof."""

from typing import Any

from rich.table import Table

from cli import output
from cli.api import Api

_NO_MODEL = (
    "A brand has no vectors of a model at hand yet; they are made in the background while "
    "`insta-media serve` runs. Run this again then."
)


def run(api: Api, *, sample: int, as_json: bool) -> bool:
    """Whether every collection now equals its rows."""
    output.note("Comparing the index with the rows")
    done: dict[str, Any] = api.long("/api/v1/esg/reindex", {"sample": sample})
    if as_json:
        output.value(done)
    else:
        output.show(_table(done["brands"]))
        if any(brand["model"] is None for brand in done["brands"]):
            output.note(_NO_MODEL)
    return bool(done["equal"])


def _table(brands: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("Brand", "Posts", "Missing", "Extra", "Differing", "Recall@20", "Now"):
        table.add_column(name, justify="left" if name in ("Brand", "Now") else "right")
    for one in brands:
        recall = "-" if one["recall_at_20"] is None else f"{one['recall_at_20']:.4f}"
        counts = [f"{one[name]:,}" for name in ("posts", "missing", "extra", "differing")]
        table.add_row(one["brand_id"], *counts, recall, _now(one))
    return table


def _now(one: dict[str, Any]) -> str:
    if not one["equal"]:
        return "differs from the rows"
    if one["rebuilt"]:
        return "equal, made anew"
    repaired = one["missing"] + one["extra"] + one["differing"]
    return f"equal, {repaired:,} repaired" if repaired else "equal"
