"""Which store of files a setting means. Opens and connects nothing."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from store.blobs import Blobs, FolderBlobs


def blobs_at(url: str, data_dir: Path) -> Blobs:
    """The files of an installation.

    Args:
        url: `s3://bucket/prefix`, a folder or its `file://` address; empty is a folder in the data
            folder.
        data_dir: Where the inbox and the cache of a bucket lie.
    """
    if url.startswith("s3://"):
        from store.s3 import S3Blobs  # a folder does without all of it

        bucket, _, prefix = url.removeprefix("s3://").partition("/")
        return S3Blobs(bucket, prefix.strip("/"), data_dir / "bucket")
    if url.startswith("file://"):
        return FolderBlobs(Path(unquote(urlsplit(url).path)))
    return FolderBlobs(Path(url).expanduser().resolve() if url else data_dir / "assets")
