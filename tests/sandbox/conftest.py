"""A real sandbox process for all tests here, emptied before each of them."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

ROOT = Path(__file__).parents[2]
CALLBACK = "http://127.0.0.1:9/callback"
ORGANIZATION = "urn:li:organization:105432001"
MEMBER = "urn:li:person:yrZCpj2Z12"
SCOPES = (
    "openid profile email w_member_social w_organization_social r_organization_social "
    "rw_organization_admin r_member_postAnalytics"
)
VERSIONS = {"Linkedin-Version": "202609", "X-Restli-Protocol-Version": "2.0.0"}


class Server:
    """One sandbox process on free ports."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(folder)]
        self.process = subprocess.Popen(
            [*command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = json.loads(self.process.stdout.readline())
        self.base: str = line["sandbox"]
        self.sites: dict[str, str] = line["sites"]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


@dataclass
class LinkedIn:
    """A client that says what an honest adapter would say."""

    http: httpx.Client
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def authorize_query(self, **changes: str) -> dict[str, str]:
        query = {
            "response_type": "code",
            "client_id": "sandbox-linkedin",
            "redirect_uri": CALLBACK,
            "state": "s-1",
            "scope": SCOPES,
        }
        return {**query, **changes}

    def consent(self, form: dict[str, str] | None = None, **changes: str) -> httpx.URL:
        """Where the browser is sent after the page's form."""
        answer = self.http.post(
            "/oauth/v2/authorization",
            params=self.authorize_query(**changes),
            data=form or {"action": "allow"},
        )
        assert answer.status_code == 303, answer.text
        return httpx.URL(answer.headers["location"])

    def code(self, form: dict[str, str] | None = None, **changes: str) -> str:
        return self.consent(form, **changes).params["code"]

    def redeem(self, code: str, **changes: str) -> httpx.Response:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": "sandbox-linkedin",
            "client_secret": "sandbox-linkedin-secret",
            "redirect_uri": CALLBACK,
        }
        return self.http.post("/oauth/v2/accessToken", data={**form, **changes})

    def connect(self, account: str | None = None, **changes: str) -> "LinkedIn":
        form = {"action": "allow"} | ({"account": account} if account else {})
        answer = self.redeem(self.code(form, **changes))
        assert answer.status_code == 200, answer.text
        token = answer.json()["access_token"]
        return LinkedIn(self.http, token, {"Authorization": f"Bearer {token}", **VERSIONS})

    def body(self, text: str, author: str = ORGANIZATION, **changes: object) -> dict[str, object]:
        return {
            "author": author,
            "commentary": text,
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
            **changes,
        }

    def publish(self, text: str, author: str = ORGANIZATION) -> str:
        answer = self.post(self.body(text, author))
        assert answer.status_code == 201, answer.text
        return answer.headers["x-restli-id"]

    def post(self, body: object) -> httpx.Response:
        return self.http.post("/rest/posts", json=body, headers=self.headers)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers={**self.headers, **headers})

    def read(self, urn: str) -> httpx.Response:
        return self.get(f"/rest/posts/{quote(urn, safe='')}")

    def find(self, author: str = ORGANIZATION, more: str = "") -> httpx.Response:
        path = f"/rest/posts?q=author&author={quote(author, safe='')}{more}"
        return self.get(path, **{"X-RestLi-Method": "FINDER"})

    def delete(self, urn: str) -> httpx.Response:
        return self.http.delete(f"/rest/posts/{quote(urn, safe='')}", headers=self.headers)

    def statistics(self, posts: str, owner: str = ORGANIZATION) -> httpx.Response:
        path = "/rest/organizationalEntityShareStatistics?q=organizationalEntity"
        return self.get(f"{path}&organizationalEntity={quote(owner, safe='')}{posts}")


class Control:
    """The sandbox's own routes."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def arm(self, operation: str, mode: str, platform: str = "linkedin", **more: float) -> None:
        body = {"platform": platform, "operation": operation, "mode": mode, **more}
        self.ask("faults", body)

    def ask(self, path: str, body: object = None) -> dict:
        answer = self.http.post(f"/control/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def look(self, path: str) -> dict:
        answer = self.http.get(f"/control/{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def texts(self) -> list[str]:
        return [effect["text"] for effect in self.look("effects")["effects"]]

    def wait_held(self) -> list[dict]:
        return self.look("held?wait_s=10")["held"]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("sandbox"))
    yield running
    running.stop()


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base, timeout=15) as client:
        client.post("/control/reset").raise_for_status()
        yield client


@pytest.fixture
def control(http: httpx.Client) -> Control:
    return Control(http)


@pytest.fixture
def stranger(http: httpx.Client) -> LinkedIn:
    """Knows the paths, has no token."""
    return LinkedIn(http, "", dict(VERSIONS))


@pytest.fixture
def linkedin(stranger: LinkedIn) -> LinkedIn:
    """Connected as the default member."""
    return stranger.connect()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts further sandboxes on the test's own folder; stops them at the end."""
    started: list[Server] = []

    def run(*arguments: str) -> Server:
        started.append(Server(tmp_path / "data", *arguments))
        return started[-1]

    yield run
    for running in started:
        running.stop()


@pytest.fixture
def make_linkedin() -> Callable[[httpx.Client], LinkedIn]:
    """A client without a token for another sandbox."""
    return lambda http: LinkedIn(http, "", dict(VERSIONS))
