"""Which media X takes, and whether a file is what it was said to be. Decodes nothing."""

from pathlib import Path

from sandbox import pictures

_MEBI = 1024 * 1024
_KINDS = {
    "tweet_image": (frozenset({"image/jpeg", "image/png", "image/webp"}), 5 * _MEBI),
    "tweet_gif": (frozenset({"image/gif"}), 15 * _MEBI),
    "tweet_video": (frozenset({"video/mp4", "video/quicktime"}), 512 * _MEBI),
}
_MOST_FRAMES = 350
_WIDEST, _HIGHEST = 1280, 1080


def limit(category: object, media_type: object) -> int | None:
    """How many bytes such a file may have; None when there is no such kind."""
    types, most = _KINDS.get(str(category), (frozenset[str](), 0))
    return most if media_type in types else None


def failure(file: Path, category: str, media_type: str) -> str | None:
    """Why the file cannot be used; None when it can."""
    if category == "tweet_video":
        with file.open("rb") as video:
            is_video = video.read(12)[4:8] == b"ftyp"
        return None if is_video else "The file is no video."
    content = file.read_bytes()
    if media_type == "image/webp":
        is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
        return None if is_webp else "The file is no WebP picture."
    try:
        picture = pictures.read(content)
    except pictures.NotAPictureError as error:
        return str(error)
    if picture.content_type != media_type:
        return f"The file is {picture.content_type}, not {media_type}."
    is_large = picture.width > _WIDEST or picture.height > _HIGHEST
    if category == "tweet_gif" and (picture.frames > _MOST_FRAMES or is_large):
        return "The animation is too large or too long."
    return None
