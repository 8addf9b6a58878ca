"""The client that asks Amazon Bedrock for pictures, over connections that a call can shut."""

from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.awsrequest import (
    AWSHTTPConnection,
    AWSHTTPConnectionPool,
    AWSHTTPSConnection,
    AWSHTTPSConnectionPool,
)
from botocore.config import Config
from botocore.exceptions import NoRegionError

from llm.image.invoking import notice
from llm.model.providers import Endpoint

CONNECT_S = 10.0


def client(at: Endpoint, wait_s: float) -> Any:
    """boto3's client, with one try and no longer waits than these.

    Raises:
        NoRegionError: None is set.
    """
    region, key = region_of(at), at.api_key.get_secret_value()
    if not region:
        raise NoRegionError
    made = boto3.Session().client(
        "bedrock-runtime",
        endpoint_url=at.base_url or None,
        region_name=region,
        config=Config(
            connect_timeout=CONNECT_S,
            read_timeout=wait_s,
            retries={"total_max_attempts": 1},
            signature_version=UNSIGNED if key else None,
        ),
    )
    if key:

        def bear(request: Any, **_rest: Any) -> None:
            request.headers["Authorization"] = f"Bearer {key}"

        # boto3 reads such a key from the environment alone, where the whole process would have it
        made.meta.events.register("before-send.bedrock-runtime", bear)
    # botocore has no public way to its connections, and hanging up needs them
    pools = made._endpoint.http_session._pool_classes_by_scheme
    pools.update(http=_Pool, https=_SecurePool)
    return made


def region_of(at: Endpoint) -> str:
    """Where Bedrock would be asked; empty where nothing says."""
    return at.region or boto3.Session().region_name or ""


def has_keys(at: Endpoint) -> bool:
    """Whether there is something to sign with; may ask this machine's own metadata service."""
    return bool(at.api_key.get_secret_value()) or boto3.Session().get_credentials() is not None


class _Noticed:
    """A connection that tells the call which uses it, from before it is open."""

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]  # of the connection that it is mixed into
        notice(self)

    def request(self, *given: Any, **named: Any) -> Any:
        notice(self)  # an open one, used again
        return super().request(*given, **named)  # type: ignore[misc]


class _Connection(_Noticed, AWSHTTPConnection):  # type: ignore[misc]
    pass


class _SecureConnection(_Noticed, AWSHTTPSConnection):  # type: ignore[misc]
    pass


class _Pool(AWSHTTPConnectionPool):  # type: ignore[misc]
    ConnectionCls = _Connection


class _SecurePool(AWSHTTPSConnectionPool):  # type: ignore[misc]
    ConnectionCls = _SecureConnection
