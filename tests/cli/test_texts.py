"""What a terminal shows of the studio's texts: the words and what speaks for them."""

import io

from rich.console import Console

from cli import texts

ITEM = {
    "text": "Rain outside. Chai inside.",
    "thread": ["And bun maska."],
    "hashtags": ["#Chai"],
    "register": "belonging",
    "character_count": 26,
    "limit": 280,
    "expected_ers": {"mean": 46.53, "low": 36.1, "high": 56.9},
    "similarity": 0.4933,
    "call_to_action": "Come by.",
    "first_comment": None,
    "claims": [{"text": "Masala chai: ₹40", "source": "your Brand DNA"}],
    "safety": {"flags": [{"message": "Names the competitor Tea Junction."}]},
}
MADE = {
    "items": [ITEM, {**ITEM, "expected_ers": None, "limit": None, "thread": [], "hashtags": []}],
    "learned": ["Compared with 5 of your own posts."],
    "unused": [],
    "notes": ["2 of 3 variations."],
    "author": "offline author",
}


def test_each_variation_is_shown_with_its_figures():
    screen = Console(file=io.StringIO(), width=100)
    screen.print(texts.written(MADE))
    said = " ".join(screen.file.getvalue().replace("│", " ").split())
    assert "Rain outside. Chai inside. — And bun maska. #Chai" in said
    assert "26 of 280 characters" in said
    assert "ERS 46.5, four of five between 36.1 and 56.9" in said
    assert "49% to the most alike of the others" in said
    assert "Masala chai: ₹40 (your Brand DNA)" in said
    assert "Names the competitor Tea Junction." in said
    assert said.count("ERS 46.5") == 1
    assert said.endswith(
        "• 2 of 3 variations. Written by the offline author; nothing was kept or published."
    )
