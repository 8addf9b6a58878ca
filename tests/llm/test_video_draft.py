"""An author's draft becomes a script: times follow from lengths, the unfilmable is refused."""

import pytest
from pydantic import ValidationError

from domain.register import Register
from llm.tasks.video_script import ScriptDraft


def scene(part="content", seconds=3.0, **more):
    return {"part": part, "seconds": seconds, "description": "A cup.", "shot": "close_up", **more}


def draft(*scenes, duration=15, **more):
    given = scenes or (scene("hook", 3), *[scene() for _ in range(3)], scene("call", 3))
    return ScriptDraft.model_validate(
        {
            "register": Register.PRIDE,
            "hook": "Look.",
            "title": "Chai",
            "duration": duration,
            "scenes": given,
            **more,
        }
    )


def test_lengths_are_stretched_to_the_video_and_the_hook_stays_short():
    script = draft(scene("hook", 4), scene(seconds=5), scene("call", 4)).script()
    assert [s.duration for s in script.scenes] == [3.0, 6.7, 5.3]
    assert [s.scene_number for s in script.scenes] == [1, 2, 3]


def test_words_on_the_screen_begin_with_their_scene_and_stay_until_they_are_read():
    shown = [
        {"text": "Masala chai", "after_s": 0.5},
        {"text": "₹20, at the counter", "after_s": 2.9},
    ]
    script = draft(
        scene("hook", 3, overlays=[{"text": "Look", "for_s": 0.2}]),
        *[scene(overlays=shown) for _ in range(3)],
        scene("call", 3),
    ).script()
    first, second, third = script.text_overlays[:3]
    assert (first.start_s, first.end_s) == (0, 1)
    assert (second.start_s, second.end_s) == (3.5, third.start_s)
    assert third.end_s == 6
    assert third.end_s - third.start_s == pytest.approx(19 / 17, abs=0.01)


def test_all_that_is_seen_or_heard_is_told_for_checks():
    made = draft(
        scene("hook", 3, dialogue="Look.", visual_elements=["cup"]),
        scene(seconds=9, overlays=[{"text": "₹20"}]),
        scene("call", 3, dialogue="Come."),
        music_suggestions=["Calm"],
        call_to_action="Come.",
    )
    assert made.whole() == "Chai\nLook.\n₹20\nCome.\nCome."
    assert made.spoken == "Look.\nCome."
    assert made.directions == ("A cup.", "cup", "A cup.", "A cup.", "Calm")
    assert made.script().voiceover == ("Look.", "Come.")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"duration": 20}, "use 15, 30 or 60"),
        ({"duration": 30}, "make them 30 together"),
        ({"scenes": (scene("hook"), scene(seconds=12))}, "the last scene is the call"),
        ({"scenes": (scene("content"), scene("call", 12))}, "scene 1 is the hook"),
        (
            {"scenes": (scene("hook"), scene("call", 12, dialogue="word " * 50))},
            "says 50 words in 12 seconds; say at most 27",
        ),
        (
            {
                "scenes": (
                    scene("hook", overlays=[{"text": "a b c d e f g h i"}]),
                    scene("call", 12),
                )
            },
            "more than 8 words at once",
        ),
        (
            {"scenes": (scene("hook", overlays=[{"text": "x" * 80}]), scene("call", 12))},
            "needs 4.7 seconds to be read",
        ),
    ],
)
def test_what_cannot_be_filmed_is_refused_in_words_that_an_author_can_act_on(changes, why):
    with pytest.raises(ValidationError, match=why):
        draft(*changes.get("scenes", ()), duration=changes.get("duration", 15))
