"""The way to one bucket: clients of boto3, and its failures in our own words. Keeps no file.

Region, credentials and endpoint come as boto3 takes them (AWS_DEFAULT_REGION, AWS_PROFILE,
AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_S3 and so on). No text here holds a key or the bucket's name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from domain.errors import InstaMediaError, UnavailableError
from store.blobs import UNREACHABLE, no_file

CONNECT_S, READ_S, TRIES = 10, 30, 3
"""Seconds that a connection and a piece of an answer may take, and tries of what may pass."""
SHORT_CONNECT_S, SHORT_READ_S, SHORT_TRIES = 3, 5, 2
"""Likewise, of what moves no bytes: a unit of work may wait for it."""
CONNECTIONS = 8
_GONE = frozenset({"404", "NoSuchKey", "NotFound"})
_PASSING = frozenset({"408", "429", "500", "502", "503", "504"})
_NO_BUCKET = "NoSuchBucket"
_REPLACED = frozenset({"412", "PreconditionFailed"})


class ReplacedError(UnavailableError):
    """Another object has taken the place of the one that was meant."""


class Bucket:
    """Its clients, made when they are first needed: boto3 is heavy.

    Attributes:
        name: As S3 knows it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._made: dict[bool, Any] = {}
        self._lock = Lock()

    def client(self, *, short: bool = False) -> Any:
        """Args: short: for what moves no bytes."""
        with self._lock:
            if short not in self._made:
                self._made[short] = _made(short=short)
            return self._made[short]

    def close(self) -> None:
        with self._lock:
            for client in self._made.values():
                client.close()
            self._made.clear()

    @contextmanager
    def told(self, key: str = "") -> Iterator[None]:
        """Around calls of one object: what goes wrong is told as our own errors.

        Raises:
            NotFoundError: There is no such object.
            UnavailableError: `assets_unreachable`.
        """
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", "")) or "an error"
            raise self._answered(code, key) from error
        except BotoCoreError as error:
            raise _unanswered(type(error).__name__) from error

    def _answered(self, code: str, key: str) -> InstaMediaError:
        if key and code in _GONE:
            # without its body an answer does not say whether it means the object or the bucket
            self.require()
            return no_file(key)
        if code in _REPLACED:
            return ReplacedError(
                "A file in the bucket was replaced while it was read. Try again.",
                code=UNREACHABLE,
                extra={"lasting": False},
            )
        if code in _GONE or code == _NO_BUCKET:
            return _unreachable(
                "The bucket that INSTA_ASSETS_URL names does not exist. Make it, or correct the "
                "setting.",
                lasting=True,
            )
        if code in _PASSING or code in ("SlowDown", "InternalError", "ServiceUnavailable"):
            return _unanswered(code)
        return _unreachable(
            f"The bucket that INSTA_ASSETS_URL names refuses us ({code}). See that AWS's "
            "credentials and region are those of the bucket, and that they may list it and read, "
            "write and delete its objects.",
            lasting=True,
        )

    def require(self) -> None:
        """See that the bucket is there and lets us in.

        Raises:
            UnavailableError: `assets_unreachable`.
        """
        with self.told():
            self.client(short=True).head_bucket(Bucket=self.name)


def _unreachable(words: str, *, lasting: bool) -> UnavailableError:
    """Args: lasting: whether waiting does not help."""
    return UnavailableError(words, code=UNREACHABLE, extra={"lasting": lasting})


def _unanswered(what: str) -> UnavailableError:
    if what in ("NoCredentialsError", "PartialCredentialsError", "ProfileNotFound"):
        return _unreachable(
            "There are no AWS credentials for the bucket that INSTA_ASSETS_URL names. Give them as "
            "AWS's own tools take them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, "
            "or the role of the machine.",
            lasting=True,
        )
    return _unreachable(
        f"The files' bucket does not answer ({what}); nothing of what was kept is lost. Check the "
        "network and AWS_ENDPOINT_URL, then try again.",
        lasting=False,
    )


def _made(*, short: bool) -> Any:
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError

    config = Config(
        connect_timeout=SHORT_CONNECT_S if short else CONNECT_S,
        read_timeout=SHORT_READ_S if short else READ_S,
        retries={"mode": "standard", "total_max_attempts": SHORT_TRIES if short else TRIES},
        max_pool_connections=CONNECTIONS,
        # each request carries its own SHA-256, which other stores than Amazon's understand, too
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    try:
        return boto3.session.Session().client("s3", config=config)
    except BotoCoreError as error:
        raise _unanswered(type(error).__name__) from error
    except ValueError as error:  # so boto3 refuses an endpoint that is no address
        raise _unreachable(
            "AWS_ENDPOINT_URL is no address. Write it as https://host:port.", lasting=True
        ) from error
