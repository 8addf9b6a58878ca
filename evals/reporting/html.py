"""A comparison as one page that needs nothing else: no font, script or picture from outside."""

from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Any

from evals.comparison import Comparison as Found
from evals.comparison import SampleChange, ScorerChange, Verdict
from evals.reporting.words import differences, headline, method, plain, score, signed
from media.webfont import cut

STATES = {
    Verdict.REGRESSION: ("bad", "▼"),
    Verdict.IMPROVEMENT: ("good", "▲"),
    Verdict.NO_CHANGE: ("same", "–"),
}


FONT_HERE = "font-goes-here"


def render(found: Found) -> str:
    page: str = _template().render(
        found=found, headline=headline(found), method=method(found), font=FONT_HERE
    )
    return page.replace(FONT_HERE, _font(page), 1)


def _font(page: str) -> str:
    """The product's typeface with the page's letters: many machines have none for Devanagari."""
    return f"data:font/ttf;base64,{b64encode(cut('Medium', [page])).decode()}"


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"score": score, "signed": signed, "plain": plain}
    environment.globals |= {
        "states": STATES,
        "state_of": state_of,
        "woven": woven,
        "drawn": drawn,
        "languages": {"en": "English", "hi": "Hindi", "hi-Latn": "Hinglish"},
    }
    source = files("evals.reporting").joinpath("report.html.jinja").read_text(encoding="utf-8")
    return environment.from_string(source)


def state_of(sample: SampleChange) -> tuple[str, str, str]:
    """The class, the mark and the word for how a sample changed."""
    if sample.is_worse:
        return ("bad", "▼", "worse")
    return ("good", "▲", "better") if sample.is_better else ("same", "–", "other words")


def woven(sample: SampleChange) -> list[tuple[str, str]]:
    return [*differences(plain(sample.old_output), plain(sample.new_output))]


WIDTH = 160.0
"""Of the drawing, in its own units."""


def drawn(change: ScorerChange, reach: float) -> dict[str, float]:
    """Where the interval and its mean stand on a line from -reach to +reach."""
    scale = WIDTH / 2 / max(reach, 1e-6)
    low, high, mean = (
        WIDTH / 2 + scale * max(-reach, min(reach, value))
        for value in (change.interval.low, change.interval.high, change.interval.mean)
    )
    return {"low": low, "width": max(high - low, 1.5), "mean": mean, "middle": WIDTH / 2}
