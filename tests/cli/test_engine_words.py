"""What a terminal says of the engine's figures: against what, from how many posts, how sure."""

import io

from rich.console import Console

from cli import aligning, draw, modelling

EFFECT = {"low": -11.6, "high": -0.1, "standing": None, "is_on": True}
MODEL = {
    "registers": [
        {"register": "pride", "mean": -5.9, "n": 1, **EFFECT},
        {"register": "humour", "mean": -4.2, "n": 0, **EFFECT},
    ],
    "confidence": "low",
    "posts": 3,
    "scored": 5,
    "unclear": 4,
    "level": 23.1,
    "prior": {"title": "Cafés", "why": "The industry says so."},
    "validation": [],
    "predictions": {"n": 0, "gain": None},
}
ALIGNED = {
    "resonance_score": 53.8,
    "verdict": "flat",
    "emotional_archetype": "the wit",
    "what_works": "A.",
    "what_is_missing": "B.",
    "registers": [{"register": "pride", "effect": -4.2, "posts": 0}],
    "expected_ers": {"mean": 32.7, "low": 20.0, "high": 45.0},
    "level": 23.1,
    "lifts": [{"what": "Bring back a memory", "points": 3.3}],
    "basis": "",
    "confidence": 0.7,
    "author": "offline author",
    "references": [],
    "rewrite_suggestion": "Chai.",
    "rewrite_score": 92.8,
    "rewrite_expected_ers": {"mean": 32.0, "low": 20.0, "high": 45.0},
    "rewrite_note": "",
    "rewrite_caution": "It is expected to do worse than your draft: ERS 32.0 instead of 32.7.",
}


def drawn(part) -> str:
    screen = Console(file=io.StringIO(), width=100)
    screen.print(part)
    return " ".join(screen.file.getvalue().replace("│", " ").split())


def test_the_model_names_its_level_its_counts_and_what_is_assumed():
    said = drawn(modelling.model(MODEL))
    assert "recent level of 23.1" in said
    assert "no post yet" in said
    assert "No clear feeling 4" in said
    assert "5 own posts have numbers. In 3 of them a feeling can be read" in said
    assert "1 speaks clearly" in said
    assert "bootstrap" not in said


def test_an_alignment_says_against_what_each_figure_counts_and_warns_of_its_rewrite():
    said = drawn(aligning.alignment(ALIGNED))
    assert "your recent level is 23.1" in said
    assert "+3.3 ERS compared with this draft" in said
    assert "no post of yours yet" in said
    assert "-4.2" not in said
    assert ALIGNED["rewrite_caution"] in said
    assert "Sure" not in said


def test_a_move_is_told_in_words():
    moves = [draw.move(3, 1).plain, draw.move(1, 2).plain, draw.move(2, 2).plain]
    assert moves == ["moved up 2 places", "moved down 1 place", "kept its place"]
