import pytest

from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.platform import Platform
from platforms.material import MediaItem
from platforms.pieces import PIECE, pieces


class Kept:
    def __init__(self, content):
        self.content = content

    async def part(self, sha256, start, length):
        if self.content is None:
            raise NotFoundError(sha256)
        return self.content[start : start + length]


def item(size, content_type="video/mp4"):
    facts = {"content_type": content_type, "width": 1, "height": 1, "url": "https://a.example"}
    return MediaItem(sha256="0" * 64, size=size, **facts)


async def sent(content, *place, size=None, **fields):
    item_ = item(len(content or b"x") if size is None else size, **fields)
    found = pieces(item_, Kept(content), *place, platform=Platform.YOUTUBE)
    return [piece async for piece in found]


async def test_a_file_leaves_in_pieces_from_any_place_to_any_other():
    content = bytes(PIECE) + b"tail"
    assert [len(piece) for piece in await sent(content, 0)] == [PIECE, 4]
    assert await sent(content, PIECE) == [b"tail"]
    assert await sent(content, PIECE + 1, PIECE + 3) == [b"ai"]
    assert await sent(content, len(content)) == []


@pytest.mark.parametrize("content", [None, b"short"])
@pytest.mark.parametrize(
    ("content_type", "word"), [("video/mp4", "video"), ("application/pdf", "document")]
)
async def test_a_file_that_is_not_whole_here_is_named_as_what_it_is(content, content_type, word):
    with pytest.raises(PlatformError, match=f"file of a {word} is missing here") as caught:
        await sent(content, 0, size=9, content_type=content_type)
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.VALIDATION, "no")
    assert f"Add the {word} again" in caught.value.message
