"""A brief says how long the video runs; the order itself is no subject."""

import pytest

from domain.video_asked import length_of, subject_of_brief


@pytest.mark.parametrize(
    ("brief", "seconds", "subject"),
    [
        ("our masala chai", 15, "our masala chai"),
        ("A 30 second reel about our masala chai for Diwali", 30, "our masala chai for Diwali"),
        ("make me a 1 minute video script on kaju katli", 60, "kaju katli"),
        ("Instagram reel of 60 seconds about sarees", 60, "sarees"),
        ("half a minute video for the gym", 30, "the gym"),
        ("Diwali boxes, 30s", 30, "Diwali boxes"),
        ("masala chai par 30 second ki reel banao", 30, "masala chai"),
        ("मसाला चाय पर ३० सेकंड की रील बनाओ", 30, "मसाला चाय"),
        ("Hair spa, 45 minutes", 15, "Hair spa, 45 minutes"),
        ("Tan removal in 20 minutes, 60 sec", 60, "Tan removal in 20 minutes"),
        ("30 seconds", 30, "30 seconds"),
        ("a reel", 15, "a reel"),
    ],
)
def test_the_length_and_the_subject_are_read_from_the_brief(brief, seconds, subject):
    length = length_of(brief, None)
    assert (length.seconds, length.note) == (seconds, "")
    assert subject_of_brief(brief) == subject


def test_a_length_that_scripts_do_not_have_becomes_the_nearest_and_is_told():
    assert length_of("20 second short about brownies", None).seconds == 15
    told = length_of("a 45 second reel about brownies", None)
    assert told.seconds == 30
    assert told.note == "Scripts run 15, 30 or 60 seconds: this one has 30 instead of 45."


def test_the_length_asked_for_beside_the_brief_wins():
    assert length_of("a 30 second reel", 60).seconds == 60
