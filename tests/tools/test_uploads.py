"""A file's name as people see it: its own words, and nothing that hides or misleads."""

import pytest

from tools.uploads import LONGEST_NAME, cleaned


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("chai.jpg", "chai.jpg"),
        ("C:\\Users\\asha\\chai.jpg", "chai.jpg"),
        ("/home/asha/../chai.jpg", "chai.jpg"),
        ("चाय की दुकान.png", "चाय की दुकान.png"),
        ("chai\u202egpj.exe", "chaigpj.exe"),
        ("chai\x00\x1b[8m\n at  dawn.jpg", "chai[8m at dawn.jpg"),
        ("\ud83d", "unnamed"),
        ("", "unnamed"),
        ("folder/", "unnamed"),
    ],
)
def test_a_name_is_told_without_folders_and_without_what_cannot_be_seen(given, shown):
    assert cleaned(given) == shown


def test_a_long_name_keeps_its_ending():
    shown = cleaned("x" * 5_000 + ".mp4")
    assert len(shown) == LONGEST_NAME
    assert shown.endswith("….mp4")
