"""A client that says to X's stand-in what an honest adapter would say."""

from dataclasses import dataclass

import httpx
import pytest

CALLBACK = "http://127.0.0.1:9/callback"
CLUB = "1780001234567890123"
PROOF = "p" * 43
SCOPES = "tweet.read tweet.write users.read media.write offline.access"
APP = ("sandbox-x", "sandbox-x-secret")


@dataclass
class X:
    http: httpx.Client
    app: tuple[str, str] = APP
    token: str = ""
    renewal: str = ""

    def query(self, **changes: str) -> dict[str, str]:
        query = {
            "response_type": "code",
            "client_id": self.app[0],
            "redirect_uri": CALLBACK,
            "state": "s-1",
            "scope": SCOPES,
            "code_challenge": PROOF,
            "code_challenge_method": "plain",
        }
        return {**query, **changes}

    def consent(self, action: str = "allow", account: str = CLUB, **changes: str) -> httpx.URL:
        answer = self.http.post(
            "/i/oauth2/authorize",
            params=self.query(**changes),
            data={"action": action, "account": account},
        )
        assert answer.status_code == 303, answer.text
        return httpx.URL(answer.headers["location"])

    def redeem(self, code: str, **changes: str) -> httpx.Response:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "code_verifier": PROOF,
        }
        return self.http.post("/2/oauth2/token", data={**form, **changes}, auth=self.app)

    def refresh(self, token: str) -> httpx.Response:
        form = {"grant_type": "refresh_token", "refresh_token": token}
        return self.http.post("/2/oauth2/token", data=form, auth=self.app)

    def connect(self, **changes: str) -> "X":
        answer = self.redeem(self.consent(**changes).params["code"])
        assert answer.status_code == 200, answer.text
        given = answer.json()
        return X(self.http, self.app, given["access_token"], given.get("refresh_token", ""))

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path: str, **params: str) -> httpx.Response:
        return self.http.get(path, params=params, headers=self.headers)

    def post(self, path: str, body: object = None, **more: object) -> httpx.Response:
        content = {"json": body} if body is not None else {}
        return self.http.post(path, headers=self.headers, **content, **more)

    def tweet(self, text: str, **body: object) -> httpx.Response:
        return self.post("/2/tweets", {"text": text, **body})

    def publish(self, text: str, **body: object) -> str:
        answer = self.tweet(text, **body)
        assert answer.status_code == 201, answer.text
        return answer.json()["data"]["id"]

    def reply(self, text: str, parent: str) -> httpx.Response:
        return self.tweet(text, reply={"in_reply_to_tweet_id": parent})

    def begin(self, content: bytes, kind: str = "image/jpeg", **changes: object) -> httpx.Response:
        category = {"image/gif": "tweet_gif", "video/mp4": "tweet_video"}.get(kind, "tweet_image")
        body = {"media_type": kind, "total_bytes": len(content), "media_category": category}
        return self.post("/2/media/upload/initialize", {**body, **changes})

    def append(self, media_id: str, number: object, content: bytes) -> httpx.Response:
        return self.post(
            f"/2/media/upload/{media_id}/append",
            data={"segment_index": str(number)},
            files={"media": ("segment", content)},
        )

    def finish(self, media_id: str) -> httpx.Response:
        return self.post(f"/2/media/upload/{media_id}/finalize")

    def state(self, media_id: str) -> httpx.Response:
        return self.get("/2/media/upload", command="STATUS", media_id=media_id)

    def upload(self, content: bytes, kind: str = "image/jpeg") -> str:
        media_id = self.begin(content, kind).json()["data"]["id"]
        assert self.append(media_id, 0, content).status_code == 200
        answer = self.finish(media_id)
        assert answer.status_code == 200, answer.text
        return media_id


@pytest.fixture
def stranger(http) -> X:
    """Knows the paths, has no token."""
    return X(http)


@pytest.fixture
def x(stranger) -> X:
    return stranger.connect()
