from collections.abc import Callable

import pytest

from platforms.ports import MediaItem
from tests.platforms.specimens import clip, video_item


@pytest.fixture
def make_clip() -> Callable[..., bytes]:
    return clip


@pytest.fixture
def make_video() -> Callable[..., MediaItem]:
    return video_item
