"""The size a picture gets: within every bound, never larger than it must be, said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidError
from media.reshaping import MOST_ENLARGED, Wish, reshaped
from platforms.material import PictureRules

FEED = PictureRules(
    content_types=("image/jpeg",), max_bytes=8 << 20, min_aspect=4 / 5, max_aspect=1.91,
    min_width=320, max_width=1440,
)  # fmt: skip
SIDE = st.integers(min_value=1, max_value=9_000)


@given(width=SIDE, height=SIDE, crop=st.booleans(), even=st.booleans())
def test_whatever_comes_out_fits_or_a_reason_is_given(width, height, crop, even):
    try:
        shape, changes = reshaped((width, height), FEED, Wish(crop=crop, even=even))
    except InvalidError:
        return
    full_width, full_height = shape.canvas
    assert FEED.min_width <= full_width <= 1440
    assert FEED.min_aspect <= full_width / full_height <= FEED.max_aspect
    assert shape.scaled[0] <= full_width
    assert shape.scaled[1] <= full_height
    assert not (crop and shape.has_bars)
    assert crop or shape.kept == (width, height)
    if even:
        assert not any(side % 2 for side in (*shape.canvas, *shape.scaled))
    if shape.kept[0] >= FEED.min_width and not even:
        assert shape.scaled[0] <= shape.kept[0]
    assert bool(changes) == (shape.canvas != (width, height))


def test_what_fits_is_left_alone():
    shape, changes = reshaped((1080, 1350), FEED, Wish())
    assert (shape.canvas, changes) == ((1080, 1350), [])


def test_bars_are_added_unless_cropping_was_asked_for():
    padded, (said,) = reshaped((1200, 400), FEED, Wish())
    assert (padded.scaled, padded.canvas) == ((1200, 400), (1200, 629))
    assert "white bars above and below" in said
    cropped, (said,) = reshaped((1200, 400), FEED, Wish(crop=True))
    assert cropped.canvas == (764, 400)
    assert "left and right edges are gone" in said


def test_a_small_one_is_enlarged_to_the_least_and_no_further():
    shape, (said,) = reshaped((200, 200), FEED, Wish())
    assert shape.canvas == (320, 320)
    assert "Made larger" in said
    least = int(320 / MOST_ENLARGED)
    with pytest.raises(InvalidError, match="too small"):
        reshaped((least - 1, least - 1), FEED, Wish())


def test_too_many_pixels_shrink_it_in_its_own_shape():
    rules = FEED.model_copy(update={"max_width": None})
    shape, _ = reshaped((3000, 2000), rules, Wish(max_pixels=1_500_000))
    assert shape.canvas == (1500, 1000)
