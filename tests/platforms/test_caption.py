import pytest

from platforms.caption import caption_of


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("छुट्टी #दिनों", "दिन"),
        ("#क्‍षमा", "क्"),
        ("#தமிழ்நாடு", "தமிழ"),
        ("#দিনের", "দিন"),
        ("#ChaiTime", "Chai"),
        ("दिन", "दिन"),
    ],
)
def test_a_tag_that_only_begins_another_one_is_added(text, tag):
    assert caption_of(text, (tag,)) == f"{text}\n\n#{tag}"


@pytest.mark.parametrize(
    ("text", "tag"), [("आज का #दिन।", "दिन"), ("#CHAI!", "chai"), ("#தமிழ்\n", "தமிழ்")]
)
def test_a_tag_that_the_text_has_is_not_repeated(text, tag):
    assert caption_of(text, (tag,)) == text.strip()
