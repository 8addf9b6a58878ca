"""The person behind the approvals, over HTTP: signs up, connects, decides, settles, asks again.

Patient: a server that is away or not ready is asked again, as a person would.
"""

import time
from typing import Any

import httpx

from crash.posts import Connected, Post
from crash.twin import Twin

EMAIL = "owner@crash.example"
PASSWORD = "a-long-password-for-tests"  # noqa: S105 - opens throw-away data
PATIENCE_S = 90.0
TIMEOUT_S = 100.0
"""Longer than the product waits for its database."""
PAUSE_S = 0.2
CONNECTS = 12
"""Under chaos one call in five goes wrong, and connecting takes up to five."""
NOT_READY = (502, 503, 504)
BRAND = {
    "business_name": "Masala Chai Co.",
    "industry": "café",
    "location": "Pune",
    "timezone": "Asia/Kolkata",
    "languages": ["en"],
    "brand_voice": {"tone": ["warm"], "keywords": ["chai"]},
    "products": [{"name": "Masala chai", "description": "Ginger and cardamom", "price": "₹40"}],
    "facts": [{"text": "We grind our spice mix every morning.", "source": "the owner"}],
}


class RefusedError(Exception):
    """The product said no."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(f"{answer.request.method} {answer.request.url.path}: {answer.text[:600]}")
        self.status = answer.status_code
        told = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        self.code = str(told.get("code", ""))


class Person:
    """Owner of a workspace of their own."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=TIMEOUT_S)
        self._token = ""
        self.workspace_id = ""
        self.unexpected: list[str] = []
        """Answers 500: nobody should ever get one."""

    def sign_up(self) -> None:
        body = {"email": EMAIL, "password": PASSWORD, "name": "Asha"}
        given = self.call("POST", "/api/v1/auth/register", body)
        self._token = given["access_token"]
        self.workspace_id = given["user"]["workspace_id"]
        self.call("PUT", "/api/v1/profile", BRAND)

    def connect(self, twin: Twin, platform: str, *, members: int) -> None:
        """Agree at the platform's consent page, as that many new members.

        Raises:
            RefusedError: The product could not connect one, however often it was asked.
        """
        for number in range(members):
            member = twin.new_member(platform, f"Chai {platform} {number}")
            for _ in range(CONNECTS):
                answer = self._connect(twin, platform, member)
                if answer.is_success:
                    break
            else:
                raise RefusedError(answer)

    def _connect(self, twin: Twin, platform: str, member: str) -> httpx.Response:
        """One try: a platform in trouble may not take part in it."""
        begun = self.call("POST", "/api/v1/platforms/connect", {"platform": platform})
        back = twin.consent(begun["authorize_url"], member)
        return httpx.get(back, trust_env=False, timeout=TIMEOUT_S)

    def accounts(self, brand_id: str) -> list[Connected]:
        """Everything that can be posted to, oldest connection first."""
        return [
            Connected(
                workspace_id=self.workspace_id,
                brand_id=brand_id,
                platform=one["platform"],
                connection_id=one["id"],
                kind=_kind(one["account_id"]),
            )
            for one in self.all("/api/v1/platforms")
        ]

    def approve(self, post: Post) -> None:
        """Say yes once; a yes that was written before the server went away stands."""
        path = f"/api/v1/approvals/{post.approval_id}/decision"
        try:
            self.call("POST", path, {"decision": "approve", "version": post.version})
        except RefusedError as refused:
            if refused.code != "already_decided":
                raise

    def resolve(self, post: Post, *, is_out: bool) -> None:
        outcome = "published" if is_out else "not_published"
        path = f"/api/v1/publications/{post.publication_id}/resolve"
        self.call("POST", path, {"outcome": outcome})

    def retry(self, post: Post) -> None:
        self.call("POST", f"/api/v1/publications/{post.publication_id}/retry", {})

    def all(self, path: str) -> list[dict[str, Any]]:
        """Every entry of a list, page after page."""
        found: list[dict[str, Any]] = []
        mark = ""
        while True:
            told = self.call("GET", f"{path}?limit=100{mark}")
            found += told["items"]
            if not told["next_cursor"]:
                return found
            mark = f"&cursor={told['next_cursor']}"

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Ask until the server is there to answer.

        Raises:
            RefusedError: It answered no, or kept failing.
        """
        deadline = time.monotonic() + PATIENCE_S
        while True:
            answer = self._ask(method, path, body)
            if answer is not None and answer.is_success:
                return answer.json() if answer.content else None
            if answer is not None and not self._passes(answer):
                raise RefusedError(answer)
            if time.monotonic() > deadline:
                raise RefusedError(answer) if answer is not None else TimeoutError(path)
            time.sleep(PAUSE_S)

    def ask(self, method: str, path: str, body: object) -> httpx.Response:
        """One request and its answer, whatever it is.

        Raises:
            httpx.TransportError: There was none.
        """
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return self._http.request(method, path, json=body, headers=headers)

    def _ask(self, method: str, path: str, body: object) -> httpx.Response | None:
        try:
            return self.ask(method, path, body)
        except httpx.TransportError:
            return None

    def _passes(self, answer: httpx.Response) -> bool:
        """Whether it is worth asking again."""
        if answer.status_code == httpx.codes.UNAUTHORIZED and self._token:
            self._token = ""
            given = self.call("POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD})
            self._token = given["access_token"]
            return True
        if answer.status_code == httpx.codes.INTERNAL_SERVER_ERROR:
            self.unexpected.append(f"{answer.request.method} {answer.request.url.path}")
            return True
        return answer.status_code in NOT_READY

    def close(self) -> None:
        self._http.close()


def _kind(account_id: str) -> str:
    return "member" if ":person:" in account_id else "organization"
