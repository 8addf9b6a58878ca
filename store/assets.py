"""Which store of files a setting means. Opens and connects nothing."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from store.blobs import Blobs, FolderBlobs

BUCKET = "s3://"


def blobs_at(url: str, data_dir: Path) -> Blobs:
    """The files of an installation.

    Args:
        url: `s3://bucket/prefix`, a folder or its `file://` address; empty is a folder in the data
            folder.
        data_dir: Where the inbox and the cache of a bucket lie.
    """
    folder = folder_at(url, data_dir)
    if folder is not None:
        return FolderBlobs(folder)
    from store.s3 import S3Blobs  # a folder does without all of it

    bucket, _, prefix = url.removeprefix(BUCKET).partition("/")
    return S3Blobs(bucket, prefix.strip("/"), data_dir / "bucket")


def folder_at(url: str, data_dir: Path) -> Path | None:
    """The folder, where it is one."""
    if url.startswith(BUCKET):
        return None
    if url.startswith("file://"):
        return Path(unquote(urlsplit(url).path))
    return Path(url).expanduser().resolve() if url else data_dir / "assets"
