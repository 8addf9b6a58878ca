"""Hashtags are the words that were meant, in whatever script."""

import pytest

from llm.offline.post.hashtags import as_tag


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("masala chai", "#MasalaChai"),
        ("Harbour's lane_studio", "#HarboursLaneStudio"),
        ("मसाला चाय कंपनी", "#मसालाचायकंपनी"),
        ("पुणे", "#पुणे"),
        ("2026", ""),
        ("✨", ""),
    ],
)
def test_a_tag_keeps_every_sign_of_its_words(words, tag):
    assert as_tag(words) == tag
