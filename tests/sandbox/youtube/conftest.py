"""A client that says to YouTube's stand-in what an honest adapter would say."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass

import httpx
import pytest

CALLBACK = "http://127.0.0.1:9/callback"
PREFIX = "https://www.googleapis.com/auth/"
SCOPES = " ".join(
    PREFIX + name
    for name in ("youtube.upload", "youtube.force-ssl", "youtube.readonly", "yt-analytics.readonly")
)
VERIFIER = "a-proof-key-of-sufficient-length-0123456789abc"
QUANTUM = 256 * 1024
CLIP = b"\x00\x00\x00\x14ftypisom\x00\x00\x02\x00isom" + bytes(480)
SNIPPET = {"title": "Chai, slowly", "description": "How we make it", "categoryId": "22"}


def challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass
class YouTube:
    http: httpx.Client
    token: str = ""
    refresh_token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def consent(self, form: dict[str, str] | None = None, **changes: str) -> httpx.Response:
        query = {
            "response_type": "code",
            "client_id": "sandbox-youtube",
            "redirect_uri": CALLBACK,
            "state": "s-1",
            "scope": SCOPES,
            "access_type": "offline",
            "prompt": "consent",
            "code_challenge": challenge(VERIFIER),
            "code_challenge_method": "S256",
        }
        return self.http.post(
            "/o/oauth2/v2/auth", params=query | changes, data=form or {"action": "allow"}
        )

    def code(self, form: dict[str, str] | None = None, **changes: str) -> str:
        return httpx.URL(self.consent(form, **changes).headers["location"]).params["code"]

    def ask(self, **form: str) -> httpx.Response:
        app = {"client_id": "sandbox-youtube", "client_secret": "sandbox-youtube-secret"}
        return self.http.post("/token", data=app | form)

    def redeem(self, code: str, **changes: str) -> httpx.Response:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER,
        }
        return self.ask(**form | changes)

    def connect(self, account: str | None = None, **changes: str) -> "YouTube":
        form = {"action": "allow"} | ({"account": account} if account else {})
        answer = self.redeem(self.code(form, **changes))
        assert answer.status_code == 200, answer.text
        given = answer.json()
        return YouTube(self.http, given["access_token"], given.get("refresh_token", ""))

    def get(self, path: str, **query: str) -> httpx.Response:
        return self.http.get(path, params=query, headers=self.headers)

    def begin(
        self, size: int, *, snippet: object = None, status: object = None, **more: str
    ) -> httpx.Response:
        body = {"snippet": snippet or SNIPPET, "status": status or {"privacyStatus": "public"}}
        announced = {"x-upload-content-length": str(size), "x-upload-content-type": "video/mp4"}
        return self.http.post(
            "/upload/youtube/v3/videos",
            params={"uploadType": "resumable", "part": "snippet,status", **more},
            json=body,
            headers=self.headers | announced,
        )

    def put(self, session: str, content: bytes, place: str) -> httpx.Response:
        headers = self.headers | {"content-range": f"bytes {place}"}
        return self.http.put(session, content=content, headers=headers)

    def upload(self, content: bytes = CLIP, **parts: object) -> str:
        begun = self.begin(len(content), **parts)
        assert begun.status_code == 200, begun.text
        size = len(content)
        made = self.put(begun.headers["location"], content, f"0-{size - 1}/{size}")
        assert made.status_code == 200, made.text
        return made.json()["id"]

    def video(self, video_id: str, part: str = "snippet,status,statistics") -> dict:
        (found,) = self.get("/youtube/v3/videos", part=part, id=video_id).json()["items"]
        return found


def reason(answer: httpx.Response) -> tuple[int, str]:
    body = answer.json()
    error = body["error"]
    told = error if isinstance(error, str) else error["errors"][0]["reason"]
    return answer.status_code, told


@pytest.fixture
def refused():
    return reason


@pytest.fixture
def stranger(http: httpx.Client) -> YouTube:
    return YouTube(http)


@pytest.fixture
def youtube(stranger: YouTube) -> YouTube:
    return stranger.connect()


@pytest.fixture
def film() -> bytes:
    """Two quanta and a bit."""
    return CLIP.ljust(2 * QUANTUM + 100, b"\x5a")
