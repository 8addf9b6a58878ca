"""Instagram's honest client, and a host that serves it pictures."""

import itertools
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

CALLBACK = "http://127.0.0.1:9/callback"
ACCOUNT = "17841405822304914"
SCOPES = (
    "instagram_business_basic,instagram_business_content_publish,"
    "instagram_business_manage_comments,instagram_business_manage_insights"
)
APP = {"client_id": "sandbox-instagram", "client_secret": "sandbox-instagram-secret"}


def jpeg(width: int = 1080, height: int = 1080, salt: int = 0) -> bytes:
    """A file that says it is a JPEG of this size; its pixels are nobody's business here."""
    frame = struct.pack(">BHHB", 8, height, width, 3) + bytes.fromhex("012200021101031101")
    scan = bytes.fromhex("03010002110311003f00")
    return (
        bytes.fromhex("ffd8ffe000104a46494600010100000100010000")
        + b"\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xda"
        + struct.pack(">H", len(scan) + 2)
        + scan
        + struct.pack(">I", salt)
        + b"\xff\xd9"
    )


def png(width: int = 1080, height: int = 1080) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        whole = name + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


class PictureHost:
    """A web server whose pages a test chooses."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.fetched: list[str] = []
        self._numbers = itertools.count()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.fetched.append(self.path)
                status, headers, content = host.pages.get(self.path, (404, {}, b"not here"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def offer(self, content: bytes, status: int = 200, **headers: str) -> str:
        path = f"/{next(self._numbers)}.jpg"
        self.pages[path] = (status, headers, content)
        return self.base + path

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Instagram:
    """A client that says what an honest adapter would say."""

    http: httpx.Client
    host: PictureHost
    token: str = ""
    version: str = "v26.0"
    account: str = ACCOUNT
    headers: dict[str, str] = field(default_factory=dict)

    def authorize_query(self, **changes: str) -> dict[str, str]:
        query = {
            "response_type": "code",
            "client_id": "sandbox-instagram",
            "redirect_uri": CALLBACK,
            "state": "s-1",
            "scope": SCOPES,
        }
        return {**query, **changes}

    def consent(self, form: dict[str, str] | None = None, **changes: str) -> httpx.URL:
        answer = self.http.post(
            "/oauth/authorize",
            params=self.authorize_query(**changes),
            data=form or {"action": "allow"},
        )
        assert answer.status_code == 303, answer.text
        return httpx.URL(answer.headers["location"])

    def code(self, form: dict[str, str] | None = None, **changes: str) -> str:
        return self.consent(form, **changes).params["code"]

    def redeem(self, code: str, **changes: str) -> httpx.Response:
        form = {
            **APP,
            "grant_type": "authorization_code",
            "redirect_uri": CALLBACK,
            "code": code,
        }
        return self.http.post("/oauth/access_token", data={**form, **changes})

    def exchange(self, token: str, **changes: str) -> httpx.Response:
        query = {
            "grant_type": "ig_exchange_token",
            "client_secret": APP["client_secret"],
            "access_token": token,
        }
        return self.http.get("/access_token", params={**query, **changes})

    def refresh(self, token: str) -> httpx.Response:
        query = {"grant_type": "ig_refresh_token", "access_token": token}
        return self.http.get("/refresh_access_token", params=query)

    def connect(self, account: str = ACCOUNT, **changes: str) -> "Instagram":
        short = self.redeem(self.code({"action": "allow", "account": account}, **changes))
        long = self.exchange(short.json()["access_token"]).json()["access_token"]
        return Instagram(self.http, self.host, long, account=account)

    def get(self, path: str, **query: object) -> httpx.Response:
        params = {"access_token": self.token, **query}
        return self.http.get(f"/{self.version}/{path}", params=params)

    def post(self, path: str, **form: object) -> httpx.Response:
        data = {"access_token": self.token, **form}
        return self.http.post(f"/{self.version}/{path}", data=data)

    def prepare(self, caption: str = "", **form: object) -> httpx.Response:
        """Asks for a container of a fresh picture unless the form names another."""
        if not form.keys() & {"image_url", "children"}:
            form["image_url"] = self.host.offer(jpeg(salt=time.time_ns() % 2**32))
        if caption:
            form["caption"] = caption
        return self.post(f"{self.account}/media", **form)

    def container(self, caption: str = "", **form: object) -> str:
        answer = self.prepare(caption, **form)
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]

    def status(self, container: str) -> dict:
        answer = self.get(container, fields="status_code,status")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def release(self, container: str) -> httpx.Response:
        return self.post(f"{self.account}/media_publish", creation_id=container)

    def publish(self, caption: str = "", **form: object) -> str:
        """The media id of a post that is out."""
        container = self.container(caption, **form)
        self.http.post("/control/clock", json={"advance_s": 2}).raise_for_status()
        answer = self.release(container)
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]


@pytest.fixture(scope="session")
def host() -> Iterator[PictureHost]:
    running = PictureHost()
    yield running
    running.stop()


@pytest.fixture
def somebody(http: httpx.Client, host: PictureHost) -> Instagram:
    """Knows the paths, has no token."""
    return Instagram(http, host)


@pytest.fixture
def instagram(somebody: Instagram) -> Instagram:
    """Connected as the first seeded account, with a long-lived token."""
    return somebody.connect()


@pytest.fixture
def make_jpeg():
    return jpeg


@pytest.fixture
def make_png():
    return png


def error_of(answer: httpx.Response) -> tuple[int, int | None]:
    found = answer.json()["error"]
    assert found["message"]
    assert found["type"] == "OAuthException"
    assert found["fbtrace_id"]
    return found["code"], found.get("error_subcode")


@pytest.fixture
def code_of():
    """The code and subcode of a refusal, whose whole shape is checked on the way."""
    return error_of
