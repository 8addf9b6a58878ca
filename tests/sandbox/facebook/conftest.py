"""Facebook's honest client, and files small enough for a test."""

import json
import struct
from dataclasses import dataclass
from functools import partial

import httpx
import pytest

from tests.films import mp4

CALLBACK = "http://127.0.0.1:9/callback"
PAGE = "104523809112771"
OTHER = "104523809117702"
APP = "sandbox-facebook"
APP_TOKEN = "sandbox-facebook|sandbox-facebook-secret"
SCOPES = (
    "pages_show_list,pages_manage_posts,pages_read_engagement,pages_manage_engagement,read_insights"
)


def jpeg(width: int = 1080, height: int = 1080, salt: int = 0) -> bytes:
    frame = struct.pack(">HHBHHB", 0xFFC0, 11, 8, height, width, 1) + bytes((1, 0x11, 0))
    scan = struct.pack(">HHB", 0xFFDA, 8, 1) + bytes((1, 0, 0, 63, 0)) + b"\x00"
    return b"\xff\xd8" + struct.pack(">HHI", 0xFFFE, 6, salt) + frame + scan + b"\xff\xd9"


@dataclass
class Facebook:
    """A client that says what an honest adapter would say."""

    http: httpx.Client
    user: str = ""
    token: str = ""

    def code(self, redirect_uri: str = CALLBACK, scope: str = SCOPES, **form: str) -> str:
        query = {
            "client_id": APP,
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "scope": scope,
            "state": "s-1",
        }
        answer = self.http.post(
            "/v26.0/dialog/oauth", params=query, data={"action": "allow", **form}
        )
        assert answer.status_code == 303, answer.text
        assert answer.headers["location"].endswith("#_=_")
        return httpx.URL(answer.headers["location"]).params["code"]

    def redeem(self, **fields: str) -> httpx.Response:
        query = {"client_id": APP, "client_secret": "sandbox-facebook-secret", **fields}
        return self.http.get("/v26.0/oauth/access_token", params=query)

    def connect(self, **form: str) -> "Facebook":
        short = self.redeem(code=self.code(**form), redirect_uri=CALLBACK).json()["access_token"]
        long = self.redeem(grant_type="fb_exchange_token", fb_exchange_token=short).json()
        user = long["access_token"]
        found = Facebook(self.http, user, user).get("me/accounts", fields="id,access_token")
        pages = {page["id"]: page["access_token"] for page in found.json()["data"]}
        return Facebook(self.http, user, pages.get(PAGE, ""))

    def get(self, path: str, version: str = "v26.0", **query: object) -> httpx.Response:
        return self.http.get(f"/{version}/{path}", params=query, headers=self.headers)

    def post(self, path: str, **fields: object) -> httpx.Response:
        return self.http.post(f"/v26.0/{path}", data=fields, headers=self.headers)

    def delete(self, path: str) -> httpx.Response:
        return self.http.delete(f"/v26.0/{path}", headers=self.headers)

    def publish(self, message: str, **fields: object) -> str:
        answer = self.post(f"{PAGE}/feed", message=message, **fields)
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]

    def photo(self, content: bytes = b"", **fields: str) -> httpx.Response:
        files = {"source": ("photo.jpg", content or jpeg(), "image/jpeg")}
        data = {"published": "false", **fields}
        return self.http.post(f"/v26.0/{PAGE}/photos", data=data, files=files, headers=self.headers)

    def attached(self, *photos: str) -> str:
        return json.dumps([{"media_fbid": photo} for photo in photos])

    def start(self, edge: str = "video_reels") -> dict[str, str]:
        return self.post(f"{PAGE}/{edge}", upload_phase="start").json()

    def send(self, url: str, content: bytes, **headers: object) -> httpx.Response:
        given = {"offset": 0, "file_size": len(content), **headers}
        told = {name: str(value) for name, value in given.items()}
        return self.http.post(
            url, content=content, headers={"authorization": f"OAuth {self.token}", **told}
        )

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


@pytest.fixture
def stranger(http: httpx.Client) -> Facebook:
    """Knows the paths, has no token."""
    return Facebook(http)


@pytest.fixture
def facebook(stranger: Facebook) -> Facebook:
    """Acts as the default person's Page."""
    return stranger.connect()


@pytest.fixture
def film():
    """A tall film, as Reels and Stories are."""
    return partial(mp4, width=1080, height=1920, seconds=10, padding=2000)


@pytest.fixture
def picture():
    return jpeg


@pytest.fixture
def refused():
    """The code and subcode of a refusing answer."""

    def read(answer: httpx.Response) -> tuple[int, int | None]:
        assert answer.status_code >= 400, answer.text
        error = answer.json()["error"]
        assert {"message", "type", "code", "fbtrace_id"} <= set(error)
        return error["code"], error.get("error_subcode")

    return read
