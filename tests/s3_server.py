"""A stand-in of S3 over real HTTP, as a process of its own; and a wire to it that can be cut."""

import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

KEYS = {"aws_access_key_id": "AKIAMADEUP", "aws_secret_access_key": "made-up"}


@dataclass
class Bucket:
    """One of a test's own, looked at past the product."""

    endpoint: str
    name: str
    client: Any

    @property
    def url(self) -> str:
        return f"s3://{self.name}/shop"

    def keys(self) -> list[str]:
        found = self.client.list_objects_v2(Bucket=self.name).get("Contents", [])
        return [one["Key"].removeprefix("shop/") for one in found]

    def head(self, key: str) -> dict[str, Any]:
        return self.client.head_object(Bucket=self.name, Key=f"shop/{key}")

    def body(self, key: str) -> bytes:
        return self.client.get_object(Bucket=self.name, Key=f"shop/{key}")["Body"].read()

    def spoil(self, key: str, content: bytes, **more: Any) -> None:
        self.client.put_object(Bucket=self.name, Key=f"shop/{key}", Body=content, **more)

    def destroy(self) -> None:
        for key in self.keys():
            self.client.delete_object(Bucket=self.name, Key=f"shop/{key}")
        self.client.delete_bucket(Bucket=self.name)


@contextmanager
def running() -> Iterator[str]:
    """Start it; its address."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*command, "-p", str(port)], **silent) as process:
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def new_bucket(endpoint: str) -> Bucket:
    config = Config(retries={"total_max_attempts": 1})
    client = boto3.session.Session(**KEYS).client(
        "s3", endpoint_url=endpoint, region_name="ap-south-1", config=config
    )
    name = f"files-{uuid.uuid4().hex[:12]}"
    client.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": "ap-south-1"}
    )
    return Bucket(endpoint, name, client)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "moto's server ended by itself"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("moto's server did not answer within a minute")


class Wire:
    """Leads to an endpoint; a connection that has carried more than so many bytes up is cut."""

    def __init__(self, endpoint: str, most_bytes: int) -> None:
        self._to = endpoint.removeprefix("http://").split(":")
        self._most_bytes = most_bytes
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.cuts = 0
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection((self._to[0], int(self._to[1])))
                for pair in ((near, far, self._most_bytes), (far, near, 1 << 60)):
                    threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket, left: int) -> None:
        with suppress(OSError):
            while data := near.recv(65_536):
                left -= len(data)
                if left < 0:
                    self.cuts += 1
                    break
                far.sendall(data)
        for end in (near, far):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
