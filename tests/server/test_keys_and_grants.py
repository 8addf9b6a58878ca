"""Secrets sealed anew by order of this machine alone, and posts beyond the end of an access."""

import secrets
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from config.secrets import fingerprint

V1 = "/api/v1"


@pytest.fixture
def rotate(server):
    def ask(token: str, keys: tuple[str, ...]) -> httpx.Response:
        return httpx.post(
            f"{server.url}{V1}/keys/rotate",
            json={"fingerprint": fingerprint(keys)},
            headers={"Authorization": f"Bearer {token}"},
            timeout=60,
        )

    return ask


def test_only_this_machines_own_command_has_secrets_sealed_anew(server, shop, rotate, as_role):
    keys = ((server.folder / "secret.key").read_text().strip(),)
    refused = rotate(shop.pair["access_token"], keys)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    as_role(shop, "editor")
    assert rotate(shop.pair["access_token"], keys).status_code == 403
    other = rotate(server.owner_token, ("another key",))
    assert (other.status_code, other.json()["code"]) == (409, "other_keys")
    done = rotate(server.owner_token, keys)
    assert done.status_code == 200, done.text
    # nothing was sealed by an older key, and nothing is shown of what there is
    assert done.json() == {"rotated": 0, "unreadable": []}


def test_a_post_planned_beyond_its_access_says_so_before_and_after_the_yes(shop):
    """LinkedIn gives ordinary apps sixty days and nothing to renew them with."""
    account = next(c for c in shop.get(f"{V1}/platforms")["items"] if c["account_kind"] != "member")
    ends = datetime.fromisoformat(account["lasts_until"])
    assert timedelta(days=55) < ends - datetime.now(UTC) < timedelta(days=61)

    def planned(at: datetime):
        body = {
            "platform": "linkedin",
            "connection_id": account["id"],
            "text": f"Chai at {secrets.token_hex(3)}",
            "publish_at": at.isoformat(),
        }
        return shop.post(f"{V1}/content", body)["approval"]

    assert planned(ends - timedelta(days=5))["warnings"] == []
    late = planned(ends + timedelta(days=5))
    (warning,) = late["warnings"]
    assert "LinkedIn" in warning
    assert "onnect" in warning
    shop.post(f"{V1}/approvals/{late['id']}/decision", {"decision": "approve", "version": 1})
    (row,) = shop.get(f"{V1}/publications")["items"]
    assert row["warnings"] == [warning]
    assert warning in row["timeline"][0]["detail"]
