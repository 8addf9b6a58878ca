"""Moves bytes to and from a bucket, each proven by its SHA-256. Knows no key's meaning."""

import base64
import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from domain.frozen import Frozen
from store.blobs import Label, damaged
from store.s3_client import Bucket

LARGE = 16 * 1024 * 1024
"""Bytes from which a file goes up in parts."""
PART = 16 * 1024 * 1024
"""Bytes of a part: S3 takes 5 MiB to 5 GiB, ten thousand at most (Amazon S3 user guide, "Multipart
upload limits")."""
PIECE = 1024 * 1024
METADATA_BYTES = 2_000
"""S3 takes 2 KB of an object's own metadata, names and values together (same guide, "Working with
object metadata")."""
SHA256 = "sha256"
"""The name under which an object's metadata holds the hash of all its bytes: S3's own checksum of
what went up in parts is one of the parts' checksums."""
TRIES = 2
"""Of a download that breaks off in the middle, which boto3 does not begin again."""
Moved = TypeVar("Moved")


class Head(Frozen):
    """What is known of an object without reading it."""

    etag: str
    size: int
    sha256: str | None
    """As it was kept; None of what others put there."""


def head(bucket: Bucket, place: str, key: str) -> Head:
    """Look at the object.

    Raises:
        NotFoundError, UnavailableError: As `Bucket.told`.
    """
    with bucket.told(key):
        found = bucket.client(short=True).head_object(Bucket=bucket.name, Key=place)
    return Head(
        etag=found["ETag"],
        size=found["ContentLength"],
        sha256=found.get("Metadata", {}).get(SHA256),
    )


def send(bucket: Bucket, place: str, content: bytes, label: Label) -> None:
    digest = hashlib.sha256(content)
    with bucket.told():
        bucket.client().put_object(
            Bucket=bucket.name,
            Key=place,
            Body=content,
            ChecksumSHA256=_in_base64(digest.digest()),
            **described(digest.hexdigest(), label),
        )


def send_file(bucket: Bucket, place: str, file: Path, sha256: str, label: Label) -> None:
    """Send a file; a large one in parts, which become one object at the end or none."""
    if file.stat().st_size < LARGE:
        send(bucket, place, file.read_bytes(), label)
        return
    with bucket.told():
        to = {"Bucket": bucket.name, "Key": place}
        begun = bucket.client().create_multipart_upload(
            **to, ChecksumAlgorithm="SHA256", **described(sha256, label)
        )
        to["UploadId"] = begun["UploadId"]
        try:
            parts = _send_parts(bucket.client(), to, file)
            bucket.client().complete_multipart_upload(**to, MultipartUpload={"Parts": parts})
        except BaseException:
            # a bucket's lifecycle rule ends those whose process died
            with suppress(Exception):
                bucket.client(short=True).abort_multipart_upload(**to)
            raise


def _send_parts(client: Any, to: dict[str, str], file: Path) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    with file.open("rb") as opened:
        while piece := opened.read(PART):
            number = len(parts) + 1
            checksum = _in_base64(hashlib.sha256(piece).digest())
            sent = client.upload_part(**to, PartNumber=number, Body=piece, ChecksumSHA256=checksum)
            parts.append({"PartNumber": number, "ETag": sent["ETag"], "ChecksumSHA256": checksum})
    return parts


def read(bucket: Bucket, place: str, key: str) -> bytes:
    """All bytes of an object.

    Raises:
        NotFoundError: There is none; `file_damaged`.
        UnavailableError: `assets_unreachable`.
    """

    def once() -> bytes:
        found = bucket.client().get_object(Bucket=bucket.name, Key=place)
        content: bytes = found["Body"].read()
        told = found.get("Metadata", {}).get(SHA256)
        if told is not None and hashlib.sha256(content).hexdigest() != told:
            raise damaged(key)
        return content

    return _again(bucket, key, once)


def read_part(bucket: Bucket, place: str, key: str, start: int, length: int) -> bytes:
    """So many bytes from there on; fewer at the end."""
    if length <= 0:
        return b""
    from botocore.exceptions import ClientError

    wanted = f"bytes={start}-{start + length - 1}"

    def once() -> bytes:
        try:
            found = bucket.client().get_object(Bucket=bucket.name, Key=place, Range=wanted)
        except ClientError as error:
            if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 416:
                return b""  # it ends before
            raise
        content: bytes = found["Body"].read()
        return content

    return _again(bucket, key, once)


def fetch(bucket: Bucket, place: str, key: str, seen: Head, file: Path) -> str:
    """Write an object's bytes to a file; their SHA-256.

    Args:
        bucket: Where it is.
        place: Its key there.
        key: As others call it.
        seen: The object that is meant, and none that has taken its place since.
        file: Written anew.

    Raises:
        NotFoundError: There is none; `file_damaged`.
        ReplacedError: It is not that one any more.
        UnavailableError: `assets_unreachable`.
    """

    def once() -> str:
        found = bucket.client().get_object(Bucket=bucket.name, Key=place, IfMatch=seen.etag)
        digest = hashlib.sha256()
        with file.open("wb") as opened:
            while piece := found["Body"].read(PIECE):
                digest.update(piece)
                opened.write(piece)
        if seen.sha256 is not None and digest.hexdigest() != seen.sha256:
            raise damaged(key)
        return digest.hexdigest()

    return _again(bucket, key, once)


def _again(bucket: Bucket, key: str, once: Callable[[], Moved]) -> Moved:
    """What `once` gives, begun anew when the connection broke off in the middle."""
    from botocore.exceptions import HTTPClientError, IncompleteReadError

    with bucket.told(key):
        for _ in range(TRIES - 1):
            try:
                return once()
            except (HTTPClientError, IncompleteReadError):
                continue
        return once()


def copy(bucket: Bucket, place: str, of: str, key: str, sha256: str, label: Label) -> None:
    """Have S3 itself copy an object.

    Args:
        bucket: Where both are.
        place: The new one's key there.
        of: The key there of the one that is copied.
        key: As others call that one.
        sha256: Of the bytes that it has to have.
        label: What the new one says of itself.

    Raises:
        NotFoundError: There is no such object; `file_damaged`.
        UnavailableError: `assets_unreachable`.
    """
    seen = head(bucket, of, key)
    if seen.sha256 is not None and seen.sha256 != sha256:
        raise damaged(key)
    with bucket.told(key):
        bucket.client().copy_object(
            Bucket=bucket.name,
            Key=place,
            CopySource={"Bucket": bucket.name, "Key": of},
            CopySourceIfMatch=seen.etag,
            MetadataDirective="REPLACE",
            **described(sha256, label),
        )


def described(sha256: str, label: Label) -> dict[str, Any]:
    """What an object says of itself: ASCII only, the rest percent-encoded and cut to what fits."""
    metadata = {SHA256: sha256}
    left = METADATA_BYTES - len(SHA256) - len(sha256)
    for name, value in sorted(label.facts.items(), key=lambda fact: len(fact[1])):
        shown = _fitting(value, left - len(name))
        if shown:
            metadata[name] = shown
            left -= len(name) + len(shown)
    return {"ContentType": label.content_type, "Metadata": metadata}


def _fitting(value: str, most: int) -> str:
    """As much of the value as fits, no letter cut in two."""
    kept: list[str] = []
    for letter in " ".join(value.split()):
        one = quote(letter, safe=" !#$&'()*+,-./:;<=>?@[]^_`{|}~")
        most -= len(one)
        if most < 0:
            break
        kept.append(one)
    return "".join(kept).strip()


def _in_base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
