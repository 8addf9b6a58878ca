"""What a terminal shows of a script: the list of shots, and what speaks for it."""

import io

from rich.console import Console

from cli import shots

SCENE = {
    "scene_number": 1,
    "part": "hook",
    "duration": 2.5,
    "description": "A spoon goes round.",
    "visual_elements": ["cup", "spoon"],
    "shot": "close_up",
    "transition": "cut",
    "dialogue": "Rain outside.",
}
ITEM = {
    "title": "Masala Chai",
    "platform": "instagram",
    "language": "en",
    "duration": 15,
    "register": "belonging",
    "scenes": [
        SCENE,
        {
            **SCENE,
            "scene_number": 2,
            "duration": 12.5,
            "description": "The door.",
            "visual_elements": [],
            "shot": "point_of_view",
            "transition": "fade",
            "dialogue": None,
        },
    ],
    "text_overlays": [{"text": "Chai inside", "scene_number": 2, "start_s": 2.5, "end_s": 6}],
    "music_suggestions": ["Calm guitar"],
    "call_to_action": "Come by.",
    "expected_ers": {"mean": 46.53, "low": 36.1, "high": 56.9},
    "claims": [{"text": "Masala chai: ₹40", "source": "your Brand DNA"}],
    "safety": {"flags": [{"message": "Names the competitor Tea Junction."}]},
}
MADE = {
    "items": [ITEM],
    "learned": ["Compared with 5 of your own posts."],
    "unused": [],
    "notes": ["This one has 15 seconds."],
    "author": "offline author",
}


def drawn(width):
    screen = Console(file=io.StringIO(), width=width)
    screen.print(shots.listed(MADE))
    return screen.file.getvalue()


def test_every_scene_is_a_row_with_its_time_picture_voice_and_screen():
    rows = [" ".join(line.split()) for line in drawn(140).splitlines()]
    assert "1 Masala Chai 15 seconds, Instagram, en, belonging" in rows
    assert "When Shot What is seen What is said On the screen" in rows
    assert "0–2.5 s close up A spoon goes round. Rain outside." in rows
    assert "Needs: cup, spoon." in rows
    assert "2.5–15 s point of view The door. – Chai inside (2.5–6)" in rows
    assert "Then fade." in rows


def test_music_sources_and_checks_stand_below():
    said = " ".join(drawn(100).split())
    assert "Music Calm guitar Call Come by." in said
    assert "ERS 46.5, four of five between 36.1 and 56.9" in said
    assert "Masala chai: ₹40 (your Brand DNA)" in said
    assert "Names the competitor Tea Junction." in said
    assert "• This one has 15 seconds." in said
    assert said.endswith("Written by the offline author; nothing was kept or published.")
